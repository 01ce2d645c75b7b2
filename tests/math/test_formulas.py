"""Formulas in all formats: without a script, with the same numbers, and each mistake told at its place."""

from __future__ import annotations

import re
import subprocess
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from sphinx.config import Config

from chapbook.math import choose_renderer
from chapbook.pandoc import PandocError
from chapbook.proof.tagged_words import words_of_pdf
from throwaway import A_BOOK, Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from throwaway import Build

SETTINGS = A_BOOK | {
    "extensions": ["myst_parser", "chapbook.math", "chapbook.pdf", "chapbook.epub"],
    "myst_enable_extensions": ["dollarmath", "amsmath"],
    "numfig": True,
    "chapbook_pdf_name": "book",
    "mathjax3_config": {"tex": {"macros": {"Z": r"\mathbb{Z}"}}},
}
SOURCES = {
    "index.md": "# A Work\n\n```{toctree}\n:numbered:\none\ntwo\n```\n",
    "one.md": r"""
        # One with $E = mc^2$

        $$
        a^2 < b^2
        $$ (square)

        $$
        b
        $$

        \begin{align}\label{al}
        c &= \text{甲} \\
        d &= e \& f
        \end{align}

        As {eq}`square`, {eq}`al`, {eq}`late` and $\eqref{al}$ say, $\Z \nowhere \nowhere$.
        """,
    "two.md": r"""
        # Two

        $$ \newcommand{\R}{\mathbb{R}} $$

        $$
        \frac{1}{2
        $$ (broken)

        ```{math}
        :label: late
        f: \R \to \R &= \sum_{k=1}^{n} a_k b_k c_k d_k e_k \\ \tag{T}
        ```

        $$ x \tag{*} $$

        See {eq}`broken`, {eq}`late`.
        """,
}
XHTML = "http://www.w3.org/1999/xhtml"
NUMBERS = ["(1.1)", "(1.2)", "(2.1)", "(2.2)", "(*)"]
"""What stands beside the equations, in order."""
REFERENCES = {"one": ["(1.1)", "(1.2)", "(2.2)", "(1.2)"], "two": ["(2.1)", "(2.2)"]}


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("math") / "source", SETTINGS)
    project.source.mkdir()
    project.write(SOURCES)
    return project


@pytest.fixture(scope="module")
def site(work: Project) -> Build:
    return work.build()


def words_of(path: Path, needs: Callable[..., Path]) -> str:
    done = subprocess.run([needs("pdftotext"), path, "-"], check=True, capture_output=True, text=True)
    return " ".join(done.stdout.split())


def numbers(pages: Iterator[Any]) -> list[str]:
    return [str(number.contents[0]) for page in pages for number in page.select(".eqno")]


def test_pages_have_mathml_and_no_script_for_it(site: Build) -> None:
    page = site.page("one")
    formulas = page.select("article math, [role=main] math")
    assert [math["display"] for math in formulas] == ["inline", "block", "block", "block"]
    assert formulas[0]["alttext"] == "E = mc^2"
    assert page.title.get_text().startswith("1. One with E=mc2")
    assert "mathjax" not in site.text("one.html").lower()
    assert "annotation" not in site.text("one.html")


def test_each_mistake_is_told_once_at_its_line_and_shown_as_it_is_written(site: Build) -> None:
    told = [re.sub(r"^.*/", "", line) for line in site.warning_lines]
    assert [line.partition(": the formula")[0] for line in told] == [
        "one.md:16: WARNING",
        "two.md:5: WARNING",
    ]
    assert "define \\nowhere in it with \\newcommand" in told[0]
    assert site.page("one").select_one("p .math code").get_text() == r"\Z \nowhere \nowhere"
    assert site.page("two").select_one("#equation-broken code").get_text() == r"\frac{1}{2"


def test_numbers_and_links_are_those_of_sphinx(site: Build) -> None:
    assert numbers(site.page(name) for name in ("one", "two")) == NUMBERS
    for name, references in REFERENCES.items():
        found = site.page(name).select("p a.reference")
        assert [link.get_text() for link in found] == references
        for link in found:
            page, _, id_ = link["href"].rpartition("#")
            assert len(site.page(page.removesuffix(".html") or name).select(f"[id='{id_}']")) == 1


def test_only_what_may_be_wider_than_a_phone_takes_the_focus(site: Build) -> None:
    named = [box["aria-label"] for box in site.page("two").select("[tabindex='0'][role=group]")]
    assert named == ["Equation (2.2)"]


