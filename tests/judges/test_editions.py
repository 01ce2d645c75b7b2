"""A rehearsal of editions: one that an earlier release made, in an environment of its own, below today's pages.

What is installed comes from a folder of wheels; there is no network.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

import chapbook
from absent import go_without
from chapbook.editions.building import build_editions
from chapbook.lock import LOCK, lock_with
from chapbook.new import Answers, start
from chapbook.upgrade.release import read_release
from published_twice import LISTED, begin, git, publish
from releases import release
from throwaway import ROOT, Build

if TYPE_CHECKING:
    from pathlib import Path

WHEELS = ROOT / ".venv/wheels"
EARLIER = "0.9.0"
WORDS = 'class="edition-line"'


@pytest.fixture
def essay(tmp_path: Path) -> Path:
    """A publication, in a folder of a repository, of which edition 1.0 was made with an earlier release."""
    if not (WHEELS / ".complete").is_file():
        go_without("the packages of the locks are not there; make judge fetches them")
    (tmp_path / "my repository").mkdir()
    essay = begin(tmp_path / "my repository")
    list(start(essay, Answers(title="On Walking")))
    record = (essay / "CITATION.cff").read_text("utf-8")
    ours = {
        name: (essay / name).read_bytes()
        for name in (LOCK, f"requirements/chapbook-{chapbook.__version__}-py3-none-any.whl")
    }
    for name in ours:
        (essay / name).unlink()
    changed = {"editions/templates/line.html": (WORDS, f'{WORDS} data-by="{EARLIER}"')}
    made = read_release(release(essay / "requirements", EARLIER, changed))
    (essay / LOCK).write_text(lock_with(made.wheel, made.data, made.packages), "utf-8")
    publish(
        essay,
        "1.0",
        {
            "CITATION.cff": record.replace('version: "0.1"', 'version: "1.0"'),
            "editions.yaml": LISTED % ("1.0", "2026-05-01", "First edition."),
        },
    )
    git(essay, "rm", "--quiet", f"requirements/{made.wheel}")
    for name, data in ours.items():
        (essay / name).write_bytes(data)
    chapter = essay / "chapters/introduction.md"
    chapter.write_text(chapter.read_text("utf-8") + "\nOne paragraph more.\n", "utf-8")
    git(essay, "add", "--all")
    git(essay, "commit", "--quiet", "--message", "Upgrade")
    return essay


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def built(essay: Path) -> Build:
    # A process makes one build: the time of the edition stays for its life.
    with patch.dict(os.environ):
        assert build_editions(essay, essay / "_build", ["-Dhtml_baseurl=https://example.org/"]) == 0
    return Build(essay / "_build/html", "", frozenset())


def test_an_edition_is_what_its_own_press_makes_of_it(
    essay: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    for name, value in {"NO_INDEX": "1", "FIND_LINKS": WHEELS.as_uri(), "CONFIG_FILE": os.devnull}.items():
        monkeypatch.setenv(f"PIP_{name}", value)
    site = built(essay)
    old, new = (site.page(f"{folder}chapters/introduction") for folder in ("1.0/", ""))
    assert old.select_one(".edition-line")["data-by"] == EARLIER
    assert "One paragraph more." not in old.get_text()
    assert "One paragraph more." in new.get_text()
    assert new.select_one(".edition-said").get_text().endswith(", with changes since · All editions")
    assert {".pdf", ".epub", ".xml"} <= {path.suffix for path in (site.out / "1.0").iterdir()}
    before = files(site.out)
    capsys.readouterr()
    built(essay)
    assert capsys.readouterr().out == f"Nothing has changed since the last build in {essay / '_build'}.\n"
    assert files(site.out) == before
