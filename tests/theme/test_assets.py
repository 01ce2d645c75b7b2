"""Style sheets and scripts are linked from the pages that need them, and from no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from throwaway import Project

ASSETS = {"code.css", "never.css", "always.css", "code.js"}


@pytest.fixture
def site(project: Project) -> Project:
    project.settings = {
        "extensions": ["chapbook.theme"],
        "html_static_path": ["_static"],
        "html_css_files": ["code.css", "never.css", "always.css"],
        "html_js_files": ["code.js"],
        "assets_where_needed": {
            "code.css": ["literal_block", "math_block"],
            "code.js": ["literal_block"],
            "never.css": [],
        },
    }
    project.write(
        {
            "index.rst": "A\n=\n\n.. toctree::\n\n   code\n",
            "code.rst": "Code\n====\n\n::\n\n   x\n",
            **{f"_static/{name}": "" for name in ASSETS},
        }
    )
    return project


def assets(page: Any) -> set[str]:
    names = [tag.get("href") or tag.get("src") for tag in page.select("link[rel=stylesheet], script[src]")]
    return {name.rpartition("/")[2].partition("?")[0] for name in names} & {
        "code.css",
        "never.css",
        "always.css",
        "code.js",
    }


def test_a_page_has_what_it_needs(site: Project) -> None:
    built = site.build()
    assert built.warnings == ""
    assert assets(built.page("code")) == {"code.css", "code.js", "always.css"}
    assert assets(built.page()) == assets(built.page("search")) == {"always.css"}


def test_without_settings_nothing_changes(site: Project) -> None:
    del site.settings["chapbook.theme"]
    assert assets(site.build().page()) == ASSETS
