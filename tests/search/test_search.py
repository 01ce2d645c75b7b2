"""Search in Chinese: what is in the index, and what a reader finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chapbook.search.pairs import ChineseSearch
from search_page import results
from web_server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from throwaway import Build


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("喝茶。", ["喝", "茶", "喝茶"]),
        ("三块石", ["三", "块", "石", "三块", "块石"]),
        ("用Typst排版", ["用", "Typst", "排", "版", "排版"]),
        ("tea, 95_c", ["tea", "95_c"]),
        ("\U00020000河", ["\U00020000", "河", "\U00020000河"]),
        ("", []),
    ],
)
def test_a_text_is_parted(text: str, parts: list[str]) -> None:
    assert ChineseSearch({}).split(text) == parts


@pytest.fixture(scope="module")
def place(other_site: Build) -> Iterator[str]:
    with serving(other_site.out) as address:
        yield address


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("猫", {"源头", "评论"}),
        ("三块石板", {"中游"}),
        ("井边坐着一只猫", {"源头"}),
        ("石板三块", set()),
        ("fictional", {"参考文献"}),
        ("Fictional Beverages", {"参考文献"}),
    ],
)
def test_a_reader_finds_it(browser: Browser, place: str, query: str, found: set[str]) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{place}search.html?q={query}")
    titles = results(page).locator("> a").all_inner_texts()
    page.close()
    assert errors == []
    assert found <= {title.removesuffix(" — 一条不存在的河") for title in titles} if found else titles == []
