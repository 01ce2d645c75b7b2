"""The control with which a part is cited, and its link without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from throwaway import Build, Project


def test_each_heading_paragraph_and_comment_has_a_control(built: Build) -> None:
    controls = {
        name: [
            (link.get("data-target", link.find_parent(id=True)["id"]), link.get("data-place"))
            for link in built.page(name).select("a.cite")
        ]
        for name in ("index", "chapters/one", "talk")
    }
    assert controls == {
        "index": [
            ("work", None),
            ("abstract", "Abstract section"),
            ("abstract-p1", "Abstract section, para. 1"),
            ("how", "How to cite section"),
        ],
        "chapters/one": [
            ("one", "Part & one section"),
            ("one-p1", "Part & one section, para. 1"),
            ("mine", "Part & one section, para. 2"),
        ],
        "talk": [("talk", "Talk section"), ("comment-01-ann", None), ("comment-02-bob", None)],
    }


def test_without_a_script_it_is_a_link_to_how_it_is_cited(built: Build) -> None:
    for name in ("index", "chapters/one", "talk"):
        for link in built.page(name).select("a.cite"):
            parts = urlsplit(link["href"])
            there = ((built.out / name).parent / parts.path).resolve() if parts.path else built.out / f"{name}.html"
            assert there == built.out / "citations.html"
            assert built.page("citations").find(id=parts.fragment) is not None
            assert link["aria-label"].startswith("Cite ")
    assert (
        built.page("chapters/one").select_one("h1 + .part-actions > a.cite")["href"]
        == "../citations.html#how-to-cite-one"
    )


def test_words_of_pages_are_the_writers_alone(built: Build) -> None:
    assert built.page("chapters/one").select_one("p#one-p1").get_text() == "It is said."
    assert built.page("chapters/one").h1.get_text().removesuffix("¶") == "Part & one"
    assert "Cite" not in built.text("searchindex.js")


@pytest.mark.parametrize("missing", ["CITATION.cff", "chapbook.citing"])
def test_without_a_record_there_is_none(essay: Project, missing: str) -> None:
    essay.write({"index.md": "(work)=\n# An essay\n\n```{toctree}\nchapters/one\ntalk\n```\n"})
    if missing == "chapbook.citing":
        essay.settings["extensions"] = ["myst_parser", "chapbook.anchors", "chapbook.comments"]
        del essay.settings["bibtex_bibfiles"], essay.settings["chapbook_parts"]
    else:
        (essay.source / missing).unlink()
    built = essay.build()
    assert built.warnings == ""
    assert not built.page("chapters/one").select("a.cite")
    assert built.page("chapters/one").select("a.paragraph-number")


def test_without_the_directive_it_leads_to_the_front_page(essay: Project) -> None:
    essay.write({"index.md": "(work)=\n# An essay\n\n```{toctree}\nchapters/one\ntalk\n```\n"})
    assert essay.build().page("chapters/one").select_one("a.cite")["href"] == "../index.html"


@pytest.mark.parametrize("builder", ["epub", "latex", "text", "man", "texinfo", "singlehtml", "xml", "dirhtml"])
def test_other_builders_are_content(essay: Project, builder: str) -> None:
    essay.settings |= {"version": "1", "copyright": "B"}
    assert essay.build(builder).warnings == ""
