"""What readers ask of all pages: less motion, more contrast, colours of their own, light, dark or paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from essay.accessibility.readers import DESK, DRAWERS, PAGES, PHONE, STATES, WINDOW, open_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.views]

VIEWS = {name: (address, None) for name, address in PAGES.items()} | STATES
NARROW_VIEWS = VIEWS | DRAWERS
THEMES = ["light", "dark"]


def see(visit: Callable[..., Page], view: str, size: tuple[int, int], **settings: object) -> Page:
    address, bring_about = NARROW_VIEWS[view]
    page = visit(address, size, **settings)
    if bring_about:
        bring_about(page)
    return page


@pytest.mark.parametrize("view", NARROW_VIEWS)
def test_nothing_moves_for_who_wants_no_motion(visit: Callable[..., Page], view: str) -> None:
    page = see(visit, view, PHONE)
    assert page.evaluate("measures.moving()") == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("view", NARROW_VIEWS)
def test_more_contrast_is_given(visit: Callable[..., Page], view: str, theme: str) -> None:
    page = see(visit, view, PHONE if view in DRAWERS else DESK, contrast="more", color_scheme=theme)
    assert page.evaluate("measures.paleWords(7)") == []
    assert page.evaluate("measures.paleBorders(3)") == []
    assert page.evaluate("measures.paleIcons(3)") == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("view", ["paragraph reached", "comment reached", "reference reached"])
def test_what_was_reached_can_be_read(visit: Callable[..., Page], view: str, theme: str) -> None:
    page = see(visit, view, DESK, color_scheme=theme)
    assert page.evaluate("measures.paleWords(7)") == []


@pytest.mark.parametrize(("size", "theme"), [(DESK, "light"), (WINDOW, "dark")], ids=["desk", "window"])
@pytest.mark.parametrize("view", VIEWS)
def test_the_colours_of_the_reader_s_own_show_everything(
    visit: Callable[..., Page], view: str, size: tuple[int, int], theme: str
) -> None:
    page = see(visit, view, size, forced_colors="active", color_scheme=theme)
    assert page.evaluate("measures.paleIcons(3)") == []
    assert page.evaluate("measures.paleWords(4.5)") == []
    assert page.evaluate("measures.paleBorders(3)") == []


@pytest.mark.parametrize("preference", [{"forced_colors": "active"}, {"contrast": "more"}], ids=str)
@pytest.mark.parametrize("view", ["paragraph reached", "comment reached", "reference reached"])
def test_what_was_reached_is_told_by_a_line(visit: Callable[..., Page], view: str, preference: dict[str, str]) -> None:
    page = see(visit, view, DESK, **preference)
    [style, width] = page.locator(":target").evaluate(
        "element => [getComputedStyle(element).outlineStyle, parseFloat(getComputedStyle(element).outlineWidth)]"
    )
    assert style == "solid"
    assert width >= 2


@pytest.mark.parametrize("view", ["dialog", "menu"])
def test_what_lies_over_the_page_has_an_edge(visit: Callable[..., Page], view: str) -> None:
    page = see(visit, view, PHONE, forced_colors="active")
    over = page.locator("dialog[open], :popover-open")
    assert any(side["width"] >= 1 for side in over.evaluate("element => measures.borders(element)"))


def test_what_stays_has_an_edge_when_the_text_is_under_it(visit: Callable[..., Page]) -> None:
    page = visit(PAGES["comments"], PHONE, forced_colors="active")
    page.evaluate("scrollTo(0, 900)")
    header = page.locator(".mobile-header")
    assert header.evaluate("element => measures.borders(element)[2].width") >= 1


def test_the_buttons_have_edges(visit: Callable[..., Page]) -> None:
    page = see(visit, "form refused", DESK, forced_colors="active")
    buttons = page.locator("form.reply-form .reply-ways button")
    assert buttons.count() >= 2
    for button in buttons.all():
        assert all(side["width"] >= 1 for side in button.evaluate("element => measures.borders(element)"))


def test_a_field_that_is_wrong_is_told_by_more_than_colour(visit: Callable[..., Page]) -> None:
    page = visit(PAGES["comments"], DESK, forced_colors="active")
    open_form(page)
    wide = "element => measures.borders(element)[0].width"
    assert page.locator("#reply-url").evaluate(wide) > page.locator("#reply-comment").evaluate(wide)
    assert page.locator("#reply-url-problem").is_visible()


def test_the_page_in_the_contents_is_told_by_more_than_colour(visit: Callable[..., Page]) -> None:
    page = visit(PAGES["chapter"], DESK, forced_colors="active")
    rule = "element => measures.borders(element)[3].width"
    current = page.locator(".sidebar-tree [aria-current=page]")
    others = page.locator(".sidebar-tree a:not([aria-current])")
    assert current.evaluate(rule) >= others.first.evaluate(rule) + 2


@pytest.mark.parametrize("chosen", ["light", "dark"])
@pytest.mark.parametrize("theme", THEMES)
def test_paper_is_light(visit: Callable[..., Page], theme: str, chosen: str) -> None:
    page = visit(PAGES["chapter"], DESK, color_scheme=theme)
    page.evaluate("chosen => { document.body.dataset.theme = chosen; }", chosen)
    page.emulate_media(media="print", color_scheme=theme)  # type: ignore[arg-type]  # playwright's literals
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("measures.paleWords(7)") == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("chosen", ["light", "dark"])
def test_the_browser_s_own_controls_follow_what_was_chosen(visit: Callable[..., Page], theme: str, chosen: str) -> None:
    page = visit(PAGES["chapter"], DESK, color_scheme=theme)
    page.evaluate("chosen => { document.body.dataset.theme = chosen; }", chosen)
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == chosen
