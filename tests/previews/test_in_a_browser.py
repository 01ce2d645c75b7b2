"""Previews in a Chromium, from a folder: opened by mouse, keyboard and finger, and never in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from watched import watched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Locator

    from throwaway import Build
    from watched import Watched

pytestmark = pytest.mark.browser

BEE, FAR, NEAR = "#one-p1 a[href$='#ref-bee2020']", "#one-p1 a[href$='#far-away']", "#one-p1 a[href='#near']"
WAIT = 300


@pytest.fixture(scope="module")
def desk(browser: Browser, built: Build) -> Iterator[Watched]:
    with watched(browser, built, folder=True, viewport={"width": 1200, "height": 800}) as seen:
        seen.page.clock.install()
        yield seen


@pytest.fixture(scope="module")
def phone(browser: Browser, built: Build) -> Iterator[Watched]:
    with watched(browser, built, folder=True, viewport={"width": 320, "height": 640}, has_touch=True) as seen:
        yield seen


@pytest.fixture
def view(desk: Watched) -> Iterator[Watched]:
    desk.page.mouse.move(0, 0)
    desk.visit("one.html")
    yield desk
    assert desk.trouble == []


def opened(seen: Watched) -> Locator:
    return seen.page.locator("#chapbook-preview:popover-open")


def rest(seen: Watched, act: Callable[..., Any], milliseconds: int = WAIT) -> Locator:
    """Do something, and let time pass."""
    act()
    seen.page.clock.run_for(milliseconds)
    return opened(seen)


def test_who_rests_on_a_link_sees_what_it_leads_to(view: Watched) -> None:
    link = view.page.locator(BEE)
    assert rest(view, link.hover, WAIT - 50).count() == 0
    box = rest(view, lambda: None, 50)
    assert box.inner_text().startswith("Bee, B. (2020).")
    assert link.get_attribute("aria-details") == "chapbook-preview"
    # The pointer may go into it, and stay.
    assert rest(view, box.hover, 3 * WAIT).count() == 1
    assert rest(view, lambda: view.page.mouse.move(0, 0), WAIT).count() == 0
    assert link.get_attribute("aria-details") is None
    rest(view, link.hover)
    link.click()
    view.page.wait_for_url("**/three.html#ref-bee2020")


def test_what_stands_on_the_page_is_read_there(view: Watched) -> None:
    box = rest(view, view.page.locator(NEAR).hover)
    text = box.inner_text()
    assert text.startswith("Near\n")
    assert text.endswith("…")
    assert 240 < len(" ".join(text.split())) <= 281
    assert box.locator("em").count() > 3
    assert view.page.locator("[id=near]").count() == 1
    link, place = view.page.locator(NEAR).bounding_box(), box.bounding_box()
    assert link
    assert place
    assert place["y"] >= link["y"] + link["height"] or place["y"] + place["height"] <= link["y"]


def test_the_keyboard_opens_it_and_goes_in_and_escape_closes_it(view: Watched) -> None:
    link = view.page.locator(BEE)
    link.focus()
    view.page.keyboard.press("Shift+Tab")
    assert rest(view, lambda: view.page.keyboard.press("Tab")).count() == 1
    view.page.keyboard.press("Escape")
    assert rest(view, lambda: None).count() == 0
    assert link.evaluate("link => link === document.activeElement")
    view.page.keyboard.press("Shift+Tab")
    assert rest(view, lambda: view.page.keyboard.press("Tab")).count() == 1
    view.page.keyboard.press("Tab")
    inside = "document.activeElement.closest('#chapbook-preview') && document.activeElement.getAttribute('href')"
    assert view.page.evaluate(inside) == "two.html#far-away-p2"
    assert rest(view, lambda: view.page.keyboard.press("Escape"), 2 * WAIT).count() == 0
    assert link.evaluate("link => link === document.activeElement")
    view.page.keyboard.press("Enter")
    view.page.wait_for_url("**/three.html#ref-bee2020")


def test_one_is_open_and_a_link_in_it_replaces_it(view: Watched) -> None:
    rest(view, view.page.locator(FAR).first.hover)
    box = rest(view, view.page.locator(BEE).hover)
    assert "Far away\n" not in box.inner_text()
    # The place that cites the work has a preview of its own, as the text leads to it too.
    rest(view, box.locator("a").hover, 2 * WAIT)
    assert box.inner_text().split("\n")[0] == "Far away, para. 2"
    assert box.locator(".preview-way").get_attribute("href") == "two.html#far-away-p2"


@pytest.mark.parametrize("selector", [".headerlink", ".paragraph-number", "a[href*='example.org']"])
def test_some_links_have_none(view: Watched, selector: str) -> None:
    link = view.page.locator(f"[role=main] {selector}").first
    link.evaluate("link => link.style = 'visibility: visible; opacity: 1; display: inline-block; min-width: 1em'")
    assert rest(view, lambda: link.hover(force=True)).count() == 0


@pytest.mark.parametrize("wish", ["p.dataset.noPreview = ''", "p.className = 'no-preview'"])
def test_who_wants_none_gets_none(view: Watched, wish: str) -> None:
    view.page.locator("#one-p1").evaluate(f"p => {wish}")
    assert rest(view, view.page.locator(BEE).hover).count() == 0


def test_a_stranger_s_words_stay_words(view: Watched) -> None:
    box = rest(view, view.page.locator("a[href$='#comment-ann']").first.hover)
    assert "<script>told('ran')</script>" in box.inner_text()
    assert box.locator("script, img").count() == 0
    # The style sets typographic marks. Nothing has told, which the view looks at.
    assert "<script>told(’ran’)</script>" in rest(view, view.page.locator(BEE).hover).inner_text()


def test_the_first_tap_shows_and_the_second_follows(phone: Watched) -> None:
    phone.visit("one.html")
    link = phone.page.locator(BEE)
    link.tap()
    box = opened(phone)
    assert box.count() == 1
    place = box.bounding_box()
    assert place
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= 320
    assert phone.page.url.endswith("/one.html")
    link.tap()
    phone.page.wait_for_url("**/three.html#ref-bee2020")
    phone.visit("one.html")
    link.tap()
    box.locator(".preview-way").tap()
    phone.page.wait_for_url("**/three.html#ref-bee2020")
    phone.visit("one.html")
    link.tap()
    phone.page.touchscreen.tap(160, 2)
    assert opened(phone).count() == 0
    assert phone.trouble == []


def test_without_a_script_and_on_paper_the_page_is_as_before(browser: Browser, built: Build) -> None:
    with watched(browser, built, folder=True, java_script_enabled=False) as seen:
        seen.page.goto(seen.base + "one.html")
        assert seen.page.locator("#chapbook-preview").count() == 0
        assert "Identification" not in seen.page.locator("body").inner_text()
