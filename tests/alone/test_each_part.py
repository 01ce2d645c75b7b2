"""Each part by itself in a stranger's project: it builds, its page has no error, and its styles come with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stranger import SOURCES, TEXT, THEMES, settings
from watched import watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from throwaway import Project

THREAD = "\n```{comment-thread} comments\n```\n\n## Reply\n\n```{reply-form} comments\n```\n"
LIST = "\nAs others found {cite:p}`bee2020`.\n\n```{bibliography}\n```\n\n## Cite\n\n```{how-to-cite}\n```\n"
PARTS = {
    "chapbook.comments": (THREAD, {"chapbook-thread.css", "chapbook-reply-form.css"}),
    "chapbook.anchors": ("", {"chapbook-anchors.css"}),
    "chapbook.citing": (LIST, {"chapbook-references.css"}),
    "chapbook.math": ("\nAs {math}`a^2` shows.\n", {"chapbook-math.css"}),
    "chapbook.pdf": ("", set()),
    "chapbook.epub": ("", set()),
    "chapbook.redirects": ("", set()),
    "chapbook.search": ("", set()),
    "chapbook.previews": ("", {"chapbook-previews.css"}),
}
"""What of a part stands on the page, and the sheets that the page then has."""


@pytest.mark.browser
@pytest.mark.parametrize("theme", [THEMES[0], *(pytest.param(theme, marks=pytest.mark.views) for theme in THEMES[1:])])
@pytest.mark.parametrize("part", PARTS)
def test_it_works_alone(project: Project, browser: Browser, theme: str, part: str) -> None:
    text, sheets = PARTS[part]
    project.settings = settings(theme) | {"extensions": ["myst_parser", part]}
    if part == "chapbook.citing":
        project.settings |= {"bibtex_bibfiles": ["works.bib"]}
    project.write(SOURCES | {"index.md": TEXT + text, "comments/03-cy.md": "---\nauthor: Cy\n---\nHi\n"})
    built = project.build()
    assert built.warnings == ""
    links = [link["href"].partition("?")[0] for link in built.page().select("link[rel=stylesheet]")]
    assert {name.rpartition("/")[2] for name in links if "/chapbook-" in name} == sheets
    with watched(browser, built) as seen:
        seen.visit("index.html")
        assert seen.trouble == []
        words = "links => links.map(link => getComputedStyle(link, '::before').content)"
        assert "none" not in seen.page.locator("a[data-label]").evaluate_all(words)
