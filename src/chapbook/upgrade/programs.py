"""The programs that an upgrade runs: the press of either release in an environment of its own, and pip."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from chapbook.lock import LOCK
from chapbook.mistake import Mistake
from chapbook.upgrade.release import error_of_pip

if TYPE_CHECKING:
    from collections.abc import Sequence

OF_ANOTHER_PYTHON = {"PYTHONHOME", "PYTHONPATH"}
"""What would bring packages of the old environment into the new one."""


def faults_of_build(python: str | Path, publication: Path, target: Path, *options: str) -> list[str]:
    """Build a publication with the press of an environment, as ``make html`` does; return what it says is wrong."""
    done = _run(python, publication, "-m", "chapbook", "build", "-q", *options, "--to", str(target))
    if not done.returncode:
        return []
    messages = (done.stderr or done.stdout).replace(f"{publication.resolve()}/", "")
    # An earlier release says the same of each format.
    return list(dict.fromkeys(filter(str.strip, messages.splitlines()))) or [f"exit code {done.returncode}"]


def install(publication: Path, environment: Path) -> Path:
    """Make an environment of what the publication locks; return its Python.

    :raises Mistake: where Python or pip cannot.
    """
    python = environment / "bin/python"
    made = _run(sys.executable, publication, "-m", "venv", str(environment))
    if made.returncode:
        raise Mistake(environment, 0, f"Python cannot make an environment: {_last(made.stdout + made.stderr)}")
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes", "-r", LOCK]
    done = _run(python, publication, "-m", "pip", "install", *options)
    if done.returncode:
        message = f"pip cannot install what the new release needs: {error_of_pip(done.stderr)}; nothing was changed"
        raise Mistake(Path(LOCK), 0, message)
    return python


def carry_over(python: Path, publication: Path, outline: Path) -> list[str]:
    """Have the new release change what it has to; return its lines.

    :raises Mistake: where it cannot.
    """
    done = _run(python, publication, "-m", "chapbook.carry_over", str(publication), str(outline))
    if done.returncode:
        raise Mistake(
            Path("conf.py"), 0, f"the new release cannot change it: {_last(done.stderr)}; nothing was changed"
        )
    return done.stdout.splitlines()


def _run(python: str | Path, publication: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a module in the publication's copy; whatever it leaves behind stands beside the copy, and goes with it."""
    environment = {name: value for name, value in os.environ.items() if name not in OF_ANOTHER_PYTHON}
    # Sphinx colours what it says wherever CI is set, and here a person reads it in sentences.
    environment |= {"NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", "TMPDIR": str(publication.parent)}
    command: Sequence[str] = [str(python), "-P", *arguments]
    return subprocess.run(  # noqa: S603  # this Python, or one made by it
        command, cwd=publication, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False
    )


def _last(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1].strip() if lines else "it does not say why"
