"""A page of an edition in a browser: what the script adds to its line, where that leads, and how it looks."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from editions.conftest import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from editions.conftest import Twice

pytestmark = pytest.mark.browser

NEWER = "There is a newer edition, 1.1 of June 1, 2026."


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(locale="en-US", reduced_motion="reduce")
    page.set_default_timeout(5000)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    assert problems == []
    page.close()


def go(page: Page, site: Path, place: str) -> None:
    path, _, fragment = place.partition("#")
    page.goto((site / path).as_uri() + (f"#{fragment}" if fragment else ""))


def lead(page: Page) -> str:
    page.get_by_role("link", name="Newest edition").click()
    page.wait_for_load_state()
    return page.url


def test_an_old_edition_tells_of_the_newer_one(page: Page, twice: Twice) -> None:
    go(page, twice.site.out, "1.0/chapters/walking.html")
    page.get_by_text(NEWER).wait_for()
    go(page, twice.site.out, "1.1/chapters/walking.html")
    assert page.evaluate("window.chapbookEditions.length") == 2
    assert page.get_by_role("complementary", name="Edition").inner_text().count("edition") == 2


def test_it_leads_to_the_passage_where_the_reader_is(page: Page, twice: Twice) -> None:
    root = twice.site.out.as_uri()
    go(page, twice.site.out, "1.0/chapters/walking.html")
    assert lead(page) == f"{root}/chapters/walking.html"
    go(page, twice.site.out, "1.0/chapters/walking.html#walking-p2")
    assert lead(page) == f"{root}/chapters/walking.html#walking-p2"
    go(page, twice.site.out, "1.0/chapters/origins.html#origins-p1")
    lead(page)
    page.wait_for_url(f"{root}/chapters/beginnings.html#origins-p1")


def test_who_has_scrolled_comes_to_what_was_in_view(page: Page, twice: Twice) -> None:
    page.set_viewport_size({"width": 1200, "height": 500})
    go(page, twice.site.out, "1.0/chapters/walking.html")
    page.add_style_tag(content="section p { margin-block: 600px !important }")
    page.evaluate("document.querySelector('#walking-p2').scrollIntoView()")
    assert lead(page) == f"{twice.site.out.as_uri()}/chapters/walking.html#walking-p2"


def test_an_edition_without_the_newest_is_whole(page: Page, twice: Twice, tmp_path: Path) -> None:
    shutil.copytree(twice.site.out / "1.0", tmp_path / "alone")
    go(page, tmp_path, "alone/chapters/walking.html")
    assert page.locator(".edition-line").inner_text().startswith("This is edition 1.0 of May 1, 2026, kept")


@pytest.mark.parametrize(("place", "cited"), [("", "1.1/"), ("1.0/", "1.0/"), ("1.1/", "1.1/")])
def test_a_paragraph_is_cited_by_its_edition(page: Page, twice: Twice, place: str, cited: str) -> None:
    go(page, twice.site.out, f"{place}chapters/walking.html")
    page.get_by_role("button", name="Cite Walking, para. 2").click()
    address = page.locator('dialog [data-form="address"] .cite-text')
    address.wait_for()
    assert address.inner_text() == f"{BASE}{cited}chapters/walking.html#walking-p2"


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (360, 640)])
def test_the_line_is_seen_from_the_middle_of_a_page_and_hides_nothing(
    page: Page, twice: Twice, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    go(page, twice.site.out, "1.0/chapters/walking.html")
    page.add_style_tag(content="section p { margin-block: 30rem !important }")
    page.get_by_text(NEWER).wait_for()
    page.evaluate("location.hash = 'walking-p2'")
    assert page.evaluate("scrollY") > 0
    line, words = (page.locator(one).bounding_box() for one in (".edition-line", "#walking-p2"))
    assert line
    assert words
    assert line["y"] >= 0
    assert line["y"] + line["height"] <= height
    assert words["y"] >= line["y"] + line["height"] or words["y"] + words["height"] <= line["y"]
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    last = page.locator("footer a").last.bounding_box()
    line = page.locator(".edition-line").bounding_box()
    assert last
    assert line
    assert last["y"] + last["height"] <= line["y"] or last["y"] >= line["y"] + line["height"]


def test_on_paper_it_says_which_edition_it_is(page: Page, twice: Twice) -> None:
    page.emulate_media(media="print")
    go(page, twice.site.out, "1.0/chapters/walking.html")
    assert page.locator(".edition-line").evaluate("line => getComputedStyle(line).position") == "static"
    assert page.get_by_text("This is edition 1.0").is_visible()
    assert not page.get_by_role("link", name="Newest edition").is_visible()
