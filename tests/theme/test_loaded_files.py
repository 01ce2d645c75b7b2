"""Style sheets and scripts are linked from the pages that need them, and from no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from chapbook.search import SCRIPTS

if TYPE_CHECKING:
    from throwaway import Project


@pytest.fixture
def site(project: Project) -> Project:
    project.settings = {
        "extensions": ["chapbook.theme"],
        "html_theme": "chapbook",
        "html_static_path": ["_static"],
        "html_css_files": ["always.css"],
        "html_js_files": ["always.js"],
    }
    project.write(
        {
            "index.rst": "A\n=\n\n.. toctree::\n\n   code\n",
            "code.rst": "Code\n====\n\n::\n\n   x\n",
            "_static/always.css": "",
            "_static/always.js": "",
        }
    )
    return project


def assets(page: Any) -> set[str]:
    names = [tag.get("href") or tag.get("src") for tag in page.select("link[rel=stylesheet], script[src]")]
    return {name.rpartition("/")[2].partition("?")[0] for name in names}


NEVER = {"furo-extensions.css"}
ALWAYS = {"always.css", "always.js", "furo.css", "publication.css", "frame.css"}


def test_a_page_has_what_it_needs(site: Project) -> None:
    built = site.build()
    assert built.warnings == ""
    assert assets(built.page("code")) >= ALWAYS | {"pygments.css"}
    for page in (built.page(), built.page("search")):
        assert assets(page) >= ALWAYS
        assert "pygments.css" not in assets(page)
    assert not any(assets(built.page(name)) & NEVER for name in ("index", "code", "search"))


def test_another_theme_keeps_its_own(site: Project) -> None:
    site.settings["html_theme"] = "furo"
    built = site.build()
    assert assets(built.page()) >= {"pygments.css", "furo-extensions.css", "always.css"}


OF_SPHINX = {"documentation_options.js", "doctools.js", "sphinx_highlight.js"}


@pytest.fixture
def plain(site: Project) -> Project:
    site.settings |= {"html_js_files": [], "templates_path": ["_templates"]}
    return site


def test_a_page_without_other_scripts_has_the_theme_s_alone(plain: Project) -> None:
    plain.settings["language"] = "de"
    built = plain.build()
    assert {name for name in assets(built.page()) if name.endswith(".js")} == {"chapbook-page.js"}
    in_search = {name for name in assets(built.page("search")) if name.endswith(".js")}
    assert in_search == {"chapbook-page.js", *SCRIPTS}


@pytest.mark.parametrize(
    ("settings", "files"),
    [
        ({"html_js_files": ["always.js"]}, {}),
        ({"html_js_files": [("https://example.org/x.js", {"async": "async"})]}, {}),
        ({"html_js_files": [(None, {"body": "Documentation.init();"})]}, {}),
        ({"html_theme_options": {"navigation_with_keys": True}}, {}),
        ({"html_theme_options": {"enable_search_shortcuts": "true"}}, {}),
        (
            {},
            {"index.rst": "A\n=\n\n.. toctree::\n\n   code\n\n.. raw:: html\n\n   <script>_ready(() => 1)</script>\n"},
        ),
        ({}, {"_templates/page.html": '{% extends "!page.html" %}{% block footer %}<script></script>{% endblock %}'}),
    ],
    ids=["a file", "another place", "in the page", "keys", "shortcuts", "in the text", "in a template"],
)
def test_what_may_count_on_sphinx_s_scripts_keeps_them(plain: Project, settings: Any, files: dict[str, str]) -> None:
    plain.settings |= settings
    plain.write(files)
    names = assets(plain.build().page())
    assert names >= OF_SPHINX | {"chapbook-page.js"}
    assert "furo.js" not in names


def test_tabs_of_sphinx_design_need_none(plain: Project) -> None:
    plain.settings["extensions"] = ["chapbook.theme", "sphinx_design"]
    names = assets(plain.build().page())
    assert "design-tabs.js" in names
    assert not names & OF_SPHINX
