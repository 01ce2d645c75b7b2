"""The interpreters of this machine that the lock allows; run as a program, this prints their versions."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

VERSIONS = ("3.11", "3.12", "3.13", "3.14")
"""From the one that the lock is made for to the newest that its packages have wheels for."""


def python(version: str) -> Path | None:
    """Return an interpreter of that version: the path's, else pyenv's, whose names on the path answer for one alone."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    places = [shutil.which(f"python{version}"), *sorted(pyenv.glob(f"versions/{version}.*/bin/python{version}"))]
    return next((Path(place) for place in places if place and release(place)), None)


def release(interpreter: str | Path) -> str:
    """Return all three numbers of an interpreter's version; nothing where it cannot make an environment."""
    asked = [interpreter, "-c", "import ensurepip, platform, venv; print(platform.python_version())"]
    return subprocess.run(asked, check=False, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    print(*(release(found) for version in VERSIONS if (found := python(version))))  # noqa: T201  # what it is run for
