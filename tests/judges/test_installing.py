"""What the lock installs: a package that has its hash, and nothing else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commands.test_lock import locked, read_the_docs
from throwaway import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

WHEELS = ROOT / ".venv/wheels"


def installed(folder: Path, lock: str) -> subprocess.CompletedProcess[str]:
    """Install a lock as Read the Docs does, without a network, into a folder of its own."""
    (folder / "requirements").mkdir()
    (folder / "requirements/build.txt").write_text(lock, encoding="utf-8")
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": WHEELS.as_uri(),
        "PIP_TARGET": str(folder / "installed"),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    command, _press = read_the_docs(ROOT)["install"]
    shell = ["bash", "-c", command]
    return subprocess.run(shell, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def unchanged(line: str) -> str:
    return line


def tampered(line: str) -> str:
    """Change the first digit of each hash."""
    return re.sub("sha256:(.)", lambda found: f"sha256:{15 - int(found[1], 16):x}", line)


def without_hashes(line: str) -> str:
    return line.partition(" ")[0]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (unchanged, ""),
        (tampered, "THESE PACKAGES DO NOT MATCH THE HASHES"),
        (without_hashes, "Hashes are required in --require-hashes mode"),
    ],
)
def test_only_a_package_that_has_its_hash_is_installed(tmp_path: Path, change: Callable[[str], str], said: str) -> None:
    assert (WHEELS / ".complete").is_file(), "make judge fetches the packages; run it instead of pytest"
    [line] = [requirement.line for requirement in locked("build") if requirement.name == "alabaster"]
    done = installed(tmp_path, change(line))
    assert (done.returncode == 0) == (said == ""), done.stderr
    assert said in done.stderr
    assert (tmp_path / "installed/alabaster").is_dir() == (said == "")
