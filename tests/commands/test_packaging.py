"""The press as a distribution: what its wheel says, and that the standard backend builds the same bytes each time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from email.parser import BytesParser
from typing import TYPE_CHECKING

import pytest

import chapbook
from chapbook.wheel import own_wheel, wheel_name
from throwaway import ROOT

if TYPE_CHECKING:
    from pathlib import Path

BUILD = "from flit_core.buildapi import build_wheel; import sys; print(build_wheel(sys.argv[1]))"


def built(sources: Path, target: Path) -> Path:
    """Build the wheel from a copy of the sources, whose files are of another time."""
    shutil.copytree(ROOT / "src", sources / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        (sources / name).write_bytes((ROOT / name).read_bytes())
    target.mkdir()
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    subprocess.run([sys.executable, "-c", BUILD, str(target)], cwd=sources, env=environment, check=True)
    (wheel,) = target.iterdir()
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("wheel")
    return built(place / "sources", place / "built")


def test_it_is_the_same_from_anywhere(wheel: Path, tmp_path: Path) -> None:
    again = built(tmp_path / "somewhere else", tmp_path / "built")
    assert again.name == wheel.name == wheel_name(chapbook.__version__)
    assert again.read_bytes() == wheel.read_bytes()


def test_it_holds_what_the_wheel_of_a_new_publication_holds(wheel: Path, tmp_path: Path) -> None:
    name, data = own_wheel()
    (tmp_path / name).write_bytes(data)
    with zipfile.ZipFile(wheel) as ours, zipfile.ZipFile(tmp_path / name) as own:
        files = {entry for entry in ours.namelist() if "__pycache__" not in entry}
        assert set(own.namelist()) == files
        differ = {entry for entry in files if ours.read(entry) != own.read(entry)}
    assert {entry.rpartition("/")[2] for entry in differ} <= {"RECORD", "METADATA"}


def test_it_says_what_it_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (entry for entry in archive.namelist() if entry.endswith("/METADATA"))
        told = BytesParser().parsebytes(archive.read(name))
    assert told["Name"] == "chapbook"
    assert told["Version"] == chapbook.__version__
    assert told["Requires-Python"] == ">=3.11"
    assert told["License-Expression"] == "MIT"
    required = told.get_all("Requires-Dist") or []
    # Furo promises nothing to themes that inherit it.
    assert [text for text in required if text.replace(" ", "").startswith("furo==")]
    assert {"figures", "live"} == set(told.get_all("Provides-Extra") or [])
