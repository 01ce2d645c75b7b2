"""A work of CSL-JSON, part for part."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from chapbook.jats.citation import element_citation, iso_date, name_element

ARTICLE = {
    "type": "article-journal",
    "title": "On <i>reeds</i>",
    "author": [{"family": "Berg", "given": "Ann", "non-dropping-particle": "van den"}, {"literal": "The Reed Society"}],
    "container-title": "Marsh",
    "issued": {"date-parts": [[2019, 3, 7]]},
    "volume": "12",
    "issue": "3",
    "page": "4–19",
    "DOI": "10.1/x",
    "URL": "https://a.example/?a&b",
}


def written(**item: Any) -> str:
    markup: str = etree.tostring(element_citation(item), encoding="unicode")
    return markup.partition(">")[2].removesuffix("</element-citation>")


def test_an_article_has_all_its_parts_in_order() -> None:
    element = element_citation(ARTICLE)
    assert element.get("publication-type") == "journal"
    parts = [(child.tag, "".join(child.itertext())) for child in element]
    assert parts == [
        ("person-group", "van den BergAnnThe Reed Society"),
        ("article-title", "On reeds"),
        ("source", "Marsh"),
        ("day", "7"),
        ("month", "3"),
        ("year", "2019"),
        ("volume", "12"),
        ("issue", "3"),
        ("fpage", "4"),
        ("lpage", "19"),
        ("pub-id", "10.1/x"),
        ("ext-link", "https://a.example/?a&b"),
    ]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"type": "book", "title": "B"}, "<source>B</source>"),
        (
            {"type": "chapter", "title": "C", "container-title": "B"},
            "<chapter-title>C</chapter-title><source>B</source>",
        ),
        ({"type": "webpage", "title": "W"}, "<article-title>W</article-title>"),
        ({"issued": {"literal": "n.d."}}, "<string-date>n.d.</string-date>"),
        ({"issued": {"date-parts": [[2003, 21]]}}, '<season>21</season><year iso-8601-date="2003">2003</year>'),
        ({"page": "e12"}, "<fpage>e12</fpage>"),
        ({"page": "3, 7-9"}, "<page-range>3, 7-9</page-range>"),
        ({"type": "article-journal", "number": "e7"}, "<elocation-id>e7</elocation-id>"),
        ({"type": "report", "number": "45"}, '<comment content-type="number">45</comment>'),
        ({}, ""),
    ],
)
def test_what_else_there_may_be(item: dict[str, Any], expected: str) -> None:
    assert written(**item) == expected


@pytest.mark.parametrize(
    ("person", "style"),
    [
        ({"family": "王", "given": "小明"}, "eastern"),
        ({"family": "Li", "given": "Yu"}, "western"),
        ({"given": "Xi"}, "given-only"),
    ],
)
def test_a_name_says_how_it_is_written(person: dict[str, str], style: str) -> None:
    assert name_element(person).get("name-style") == style


@pytest.mark.parametrize(
    ("parts", "expected"),
    [([2019], "2019"), ([2019, 3], "2019-03"), ([800, 1, 2], "0800-01-02"), ([-44, 3], ""), ([], "")],
)
def test_a_date_is_iso_8601_as_far_as_it_is_known(parts: list[int], expected: str) -> None:
    assert iso_date({"date-parts": [parts]}) == expected
