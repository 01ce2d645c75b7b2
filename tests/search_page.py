"""The page that tells what a search found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def results(page: Page) -> Locator:
    """Wait until the search has ended, and each result has its excerpt, which comes after it."""
    page.locator("#search-results > p.search-summary:not(:empty)").wait_for()
    found = page.locator("#search-results li")
    expect(found.and_(page.locator(":not(:has(> p.context))"))).to_have_count(0)
    return found
