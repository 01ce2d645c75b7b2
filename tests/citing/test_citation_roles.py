"""Roles, lists and footnotes of sphinxcontrib-bibtex, set by styles of every kind; letters and numbers that change."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from chapbook.pandoc import program

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from throwaway import Build, Project

BIB = """
@book{one, author={Ann Bee}, title={One}, year={2001}, publisher={P}}
@article{two, author={Bee, Ann and Cee, Bo}, title={Two}, year={2002}, journal={J}, doi={10.1/x}}
@book{many, author={Dee, A. and Eff, B. and Gee, C.}, title={Many}, year={2003}, publisher={P}}
@book{part, author={de la Fuente, María}, title={Part}, year={2004}, publisher={P}}
"""
ROLES = """\
(one)=
# One

{cite:p}`one`

{cite:ps}`many`

{cite:t}`one,two`

{cite:ts}`many`

{cite:ct}`part`

{cite:cts}`part`

{cite:alp}`one,two`

{cite:label}`one`

{cite:year}`one`

{cite:yearpar}`one,two`

{cite:author}`two`

{cite:authors}`many`

{cite:authorpar}`one`

{cite:cauthor}`part`

{cite:empty}`two`

{cite:p}`{see}one{p. 3}, {also}two`

{cite:t}`{cf.}one{pp. 3--4}`
"""
PRINTED = {
    "apa": [
        *("(Bee, 2001)", "(Dee, Eff, and Gee, 2003)", "Bee (2001), Bee and Cee (2002)", "Dee, Eff, and Gee (2003)"),
        *("De la Fuente (2004)", "De la Fuente (2004)", "Bee, 2001; Bee & Cee, 2002", "Bee, 2001", "2001"),
        *("(2001, 2002)", "Bee and Cee", "Dee, Eff, and Gee", "(Bee)", "De la Fuente", ""),
        *("(see Bee, 2001, p. 3; also Bee & Cee, 2002)", "Bee (cf. 2001, pp. 3–4)"),
    ],
    "ieee": [
        *("[1]", "(Dee, Eff, and Gee, 2)", "Bee [1], Bee and Cee [3]", "Dee, Eff, and Gee [2]"),
        *("De la Fuente [4]", "De la Fuente [4]", "[1], [3]", "1", "2001"),
        *("(2001, 2002)", "Bee and Cee", "Dee, Eff, and Gee", "(Bee)", "De la Fuente", ""),
        *("see [1, p. 3], also [3]", "Bee cf. [1, pp. 3–4]"),
    ],
}
INDEX = "# W\n\n```{toctree}\none\nrefs\n```\n"


@pytest.fixture
def work(project: Project) -> Project:
    project.settings = {
        "extensions": ["myst_parser", "chapbook.citing", "chapbook.pdf"],
        "project": "W",
        "author": "A",
        "copyright": "2022, A",
        "version": "1",
        "chapbook_pdf_name": "w",
        "bibtex_bibfiles": ["refs.bib"],
        "bibtex_cite_id": "ref-{key}",
        "bibtex_bibliography_id": "reference-list",
    }
    project.write({"index.md": INDEX, "one.md": ROLES, "refs.md": "# References\n\n```{bibliography}\n```\n"})
    project.write({"refs.bib": BIB})
    return project


def paragraphs(build: Build, name: str = "one") -> list[str]:
    return [p.get_text().strip() for p in build.page(name).find(role="main").section.find_all("p", recursive=False)]


def entries(build: Build, name: str = "refs") -> list[str]:
    return [entry.p.get_text() for entry in build.page(name).find_all("li", class_="citation")]


@pytest.mark.parametrize("style", PRINTED)
def test_each_role_in_its_own_meaning(work: Project, style: str) -> None:
    work.settings["chapbook_citation_style"] = style
    build = work.build()
    assert build.warnings == ""
    assert paragraphs(build) == PRINTED[style]


def test_numbers_begin_the_entries_and_stand_in_their_order(work: Project) -> None:
    work.settings["chapbook_citation_style"] = "ieee"
    assert [entry[:4] for entry in entries(work.build())] == ["[1] ", "[2] ", "[3] ", "[4] "]


def test_they_begin_them_in_the_pdf_too(work: Project, needs: Callable[..., Path]) -> None:
    work.settings["chapbook_citation_style"] = "ieee"
    command = [str(needs("pdftotext")), str(next(work.build("typstpdf").out.glob("*.pdf"))), "-"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    begun = [line[:4] for line in printed.splitlines() if re.match(r"\[\d\] \w\. ", line)]
    assert begun == ["[1] ", "[2] ", "[3] ", "[4] "]


def test_a_style_with_notes_makes_footnotes_in_one_series_with_the_author_s(work: Project) -> None:
    work.settings["chapbook_citation_style"] = "chicago-notes-bibliography"
    text = "A {cite:p}`one`, b[^n], c {cite:t}`two{p. 3}`, {cite:year}`one`.\n\n[^n]: Own {cite:p}`one`\n"
    work.write({"one.md": f"# One\n\n{text}"})
    build = work.build()
    assert [line for line in build.warning_lines if "uncited" not in line] == []
    notes = {note["id"]: note.p.get_text() for note in build.page("one").find_all("aside", class_="footnote")}
    assert len(notes) == 3
    marks = [mark["href"].removeprefix("#") for mark in build.page("one").find_all("a", class_="footnote-reference")]
    labels = [mark.get_text() for mark in build.page("one").find_all("a", class_="footnote-reference")]
    assert labels == ["[1]", "[2]", "[3]"]
    assert [notes[mark] for mark in marks][::2] == ["Ann Bee, One (P, 2001).", "“Two,” 3."]
    assert "2001" in paragraphs(build)[0]


def test_notes_begin_anew_on_each_page(work: Project) -> None:
    """Footnotes are counted by page; what "ibid." or "(n 1)" leads to has to stand on it."""
    work.settings["chapbook_citation_style"] = "oscola"
    two = "{cite:p}`one`\n\n{cite:p}`one{p. 4}`\n"
    work.write({"one.md": f"# One\n\n{two}", "two.md": f"# Two\n\n{two}", "index.md": INDEX.replace("one", "one\ntwo")})
    build = work.build()
    notes = [
        [note.p.get_text() for note in build.page(name).find_all("aside", class_="footnote")] for name in ("one", "two")
    ]
    assert notes == [["Ann Bee, One (P 2001).", "Ibid 4."]] * 2


@pytest.mark.parametrize("builder", ["latex", "text", "epub", "man", "texinfo", "gettext", "typstpdf", "singlehtml"])
def test_notes_in_every_builder(work: Project, builder: str) -> None:
    work.settings["chapbook_citation_style"] = "chicago-notes-bibliography"
    warnings = work.build(builder).warning_lines
    assert [line for line in warnings if "epub" not in line and "copyright" not in line] == []


def test_lists_of_their_own_for_each_chapter_and_footnotes(work: Project) -> None:
    work.write(
        {
            "one.md": "# One\n\nA {cite:p}`one` {footcite:p}`two` {footcite:t}`many`.\n\n```{footbibliography}\n```\n\n"
            '```{bibliography}\n:filter: docname in docnames\n```\n\n```{bibliography}\n:filter: author % "Cee"\n```\n',
            "refs.bib": BIB.replace("@book{part", "@comment{part"),
        }
    )
    build = work.build()
    assert build.warnings == ""
    assert entries(build, "one") == [
        "Bee, A. (2001). One. P.",
        "Bee, A., & Cee, B. (2002). Two. J. https://doi.org/10.1/x",
    ]
    assert [entry["id"] for entry in build.page("one").find_all("li", class_="citation")] == ["ref-one", "ref-two-2"]
    assert entries(build) == ["Bee, A. (2001). One. P."]
    notes = [note.p.get_text() for note in build.page("one").find_all("aside", class_="footnote")]
    assert notes[0] == "Bee, A., & Cee, B. (2002). Two. J. https://doi.org/10.1/x"
    link = build.page("one").find("span", class_="bibtex-citation").a["href"]
    assert link == "#ref-one"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{cite:p}`{see}`", "is no citation"),
        ("{cite:p}`on`", "write 'one'"),
        ("{cite:p}`one`\n\n```{bibliography}\n:filter: author < 3\n```", "the filter cannot be used"),
        ("{cite:p}`one`\n\n```{bibliography}\n:style: plain\n```", "delete the option style"),
    ],
)
def test_what_cannot_be_is_a_warning_at_its_line(work: Project, text: str, said: str) -> None:
    work.write({"one.md": f"# One\n\n{text}\n", "refs.bib": BIB.partition("@article")[0]})
    warnings = [line for line in work.build().warning_lines if "uncited" not in line]
    assert said in warnings[0]
    assert f"{work.source / 'one.md'}:" in warnings[0]


@pytest.mark.parametrize("style", ["apa", "ieee", "chicago-notes-bibliography"])
def test_each_mistake_of_a_page_is_one_warning_and_the_page_is_written(work: Project, style: str) -> None:
    """In a style with brackets, with numbers, with notes; a work of which nothing is known has no reference."""
    work.settings["chapbook_citation_style"] = style
    text = "{cite:ct}`none`\n\n{cite:ct}`,`\n\n{cite:ct}`on`\n\n```{bibliography}\n:style: nope\n```\n"
    work.write({"one.md": f"# One\n\n{text}", "refs.md": "# R\n", "refs.bib": "@book{none}\n@misc{one, title={One}}\n"})
    build = work.build()
    one, bib = work.source / "one.md", work.source / "refs.bib"
    said = {
        f"{one}:5:": "',' is no citation; write keys parted by commas",
        f"{one}:7:": """could not find bibtex key "on"; write 'one', or add an entry with this key""",
        f"{one}:9:": "one style sets all lists, chapbook_citation_style; delete the option style",
        f"{bib}:1:": "'none' has neither title nor author, and its key is printed; give it one",
    }
    warnings = sorted(line for line in build.warning_lines if "uncited" not in line)
    for line, (place, text) in zip(warnings, said.items(), strict=True):
        assert line.startswith(f"{place} WARNING: {text}")
    assert "[none]" in entries(build, "one")[0]


def test_a_letter_that_another_work_brings_is_right_on_every_page(work: Project) -> None:
    work.write({"one.md": "# One\n\n{cite:p}`one`\n", "refs.bib": BIB.partition("@article")[0]})
    assert paragraphs(work.build()) == ["(Bee, 2001)"]
    work.write({"index.md": f"{INDEX}\n{{cite:p}}`again`\n"})
    again = "@book{again, author={Ann Bee}, title={Again}, year={2001}, publisher={P}}\n"
    work.write({"refs.bib": BIB.partition("@article")[0] + again})
    build = work.build(parallel=2)
    assert build.warnings == ""
    assert paragraphs(build) == ["(Bee, 2001b)"]
    assert entries(build) == ["Bee, A. (2001a). Again. P.", "Bee, A. (2001b). One. P."]


def test_a_style_that_is_not_there_is_one_error_and_the_pages_are_written(work: Project) -> None:
    work.settings["chapbook_citation_style"] = "chicago-auther-date"
    build = work.build()
    [warning] = build.warning_lines
    assert "no style 'chicago-auther-date'" in warning
    assert paragraphs(build) == PRINTED["apa"]


def test_a_machine_without_pandoc_is_told_what_to_install(work: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(_name: str) -> Any:
        return None

    monkeypatch.setattr("chapbook.pandoc.find_spec", nowhere)
    monkeypatch.setattr("shutil.which", nowhere)
    monkeypatch.setattr("chapbook.pandoc.program", __import__("chapbook.pandoc").pandoc.program.__wrapped__)
    build = work.build()
    program.cache_clear()
    assert "pypandoc_binary" in build.warning_lines[0]
    assert (build.out / "one.html").is_file()
