"""The programs that judge: where npm has put them, how they are run, how old they are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
NODE = Path(sys.executable).with_name("node")
"""Node.js, which ``make judge`` installs beside Python."""


def from_npm(package: str) -> Callable[[], str]:
    """Return how to ask for the version of a package of npm's that is installed."""
    return lambda: str(json.loads((MODULES / package / "package.json").read_text(encoding="utf-8"))["version"])


def from_pypi(package: str) -> Callable[[], str]:
    """Return how to ask for the version of a Python package that is installed."""
    return partial(version, package)


def node(script: str, *arguments: str, told: object = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script in Node.js from the folder of the judges; *told* comes to it as JSON on its standard input."""
    # To a pipe Node.js writes in the background, and what waits when a program ends is lost; a file is written at once.
    with TemporaryFile("w+", encoding="utf-8") as printed:
        done = subprocess.run(
            [NODE, script, *arguments],
            cwd=HERE,
            env={**os.environ, **environment},
            input=json.dumps(told),
            stdout=printed,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        printed.seek(0)
        done.stdout = printed.read()
    return done


def answer(done: subprocess.CompletedProcess[str]) -> Any:
    """Return the JSON that a program printed; one that printed none has broken, which no judge's silence may hide."""
    try:
        return json.loads(done.stdout)
    except json.JSONDecodeError as error:
        raise RuntimeError(
            f"{done.args[1]} broke: {done.stderr.strip() or done.stdout.strip() or 'it said nothing'}"
        ) from error
