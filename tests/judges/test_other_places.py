"""The publication made elsewhere: in a folder that is hard to name, from sources that cannot be written, by a forge."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from making import alone, equip, make
from throwaway import ROOT, Build

if TYPE_CHECKING:
    from pathlib import Path

WORKFLOW = ROOT / ".github/workflows/pages.yml"


@pytest.fixture
def equipped(checkout: Path) -> Path:
    """The checkout with this environment's packages."""
    equip(checkout)
    return checkout


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_sources_that_cannot_be_written_make_the_same_bytes(equipped: Path, tmp_path: Path) -> None:
    done = make("html", folder=equipped)
    assert done.returncode == 0, done.stdout + done.stderr
    built = equipped / "_build"
    assert {".html", ".pdf", ".epub"} <= {path.suffix for path in (built / "html").iterdir()}

    built.rename(tmp_path / "first")
    sources = files(equipped)
    for path in [equipped, *equipped.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & ~0o222)
    # Root may write what nobody may, but for this.
    before = ("setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override") if os.geteuid() == 0 else ()
    refused = subprocess.run([*before, "touch", "new"], cwd=equipped, capture_output=True, check=False)
    assert refused.returncode != 0, "this folder can be written, so that nothing would be shown"
    done = make("html", f"BUILDDIR={tmp_path / 'second'}", folder=equipped, before=before)
    assert done.returncode == 0, done.stdout + done.stderr
    assert files(equipped) == sources
    for form in ("html", "pdf", "epub"):
        first, second = files(tmp_path / "first" / form), files(tmp_path / "second" / form)
        assert first.keys() == second.keys()
        assert [name for name in first if first[name] != second[name]] == []


def steps() -> list[dict[str, Any]]:
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    return list(workflow["jobs"]["build"]["steps"])


def test_the_forge_makes_the_site_at_its_address(equipped: Path) -> None:
    (step,) = (step for step in steps() if step.get("run", "").startswith("make editions"))
    values = {"ADDRESS": "https://someone.example/essay/", "REPOSITORY": "https://github.com/someone/essay"}
    assert set(step["env"]) == set(values)
    command = ["bash", "-c", step["run"]]
    done = subprocess.run(command, cwd=equipped, env=alone() | values, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    page = Build(equipped / "_build/html", "", frozenset()).page("appendices/comments")
    assert page.find("link", rel="canonical")["href"] == f"{values['ADDRESS']}appendices/comments.html"
    assert values["REPOSITORY"] in page.select_one("form.reply-form")["data-settings"]
