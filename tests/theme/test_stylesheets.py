"""Style sheets are linked from the pages that need them, and from no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

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
