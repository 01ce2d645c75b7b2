"""Larger: the window at 200 and 400 per cent, the text alone, more space in it; and targets that are large enough.

WCAG 1.4.4 (resize text), 1.4.10 (reflow), 1.4.12 (text spacing), 2.5.8 (target size).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from essay.accessibility.readers import DESK, DRAWERS, PAGES, PHONE, STATES, WINDOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.views]

VIEWS = {name: (address, None) for name, address in PAGES.items()} | STATES | DRAWERS
# Of a window of 1280 × 1024 pixels, how many of the page's are left.
ZOOMED = {"200 %": (640, 512, 2), "400 %": (320, 256, 4)}
LARGER_TEXT = ":root { font-size: 200% !important; }"
MORE_SPACE = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""


def see(visit: Callable[..., Page], view: str, size: tuple[int, int], style: str = "", scale: float = 1) -> Page:
    address, bring_about = VIEWS[view]
    page = visit(address, size, device_scale_factor=scale)
    if style:
        page.add_style_tag(content=style)
    if bring_about:
        bring_about(page)
    return page


def misfits(page: Page) -> dict[str, object]:
    """Return what sticks out of the window, what is cut off in its box, and words that are outside."""
    found = page.evaluate("({ wide: measures.wide(), clipped: measures.clipped(), outside: measures.outside() })")
    return {name: value for name, value in found.items() if value}


@pytest.mark.parametrize("zoom", ZOOMED)
@pytest.mark.parametrize("view", VIEWS)
def test_zoomed_nothing_is_lost(visit: Callable[..., Page], view: str, zoom: str) -> None:
    width, height, scale = ZOOMED[zoom]
    page = see(visit, view, (width, height), scale=scale)
    assert misfits(page) == {}


@pytest.mark.parametrize("size", [WINDOW, PHONE], ids=["window", "phone"])
@pytest.mark.parametrize("view", VIEWS)
def test_larger_text_fits(visit: Callable[..., Page], view: str, size: tuple[int, int]) -> None:
    page = see(visit, view, size, LARGER_TEXT)
    assert misfits(page) == {}


@pytest.mark.parametrize("view", VIEWS)
def test_spaced_text_fits(visit: Callable[..., Page], view: str) -> None:
    page = see(visit, view, PHONE, MORE_SPACE)
    assert misfits(page) == {}


def test_a_box_that_fits_its_text_alone_is_found_out_by_more_space(visit: Callable[..., Page]) -> None:
    page = see(visit, "chapter", PHONE)
    made_to_measure = "one => Object.assign(one.style, { height: `${one.clientHeight}px`, overflow: 'hidden' })"
    page.locator("h1").evaluate(made_to_measure)
    assert misfits(page) == {}
    page.add_style_tag(content=MORE_SPACE)
    assert list(misfits(page)) == ["clipped"]


@pytest.mark.parametrize("zoom", ZOOMED)
@pytest.mark.parametrize("name", PAGES)
def test_what_stays_leaves_most_of_the_window_to_the_text(visit: Callable[..., Page], name: str, zoom: str) -> None:
    width, height, scale = ZOOMED[zoom]
    page = visit(PAGES[name], (width, height), device_scale_factor=scale)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    covered = page.evaluate(
        """() => {
            const stays = [...document.querySelectorAll("body *")].filter(
                (one) => ["fixed", "sticky"].includes(getComputedStyle(one).position) && one.checkVisibility(),
            );
            const boxes = stays.map((one) => one.getBoundingClientRect());
            const above = boxes.filter((box) => box.bottom > 0 && box.top < innerHeight / 2);
            return Math.max(0, ...above.map((box) => box.bottom));
        }"""
    )
    assert covered <= height / 4


@pytest.mark.parametrize("zoom", ZOOMED)
@pytest.mark.parametrize("view", DRAWERS)
def test_a_drawer_shows_all_of_itself_by_scrolling(visit: Callable[..., Page], view: str, zoom: str) -> None:
    width, height, scale = ZOOMED[zoom]
    page = see(visit, view, (width, height), scale=scale)
    links = page.locator(":popover-open a:visible")
    assert links.count() >= 2
    for link in links.all():
        link.scroll_into_view_if_needed()
        box = link.bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] < height + 1


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("view", VIEWS)
def test_targets_are_large_enough(visit: Callable[..., Page], view: str, size: tuple[int, int]) -> None:
    if view in DRAWERS and size == DESK:
        return
    page = see(visit, view, size)
    assert page.evaluate("measures.small(24)") == []