def test_the_book_is_xhtml_and_declares_what_it_holds(work: Project) -> None:
    build = work.build("epub")
    with ZipFile(build.out / "book.epub") as book:
        items = list(ET.fromstring(book.read("content.opf")).iter("{http://www.idpf.org/2007/opf}item"))
        held = {item.get("href"): item.get("properties") for item in items}
        pages = [book.read(f"{name}.xhtml") for name in ("one", "two")]
    assert (held["one.xhtml"], held["two.xhtml"], held["nav.xhtml"]) == ("mathml", "mathml", "nav")
    spans = [span for page in pages for span in ET.fromstring(page).iter(f"{{{XHTML}}}span")]
    assert [span.text for span in spans if span.get("class") == "eqno"] == NUMBERS


def test_the_pdf_has_the_formulas_their_words_and_the_same_numbers(work: Project, needs: Callable[..., Path]) -> None:
    build = work.build("typstpdf")
    assert build.warnings.count("the formula") == 2
    path = build.out / "book.pdf"
    text = words_of(path, needs)
    found = re.findall(r"\((?:\d\.\d|\*)\)", text)
    assert sorted(found) == sorted([*NUMBERS, *REFERENCES["one"], *REFERENCES["two"]])
    # A number within a formula would be hidden behind what stands for that.
    said = " ".join(words_of_pdf(path).text.split())
    assert "[a^2 < b^2] (1.1) [b]" in said
    assert r"[x \tag{*}] (*)" in said


def test_what_typst_refuses_costs_its_own_place(
    project: Project, monkeypatch: pytest.MonkeyPatch, needs: Callable[..., Path]
) -> None:
    monkeypatch.setattr("chapbook.math.typst", lambda mathml: "b" if "<mi>b" in mathml else "nowhere(")
    project.settings = SETTINGS
    project.write({"index.md": "# W\n\nWords $a^2$ and\n$b$, and\n\n$$\nc\n$$ (c)\n"})
    build = project.build("typstpdf")
    told = [re.sub(r"^.*/", "", line) for line in build.warning_lines]
    assert [line.partition(" in its place")[0].partition(" (")[0] for line in told] == [
        "index.md:3: WARNING: Typst cannot set this",
        "index.md:6: WARNING: Typst cannot set this",
    ]
    assert "� c (1)" in words_of(build.out / "book.pdf", needs)


def test_without_pandoc_formulas_are_shown_as_they_are_written(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise PandocError("pandoc is not there; install it")

    monkeypatch.setattr("chapbook.math.formulas.made_of", refuse)
    project.settings = {"project": "W", "extensions": ["chapbook.math"]}
    project.write({"index.rst": "W\n=\n\nAs :math:`a < b`.\n"})
    build = project.build()
    assert [line.partition("pandoc")[2] for line in build.warning_lines] == [
        " is not there; install it [chapbook_math.pandoc]"
    ]
    assert build.page().select_one("p .math code").get_text() == "a < b"


def test_a_name_by_chance_is_none(site: Build) -> None:
    ids = [box["id"] for name in ("one", "two") for box in site.page(name).select("[id^=equation]")]
    assert ids == ["equation-square", "equation-al", "equation-broken", "equation-late"]


def test_several_processes_make_the_same(work: Project, site: Build) -> None:
    work.write({f"more{number}.md": f"# More\n\n$\\sqrt{{{number}}}$\n" for number in range(6)})
    work.settings = SETTINGS | {"suppress_warnings": ["toc.not_included"]}
    build = Project(work.source, work.settings).build("dirhtml", parallel=2)
    assert build.warnings.count("the formula") == 2
    assert build.page("more5/index").select_one("msqrt").get_text() == "5"
    assert numbers(build.page(f"{name}/index") for name in ("one", "two")) == numbers(
        site.page(name) for name in ("one", "two")
    )


@pytest.mark.parametrize(
    ("loaded", "set_", "chosen"),
    [
        (["mathjax", "mathml"], None, "mathml"),
        (["mathjax", "mathml"], "mathjax", "mathjax"),
        (["mathjax", "mathml", "imgmath"], None, "imgmath"),
        (["mathjax", "mathml", "imgmath", "katex"], None, "mathml"),
    ],
)
def test_another_renderer_that_the_author_chooses_is_kept(loaded: list[str], set_: str | None, chosen: str) -> None:
    config = Config({}, {"html_math_renderer": set_} if set_ else {})
    config.add("html_math_renderer", None, "env", ())
    app: Any = SimpleNamespace(registry=SimpleNamespace(html_inline_math_renderers=dict.fromkeys(loaded)))
    choose_renderer(app, config)
    assert config.html_math_renderer == chosen
