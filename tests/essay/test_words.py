"""The words of the captured page and of the built pages: the same, in the same order.

What may differ is the table that *About this edition* prints, ``appendices/editorial-changes.csv``, and nothing else.
Words are compared with their punctuation, as white space parts them.
"""

from __future__ import annotations

import re
from copy import copy
from typing import TYPE_CHECKING, Any

import pytest

from essay.captured import CAPTURE, captured_words, changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from throwaway import Build


def chapters(site: Build) -> list[str]:
    links = site.page().select("#contents a.reference.internal")
    return [link["href"].removesuffix(".html") for link in links if link["href"].startswith("chapters/")]


def text_of(part: Any) -> str:
    """Take a part's text, without the marks that lead to its own address."""
    part = copy(part)
    for link in part.select(".headerlink, .comment-permalink, .admonition, .comments-feed, .reply-part"):
        link.decompose()
    for element in part.select("p, li, h1, h2, h3, h4, header, span.comment-mark, br, pre"):
        element.append(" ")
    return str(part.get_text())


def built_words(site: Build) -> Iterator[str]:
    """Yield the words of the capture's parts, in the order of the publication."""
    yield from text_of(site.page().find(id="abstract")).split()
    for name in chapters(site):
        yield from text_of(site.page(name).article).split()
    comments = site.page("appendices/comments")
    yield from text_of(comments.find(id="thread-comments")).split()
    yield from text_of(comments.find(id="leave-a-reply")).split()


def test_the_words_are_the_same_in_the_same_order(site: Build) -> None:
    assert list(built_words(site)) == captured_words(changes())


def test_the_copy_is_whole() -> None:
    assert len(CAPTURE.split()) == 3319
    assert CAPTURE.startswith("Assignment11")
    assert CAPTURE.endswith("<strike> <strong>")


def test_no_change_is_left_out_of_the_table(site: Build) -> None:
    for left_out in range(len(changes())):
        rest = changes()[:left_out] + changes()[left_out + 1 :]
        if changes()[left_out]["In the copy"] == "U+00A0":
            continue  # white space is no word; that there are twenty is what the row is tested for
        assert captured_words(rest) != list(built_words(site)), changes()[left_out]


@pytest.mark.parametrize("page", ["index", "chapters/impact-on-society", "appendices/comments"])
def test_one_word_less_is_seen(site: Build, page: str) -> None:
    """The comparison itself: take any one word out of a page, and it fails."""
    expected = captured_words(changes())
    words = list(built_words(site))
    start = {"index": 0, "chapters/impact-on-society": 1500, "appendices/comments": 2000}[page]
    for number in range(start, start + 200):
        assert words[:number] + words[number + 1 :] != expected


def test_the_table_is_printed(site: Build) -> None:
    page = site.page("appendices/about-this-edition")
    table = page.select_one("table.editorial-changes")
    printed = [[cell.get_text().strip() for cell in row.find_all("td")] for row in table.tbody.find_all("tr")]
    unlinked = [[re.sub(r"^\[(.*)\]\(.*\)$|^`(.*)`$", r"\1\2", cell) for cell in row.values()] for row in changes()]
    assert printed == unlinked


def test_each_of_the_ten_citations_stands_where_the_essay_has_it(site: Build) -> None:
    cited = {
        name: [link["href"].partition("#ref-")[2] for link in site.page(name).select(".bibtex-citation a")]
        for name in ["index", *chapters(site)]
    }
    assert cited == {
        "index": ["ren2021"],
        "chapters/introduction": ["hampton2018"],
        "chapters/platform-content": [],
        "chapters/policy-publicity": ["ren2021"],
        "chapters/product-marketing": ["wang2021"],
        "chapters/officials-and-creators": ["cnnic2020"],
        "chapters/impact-on-society": ["peoplecn2022", "marketingchina2021", "chinadaily2020"],
        "chapters/conclusion": ["wang2021", "computingforsociety2021"],
    }
