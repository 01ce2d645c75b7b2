"""BibTeX, RIS and CSL-JSON: what is written is read back, every field, hostile text too; nothing private is written."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rispy
from hypothesis import HealthCheck, given, settings, strategies as st
from pybtex.database import parse_string

from chapbook.citing.bibtex_record import edtf
from chapbook.citing.csl_json import published
from chapbook.citing.dates import read_date
from chapbook.citing.export_text import WRITERS
from chapbook.citing.formats import BIBTEX, CSL_JSON, RIS
from of_works import read
from throwaway import ROOT

CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Zl", "Zp", "Cn"))
TEXTS = st.text(CHARACTERS, min_size=1).map(lambda text: " ".join(text.split())).filter(bool)
HOSTILE = [
    'a "quoted" % of \\input{x} #1 & $x$ _y_ ~ ^',
    "TY - JOUR",
    "@misc{x, title = y",
    "</script><script>alert(1)</script>",
    "王伟 Ångström Иван 🙂",
]


def item(title: str, name: str = "Ann", **more: Any) -> dict[str, Any]:
    return {"id": "k", "type": "document", "title": title, "author": [{"literal": name}], **more}


def read_ris(text: str) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = rispy.loads(text)
    return records


def test_hostile_text_comes_back_from_bibtex() -> None:
    made = [{**item(f"{{{text}}}", text), "id": f"k{number}", "genre": text} for number, text in enumerate(HOSTILE)]
    works, faults = read(WRITERS[BIBTEX](made))
    assert faults == []
    for number, text in enumerate(HOSTILE):
        work = works[f"k{number}"].item
        assert work["author"] == [{"literal": text}]
        assert work["genre"] == text


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXTS, min_size=1, max_size=40))
def test_any_name_comes_back_from_bibtex(names: list[str]) -> None:
    made = [{**item("T"), "id": f"k{number}", "author": [{"literal": name}]} for number, name in enumerate(names)]
    text = WRITERS[BIBTEX](made)
    assert list(parse_string(text, "bibtex").entries) == [work["id"] for work in made]


@given(TEXTS, TEXTS)
def test_any_text_comes_back_from_ris_and_csl_json(title: str, name: str) -> None:
    [record] = read_ris(WRITERS[RIS]([item(title, name)]))
    assert record["authors"] == [name]
    [back] = json.loads(WRITERS[CSL_JSON]([item(title, name)]))
    assert (back["title"], back["author"]) == (title, [{"literal": name}])


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\x0b", "\x85", "\u2028"])
def test_no_value_begins_another_line_of_ris(separator: str) -> None:
    [record] = read_ris(WRITERS[RIS]([item(f"T{separator}ER  - {separator}TY  - JOUR")]))
    assert record["title"] == "T ER - TY - JOUR"
    assert record["type_of_reference"] == "ANCIENT", "Zotero reads it as a document, and GEN as an article"


def test_the_works_that_are_cited_come_back_with_every_field() -> None:
    for path in ("references.bib", "tests/data/works.bib"):
        works, _faults = read((ROOT / path).read_text(encoding="utf-8"))
        made = [published(work) for work in works.values()]
        again, faults = read(WRITERS[BIBTEX](made))
        assert faults == []
        for key, work in works.items():
            assert published(again[key]) == {**published(work), "chapbook": published(again[key])["chapbook"]}, key
        records = {record["id"]: record for record in read_ris(WRITERS[RIS](made))}
        items = {told["id"]: told for told in json.loads(WRITERS[CSL_JSON](made))}
        assert list(records) == list(items) == list(works)


SCRIPTS = {
    "latin": ("Gödel, Kurt", "Über Sätze", "Über Lindenau"),
    "cyrillic": ("Иванов, Иван", "Имена", "Журнал"),
    "greek": ("Παπαδόπουλος, Νίκος", "Ονόματα", "Περιοδικό"),
    "han": ("王, 伟", "中国", "传播"),
    "kana": ("たなか, たろう", "ひらがな", "カタカナ"),
    "hangul": ("김, 민수", "이름", "잡지"),
    "arabic": ("نجيب, محفوظ", "أسماء", "مجلة"),
    "hebrew": ("עוז, עמוס", "שמות", "כתב עת"),
    "devanagari": ("प्रेमचंद, मुंशी", "नाम", "पत्रिका"),
    "thai": ("สุนทร, ภู่", "ชื่อ", "วารสาร"),
}


def test_no_stand_in_is_published() -> None:
    entry = r"@book{a, title = {Lost . . . and \textbraceleft{}found\textbraceright{}}, author = {A, B}, year = 2020}"
    found, _faults = read(entry)
    works = [published(work) for work in found.values()]
    for form in (BIBTEX, RIS, CSL_JSON):
        written = WRITERS[form](works)
        assert "Lost . . . and" in written
        assert not [character for character in written if "\ue000" <= character <= "\uf8ff"]


def test_works_in_ten_scripts_come_back() -> None:
    made = [
        {
            "id": script,
            "type": "article-journal",
            "title": title,
            "author": [dict(zip(("family", "given"), name.split(", "), strict=True))],
            "container-title": journal,
            "volume": "3",
            "page": "5-9",
            "issued": {"date-parts": [[2001, 2, 3]]},
            "DOI": f"10.1234/{script}_x",
            "language": "de",
        }
        for script, (name, title, journal) in SCRIPTS.items()
    ]
    works, faults = read(WRITERS[BIBTEX](made))
    assert faults == []
    assert [{**works[script].item} for script in SCRIPTS] == made
    assert json.loads(WRITERS[CSL_JSON](made)) == made
    records = {record["id"]: record for record in read_ris(WRITERS[RIS](made))}
    assert {
        script: (record["authors"][0], record["title"], record["secondary_title"]) for script, record in records.items()
    } == SCRIPTS


PRIVATE = """
@article{a, author = {Bee, Ann}, title = {T}, journal = {J}, year = 2020, file = {/home/ann/Zotero/storage/X/a.pdf},
  abstract = {A whole abstract.}, keywords = {secret}, annote = {mine}, mendeley-tags = {secret}, owner = {ann}}
