"""The directive that says how the work and its sections are cited, without a script, in every builder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from throwaway import Project

RECORD = """\
cff-version: 1.2.0
message: To cite it, use this.
title: An essay
authors: [{family-names: Bee, given-names: Ann}]
date-released: 2026-05-31
preferred-citation:
  type: article
  title: The <b>essay</b> & more
  authors: [{family-names: Bee, given-names: Ann}]
  journal: The Journal
  year: 2022
  url: https://example.org/paper?a="b"&c
"""
SOURCE = """
    (work)=
    # Work

    (intro)=
    ## Intro

    Text.

    (how)=
    ## How to cite

    ```{how-to-cite}
    ```
    """


@pytest.fixture
def essay(project: Project) -> Project:
    project.settings = {
        "extensions": ["myst_parser", "chapbook.citing"],
        "bibtex_bibfiles": [],
        "chapbook_parts": ["index#intro"],
        "html_baseurl": "https://essay.example/",
        "version": "1",
    }
    project.write({"CITATION.cff": RECORD, "index.md": SOURCE})
    return project


def forms(scope: Any) -> dict[str, str]:
    return {group.dt.get_text(): group.dd.get_text() for group in scope.dl.find_all("div")}


def test_the_work_is_cited_where_the_directive_stands_in_the_style_chosen(essay: Project) -> None:
    built = essay.build()
    assert built.warnings == ""
    guide = built.page().select_one("#how .how-to-cite")
    reference, downloads, more = (line.get_text() for line in guide.find_all("p"))
    apa = "Bee, A. (2022). The <b>essay</b> & more (Version 2026-05-31). The Journal. https://essay.example/index.html"
    assert reference == apa
    assert downloads.endswith("BibTeX, RIS, CSL-JSON")
    assert guide.find("a", string=more)["href"] == "citations.html"
    assert not guide.select("dl, details")
    essay.settings["chapbook_citation_style"] = "modern-language-association"
    assert essay.build().page().select_one(".citation-reference").get_text().startswith("Bee, Ann. “The")


def test_a_style_that_nobody_offers_is_offered_where_it_is_the_works_own(essay: Project) -> None:
    essay.settings["chapbook_citation_style"] = "ieee"
    assert essay.build().page().select_one(".citation-reference").get_text().startswith("A. Bee, “The")
    essay.settings["chapbook_cite_styles"] = ["modern-language-association"]
    assert essay.build().page().select_one(".citation-reference").get_text().startswith("Bee, Ann. “The")
    essay.settings["chapbook_cite_styles"] = []
    page = essay.build().page()
    assert not page.select(".citation-reference")
    assert page.select(".citation-downloads a")


def test_a_page_has_all_styles_and_formats_for_the_work_and_each_section(essay: Project) -> None:
    page = essay.build().page("citations")
    assert page.h1.get_text() == "How to cite"
    assert forms(page.find(id="how-to-cite")) == {
        "Address": "https://essay.example/index.html",
        "In the text": "(Bee, 2022)",
        "APA 7": "Bee, A. (2022). The <b>essay</b> & more (Version 2026-05-31). The Journal. https://essay.example/index.html",
        "MLA 9": (
            "Bee, Ann. “The <b>essay</b> & more (Version 2026-05-31).” The Journal, 2022, https://essay.example/index.html."
        ),
        "Chicago": (
            "Bee, Ann. 2022. “The <b>essay</b> & more (Version 2026-05-31).” The Journal. https://essay.example/index.html."
        ),
    }
    section = page.find(id="how-to-cite-intro")
    assert section.parent.summary.get_text() == "Intro"
    assert forms(section)["In the text"] == "(Bee, 2022, Intro section)"
    assert forms(section)["Address"] == "https://essay.example/index.html#intro"
    assert len(page.select("details.citation-section")) == 1


def test_the_files_shown_are_the_files_offered(essay: Project) -> None:
    built = essay.build()
    page = built.page("citations")
    for scope in (page.find(id="how-to-cite"), page.find(id="how-to-cite-intro")):
        shown = [pre.get_text() for pre in scope.find_all("pre")][:3]
        offered = [link["href"] for link in scope.find("p", class_="citation-downloads").find_all("a")]
        assert [built.text(name) for name in offered] == shown
    fetched = built.page().select(".how-to-cite a[download]")
    assert [link["href"] for link in fetched] == ["citation.bib", "citation.ris", "citation.json"]


def test_it_works_without_knowing_the_address(essay: Project) -> None:
    essay.settings["html_baseurl"] = ""
    built = essay.build()
    guide = built.page("citations").find(id="how-to-cite")
    assert forms(guide)["Address"] == 'https://example.org/paper?a="b"&c'
    assert (
        built.page().select_one(".citation-reference").find_all("a")[-1]["href"] == 'https://example.org/paper?a="b"&c'
    )


@pytest.mark.parametrize("builder", ["text", "latex", "man", "texinfo", "epub", "xml", "typstpdf"])
def test_other_builders_say_how_the_work_is_cited(essay: Project, builder: str) -> None:
    essay.settings["extensions"] = ["myst_parser", "chapbook.citing", "chapbook.pdf"]
    built = essay.build(builder)
    assert [line for line in built.warning_lines if "epub" not in line and "copyright" not in line] == []
    if builder == "text":
        text = " ".join(built.text("index.txt").split())
        assert "(Bee, 2022, Intro section)" in text
        assert "Bee, A. (2022). The <b>essay</b> & more (Version 2026-05-31). *The Journal*" in text


def test_without_a_record_it_is_a_warning(essay: Project) -> None:
    (essay.source / "CITATION.cff").unlink()
    built = essay.build()
    [warning] = built.warning_lines
    assert warning.startswith(f"{essay.source / 'index.md'}:12: WARNING: there is no CITATION.cff beside conf.py")
    assert not built.page().select(".how-to-cite")


def test_it_follows_the_record_and_the_sections(essay: Project) -> None:
    essay.build()
    essay.write({"CITATION.cff": RECORD.replace("year: 2022", "year: 2023")})
    built = essay.build()
    assert "Bee, A. (2023)." in built.page().select_one(".citation-reference").get_text()
    assert forms(built.page("citations"))["In the text"] == "(Bee, 2023)"
