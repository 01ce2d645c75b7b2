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


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the site in a window of *size*, once it is prepared, with playwright's other settings of it."""
    contexts = []

    def open_page(
        name: str,
        size: tuple[int, int] = (1600, 1000),
        prepare: Callable[[BrowserContext], None] = lambda _: None,
        **settings: Any,
    ) -> Page:
        width, height = size
        settings = {"reduced_motion": "reduce", "viewport": {"width": width, "height": height}} | settings
        context = browser.new_context(**settings)
        contexts.append(context)
        prepare(context)
        page = context.new_page()
        page.goto(address + name)
        if "search.html?" in name and settings.get("java_script_enabled", True):
            assert results(page).count() > 0
        page.evaluate(MEASURES)
        return page

    yield open_page
    for context in contexts:
        context.close()
