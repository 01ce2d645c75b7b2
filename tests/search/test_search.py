"""The search page, from a folder: what a reader types, presses, reads and comes back to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from search_page import results

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from throwaway import Build, Project

HOSTILE = '<img src=x onerror="document.title=1"> <script>document.title=1</script> &lt;b&gt; ${1} \\" %(number)s'


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture
def page(tab: Page, other_site: Build) -> Iterator[Page]:
    """The search page of a publication in Chinese, with nothing asked."""
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on("console", lambda message: errors.append(message.text))
    tab.goto((other_site.out / "search.html").as_uri())
    yield tab
    assert errors == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("猫", {"源头", "comment"}),
        ("三块石板", {"中游"}),
        ("石板三块", {"中游"}),
        ("井边坐着一只猫", {"源头"}),
        ("“石板三块”", set()),
        ("ｆｉｃｔｉｏｎａｌ beverage", {"参考文献"}),
        ("“Fictional Beverages”", {"参考文献"}),
        ("xyz", set()),
    ],
)
def test_a_reader_finds_it(page: Page, query: str, found: set[str]) -> None:
    page.get_by_role("searchbox").fill(query)
    page.wait_for_url("**/search.html?q=*")
    texts = [f"{one.inner_text()} {one.locator('a').get_attribute('href')}" for one in results(page).all()]
    assert all(any(name in text for text in texts) for name in found)
    assert bool(texts) == bool(found)
    assert page.locator("mark").count() >= len(texts)


@pytest.mark.browser
def test_it_is_used_by_keyboard_alone(page: Page) -> None:
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    page.keyboard.type("河")
    page.wait_for_url("**/search.html?q=*")
    assert results(page).count() > 1
    links = results(page).locator("a")
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("/")
    expect(field).to_have_value("河/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**#*")
    assert "search.html" not in page.url


@pytest.mark.browser
def test_a_key_is_taken_only_where_answers_have_the_focus(page: Page) -> None:
    page.get_by_role("button", name="提交").or_(page.locator(".search form button")).first.focus()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).not_to_be_focused()


@pytest.mark.browser
def test_the_address_keeps_what_was_asked(page: Page) -> None:
    field = page.get_by_role("searchbox")
    for query in ("猫", "三块"):
        field.fill(query)
        page.keyboard.press("Enter")
        expect(page).to_have_title(re.compile(query))
    first = results(page).first.inner_text()
    results(page).first.locator("a").click()
    page.wait_for_url("**#*")
    page.go_back()
    expect(field).to_have_value("三块")
    assert results(page).first.inner_text() == first
    page.go_back()
    expect(field).to_have_value("猫")
    expect(results(page).first).to_contain_text("猫")


@pytest.mark.browser
def test_the_number_of_answers_is_told(page: Page) -> None:
    status = page.get_by_role("status")
    expect(status).to_have_text("")
    page.get_by_role("searchbox").fill("猫")
    expect(status).to_have_text(re.compile(r"^\d+"))
    number = int(re.findall(r"\d+", status.inner_text())[0])
    assert results(page).count() == number


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A work with a stranger's words, and more answers than are shown at once."""
    from throwaway import Project as Made  # noqa: PLC0415  # of this module's fixture alone

    source = tmp_path_factory.mktemp("many") / "source"
    source.mkdir()
    project: Project = Made(source)
    project.settings = {"extensions": ["chapbook.theme", "chapbook.comments", "myst_parser"], "html_theme": "chapbook"}
    text = "".join(f"Paragraph {number} of many.\n\n" for number in range(120))
    project.write(
        {
            "index.md": f"# Work\n\n{text}\n## Said\n\n```{{comment-thread}} comments\n```\n",
            "comments/1.md": f"---\nauthor: '<u>{HOSTILE}'\n---\n`{HOSTILE}`\n",
        }
    )
    project.settings["exclude_patterns"] = ["comments"]
    return project.build().out / "search.html"


@pytest.mark.browser
@pytest.mark.parametrize("query", [HOSTILE, "onerror", "${1}", "\\", "%", "'", "constructor __proto__", "a" * 5000])
def test_a_stranger_s_words_are_words(tab: Page, many: Path, query: str) -> None:
    tab.goto(many.as_uri())
    tab.get_by_role("searchbox").fill(query)
    tab.wait_for_url("**?q=*")
    tab.locator(".search-status:not(:empty)").wait_for()
    assert tab.locator(".search").locator("img, script, u, b").count() == 0
    assert tab.title() != "1"
    if query in {HOSTILE, "onerror"}:
        assert "<script>" in results(tab).first.inner_text()


@pytest.mark.browser
def test_many_answers_are_shown_a_piece_at_a_time(tab: Page, many: Path) -> None:
    tab.goto(many.as_uri() + "?q=many")
    expect(results(tab)).to_have_count(50)
    expect(tab.get_by_role("status")).to_have_text("120 passages")
    tab.get_by_role("button", name="More passages").click()
    expect(results(tab)).to_have_count(100)
    expect(results(tab).nth(50).locator("a")).to_be_focused()
    tab.get_by_role("button", name="More passages").click()
    expect(results(tab)).to_have_count(120)
    expect(tab.get_by_role("button", name="More passages")).to_be_hidden()


@pytest.mark.browser
def test_without_a_script_it_leads_to_the_contents(browser: Browser, many: Path) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(many.as_uri())
    page.locator("main").get_by_role("link").click()
    assert page.url.endswith("index.html")
    page.close()