"""


def test_nothing_private_leaves_a_library() -> None:
    works, faults = read(PRIVATE)
    assert faults == []
    told = "".join(write([published(work) for work in works.values()]) for write in WRITERS.values())
    assert not [word for word in ("home", "abstract", "secret", "mine", "owner") if word in told]


FULL = {
    "id": "full",
    "type": "article-journal",
    "author": [
        {"family": "Leyen", "given": "Ursula", "non-dropping-particle": "von der"},
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        {"literal": "A Group & Sons"},
    ],
    "editor": [{"family": "Dee", "given": "Cy"}],
    "title": 'The NASA story: <i>50% more</i> of <span class="nocase">It</span>',
    "container-title": "J. of X",
    "volume": "3",
    "issue": "2",
    "page": "5-9",
    "issued": {"date-parts": [[2021, 3, 9]]},
    "DOI": "10.1234/x",
    "URL": "https://example.org/a_b",
    "ISSN": "1234-5678",
    "language": "en",
    "abstract": "Short.",
    "keyword": "one, two",
    "version": "1.0",
    "note": "A part",
    "accessed": {"date-parts": [[2022, 1, 2]]},
}


def test_ris_has_every_field() -> None:
    [record] = read_ris(WRITERS[RIS]([FULL]))
    assert record == {
        "type_of_reference": "JOUR",
        "id": "full",
        "authors": ["von der Leyen, Ursula", "King, Martin Luther, Jr.", "A Group & Sons"],
        "secondary_authors": ["Dee, Cy"],
        "title": "The NASA story: 50% more of It",
        "secondary_title": "J. of X",
        "volume": "3",
        "number": "2",
        "edition": "1.0",
        "issn": "1234-5678",
        "language": "en",
        "abstract": "Short.",
        "year": "2021",
        "date": "2021/03/09",
        "access_date": "2022/01/02",
        "start_page": "5",
        "end_page": "9",
        "doi": "10.1234/x",
        "urls": ["https://example.org/a_b"],
        "keywords": ["one", "two"],
        "notes": ["A part", "Version 1.0"],
    }


def test_bibtex_has_every_field() -> None:
    entry = parse_string(WRITERS[BIBTEX]([FULL]), "bibtex").entries["full"]
    assert dict(entry.fields) == {
        "title": r"The {NASA} story: \emph{50\% more} of {It}",
        "journal": "J. of X",
        "volume": "3",
        "number": "2",
        "pages": "5--9",
        "year": "2021",
        "month": "3",
        "day": "9",
        "doi": "10.1234/x",
        "url": "https://example.org/a_b",
        "issn": "1234-5678",
        "language": "en",
        "abstract": "Short.",
        "keywords": "one, two",
        "version": "1.0",
        "note": "A part",
        "urldate": "2022-01-02",
    }
    assert [str(person) for person in entry.persons["author"]] == [
        "von der Leyen, Ursula",
        "King, Jr., Martin Luther",
        r"{A Group \& Sons}",
    ]


@pytest.mark.parametrize("date", ["2021-03-09", "2010/2015", "1850~", "2019-05/2019-06", "2003-21", "0380"])
def test_a_date_comes_back(date: str) -> None:
    known = read_date(date).date or {}
    assert read_date(edtf(known)).date == known


def test_a_year_that_is_no_number_is_told_as_it_is() -> None:
    [record] = read_ris(WRITERS[RIS]([item("T", issued={"literal": "soon"})]))
    assert record["year"] == "soon"
    assert "year = {soon}" in WRITERS[BIBTEX]([item("T", issued={"literal": "soon"})])


def test_several_records_stay_apart() -> None:
    works = [item("A"), {**item("B"), "id": "b"}]
    assert [record["title"] for record in read_ris(WRITERS[RIS](works))] == ["A", "B"]
    assert list(parse_string(WRITERS[BIBTEX](works), "bibtex").entries) == ["k", "b"]
