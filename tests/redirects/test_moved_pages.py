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


def test_where_it_cannot_it_says_so(moved: Project) -> None:
    settings = (moved.source / "conf.py").read_text(encoding="utf-8")
    moved.write({"conf.py": f'{settings}language = "ar"\n'})
    page = moved.build().page("old/one")
    assert (page.html["lang"], page.html["dir"], page.h1.get_text()) == ("en", "ltr", "This page has moved")


def test_other_builders_go_without(moved: Project) -> None:
    assert moved.build("text").warnings == ""


def test_a_wrong_line_is_told_and_the_others_lead_on(moved: Project) -> None:
    lines = [
        "# Pages that have moved",
        "one-word",
        "old/one.md new/place.md",
        "old/one.md index.md",
        '"a page.md" "new/place.md"',
        "a.md b.md",
        "b.md a.md",
        "c.md b.md",
        "gone.md nowhere.md",
        "index.md new/place.md",
        "../outside.md index.md",
        "old/two.md old/one.md",
        "old/\udcff.md index.md",
    ]
    (moved.source / "redirects.txt").write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
    built = moved.build()
    told = [line.partition(": WARNING: ") for line in built.warning_lines]
    assert [int(place.rpartition(":")[2]) for place, _, _ in told] == [2, 4, 6, 7, 9, 10, 11, 13]
    assert {place.rpartition(":")[0] for place, _, _ in told} == {str(moved.source / "redirects.txt")}
    assert {path.name for path in (built.out / "old").iterdir()} == {"one.html", "two.html"}
    assert (built.out / "a page.html").is_file()
    assert not list(built.out.parent.glob("outside*"))
