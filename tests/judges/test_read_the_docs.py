"""A rehearsal of Read the Docs: the commands of ``.readthedocs.yaml``, in a fresh environment, without git.

With each Python that is on this machine, as another host may have another.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
import yaml
from bs4 import BeautifulSoup

from pythons import VERSIONS, python
from throwaway import ROOT

if TYPE_CHECKING:
    from pathlib import Path

WHEELS = ROOT / ".venv/wheels"
ADDRESS = "https://example.readthedocs.io/en/latest/"


@pytest.mark.parametrize("version", VERSIONS)
def test_its_commands_build_the_site(checkout: Path, tmp_path: Path, version: str) -> None:
    interpreter = python(version)
    if interpreter is None:
        pytest.skip(f"there is no Python {version} on this machine")
    assert (WHEELS / ".complete").is_file(), "make judge fetches the packages; run it instead of pytest"
    config = yaml.safe_load((checkout / ".readthedocs.yaml").read_text(encoding="utf-8"))
    assert config["version"] == 2
    subprocess.run([interpreter, "-m", "venv", tmp_path / "env"], check=True)
    output = tmp_path / "output"
    environment = {
        "PATH": f"{tmp_path / 'env/bin'}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "READTHEDOCS": "True",
        "READTHEDOCS_OUTPUT": str(output),
        "READTHEDOCS_CANONICAL_URL": ADDRESS,
        "READTHEDOCS_GIT_CLONE_URL": "https://example.org/someone/essay.git",
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": WHEELS.as_uri(),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    jobs = config["build"]["jobs"]
    assert list(jobs["build"]) == ["html", *config["formats"]]
    for command in [*jobs["install"], *(command for commands in jobs["build"].values() for command in commands)]:
        shell = ["bash", "-c", command]
        done = subprocess.run(shell, cwd=checkout, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    for form in config["formats"]:
        assert [path.suffix for path in (output / form).iterdir()] == [f".{form}"]
    front = BeautifulSoup((output / "html/index.html").read_text(), "html.parser")
    made = [path.name for form in config["formats"] for path in (output / form).iterdir()]
    offered = {str(link["href"]) for link in front.select(".ways-in a")}
    assert made
    assert {f"./{name}" for name in made} <= offered
    assert all((output / "html" / name).is_file() for name in made)
    page = BeautifulSoup((output / "html/chapters/introduction.html").read_text(), "html.parser")
    canonical = page.find("link", rel="canonical")
    assert canonical is not None
    assert canonical["href"] == f"{ADDRESS}chapters/introduction.html"
