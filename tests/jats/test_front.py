"""Front matter: what the record says, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from chapbook.citing.record import author_of
from chapbook.jats.front import front

AUTHOR = {
    "name": "Ada Reed",
    "given": "Ada",
    "family": "Reed",
    "is_person": True,
    "address": "",
    "affiliation": "",
    "suffix": "",
}
BARE: dict[str, Any] = {
    "work": {"title": "On <i>reeds</i>"},
    "authors": [],
    "keywords": [],
    "addresses": [],
    **dict.fromkeys(("version", "released", "abstract", "language", "site"), ""),
    "licenses": [],
}


def texts(path: str, rights: tuple[str, ...] = (), **said: Any) -> list[str]:
    made = front({**BARE, **said}, rights, {"https://a.example/": "Elsewhere"}, None)
    return ["".join(found.itertext()) for found in made.findall(path)]


def test_what_nobody_said_is_not_there() -> None:
    meta = front(BARE, [], {}, None).find("article-meta")
    assert meta is not None
    assert etree.tostring(meta, encoding="unicode") == (
        "<article-meta><title-group><article-title>On reeds</article-title></title-group></article-meta>"
    )


def test_an_author_has_a_name_by_its_parts_and_an_orcid() -> None:
    orcid = "https://orcid.org/0000-0002-1825-0097"
    made = front({**BARE, "authors": [{**AUTHOR, "address": orcid, "affiliation": "The Hut"}]}, [], {}, None)
    contrib = made.find(".//contrib")
    assert contrib is not None
    assert [(child.tag, "".join(child.itertext())) for child in contrib] == [
        ("contrib-id", orcid),
        ("name", "ReedAda"),
        ("aff", "The Hut"),
    ]


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ({"family-names": "李", "given-names": "四"}, ["李", "四"]),
        ({"family-names": "Bee", "name-suffix": "Jr."}, ["Bee", "Jr."]),
        (
            {"family-names": "Bee", "given-names": "Bee", "name-particle": "von", "name-suffix": "II"},
            ["von Bee", "Bee", "II"],
        ),
    ],
)
def test_each_part_of_a_name_is_there_once(given: dict[str, str], parts: list[str]) -> None:
    author = author_of(given)
    assert texts(".//name/*", authors=[author._asdict()]) == parts
    assert author.sorted_name == ", ".join(parts)


def test_a_name_that_is_one_whole_stays_so() -> None:
    supplied = {**AUTHOR, "name": "[Xi]", "given": "", "family": ""}
    society = {**AUTHOR, "name": "The Society", "is_person": False}
    assert texts(".//string-name", authors=[supplied, society]) == ["[Xi]"]
    assert texts(".//collab", authors=[supplied, society]) == ["The Society"]


def test_the_day_of_the_edition_is_not_that_of_the_work() -> None:
    said: dict[str, Any] = {
        "work": {"title": "T", "issued": {"date-parts": [[2022]]}},
        "version": "1.0",
        "released": "2026-11-23",
    }
    assert texts(".//pub-date", **said) == ["2022"]
    assert texts(".//pub-history/event/date", **said) == ["23112026"]
    assert texts(".//article-version", **said) == ["1.0", "1.0"]


def test_rights_are_told_by_year_and_holder() -> None:
    assert texts(".//copyright-statement", ("2022, Ann",)) == ["© 2022, Ann"]
    assert texts(".//copyright-year", ("2022, Ann", "of the comments, their writers")) == ["2022"]
    assert texts(".//copyright-holder", ("2022-2024 Ann",)) == ["Ann"]
    assert texts(".//license", licenses=["https://l.example/", "https://m.example/"]) == [
        "https://l.example/",
        "https://m.example/",
    ]


def test_where_it_was_read_printed_and_is_found() -> None:
    work = {
        "title": "T",
        "event-title": "A Conference",
        "URL": "https://w.example/",
        "page": "3-4",
        "type": "paper-conference",
    }
    assert texts(".//conf-name", work=work) == ["A Conference"]
    assert texts(".//fpage", work=work) + texts(".//lpage", work=work) == ["3", "4"]
    assert texts(".//self-uri", work=work, site="https://s.example/") == ["https://w.example/", "https://s.example/"]
    assert texts(".//related-object") == ["Elsewhere"]
    journal = {
        "title": "T",
        "type": "article-journal",
        "container-title": "Marsh",
        "ISSN": "1234-5678",
        "DOI": "10.1/x",
    }
    assert texts("journal-meta/journal-title-group/journal-title", work=journal) == ["Marsh"]
    assert texts(".//article-id", work=journal) == ["10.1/x"]


def test_the_abstract_of_the_record_stands_in_for_one_in_the_text() -> None:
    assert texts(".//abstract/p", abstract="Short.") == ["Short."]
    own = etree.Element("abstract")
    assert front({**BARE, "abstract": "Short."}, [], {}, own).find(".//abstract") is own
