"""The site in a Chromium: from a folder, without JavaScript, on a phone."""

from __future__ import annotations

import gzip
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from search_page import results

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response

    from throwaway import Build

pytestmark = pytest.mark.browser

PAGES = [
    "index",
    "chapters/introduction",
    "appendices/references",
    "appendices/comments",
    "appendices/about-this-edition",
]


def open_page(browser: Browser, site: Build, name: str, **context: object) -> tuple[Page, list[str]]:
    """Open a page from its folder; the list fills with all that it asks of other places, and with its errors."""
    page = browser.new_context(**context).new_page()  # type: ignore[arg-type]  # playwright's many keywords
    trouble: list[str] = []
    page.on("request", lambda request: None if request.url.startswith("file:") else trouble.append(request.url))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("dialog", lambda dialog: trouble.append(dialog.message))
    page.goto((site.out / f"{name}.html").as_uri())
    return page, trouble


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_page_works_from_a_folder(browser: Browser, site: Build, name: str, scripts: bool) -> None:  # noqa: FBT001  # a parameter
    page, trouble = open_page(browser, site, name, java_script_enabled=scripts)
    assert page.locator("h1").is_visible()
    assert trouble == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_phone(browser: Browser, site: Build, name: str) -> None:
    page, _ = open_page(browser, site, name, viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_link_of_a_comment_goes_to_the_comment(browser: Browser, site: Build) -> None:
    page, _ = open_page(browser, site, "appendices/comments")
    page.get_by_role("link", name="Permalink to the comment by Sining Chen").click()
    assert page.url.endswith("#comment-08-sining-chen")
    assert page.locator("#comment-08-sining-chen").evaluate("e => e.matches(':target')")


def test_the_search_finds_a_word_of_a_comment_and_shows_where_it_stands(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.get_by_role("searchbox", name="Search").fill("mauritius")
    page.get_by_role("button", name="Go").click()
    result = results(page).filter(has_text="Comments").first
    result.get_by_text("trans people in my country, Mauritius").wait_for()
    assert "appendices/comments.html#comment-" in (result.locator("a").first.get_attribute("href") or "")


def test_the_search_works_from_a_folder_and_opens_the_passage(browser: Browser, site: Build) -> None:
    page, trouble = open_page(browser, site, "index")
    page.goto((site.out / "search.html").as_uri() + "?q=famous chinese")
    result = results(page).first
    assert result.locator("mark").all_inner_texts() == ["Famous Chinese"]
    result.get_by_role(
        "link", name="Government officials and platform creators linked poverty alleviation, para. 1"
    ).click()
    page.wait_for_url("**/officials-and-creators.html#*")
    assert page.locator("#officials-and-creators-p1").evaluate("e => e.matches(':target')")
    page.go_back()
    assert results(page).first.inner_text() == result.inner_text()
    assert page.get_by_role("searchbox").input_value() == "famous chinese"
    assert trouble == []


def note(answers: list[Response], answer: Response) -> None:
    answers.append(answer)


def asked_for(browser: Browser, addresses: list[str]) -> list[list[Response]]:
    """Open pages and return the answers to all that each asks for, what is for paper included."""
    answers: list[list[Response]] = [[] for _ in addresses]
    pages = [browser.new_page() for _ in addresses]
    for page, address, told in zip(pages, addresses, answers, strict=True):
        page.on("response", partial(note, told))
        page.goto(address, wait_until="commit")
    for page in pages:
        page.wait_for_load_state("networkidle")
    return answers


def test_a_chapter_weighs_at_most_thirty_kilobytes_in_ten_requests(browser: Browser, site: Build, address: str) -> None:
    names = [path.name for path in sorted((site.out / "chapters").glob("*.html"))]
    assert len(names) > 1
    for name, answers in zip(names, asked_for(browser, [f"{address}chapters/{name}" for name in names]), strict=True):
        asked = [urlsplit(answer.url) for answer in answers]
        assert {url.netloc for url in asked} == {urlsplit(address).netloc}
        assert len(asked) <= 10, (name, [url.path for url in asked])
        assert sum(len(gzip.compress(answer.body())) for answer in answers) <= 30_000, name


def test_the_icon_is_in_the_page_and_can_be_drawn(browser: Browser, site: Build) -> None:
    page, _ = open_page(browser, site, "chapters/introduction")
    icon = page.locator("link[rel~=icon]").get_attribute("href") or ""
    assert icon.startswith("data:image/svg+xml,")
    drawn = """async (address) => {
      const icon = new Image();
      icon.src = address;
      await icon.decode();
      return icon.naturalWidth;
    }"""
    assert page.evaluate(drawn, icon) > 0


def test_a_comment_s_address_leads_there_without_a_ride_through_the_thread(browser: Browser, site: Build) -> None:
    page, _ = open_page(browser, site, "appendices/comments", reduced_motion="no-preference")
    moved_at_once = """() => {
      location.hash = document.querySelector("ol.comments").lastElementChild.firstElementChild.id;
      return scrollY > innerHeight;
    }"""
    assert page.evaluate(moved_at_once)
