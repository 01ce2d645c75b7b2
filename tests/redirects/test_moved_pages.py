"""Pages that have moved: they lead on, and speak the language of the publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from throwaway import Project


@pytest.fixture
def moved(project: Project) -> Project:
    project.write(
        {
            "conf.py": """
                extensions = ["myst_parser", "chapbook.redirects"]
                """,
            "index.md": "# W\n\n```{toctree}\nnew/place\n```\n",
            "new/place.md": "# Place\n",
            "redirects.txt": '"old/one.md" "new/place.md"\n',
            "_locale/de/LC_MESSAGES/sphinx.po": 'msgid "This page has moved"\nmsgstr "<Umgezogen>"\n',
        }
    )
    return project


def test_a_page_leads_to_the_new_one(moved: Project) -> None:
    built = moved.build()
    assert built.warnings == ""
    page = built.page("old/one")
    assert page.html["lang"] == "en"
    assert page.find(id="new-place")["href"] == page.find("link", rel="canonical")["href"] == "../new/place.html"
    assert page.script["src"] == "../_static/chapbook-redirect.js"
    assert page.title.get_text() == page.h1.get_text() == "This page has moved"


@pytest.mark.parametrize(("language", "tag"), [("de", "de"), ("de_AT", "de-AT")])
def test_it_speaks_the_language_of_the_publication(moved: Project, language: str, tag: str) -> None:
    settings = (moved.source / "conf.py").read_text(encoding="utf-8")
    moved.write({"conf.py": f'{settings}language = "{language}"\nlocale_dirs = ["_locale"]\n'})
    moved.write(
        {"_locale/de_AT/LC_MESSAGES/sphinx.po": (moved.source / "_locale/de/LC_MESSAGES/sphinx.po").read_text()}
    )
    page = moved.build().page("old/one")
    assert page.html["lang"] == tag
    assert page.h1.get_text() == "<Umgezogen>"


def test_other_builders_go_without(moved: Project) -> None:
    assert moved.build("text").warnings == ""
