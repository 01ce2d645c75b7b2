"""Paragraphs: which are counted, what their ids are in every output, and where the numbers stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from sphinx.util.inventory import InventoryFile

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from throwaway import Build, Project

SETTINGS = {
    "extensions": ["myst_parser", "chapbook.anchors", "chapbook.pdf"],
    "project": "A Work",
    "author": "Xi",
    "copyright": "2022, Xi",
    "version": "1",
    "chapbook_pdf_name": "w",
    "myst_enable_extensions": ["colon_fence"],
    "chapbook_parts": ["index#abstract", "ch/*"],
}
SOURCES = {
    "index.md": """
        # A Work

        Not counted.

        (abstract)=
        ## Abstract

        Counted.

        ## Contents

        ```{toctree}
        ch/one
        other
        ```
        """,
    "ch/one.md": """
        (first)=
        # Part one

        Para *one*[^n].

        - not counted
        - nor this

        (mine)=
        Para two, with an id of its own.

        > not counted

        :::{note}
        Not counted.
        :::

        Para three, see {ref}`first-p1` and [two](#mine).

        ## Within & below

        Its own first.

        [^n]: Not counted.
        """,
    "other.md": "(other)=\n# Other\n\nNot counted.\n",
}
IDS = ["first-p1", "mine", "first-p3", "within-below-p1"]
BUILDERS = ["html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "gettext", "typstpdf"]


@pytest.fixture
def work(project: Project) -> Project:
    project.settings = dict(SETTINGS)
    project.write(SOURCES)
    return project


def numbered(build: Build, page: str) -> list[tuple[str, str, str]]:
    links = build.page(page).select("p > a.paragraph-number")
    assert all(link["href"] == f"#{link.parent['id']}" for link in links)
    return [(link.parent["id"], link["data-number"], link["aria-label"]) for link in links]


def test_paragraphs_of_a_section_are_counted_and_a_written_id_wins(work: Project) -> None:
    build = work.build()
    assert build.warnings == ""
    assert numbered(build, "ch/one") == [
        ("first-p1", "1", "Permalink to paragraph 1 of Part one"),
        ("mine", "2", "Permalink to paragraph 2 of Part one"),
        ("first-p3", "3", "Permalink to paragraph 3 of Part one"),
        ("within-below-p1", "1", "Permalink to paragraph 1 of Within & below"),
    ]
    assert numbered(build, "index") == [("abstract-p1", "1", "Permalink to paragraph 1 of Abstract")]
    assert numbered(build, "other") == []


def test_the_number_is_no_word_of_the_page(work: Project) -> None:
    page = work.build().page("ch/one")
    assert page.find(id="mine").get_text() == "Para two, with an id of its own."


def test_a_paragraph_can_be_referred_to_from_here_and_elsewhere(work: Project) -> None:
    build = work.build()
    links = [(a.get_text(), a["href"]) for a in build.page("ch/one").find(id="first-p3").select("a.internal")]
    assert links == [("Part one, para. 1", "#first-p1"), ("two", "#mine")]
    inventory = InventoryFile.loads((build.out / "objects.inv").read_bytes(), uri="")
    for name in IDS:
        assert inventory["std:label", name].uri.replace("$", name) == f"ch/one.html#{name}"


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder(work: Project, builder: str) -> None:
    assert work.build(builder).warnings == ""


def test_the_ids_are_in_latex_epub_and_pdf(work: Project) -> None:
    tex = next(work.build("latex").out.glob("*.tex")).read_text()
    page = (work.build("epub").out / "ch/one.xhtml").read_text()
    with pikepdf.open(work.build("typstpdf").out / "w.pdf") as pdf:
        names = {str(name) for name in pikepdf.NameTree(pdf.Root.Names.Dests)}
    for name in IDS:
        assert f"\\label{{\\detokenize{{ch/one:{name}}}}}" in tex
        assert f'<p id="{name}">' in page
        assert name in names


def test_numbers_follow_the_text_in_an_incremental_build(work: Project) -> None:
    work.build()
    work.write({"ch/one.md": "(first)=\n# Part one\n\nNew.\n\nPara *one*.\n"})
    build = work.build()
    assert build.read == {"ch/one"}
    assert [entry[:2] for entry in numbered(build, "ch/one")] == [("first-p1", "1"), ("first-p2", "2")]


@pytest.mark.browser
def test_a_number_is_shown_to_the_keyboard_and_leads_to_its_paragraph(browser: Browser, work: Project) -> None:
    page = browser.new_page()
    page.goto((work.build().out / "ch/one.html").as_uri())
    link = page.get_by_role("link", name="Permalink to paragraph 2 of Part one")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#mine")
    assert page.locator("#mine").evaluate("e => e.matches(':target')")


def test_a_heading_of_which_no_address_can_be_made_is_told_at_its_line(project: Project) -> None:
    project.settings = dict(SETTINGS)
    one = "(first)=\n# 引言\n\n第一段。\n\n## 背景\n\n背景段落。\n\n## Same\n\nA.\n\n## Same\n\nB.\n"
    project.write({**SOURCES, "ch/one.md": one})
    for _build in range(2):
        project.write({"ch/one.md": one})
        build = project.build()
        told = [line for line in build.warning_lines if "chapbook_anchors.heading" in line]
        assert [line.split(": ")[0].rpartition(":")[2] for line in told] == ["6", "14"]
        one += "\n"
    names = InventoryFile.loads((build.out / "objects.inv").read_bytes(), uri="")
    assert [("std:label", name) in names for name in ("first-p1", "same-p1", "id1-p1", "id2-p1")] == [
        True,
        True,
        False,
        False,
    ]


def test_the_contents_of_a_page_lead_to_a_heading_whose_only_address_is_made_of_its_words(project: Project) -> None:
    project.settings = {"extensions": ["myst_parser", "chapbook.anchors"], "html_theme": "furo", "project": "W"}
    project.settings["myst_heading_anchors"] = 2
    project.write({"index.md": "(work)=\n# A Work\n\n## نگاه\n\nWords.\n"})
    page = project.build().page()
    assert [link["href"] for link in page.select(".toc-tree a")] == ["#", "#نگاه"]
    assert page.find(id="نگاه").name == "section"
