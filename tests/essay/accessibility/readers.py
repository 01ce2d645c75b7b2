"""What readers come to: the kinds of pages, the windows, and the states that a page can be brought into."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

PAGES = {
    "front page": "index.html",
    "chapter": "chapters/introduction.html",
    "references": "appendices/references.html",
    "comments": "appendices/comments.html",
    "about": "appendices/about-this-edition.html",
    "search": "search.html?q=tiktok",
}
DESK = (1600, 1000)
WINDOW = (1000, 800)
PHONE = (375, 800)
ZOOMED = (320, 256)
"""A window of 1280 × 1024 pixels at 400 per cent (WCAG 1.4.10)."""


def open_cite(page: Page) -> None:
    page.locator("section > .part-actions > .cite").first.click()
    page.locator("dialog[open]").wait_for()


def open_form(page: Page) -> None:
    """Answer a comment with a form that is refused."""
    page.locator("a.reply").first.click()
    page.get_by_role("textbox", name="Comment").fill("<div>x</div> [y](/z)")
    page.get_by_label("Website").fill("example")
    page.locator("form.reply-form button[type=submit]").first.click()
    page.locator("#reply-author-problem:not(:empty)").wait_for()


def open_menu(page: Page) -> None:
    page.get_by_role("banner").get_by_role("button", name="Navigation").click()


def unfold(page: Page) -> None:
    page.locator("main details > summary").evaluate_all("found => found.forEach(one => one.click())")


def reach(page: Page) -> None:
    """Go to a paragraph, comment or reference by its address."""
    page.evaluate(
        """() => { location.hash = document.querySelector("article.comment, .citation[id], main p[id]").id; }"""
    )


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "dialog": (PAGES["chapter"], open_cite),
    "form refused": (PAGES["comments"], open_form),
    "everything unfolded": (PAGES["front page"], unfold),
    "sections unfolded": ("citations.html", unfold),
    "paragraph reached": (PAGES["chapter"], reach),
    "comment reached": (PAGES["comments"], reach),
    "reference reached": (PAGES["references"], reach),
}
"""What a page can be brought into in any window."""

DRAWERS: dict[str, tuple[str, Callable[[Page], None]]] = {
    "menu": (PAGES["chapter"], open_menu),
    "menu with sections": (PAGES["comments"], open_menu),
}
"""What it can be brought into in a narrow one."""
