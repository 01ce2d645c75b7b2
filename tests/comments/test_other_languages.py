"""A thread and its form in a language that the catalogue lacks: our words are English, and said to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from throwaway import Project

SETTINGS = {"extensions": ["myst_parser", "chapbook.comments"], "author": "A", "exclude_patterns": ["comments"]}
SOURCES = {
    "index.md": "# عمل\n\n```{comment-thread} comments\n```\n\n```{reply-form} comments\nاكتب بالعربية.\n```\n",
    "comments/a.md": "---\nauthor: رضا\ndate: 2026-01-02\n---\nنص.\n",
}


def test_they_are_marked_as_english(project: Project) -> None:
    project.settings = SETTINGS | {"language": "ar"}
    project.write(SOURCES)
    built = project.build()
    assert built.warnings == ""
    page = built.page()
    says = page.select_one(".comment-author")
    assert (says.get_text(), says["lang"], says["dir"]) == ("رضا says:", "en", "ltr")
    date = page.select_one(".comment-permalink time")
    assert (date.get_text(), date["lang"]) == ("2 يناير 2026", "ar")
    form = page.select_one(".reply-form")
    assert (form["lang"], form["dir"]) == ("en", "ltr")
    notes = form.select_one(".reply-notes")
    assert (notes["lang"], notes["dir"]) == ("ar", "rtl")
    assert "اكتب بالعربية." in notes.get_text()
    assert form.select_one("textarea")["dir"] == "auto"
    assert form.select_one("[name=url]")["dir"] == "ltr"
    title = page.select_one("section > h2 > [lang]")
    assert title["lang"] == "en"
    assert title.get_text().startswith("One thought on")


def test_where_the_catalogue_has_them_nothing_is_marked(project: Project) -> None:
    project.settings = SETTINGS | {"language": "zh-Hans"}
    project.write(SOURCES)
    page = project.build().page()
    assert page.select_one(".comment-permalink time").get_text() == "2026年1月2日"
    assert not page.body.select("[lang]")
