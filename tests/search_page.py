"""What a search finds: the index beside the pages, and the page that answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page


def results(page: Page) -> Locator:
    """Wait until the search has answered."""
    page.locator(".search-status:not(:empty)").wait_for()
    return page.locator(".search ol > li")


def first_file(site: Path) -> Any:  # what JSON says
    """Return the data of the file that the search page loads first."""
    page = (site / "search.html").read_text(encoding="utf-8")
    name = page.partition('data-search-index="')[2].partition('"')[0]
    text = (site / name).read_text(encoding="utf-8")
    return json.loads(text.partition(",")[2].removesuffix(");\n"))


def found_on(site: Path) -> dict[str, dict[str, list[str]]]:
    """Return what is found of a small site: by page, the ids and the texts that are read there."""
    pages: dict[str, dict[str, list[str]]] = {}
    for href, _title, titles, passages in first_file(site)["pages"]:
        for place, _name, text, _author in (*titles, *passages):
            pages.setdefault(href, {}).setdefault(place, []).append(text)
    return pages
