"""Links that other extensions put beside a section and a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from throwaway import Project

OTHER = """
from docutils import nodes

def actions(app, docname, part):
    if not part["ids"]:
        return None
    kind = "paragraph" if isinstance(part, nodes.paragraph) else "section"
    return [{"style": "look", "href": f"https://example.org/{docname}#{part['ids'][0]}", "label": 'Look "here"',
             "name": f"Look at the {kind} <b>", "data": {"more": "a&b"}}]

def setup(app):
    app.connect("chapbook-part-actions", actions)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


@pytest.fixture
def essay(project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Project:
    (tmp_path / "looking.py").write_text(OTHER, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    project.settings = {
        "extensions": ["myst_parser", "chapbook.anchors", "looking"],
        "project": "W",
        "copyright": "2022",
    }
    project.write({"index.md": "(one)=\n# One\n\nFirst words.\n\n- a list\n"})
    return project


def test_each_stands_beside_its_part(essay: Project) -> None:
    built = essay.build()
    assert built.warnings == ""
    links = built.page().select("a.look")
    assert [link["href"] for link in links] == ["https://example.org/index#one", "https://example.org/index#one-p1"]
    assert [link["aria-label"] for link in links] == ["Look at the section <b>", "Look at the paragraph <b>"]
    assert {link["data-label"] for link in links} == {'Look "here"'}
    assert {link["data-more"] for link in links} == {"a&b"}
    assert {link.get_text() for link in links} == {""}
    assert links[1].find_parent("p").get_text() == "First words."


@pytest.mark.parametrize("builder", ["epub", "latex", "text", "singlehtml"])
def test_only_a_site_has_them(essay: Project, builder: str) -> None:
    essay.settings |= {"version": "1", "epub_identifier": "x"}
    built = essay.build(builder)
    assert built.warnings == ""
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in built.out.rglob("*") if path.is_file()]
    assert not any("example.org/index" in text for text in texts)
