"""The Markdown as it is read on a forge: its links lead to files and headings that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook import HANDBOOK, headings, links, pages
from throwaway import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FILES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(HANDBOOK / page for page in pages())]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_links_lead_somewhere(file: Path) -> None:
    inside = [link for link in links(file.read_text(encoding="utf-8")) if "://" not in link]
    for link in inside:
        path, _, heading = link.partition("#")
        there = (file.parent / path).resolve() if path else file
        assert there.exists(), link
        assert not heading or heading in headings(there.read_text(encoding="utf-8")), link


def test_the_ways_into_the_handbook_are_there() -> None:
    assert "docs/index.md" in links((ROOT / "README.md").read_text(encoding="utf-8"))
    listed = links((HANDBOOK / "index.md").read_text(encoding="utf-8"))
    assert set(pages()) - {"index.md"} <= set(listed)
