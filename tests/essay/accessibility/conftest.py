"""A reader's window: its size, its colours, what the reader asks of all pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from search_page import results

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

MEASURES = (Path(__file__).parent / "measures.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def readers(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Give a reader's browser by playwright's settings of it; to start one takes longer than to read a page."""
    kept: dict[str, BrowserContext] = {}

    def reader(**settings: Any) -> BrowserContext:
        name = repr(sorted(settings.items()))
        if name not in kept:
            kept[name] = browser.new_context(**settings)
        return kept[name]

    yield reader
    for context in kept.values():
        context.close()


@pytest.fixture
def visit(readers: Callable[..., BrowserContext], address: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the site in a window of *size*, with playwright's other settings of it, as its first reader."""
    pages: list[Page] = []

    def open_page(name: str, size: tuple[int, int] = (1600, 1000), **settings: Any) -> Page:
        page = readers(**{"reduced_motion": "reduce"} | settings).new_page()
        pages.append(page)
        width, height = size
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address + name)
        if "search.html?" in name and settings.get("java_script_enabled", True):
            assert results(page).count() > 0
        page.evaluate(MEASURES)
        return page

    yield open_page
    for page in pages:
        page.evaluate("localStorage.clear()")
        page.close()
