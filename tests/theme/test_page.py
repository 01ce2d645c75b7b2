"""The theme's page: Furo's, with what all readers need in its markup; and a publication's own changes, Sphinx's way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from throwaway import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from throwaway import Project

SETTINGS = """\
extensions = ["chapbook.theme"]
html_theme = "chapbook"
html_title = "A Work"
templates_path = ["_templates"]
html_static_path = ["_static"]
html_css_files = ["own.css"]
"""


@pytest.fixture
def work(project: Project) -> Project:
    project.write(
        {
            "conf.py": SETTINGS,
            "_static/own.css": "p { color: red }\n",
            "index.rst": """
                A Work
                ======

                .. toctree::

                   one
                   sub/two

                First
                -----

                Text.

                Then
                ----

                More.
                """,
            "one.rst": "One\n===\n\nText.\n",
            "sub/two.rst": "Two\n===\n\n.. toctree::\n\n   three\n",
            "sub/three.rst": "Three\n=====\n\nText.\n",
        }
    )
    (project.source / "_templates").mkdir()
    return project


def test_the_theme_is_enough(project: Project) -> None:
    """Sphinx finds it by its entry point, though no extension is named."""
    project.settings = {"html_theme": "chapbook", "html_title": "A Work"}
    project.write({"index.rst": "A Work\n======\n\nText.\n"})
    built = project.build()
    assert built.warnings == ""
    assert built.page().main.article.h1.get_text().startswith("A Work")


def test_it_has_landmarks_and_buttons_with_names(work: Project) -> None:
    built = work.build()
    assert built.warnings == ""
    page = built.page()
    assert [main.get("id") for main in page.find_all("main")] == ["furo-main-content"]
    named = [landmark.get("aria-label") for landmark in page.select("aside, nav")]
    assert None not in named
    # The switches of the contents are Furo's own, and can be reached by keys.
    assert not page.select("label:not([for^=toctree-checkbox]), input[type=checkbox]:not(.toctree-checkbox)")
    assert not page.select("[role=main]")
    for button in page.find_all("button"):
        assert button["type"] in {"button", "submit"}
        assert button.get("aria-label") or button.get_text(strip=True)
    opened = {button["popovertarget"] for button in page.select("button[popovertarget]")}
    assert opened == {drawer["id"] for drawer in page.select("[popover]")} == {"__navigation"}
    drawn = {use["href"].removeprefix("#") for use in page.find_all("use")}
    assert drawn <= {symbol["id"] for symbol in page.find_all("symbol")}


def test_the_contents_tell_which_page_one_is_on(work: Project) -> None:
    page = work.build().page("one")
    assert [link.get_text() for link in page.select(".sidebar-tree a[aria-current=page]")] == ["One"]
    assert page.select(".related-pages .next-page .title")[0].get_text() == "Two"
    assert page.select(".related-pages .prev-page .title")[0].get_text() == "A Work"


def test_the_end_of_a_page_says_how_far_one_is_in_the_text(work: Project) -> None:
    index = (work.source / "index.rst").read_text(encoding="utf-8")
    work.write({"index.rst": index.replace("First\n-----", ".. toctree::\n\n   four\n\nFirst\n-----")})
    work.write({"four.rst": "An *imprint*\n============\n\nText.\n"})
    built = work.build()
    ends = {name: built.page(name).select_one(".related-pages") for name in ("index", "sub/three", "four")}
    places = {name: [place.get_text() for place in end.select(".place")] for name, end in ends.items()}
    assert places == {"index": [], "sub/three": ["3 of 3"], "four": []}, "what is not of the first toctree is no text"
    links = {link["rel"][0]: link.select_one(".title") for link in ends["sub/three"].select("a")}
    assert {name: title.get_text() for name, title in links.items()} == {"prev": "Two", "next": "An imprint"}
    assert links["next"].em is not None


def test_the_sections_of_a_page_stand_below_it_in_the_contents(work: Project) -> None:
    work.write({"one.rst": "One\n===\n\nText.\n\nFurther on\n----------\n\nText.\n"})
    built = work.build()
    chapter, front = built.page("one"), built.page()
    assert [link["href"] for link in chapter.select("li.current-page > nav[aria-label] a")] == ["#", "#further-on"]
    # The front page is none of the contents.
    assert [link["href"] for link in front.select(".sidebar-tree > nav a")] == ["#", "#first", "#then"]
    assert built.page("sub/three").select(".sidebar-tree nav") == [], "one section needs no list"


def test_a_block_can_be_overridden_and_a_style_sheet_comes_last(work: Project) -> None:
    work.write(
        {
            "_templates/page.html": '{% extends "!page.html" %}'
            "{% block footer %}<p id='mine'>{{ _('Next') }}</p>{{ super() }}{% endblock %}"
            "{% block announcement %}News{% endblock %}",
            "conf.py": SETTINGS + "html_theme_options = {'announcement': 'Old'}\n",
        }
    )
    built = work.build()
    assert built.warnings == ""
    page = built.page()
    assert page.footer.find(id="mine").get_text() == "Next"
    assert page.footer.select_one(".copyright") is not None
    assert page.select_one(".announcement-content").get_text(strip=True) == "News"
    sheets = [link["href"].partition("?")[0] for link in page.select("link[rel=stylesheet]")]
    ours = ("styles/furo.css", "publication.css", "frame.css", "chapbook-title-page.css", "own.css")
    assert sheets == [f"_static/{name}" for name in ours]


def test_a_partial_can_be_overridden_too(work: Project) -> None:
    work.write({"_templates/sidebar/brand.html": "<p id='brand'>Mine</p>"})
    assert work.build().page().select_one(".sidebar-drawer #brand").get_text() == "Mine"


def test_options_of_furo_hold(work: Project) -> None:
    options = {
        "top_of_page_buttons": ["view"],
        "source_repository": "https://github.com/a/b/",
        "source_branch": "main",
        "source_directory": "",
        "footer_icons": [{"name": "Forge", "url": "https://example.org/", "html": "<b>F</b>", "class": "x"}],
    }
    work.write({"conf.py": SETTINGS + f"html_theme_options = {options!r}\nhtml_show_sphinx = True\n"})
    built = work.build()
    assert built.warnings == ""
    page = built.page()
    assert page.select_one(".content-icon-container .view-this-page a") is not None
    assert page.select_one("footer .icons a[aria-label=Forge] b").get_text() == "F"
    assert "Sphinx" in page.footer.get_text()


def test_an_icon_of_the_publication_s_own_takes_the_place_of_ours(work: Project) -> None:
    link = work.build().page().select_one("link[rel~=icon]")
    assert link["href"].startswith("data:image/svg+xml,")
    work.write({"conf.py": SETTINGS + "html_favicon = 'own.svg'\n", "own.svg": "<svg/>"})
    assert work.build().page().select_one("link[rel~=icon]")["href"].startswith("_static/own.svg")


def test_no_page_is_made_by_replacing_strings_in_it() -> None:
    for path in (ROOT / "src/chapbook/theme/chapbook").rglob("*.html"):
        assert "replace" not in path.read_text(encoding="utf-8"), path


@pytest.mark.browser
def test_a_heading_is_larger_than_those_below_it(project: Project, browser: Browser) -> None:
    project.settings = {"extensions": ["myst_parser"], "html_theme": "chapbook", "html_title": "W"}
    project.write({"index.md": "# A\n\n## B\n\n### C\n\n#### D\n"})
    page = browser.new_page()
    page.goto((project.build().out / "index.html").as_uri())
    size = "headings => headings.map(heading => parseFloat(getComputedStyle(heading).fontSize))"
    sizes = page.locator("article :is(h1, h2, h3, h4)").evaluate_all(size)
    page.close()
    assert len(sizes) == 4
    assert sizes == sorted(set(sizes), reverse=True)


def test_a_table_has_its_id_once_and_keys_reach_the_box_in_which_it_moves(project: Project) -> None:
    table = "A Work\n======\n\n.. table:: Birds\n   :name: birds\n\n   ==== ====\n   coot rail\n   ==== ====\n"
    project.write({"conf.py": SETTINGS, "index.rst": table})
    page = project.build().page()
    assert [element.name for element in page.select("#birds")] == ["table"]
    assert page.select_one("#birds").parent["tabindex"] == "0"
