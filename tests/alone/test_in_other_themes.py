"""All parts on one page of a stranger's theme: readable, nothing in anything's way, everything in working order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from filled_form import file_of, fill, name_of, read

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from watched import Watched

pytestmark = [pytest.mark.browser, pytest.mark.views]

MEASURES = (Path(__file__).parent / "measures.js").read_text(encoding="utf-8")
AA = 4.5
"""WCAG 2.2, 1.4.3: the contrast of words."""

EDGE = 3.0
"""WCAG 2.2, 1.4.11: the contrast of what shows that a field is one."""

WORDS = {
    "a comment": ".comment-body > p",
    "what the author says": ".by-author .comment-body > p",
    "a name": ".comment-author bdi",
    "a name with an address": ".comment-author a",
    "the author's mark": ".comment-mark",
    "a permalink": ".comment-permalink",
    "a comment's action": ".comment-header > a[data-label]",
    "a paragraph's number": ".paragraph-number",
    "a paragraph's action": "p > .part-actions > a",
    "a heading's action": "section > .part-actions > a",
    "what an editor noted": ".citation > .citation-annotation",
    "a form of citation": ".citation-forms dt",
    "a label": ".reply-form label",
    "a hint": ".reply-hint",
    "a field": ".reply-form textarea",
    "a button": ".reply-form button[type=submit]",
    "another button": ".reply-form button[type=submit] + button",
    "a small button": ".reply-form .reply-discard",
}
CONTROLS = ".paragraph-number, .part-actions > a, .comment-header > *, .comments-feed a"
OURS = f"{CONTROLS}, .reply-form :is(label, input, textarea, button)"


def measured(page: Page, expression: str, argument: object = None) -> Any:
    page.evaluate(MEASURES)
    return page.evaluate(expression, argument)


def contrasts(page: Page, selectors: dict[str, str]) -> dict[str, float]:
    """Return the least contrast of each kind of words; each must be on the page."""
    least = "selectors => selectors.map(s => Math.min(...[...document.querySelectorAll(s)].map(e => contrast(e))))"
    found = dict(zip(selectors, measured(page, least, list(selectors.values())), strict=True))
    assert None not in found.values(), f"not on the page: {[name for name, value in found.items() if value is None]}"
    return found


def too_pale(found: dict[str, float], least: float = AA) -> dict[str, float]:
    return {name: round(value, 2) for name, value in found.items() if value < least}


def test_words_stand_out_from_their_ground(page: Page) -> None:
    assert too_pale(contrasts(page, WORDS)) == {}


def test_words_stand_out_where_a_link_has_led(view: Watched) -> None:
    for target, inside in {
        "comment-02-bee": [".comment-permalink", ".comment-mark", ".comment-body"],
        "work-p2": [".paragraph-number", ".part-actions > a"],
        "ref-bee2020": [".citation-annotation"],
    }.items():
        view.visit(f"index.html#{target}")
        plain = measured(view.page, "id => getComputedStyle(document.getElementById(id)).backgroundColor", target)
        assert plain != "rgba(0, 0, 0, 0)", f"{target} is not marked"
        assert too_pale(contrasts(view.page, {name: f"#{target} {name}" for name in inside})) == {}


def test_the_edges_of_fields_can_be_seen(page: Page) -> None:
    edges = """() => [...document.querySelectorAll('.reply-part :is(input, textarea)')]
        .map(e => contrast(e.parentElement, getComputedStyle(e).borderTopColor))"""
    assert min(measured(page, edges)) >= EDGE


def test_what_is_wrong_is_told_in_words_that_stand_out(view: Watched) -> None:
    page = view.page
    page.locator("form.reply-form button[value=download]").click()
    page.locator("#reply-author-problem:not(:empty)").wait_for()
    told = {"a problem": "#reply-author-problem", "the sign of what is required": ".reply-required"}
    assert too_pale(contrasts(page, told)) == {}


def test_nothing_lies_on_anything(page: Page) -> None:
    root = ".document, .bd-article, article[role=main], .wy-nav-content"
    assert measured(page, "([ours, root]) => overlaps(ours, root)", [OURS, root]) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_each_control_has_its_word_and_is_large_enough(page: Page) -> None:
    sizes = """() => [...document.querySelectorAll('a[data-label], a[data-number], .comment-permalink')].map(e => {
        const { width, height } = e.getBoundingClientRect();
        return [e.className, getComputedStyle(e, '::before').content, Math.round(Math.min(width, height))];
    })"""
    controls = measured(page, sizes)
    assert len(controls) > 20
    assert [one for one in controls if one[2] < 24] == []
    assert [one for one in controls if one[1] == "none" and one[0] != "comment-permalink"] == []


def test_a_paragraph_shows_its_number_when_it_is_pointed_at_or_reached(view: Watched) -> None:
    page = view.page
    number = page.locator("p > .paragraph-number").nth(2)
    assert not measured(page, "e => isShown(e)", number.element_handle())
    number.locator("xpath=..").hover()
    assert measured(page, "e => isShown(e)", number.element_handle())
    page.mouse.move(0, 0)
    number.focus()
    assert measured(page, "e => isShown(e)", number.element_handle())


def test_the_thread_is_a_list_that_no_theme_numbers_or_indents(page: Page) -> None:
    left = "s => document.querySelector(s).getBoundingClientRect().left"
    assert page.evaluate(left, "ol.comments > li > .comment") == page.evaluate(left, "ol.comments")
    styles = """() => [...document.querySelectorAll('.comments li:has(> .comment)')]
        .map(e => getComputedStyle(e).listStyleType)"""
    assert set(page.evaluate(styles)) == {'""'}


def test_the_dialog_opens_shows_a_citation_and_closes(view: Watched) -> None:
    page = view.page
    control = page.locator("section > .part-actions > .cite").first
    control.focus()
    page.keyboard.press("Enter")
    page.locator("dialog.cite-dialog[open]").wait_for()
    page.wait_for_function("getComputedStyle(document.querySelector('.cite-dialog')).borderRadius === '8px'")
    assert page.locator("[data-form='APA 7'] .cite-text").inner_text().startswith("Bee, A. (2026")
    said = {"a title": "#cite-title", "a name": ".cite-dialog dt", "a text": ".cite-text", "a file": "pre.cite-text"}
    assert too_pale(contrasts(page, said | {"a button": ".cite-copy", "a link": ".cite-download"})) == {}
    box = page.locator("dialog[open]").bounding_box()
    size = page.viewport_size
    assert box
    assert size
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    page.keyboard.press("Escape")
    page.locator("dialog.cite-dialog").wait_for(state="hidden")
    assert control.evaluate("e => e === document.activeElement")
    view.settle()
    assert view.trouble == []


def test_the_form_makes_a_file(view: Watched) -> None:
    view.page.locator("#comment-01-ann .reply").click()
    fill(view.page)
    with view.page.expect_download() as download:
        view.page.locator("form.reply-form button[value=download]").click()
    assert name_of(view.page) == f"comments/{download.value.suggested_filename}" == "comments/jo-poe.md"
    comment = read(file_of(view.page))
    assert (comment.author, comment.reply_to) == ("Jo Poe", "01-ann")
    view.settle()
    assert view.trouble == []
