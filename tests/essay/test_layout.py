"""The page as it is laid out: the text in the middle of the window, contents at its one side and notes at the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from throwaway import Build

pytestmark = pytest.mark.browser

WIDE = 1024
"""From here on, in pixels of usual letters, both margins are used."""

MEASURE = """() => {
    const box = (selector) => document.querySelector(selector).getBoundingClientRect();
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    const text = box("article");
    const paragraph = document.querySelector("article section > p[id]");
    const lines = new Set();
    let letters = 0;
    const words = document.createNodeIterator(paragraph, NodeFilter.SHOW_TEXT);
    for (let text = words.nextNode(); text; text = words.nextNode()) {
        if (text.parentElement.closest(".margin-note")) continue;
        const range = document.createRange();
        range.selectNode(text);
        for (const line of range.getClientRects()) lines.add(Math.round(line.bottom));
        letters += text.length;
    }
    const notes = shown(".margin-note").map((note) => note.getBoundingClientRect());
    return {
        offCentre: text.left + text.right - innerWidth,
        perLine: letters / (lines.size - 0.5),
        sideways: document.documentElement.scrollWidth - innerWidth,
        size: parseFloat(getComputedStyle(paragraph).fontSize),
        leading: parseFloat(getComputedStyle(paragraph).lineHeight) / parseFloat(getComputedStyle(paragraph).fontSize),
        contents: shown(".sidebar-drawer").length,
        notes: notes.length,
        notesOutside: notes.filter((note) => note.left < text.right || note.right > innerWidth).length,
        notesOverlap: notes.filter((note, at) => at && note.top < notes[at - 1].bottom).length,
    };
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, site: Build) -> Iterator[Page]:
    page = browser.new_page()
    page.goto((site.out / "chapters/introduction.html").as_uri())
    yield page
    page.close()


def measured(page: Page, width: int) -> dict[str, Any]:
    page.set_viewport_size({"width": width, "height": 900})
    found: dict[str, Any] = page.evaluate(MEASURE)
    return found


@pytest.mark.parametrize("width", [320, 768, WIDE, 1400, 2560])
def test_the_text_stands_in_the_middle_and_its_margins_are_used(page: Page, width: int) -> None:
    found = measured(page, width)
    assert abs(found["offCentre"]) <= 2
    assert found["sideways"] == 0
    assert 18 <= found["size"] <= 20
    assert 1.5 <= found["leading"] <= 1.6
    assert found["contents"] == (width >= WIDE)
    if width > 700:
        assert 60 <= found["perLine"] <= 72, "of whichever serif face this machine has"


def test_larger_letters_need_a_wider_window_for_what_stands_beside_the_text(page: Page) -> None:
    larger = page.add_style_tag(content=":root { font-size: 200% }")
    found = measured(page, 1400)
    larger.evaluate("style => style.remove()")
    assert found["contents"] == 0
    assert found["sideways"] == 0
    assert abs(found["offCentre"]) <= 2


def test_paper_has_the_numbers_of_paragraphs_and_no_controls(page: Page) -> None:
    page.set_viewport_size({"width": 1600, "height": 900})
    page.emulate_media(media="print")
    for control in (".part-actions", ".headerlink", ".skip-to-content", ".sidebar-drawer", "header", ".margin-note"):
        assert page.locator(control).count() > 0
        assert page.locator(control).locator("visible=true").count() == 0, control
    assert page.locator(".paragraph-number").first.is_visible()
    page.emulate_media(media="screen")


def test_an_address_stands_once_on_paper(browser: Browser, site: Build) -> None:
    page = browser.new_page()
    page.goto((site.out / "appendices/references.html").as_uri())
    page.emulate_media(media="print")
    link = page.locator(".citation a.external").first
    assert link.inner_text() == link.get_attribute("href")
    assert link.evaluate("link => getComputedStyle(link, '::after').content") == "none"
    page.close()
