"""Browsers from before 2024, which know neither popovers nor light-dark(): plainer there, and all of it is there.

They are played by a Chromium that gets the style sheets with names in the place of both that no browser knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from essay.accessibility.readers import DESK, PAGES, PHONE, WINDOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page, Route

pytestmark = pytest.mark.browser

GROUND = "getComputedStyle(document.body).backgroundColor"
NOT_YET_KNOWN = {":popover-open": ":not-yet-known", "light-dark(": "not-yet-known("}


@pytest.fixture
def visit(visit: Callable[..., Page]) -> Iterator[Callable[..., Page]]:
    """Open a page as an older browser has it."""
    met: set[str] = set()

    def with_older_styles(route: Route) -> None:
        answer = route.fetch()
        text = answer.text()
        for new, unknown in NOT_YET_KNOWN.items():
            met.update({new} if new in text else ())
            text = text.replace(new, unknown)
        route.fulfill(response=answer, body=text)

    def prepare(context: BrowserContext) -> None:
        context.route("**/*.css*", with_older_styles)

    yield lambda *args, **settings: visit(*args, prepare=prepare, **settings)
    assert met == set(NOT_YET_KNOWN), "else nothing was played"


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_words_stand_out_from_their_ground(visit: Callable[..., Page], name: str, colours: str) -> None:
    page = visit(PAGES[name], DESK, color_scheme=colours)
    assert page.evaluate(GROUND).startswith("rgb("), "opaque; the browser's own may be of the other kind"
    assert page.evaluate("measures.paleWords(4.5)") == []


def test_the_reader_s_choice_of_colours_is_kept(visit: Callable[..., Page]) -> None:
    page = visit(PAGES["chapter"], DESK, color_scheme="light")
    light = page.evaluate(GROUND)
    page.locator(".theme-toggle:visible").click()
    assert page.evaluate("document.body.dataset.theme") == "dark"
    assert page.evaluate(GROUND) != light
    assert page.evaluate("measures.paleWords(4.5)") == []


@pytest.mark.parametrize("size", [PHONE, WINDOW], ids=["phone", "window"])
@pytest.mark.parametrize("name", PAGES)
def test_the_menu_stands_below_the_text(visit: Callable[..., Page], name: str, size: tuple[int, int]) -> None:
    page = visit(PAGES[name], size)
    menu = page.locator(".sidebar-drawer")
    text = page.locator("main").bounding_box()
    place = menu.bounding_box()
    assert text is not None
    assert place is not None
    assert place["y"] >= text["y"] + text["height"]
    for link in menu.locator(".sidebar-tree a").all():
        link.click(trial=True)
    assert page.evaluate("measures.wide()") == 0


@pytest.mark.parametrize("size", [PHONE, WINDOW, DESK], ids=["phone", "window", "desk"])
@pytest.mark.parametrize("name", PAGES)
def test_there_is_no_button_that_opens_nothing(visit: Callable[..., Page], name: str, size: tuple[int, int]) -> None:
    page = visit(PAGES[name], size)
    assert page.locator("[popovertarget]:visible").count() == 0
