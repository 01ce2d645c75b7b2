"""Everything by the keyboard alone: each control is reached, in the page's order, with a focus that is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from essay.accessibility.readers import DESK, PAGES, PHONE, WINDOW, ZOOMED

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

FOCUS = "(() => measures.focused())()"


def walk(page: Page, key: str = "Tab") -> list[dict[str, Any]]:
    """Press the key until the focus has left the page; return what had it."""
    stops: list[dict[str, Any]] = []
    most = page.evaluate("measures.atFirst.length") + 20
    while len(stops) < most:
        page.keyboard.press(key)
        stop = page.evaluate(FOCUS)
        if stop is None:
            return stops
        stops.append(stop)
    raise AssertionError(f"the focus is caught: {[stop['name'] for stop in stops[-5:]]}")


def trouble_with_the_focus(stops: list[dict[str, Any]]) -> list[str]:
    """Say what cannot be seen of it (WCAG 2.4.7, 2.4.11, 2.4.13)."""
    return [
        f"{stop['name']}: {stop}"
        for stop in stops
        if stop["width"] < 2
        or stop["strength"] < 3
        or stop["cutOff"] > 0
        or stop["covering"]
        or not stop["isInWindow"]
        or stop["opacity"] < 1
    ]


@pytest.mark.views
@pytest.mark.parametrize("size", [DESK, WINDOW, PHONE, ZOOMED], ids=["desk", "window", "phone", "zoomed"])
@pytest.mark.parametrize("name", PAGES)
def test_each_control_is_reached_in_the_order_of_the_page(
    visit: Callable[..., Page], name: str, size: tuple[int, int]
) -> None:
    page = visit(PAGES[name], size)
    stops = walk(page)
    reached = [stop["index"] for stop in stops if stop["index"] >= 0]
    assert reached == list(range(page.evaluate("measures.atFirst.length"))), [stop["name"] for stop in stops]
    # A box that scrolls is a stop of its own (Chromium), without which it could not be scrolled.
    assert all(stop["scrolls"] for stop in stops if stop["index"] < 0)
    assert trouble_with_the_focus(stops) == []


@pytest.mark.views
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_the_way_back_is_seen_in_the_dark(visit: Callable[..., Page], name: str, size: tuple[int, int]) -> None:
    page = visit(PAGES[name], size, color_scheme="dark")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    stops = walk(page, "Shift+Tab")
    assert len(stops) >= page.evaluate("measures.atFirst.length")
    assert trouble_with_the_focus(stops) == []


def has_focus(page: Page, selector: str) -> bool:
    return bool(page.locator(selector).first.evaluate("element => element === document.activeElement"))


def go_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


@pytest.mark.parametrize("name", PAGES)
def test_the_first_key_offers_to_skip_to_the_content(visit: Callable[..., Page], name: str) -> None:
    page = visit(PAGES[name], DESK)
    page.keyboard.press("Tab")
    assert has_focus(page, ".skip-to-content")
    assert page.locator(".skip-to-content").bounding_box()["y"] >= 0  # type: ignore[index]  # it is shown
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main, footer') !== null"), "beyond the navigation"


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize("control", ["section > .part-actions > .cite", "p > .part-actions > .cite"])
def test_the_dialog_is_opened_used_and_left(visit: Callable[..., Page], control: str, key: str) -> None:
    page = visit(PAGES["chapter"], PHONE)
    go_to(page, control)
    page.keyboard.press(key)
    page.locator("dialog[open]").wait_for()
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    controls = page.locator("dialog").locator("button:visible, a:visible")
    reached = set()
    for _ in range(2 * controls.count()):
        place = page.evaluate("measures.controls(document.querySelector('dialog')).indexOf(document.activeElement)")
        stop = page.evaluate(FOCUS)
        assert stop is None or page.evaluate("document.activeElement.closest('dialog') !== null")
        assert stop is None or trouble_with_the_focus([stop]) == []
        reached.add(place)
        page.keyboard.press("Tab")
    assert reached - {-1} == set(range(controls.count()))
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()
    assert has_focus(page, control)


def test_the_dialog_is_left_by_its_button(visit: Callable[..., Page]) -> None:
    page = visit(PAGES["chapter"], DESK)
    go_to(page, ".cite")
    page.keyboard.press("Enter")
    page.locator("dialog[open]").wait_for()
    page.locator(".cite-close").press("Enter")
    assert not page.locator("dialog").is_visible()
    assert has_focus(page, ".cite")


def test_a_comment_is_answered(visit: Callable[..., Page]) -> None:
    page = visit(PAGES["comments"], PHONE)
    go_to(page, ".comment-header > .reply")
    page.keyboard.press("Enter")
    assert has_focus(page, "#reply-author")
    page.keyboard.press("Enter")
    page.locator("#reply-author-problem:not(:empty)").wait_for()
    assert has_focus(page, "#reply-author")
    page.keyboard.type("Jo Poe")
    page.keyboard.press("Tab")
    page.keyboard.type("example.org")
    page.keyboard.press("Enter")
    page.locator("#reply-comment-problem:not(:empty)").wait_for()
    assert has_focus(page, "#reply-url"), "the first field that is wrong"
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    page.keyboard.press("Tab")
    page.keyboard.type("Well said.")
    go_to(page, "button[value=copy]")
    page.keyboard.press("Enter")
    page.locator(".reply-status:not(:empty)").wait_for()
    assert "reply_to: 01-genevieve-dobson" in (page.locator(".reply-file").text_content() or "")
    assert trouble_with_the_focus([page.evaluate(FOCUS)]) == []


def test_an_answer_is_given_up(visit: Callable[..., Page]) -> None:
    page = visit(PAGES["comments"], DESK)
    go_to(page, ".comment-header > .reply")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    assert has_focus(page, "button[data-clears=reply_to]")
    page.keyboard.press("Enter")
    assert not page.get_by_text("In reply to").locator("visible=true").filter(has=page.locator("b a")).count()
    assert has_focus(page, "#reply-author"), "not lost with the button that went away"


DRAWERS = {
    "menu": (PAGES["chapter"], PHONE, ".nav-overlay-icon", ".sidebar-drawer"),
    "menu of a window": (PAGES["comments"], WINDOW, ".nav-overlay-icon", ".sidebar-drawer"),
}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("drawer", DRAWERS)
def test_a_drawer_is_opened_used_and_left(visit: Callable[..., Page], drawer: str, scripts: bool) -> None:  # noqa: FBT001  # a parameter
    address, size, control, aside = DRAWERS[drawer]
    page = visit(address, size, java_script_enabled=scripts)
    assert not page.locator(aside).is_visible()
    go_to(page, control)
    assert trouble_with_the_focus([page.evaluate(FOCUS)]) == []
    page.keyboard.press("Enter")
    assert page.locator(aside).is_visible()
    links = page.locator(aside).locator("a:visible, input:visible, button:visible")
    assert links.count() >= 2
    for place in range(links.count()):
        page.keyboard.press("Tab")
        assert links.nth(place).evaluate("element => element === document.activeElement")
        assert trouble_with_the_focus([page.evaluate(FOCUS)]) == []
    page.keyboard.press("Escape")
    assert not page.locator(aside).is_visible()
    assert has_focus(page, control)
    page.keyboard.press("Tab")
    assert not page.evaluate("aside => document.activeElement.matches(`${aside} *`)", aside), "closed, it is passed by"


@pytest.mark.parametrize("drawer", DRAWERS)
def test_who_points_closes_a_drawer_beside_it(visit: Callable[..., Page], drawer: str) -> None:
    address, size, control, aside = DRAWERS[drawer]
    page = visit(address, size)
    page.locator(control).click()
    assert page.locator(aside).is_visible()
    page.mouse.click(size[0] - 20, 400)
    assert not page.locator(aside).is_visible()


@pytest.mark.parametrize("size", [PHONE, WINDOW], ids=["phone", "window"])
def test_a_link_uncovers_the_place_that_it_leads_to(visit: Callable[..., Page], size: tuple[int, int]) -> None:
    address, _size, control, aside = DRAWERS["menu of a window"]
    page = visit(address, size)
    go_to(page, control)
    page.keyboard.press("Enter")
    link = page.locator(aside).locator(".toc-tree a").last
    link.focus()
    page.keyboard.press("Enter")
    assert not page.locator(aside).is_visible()
    place = page.locator(":target")
    assert f"#{place.get_attribute('id')}" == link.get_attribute("href")
    expect(place).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert place.evaluate("place => place.contains(document.activeElement)"), "one reads on from there"


def test_the_theme_is_changed(visit: Callable[..., Page]) -> None:
    page = visit(PAGES["chapter"], DESK)
    go_to(page, ".theme-toggle")
    seen = []
    for _ in range(3):
        page.keyboard.press("Enter")
        seen.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(set(seen)) == 2, "dark, light, and what the system has"


def test_no_single_letter_is_a_command(visit: Callable[..., Page]) -> None:
    page = visit(PAGES["chapter"], DESK)
    before = page.evaluate("[location.href, document.activeElement.localName, scrollY]")
    page.keyboard.type("/abcdefghijklmnopqrstuvwxyz?.,-+0123456789")
    assert page.evaluate("[location.href, document.activeElement.localName, scrollY]") == before
