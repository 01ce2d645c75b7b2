"""A publication from the wheel alone: an empty environment, no registry, nothing of this repository.

What is installed comes from a folder of wheels, as it would in thirty years.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from absent import go_without
from chapbook.wheel import own_wheel
from making import alone
from throwaway import ROOT, Build

if TYPE_CHECKING:
    from pathlib import Path

WHEELS = ROOT / ".venv/wheels"


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a shell knows where no registry is reached and no Python package is installed."""
    if not (WHEELS / ".complete").is_file():
        go_without("the packages of the locks are not there; make judge fetches them")
    place = tmp_path_factory.mktemp("home")
    own = {name: value for name, value in alone().items() if not name.startswith(("PIP_", "PYTHON", "VIRTUAL_ENV"))}
    own["PATH"] = os.pathsep.join(
        folder for folder in own["PATH"].split(os.pathsep) if not folder.startswith(sys.prefix)
    )
    return own | {
        "HOME": str(place),
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": WHEELS.as_uri(),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }


def run(*command: str | Path, place: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_is_started_built_and_started_again_from_there(tmp_path: Path, offline: dict[str, str]) -> None:
    name, data = own_wheel()
    (tmp_path / name).write_bytes(data)
    run(sys.executable, "-m", "venv", "env", place=tmp_path, environment=offline)
    run("env/bin/python", "-m", "pip", "install", "-q", name, place=tmp_path, environment=offline)
    run("env/bin/chapbook", "new", "my first", place=tmp_path, environment=offline)

    first = tmp_path / "my first"
    run("make", "html", f"PYTHON={sys.executable}", place=first, environment=offline)
    built = Build(first / "_build/html", "", frozenset())
    assert built.page().h1.get_text().startswith("The title of your essay")
    assert {path.suffix for path in built.out.iterdir()} >= {".html", ".pdf", ".epub"}

    run(".venv/bin/chapbook", "new", "../my second", place=first, environment=offline)
    files = [
        {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in (first, tmp_path / "my second")
    ]
    own = {path: content for path, content in files[0].items() if path.parts[0] not in {".venv", "_build"}}
    assert own == files[1]
    assert files[1][next(path for path in files[1] if path.name == name)] == data
