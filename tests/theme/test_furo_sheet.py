"""Furo's style sheet in two: nothing is lost of it but what the theme's page has in another form."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from chapbook.theme.furo_sheet import split

if TYPE_CHECKING:
    from throwaway import Project

FURO = (files("furo") / "theme/furo/static/styles/furo.css").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("css", "always", "sometimes"),
    [
        ("p{color:red}table.x{color:blue}", "p{color:red}", "table.x{color:blue}"),
        ("pre{a:b}code,pre{a:c}", "pre{a:b}code,pre{a:c}", ""),
        ("p,table,.back-to-top{a:b}", "p,table{a:b}", ""),
        (".overlay{a:b}.toc-drawer,#__toc:checked~.x{a:b}", "", ""),
        (".nav-overlay-icon{a:b}.main{a:b}", ".nav-overlay-icon{a:b}", ""),
        ("a:not(.sig,.topic){a:b}", "a:not(.sig,.topic){a:b}", ""),
        (":is(dl,pre) p{a:b}", "", ":is(dl,pre) p{a:b}"),
        ("@media print{p{a:b}.sig{c:d}}@media x{.page{a:b}}", "@media print{p{a:b}}", "@media print{.sig{c:d}}"),
        ("p{content:\"}\"}@font-face{src:url('{')}", "p{content:\"}\"}@font-face{src:url('{')}", ""),
    ],
)
def test_rules_are_parted_by_what_they_select(css: str, always: str, sometimes: str) -> None:
    assert split(css) == (always, sometimes)


def test_every_variable_of_furo_is_still_set() -> None:
    always, sometimes = split(FURO)
    assert set(re.findall(r"(--[\w-]+):", always)) == set(re.findall(r"(--[\w-]+):", FURO))
    for name in ("admonition", "sig", "highlight", "table.docutils", "aside.footnote", "article .sidebar"):
        assert name in sometimes
        assert FURO.count("{") > always.count("{") + sometimes.count("{") > FURO.count("{") * 0.8


SOME = {
    ".. note:: Words.": True,
    "``code``": True,
    ".. figure:: x.svg\n\n   Words.": True,
    "====  ====\nA     B\n====  ====": True,
    "Term\n   Words.": True,
    ".. py:function:: f(x)": True,
    "Words_.\n\n.. _Words: https://example.org": False,
    "- one\n\n  1. two": False,
    ".. raw:: html\n\n   <p class='x'><span class=\"bibtex-citation not-literal\">x</span></p>": False,
    "Further\n-------\n\n*Words* of **weight**.": False,
}


def test_a_page_loads_the_rules_of_what_it_has(project: Project) -> None:
    project.settings = {"extensions": ["chapbook.theme"], "html_theme": "chapbook"}
    pages = {f"p{number}": words for number, words in enumerate(SOME)}
    project.write({f"{name}.rst": f"Title\n=====\n\n{words}\n" for name, words in pages.items()} | {"x.svg": "<svg/>"})
    project.write({"index.rst": "W\n=\n\n.. toctree::\n\n   " + "\n   ".join(pages) + "\n"})
    built = project.build()
    loads = {words: bool(built.page(name).select("link[href*=furo-more]")) for name, words in pages.items()}
    assert loads == SOME
    assert built.page("genindex").select("link[href*=furo-more]"), "who knows what is in it"
    sheets = [str(link["href"]) for link in built.page("p0").select("link[rel=stylesheet]")]
    names = [sheet.partition("?")[0].rpartition("/")[2] for sheet in sheets]
    assert names[names.index("furo.css") :][:3] == ["furo.css", "furo-more.css", "publication.css"]


def test_a_template_of_the_publication_s_own_may_have_any(project: Project) -> None:
    project.settings = {"extensions": ["chapbook.theme"], "html_theme": "chapbook", "templates_path": ["_t"]}
    project.write({"index.rst": "W\n=\n\nWords.\n", "_t/page.html": '{% extends "!page.html" %}'})
    assert not project.build().page().select("link[href*=furo-more]")
    project.write({"_t/page.html": '{% extends "!page.html" %}{% block footer %}<table></table>{% endblock %}'})
    assert project.build().page().select("link[href*=furo-more]")


def test_a_book_has_the_sheets_of_a_theme_of_its_own(project: Project) -> None:
    project.settings = {"extensions": ["chapbook.theme"], "html_theme": "chapbook", "version": "1", "copyright": "A"}
    project.write({"index.rst": "W\n=\n\nWords.\n"})
    built = project.build("epub")
    assert not list(built.out.rglob("furo*.css"))
