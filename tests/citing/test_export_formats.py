"""BibTeX, RIS and CSL-JSON: what is written is read back by pybtex, rispy and json, every field, hostile text too."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rispy
from hypothesis import given, strategies as st
from pybtex.database import Entry, Person, parse_string

from chapbook.citing.apa_reference import rich_field
from chapbook.citing.bibtex_record import literal_name, plain_field
from chapbook.citing.export_formats import BIBTEX, CSL_JSON, RIS
from chapbook.citing.export_text import WRITERS
from chapbook.citing.latex_text import rich_text
from throwaway import ROOT

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Zl", "Zp")), min_size=1).map(
    lambda text: " ".join(text.split())
)
HOSTILE = [
    'a "quoted" % of \\input{x} #1 & $x$ _y_ ~ ^',
    "TY - JOUR",
    "@misc{x, title = y",
    "</script><script>alert(1)</script>",
    "-- --- ``x'' ?` !`",
    "王伟 Ångström Иван 🙂",
]


def entry(title: str, name: str = "Ann", **fields: str) -> Entry:
    person = Person()
    person.last_names.append(literal_name(name))
    return Entry("misc", fields={"title": plain_field(title), **fields}, persons={"author": [person]})


def read_ris(text: str) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = rispy.loads(text)
    return records


@given(TEXTS.filter(bool))
def test_plain_text_is_read_as_that_text(text: str) -> None:
    assert str(rich_field(entry(text), "title")) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_from_bibtex(text: str) -> None:
    back = parse_string(WRITERS[BIBTEX]({"k": entry(text, text)}), "bibtex").entries
    assert list(back) == ["k"]
    assert str(rich_field(back["k"], "title")) == text
    [name] = back["k"].persons["author"][0].last_names
    assert str(rich_text(name)) == text


@given(TEXTS.filter(bool), TEXTS.filter(bool))
def test_any_text_comes_back_from_ris(title: str, name: str) -> None:
    [record] = read_ris(WRITERS[RIS]({"k": entry(title, name)}))
    assert record["title"] == title
    assert record["authors"] == [name]


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\x0b", "\x85", "\u2028"])
def test_no_value_begins_another_line_of_ris(separator: str) -> None:
    [record] = read_ris(WRITERS[RIS]({"k": entry(f"T{separator}ER  - {separator}TY  - JOUR")}))
    assert record["title"] == "T ER - TY - JOUR"
    assert record["type_of_reference"] == "GEN"


@given(TEXTS.filter(bool))
def test_any_text_comes_back_from_csl_json(text: str) -> None:
    [item] = json.loads(WRITERS[CSL_JSON]({"k": entry(text, text)}))
    assert item["title"] == text
    assert item["author"] == [{"literal": text}]


def test_the_works_that_are_cited_come_back_with_every_field() -> None:
    works = parse_string((ROOT / "references.bib").read_text(encoding="utf-8"), "bibtex").entries
    back = parse_string(WRITERS[BIBTEX](works), "bibtex").entries
    assert dict(back) == dict(works)
    records = {record["id"]: record for record in read_ris(WRITERS[RIS](works))}
    items = {item["id"]: item for item in json.loads(WRITERS[CSL_JSON](works))}
    assert list(records) == list(items) == list(works)
    for key, work in works.items():
        told = json.dumps(records[key], ensure_ascii=False) + json.dumps(items[key], ensure_ascii=False)
        for field in set(work.fields) - {"pages", "month"}:
            assert " ".join(str(rich_field(work, field)).split()) in told.replace('\\"', '"'), (key, field)


FULL = r"""
@article{full,
  author = {von der Leyen, Ursula and King, Jr., Martin Luther and {A Group \& Sons}},
  editor = {Dee, Cy}, title = {The {NASA} story: 50\% more}, journal = {J. of X}, volume = 3, number = 2,
  pages = {5--9}, year = 2021, month = mar, day = 9, doi = {10.1234/x}, url = {https://example.org/a\_b},
  issn = {1234-5678},
  abstract = {Short.}, keywords = {one, two}, language = {en}, version = {1.0}, note = {A part}
}
"""


def test_ris_has_every_field() -> None:
    [record] = read_ris(WRITERS[RIS](parse_string(FULL, "bibtex").entries))
    assert record == {
        "type_of_reference": "JOUR",
        "id": "full",
        "authors": ["von der Leyen, Ursula", "King, Martin Luther, Jr.", "A Group & Sons"],
        "secondary_authors": ["Dee, Cy"],
        "title": "The NASA story: 50% more",
        "secondary_title": "J. of X",
        "volume": "3",
        "number": "2",
        "edition": "1.0",
        "issn": "1234-5678",
        "language": "en",
        "abstract": "Short.",
        "year": "2021",
        "date": "2021/03/09",
        "start_page": "5",
        "end_page": "9",
        "doi": "10.1234/x",
        "urls": ["https://example.org/a_b"],
        "keywords": ["one", "two"],
        "notes": ["A part", "Version 1.0"],
    }


def test_csl_json_has_every_field() -> None:
    [item] = json.loads(WRITERS[CSL_JSON](parse_string(FULL, "bibtex").entries))
    assert item == {
        "id": "full",
        "type": "article-journal",
        "author": [
            {"family": "Leyen", "given": "Ursula", "non-dropping-particle": "von der"},
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
            {"literal": "A Group & Sons"},
        ],
        "editor": [{"family": "Dee", "given": "Cy"}],
        "title": "The NASA story: 50% more",
        "container-title": "J. of X",
        "volume": "3",
        "issue": "2",
        "page": "5-9",
        "version": "1.0",
        "language": "en",
        "abstract": "Short.",
        "keyword": "one, two",
        "ISSN": "1234-5678",
        "DOI": "10.1234/x",
        "URL": "https://example.org/a_b",
        "note": "A part",
        "issued": {"date-parts": [[2021, 3, 9]]},
    }


@pytest.mark.parametrize(
    ("year", "issued"), [("in press", {"literal": "in press"}), ("", None), ("2020", {"date-parts": [[2020]]})]
)
def test_a_year_that_is_no_number_is_told_as_it_is(year: str, issued: object) -> None:
    fields = {"year": year} if year else {}
    [item] = json.loads(WRITERS[CSL_JSON]({"k": entry("T", **fields)}))
    assert item.get("issued") == issued


def test_several_records_stay_apart() -> None:
    works = {"a": entry("A"), "b": entry("B")}
    assert [record["title"] for record in read_ris(WRITERS[RIS](works))] == ["A", "B"]
    assert list(parse_string(WRITERS[BIBTEX](works), "bibtex").entries) == ["a", "b"]
