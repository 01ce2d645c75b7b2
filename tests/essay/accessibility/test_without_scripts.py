"""Without JavaScript: every word, the colours of the system, another way for what a script does, and nothing dead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from essay.accessibility.readers import DESK, PAGES, PHONE
from throwaway import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

BACKGROUND = "getComputedStyle(document.body).backgroundColor"


def plain(visit: Callable[..., Page], name: str, size: tuple[int, int] = DESK, **settings: object) -> Page:
    return visit(PAGES[name], size, java_script_enabled=False, **settings)


@pytest.mark.parametrize("name", [name for name in PAGES if name != "search"])
def test_every_word_is_there(visit: Callable[..., Page], name: str) -> None:
    with_scripts = visit(PAGES[name])
    with_scripts.locator(".reply-part").evaluate_all("parts => parts.forEach(part => part.remove())")
    expected = words(with_scripts.locator("main").inner_text())
    found = words(plain(visit, name).locator("main").inner_text())
    assert len(expected) > 100
    left_out = [word for word in expected if word not in set(found)]
    assert left_out == []


@pytest.mark.views
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_it_is_light_or_dark_as_the_system_is(visit: Callable[..., Page], name: str, theme: str) -> None:
    expected = visit(PAGES[name], color_scheme=theme).evaluate(BACKGROUND)
    page = plain(visit, name, color_scheme=theme)
    assert page.evaluate(BACKGROUND) == expected
    assert page.evaluate("measures.paleWords(7)") == []


@pytest.mark.views
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_no_button_is_shown_that_does_nothing(visit: Callable[..., Page], name: str, size: tuple[int, int]) -> None:
    page = plain(visit, name, size)
    for button in page.locator("button:visible, [role=button]:visible").all():
        assert button.get_attribute("popovertarget"), button.evaluate("button => button.outerHTML")
    assert page.locator("form:visible").locator("input:visible, textarea:visible").count() == 0


def test_the_search_says_what_it_needs(visit: Callable[..., Page]) -> None:
    page = plain(visit, "search")
    said = page.locator("main noscript p").last
    assert said.is_visible()
    assert "JavaScript" in said.inner_text()


@pytest.mark.parametrize("name", ["front page", "chapter", "comments"])
def test_cite_leads_to_a_citation_that_can_be_read(visit: Callable[..., Page], name: str) -> None:
    page = plain(visit, name)
    page.locator("section > .part-actions > .cite").first.click()
    page.locator(":target").wait_for()
    assert page.locator(":target").get_by_text("APA 7").first.is_visible()


def test_reply_leads_to_the_way_by_hand(visit: Callable[..., Page]) -> None:
    page = plain(visit, "chapter")
    page.locator("p > .part-actions > .reply").first.click()
    page.get_by_text("How to answer by hand").wait_for()
    assert not page.get_by_label("Name").is_visible()
