"""A publication made by its own Makefile, as a user makes it, with the environment of the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from sphinx._cli.util.errors import strip_escape_sequences

from chapbook.new import Answers, start
from throwaway import ROOT, Build

ASKED_FOR = {"BUILDDIR", "CHANGES", "DIR", "FILE", "POST", "SPHINXOPTS", "TO", "VERSION", "WHEEL"}


def alone() -> dict[str, str]:
    """Return what make is to know: nothing of a make that runs these tests, of a host, or of what it is asked for."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MAKE", "READTHEDOCS")) and name not in ASKED_FOR
    }


def make(*arguments: str, folder: Path = ROOT, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run make in *folder*; *before* stands before the command."""
    command = [*before, "make", *arguments]
    return subprocess.run(command, cwd=folder, env=alone(), capture_output=True, text=True, check=False)


def started(place: Path, text: Path | None = None) -> Path:
    """Start a publication in *place*; what lies in *text* takes the place of the outline's."""
    list(start(place, Answers()))
    if text:
        shutil.rmtree(place / "chapters")
        shutil.copytree(text, place, dirs_exist_ok=True)
    return place


def equip(publication: Path) -> None:
    """Give it this environment, as if its own make had installed it."""
    environment, own = publication / ".venv", Path(sysconfig.get_path("purelib"))
    packages = environment / own.relative_to(sys.prefix)
    packages.mkdir(parents=True)
    for folder, place in ((Path(sys.prefix), environment), (own, packages)):
        for path in folder.iterdir():
            if not (place / path.name).exists():
                (place / path.name).symlink_to(path)
    # The press is found by a path that leads out of the folder of packages.
    (packages / "chapbook.pth").unlink()
    (packages / "chapbook.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    for mark in (".installed", ".build-tools", ".dev-tools"):
        (environment / mark).unlink(missing_ok=True)
        (environment / mark).touch()


def made(publication: Path) -> Build:
    """Make a whole publication."""
    equip(publication)
    done = make("--silent", "html", "SPHINXOPTS=-q", folder=publication)
    assert done.returncode == 0, done.stdout + done.stderr
    return Build(publication / "_build/html", strip_escape_sequences(done.stderr), frozenset())
