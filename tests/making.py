"""A publication made by its own Makefile, as a user makes it, with the environment of the tests."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from sphinx._cli.util.errors import strip_escape_sequences

from throwaway import ROOT, Build

if TYPE_CHECKING:
    from pathlib import Path


def alone() -> dict[str, str]:
    """Return what make is to know: nothing of a make that runs these tests, of a host, or of what it is asked for."""
    others = ("MAKE", "READTHEDOCS")
    return {
        name: value for name, value in os.environ.items() if not name.startswith(others) and name not in {"DIR", "FILE"}
    }


def make(*arguments: str, folder: Path = ROOT, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run make in *folder*; *before* stands before the command."""
    command = [*before, "make", *arguments]
    return subprocess.run(command, cwd=folder, env=alone(), capture_output=True, text=True, check=False)


def equip(publication: Path) -> None:
    """Give it this environment, by a name without spaces, which make could not take; its folder may have some."""
    (publication / ".venv").symlink_to(sys.prefix)


def made(publication: Path) -> Build:
    """Make a whole publication."""
    equip(publication)
    done = make("--silent", "html", "SPHINXOPTS=--quiet", folder=publication)
    assert done.returncode == 0, done.stdout + done.stderr
    return Build(publication / "_build/html", strip_escape_sequences(done.stderr), frozenset())
