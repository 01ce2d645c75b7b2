"""A reader's window: its size, its colours, what the reader asks of all pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from search_page import results
from watched import leave

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

MEASURES = (Path(__file__).parent / "measures.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def readers(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Give a reader's tab by playwright's settings of the browser; to open one takes longer than to read a page."""
    tabs: dict[str, Page] = {}

    def reader(**settings: Any) -> Page:
        name = repr(sorted(settings.items()))
        if name not in tabs:
            tabs[name] = browser.new_context(**settings).new_page()
        return tabs[name]

    yield reader
    for page in tabs.values():
        page.context.close()


@pytest.fixture
def visit(readers: Callable[..., Page], address: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the site in a window of *size*, with playwright's other settings of it, as its first reader.

    A page is there until another is opened with the same settings.
    """
    opened: set[Page] = set()

    def open_page(name: str, size: tuple[int, int] = (1600, 1000), **settings: Any) -> Page:
        page = readers(**{"reduced_motion": "reduce"} | settings)
        opened.add(page)
        width, height = size
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address + name)
        if "search.html?" in name and settings.get("java_script_enabled", True):
            assert results(page).count() > 0
        page.evaluate(MEASURES)
        return page

    yield open_page
    for page in opened:
        leave(page)
