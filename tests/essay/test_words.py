"""The words of the captured page and of the built pages: what may differ is a table, and nothing else.

``chapbook verify`` compares them (``test_books.py``); here it is shown that it would see each change.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest

from chapbook.defaults import DEFAULTS
from chapbook.proof.built_words import pages_of_site, words_of
from chapbook.proof.differences import compared
from chapbook.proof.permitted_changes import TABLE, changed, read_changes
from throwaway import ROOT

if TYPE_CHECKING:
    from throwaway import Build

CAPTURE = (ROOT / "source/essay.txt").read_text(encoding="utf-8")
ROWS = read_changes(ROOT / TABLE)


def chapters(site: Build) -> list[str]:
    links = site.page().select("#contents a.reference.internal")
    return [link["href"].removesuffix(".html") for link in links if link["href"].startswith("chapters/")]


def differs(site: Build, text: str) -> bool:
    lines = {" ".join(line.split()) for line in text.splitlines()} - {""}
    built = words_of(pages_of_site(site.out), DEFAULTS["chapbook_parts"], lines)
    return bool(compared(text.split(), built))


def test_the_copy_is_whole_and_each_row_is_true_of_it() -> None:
    assert len(CAPTURE.split()) == 3319
    assert CAPTURE.startswith("Assignment11")
    assert CAPTURE.endswith("<strike> <strong>")
    assert changed(CAPTURE, ROWS).faults == ()


@pytest.mark.parametrize("row", [row for row in ROWS if row.old != "\N{NO-BREAK SPACE}"], ids=lambda row: str(row.line))
def test_no_change_is_left_out_of_the_table(site: Build, row: object) -> None:
    assert differs(site, changed(CAPTURE, [other for other in ROWS if other != row]).text)


@pytest.mark.parametrize("number", [5, 1500, 1700, 2000, 3300])
def test_one_word_less_is_seen(site: Build, number: int) -> None:
    words = changed(CAPTURE, ROWS).text.split("\n")
    line = next(at for at in range(len(words)) if len(" ".join(words[: at + 1]).split()) > number)
    words[line] = words[line].strip().rpartition(" ")[0]
    assert differs(site, "\n".join(words))


def test_the_table_is_printed(site: Build) -> None:
    page = site.page("appendices/about-this-edition")
    table = page.select_one("table.editorial-changes")
    printed = [[cell.get_text().strip() for cell in row.find_all("td")] for row in table.tbody.find_all("tr")]
    with (ROOT / TABLE).open(encoding="utf-8", newline="") as file:
        _heading, *rows = csv.reader(file)
    unlinked = [[re.sub(r"^\[(.*)\]\(.*\)$|^`(.*)`$", r"\1\2", cell) for cell in row] for row in rows]
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
