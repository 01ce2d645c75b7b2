"""The record's fields, one by one: from which key of CITATION.cff each comes, and which key comes second."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from chapbook.citing.record import Author, Record, read_record

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "cff-version: 1.2.0\nmessage: m\ntitle: The edition\nauthors: [{name: Editors}]\ndate-released: 2026-05-31\n"
BEE = "[{family-names: Bee, given-names: Ann}]"


def record(folder: Path, work: str, head: str = HEAD) -> Record:
    path = folder / "CITATION.cff"
    given = "".join(f"  {line}\n" for line in f"title: T\nauthors: {BEE}\n{work}".splitlines())
    path.write_text(f"{head}preferred-citation:\n{given}", encoding="utf-8")
    return read_record(path)


def fields(folder: Path, work: str) -> dict[str, str]:
    own = dict(record(folder, work).work.fields)
    assert own.pop("title") == "T"
    assert own.pop("version") == "2026-05-31"
    return own


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        ("type: article", {}),
        (
            "type: article\nvolume: 3\nisbn: '0306406152'\nissn: 1932-8036\nedition: 2nd",
            {"volume": "3", "isbn": "0306406152", "issn": "1932-8036", "edition": "2nd"},
        ),
        ("type: article\njournal: A  J & K", {"journal": "A J \\& K"}),
        ("type: article\ncollection-title: C", {}),
        ("type: conference-paper", {}),
        ("type: conference-paper\ncollection-title: C", {"booktitle": "C"}),
        ("type: thesis", {}),
        ("type: report", {}),
        ("type: article\nconference: {name: C}\npublisher: {name: P}", {"eventtitle": "C", "publisher": "P"}),
        ("type: article\nissue: 2\nnumber: 3", {"number": "2"}),
        ("type: article\nnumber: 3", {"number": "3"}),
        ("type: thesis\ninstitution: {name: I}", {"school": "I"}),
        ("type: thesis\nthesis-type: MASTER thesis\ninstitution: {name: I}", {"school": "I"}),
        ("type: report\ninstitution: {name: I}", {"institution": "I"}),
        ("type: article\nlanguages: [de, en]", {"language": "de"}),
        (
            "type: article\ndate-published: 2021-03-09\ndate-released: 2020-01-01",
            {"year": "2021", "month": "March", "day": "9"},
        ),
        ("type: article\ndate-released: 2020-12-10", {"year": "2020", "month": "December", "day": "10"}),
        ("type: article\ndate-released: 2020-12-10\nyear: 2019", {"year": "2019"}),
        ("type: article\ndate-released: 2020-12-10\nyear: 2019\nmonth: 1", {"year": "2019", "month": "January"}),
        ("type: article\nmonth: 12", {"month": "December"}),
        ("type: article\ndate-released: 2020-12-10\nmonth: 1", {"year": "2020", "month": "December", "day": "10"}),
        ("type: article\nstart: 5", {"pages": "5"}),
        ("type: article\nend: 9", {"pages": "9"}),
        ("type: article\nstart: 5\nend: 9", {"pages": "5--9"}),
        ("type: article\ndoi: 10.1234/a_b\nurl: https://e.org/a_b", {"doi": "10.1234/a_b", "url": "https://e.org/a_b"}),
    ],
)
def test_from_which_keys_a_field_comes(tmp_path: Path, work: str, expected: dict[str, str]) -> None:
    assert fields(tmp_path, work) == expected


KINDS = {
    "article": "article magazine-article newspaper-article",
    "book": "book catalogue dictionary edited-work encyclopedia manual",
    "inproceedings": "conference-paper",
    "misc": "art blog data generic software video website",
    "phdthesis": "thesis",
    "proceedings": "conference proceedings",
    "techreport": "government-document report",
    "unpublished": "unpublished",
}


@pytest.mark.parametrize(
    ("kind", "entry_type"), [(kind, name) for name, kinds in KINDS.items() for kind in kinds.split()]
)
def test_the_type_of_the_entry(tmp_path: Path, kind: str, entry_type: str) -> None:
    assert record(tmp_path, f"type: {kind}").work.type == entry_type


def test_a_thesis_may_be_a_master_s(tmp_path: Path) -> None:
    assert record(tmp_path, "type: thesis\nthesis-type: A MASTER's thesis").work.type == "mastersthesis"
    assert record(tmp_path, "type: thesis\nthesis-type: PhD").work.type == "phdthesis"
    assert record(tmp_path, "type: book\nthesis-type: Master's").work.type == "book"


def test_people_are_authors_and_editors(tmp_path: Path) -> None:
    persons = record(tmp_path, "type: book\neditors: [{alias: cy}, {given-names: Dee}, {name: A Group}]").work.persons
    assert set(persons) == {"author", "editor"}
    [bee] = persons["author"]
    assert (bee.first_names, bee.last_names) == (["Ann"], ["Bee"])
    assert [[str(name) for name in editor.last_names] for editor in persons["editor"]] == [
        ["{cy}"],
        ["{Dee}"],
        ["{A Group}"],
    ]
    assert set(record(tmp_path, "type: book").work.persons) == {"author"}


def test_each_part_of_a_name_has_its_place(tmp_path: Path) -> None:
    whole = "{family-names: Le Bee, given-names: Ann Ah, name-particle: von der, name-suffix: Jr.}"
    [person] = record(tmp_path, f"type: book\neditors: [{whole}]").work.persons["editor"]
    assert (person.first_names, person.prelast_names) == (["Ann", "Ah"], ["von", "der"])
    assert (person.last_names, person.lineage_names) == (["Le", "Bee"], ["Jr."])


@pytest.mark.parametrize(
    ("given", "author"),
    [
        ("{given-names: Ann}", Author("Ann", given="Ann")),
        ("{alias: ann}", Author("ann")),
        ("{alias: ann, family-names: Bee}", Author("Bee", family="Bee")),
        ("{name-particle: de, family-names: Bee}", Author("de Bee", family="de Bee")),
        ("{family-names: Bee, name-suffix: II}", Author("Bee II", family="Bee")),
        ("{family-names: Bee, website: 'https://e.org/'}", Author("Bee", family="Bee", address="https://e.org/")),
        ("{name: G, website: 'https://e.org/'}", Author("G", is_person=False, address="https://e.org/")),
        (
            "{name: G, website: 'https://e.org/', orcid: 'https://orcid.org/0000-0002-1825-0097'}",
            Author("G", is_person=False, address="https://orcid.org/0000-0002-1825-0097"),
        ),
    ],
)
def test_an_author_as_metadata_names_one(tmp_path: Path, given: str, author: Author) -> None:
    assert record(tmp_path, f"type: book\neditors: [{given}]").authors == (Author("Ann Bee", "Ann", "Bee"),)
    path = tmp_path / "CITATION.cff"
    path.write_text(HEAD.replace("{name: Editors}", given), encoding="utf-8")
    assert read_record(path).authors == (author,)


def test_who_has_a_family_is_a_person_and_a_name_alone_is_none(tmp_path: Path) -> None:
    head = HEAD.replace("[{name: Editors}]", "[{family-names: Bee}, {alias: cy}, {name: G}]")
    (tmp_path / "CITATION.cff").write_text(head, encoding="utf-8")
    assert [author.is_person for author in read_record(tmp_path / "CITATION.cff").authors] == [True, True, False]


@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai", "America/New_York"])
def test_the_edition_s_day_begins_in_utc_wherever_it_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        assert record(tmp_path, "type: book").edition_time == 1_780_185_600
    time.tzset()


WHOLE = HEAD + "abstract: of the whole\nkeywords: [w]\nlicense: MIT\n"


@pytest.mark.parametrize(
    ("work", "head", "known"),
    [
        ("", HEAD, ("", (), "")),
        ("", WHOLE, ("of the whole", ("w",), "https://spdx.org/licenses/MIT.html")),
        (
            "abstract: of the work\nkeywords: [a, b]\nlicense: [0BSD, MIT]",
            WHOLE,
            ("of the work", ("a", "b"), "https://spdx.org/licenses/0BSD.html"),
        ),
        ("license-url: https://e.org/w", WHOLE, ("of the whole", ("w",), "https://e.org/w")),
        ("", f"{WHOLE}license-url: https://e.org/l\n", ("of the whole", ("w",), "https://e.org/l")),
    ],
)
def test_where_the_work_is_silent_the_whole_speaks(
    tmp_path: Path, work: str, head: str, known: tuple[str, tuple[str, ...], str]
) -> None:
    found = record(tmp_path, f"type: article\n{work}", head)
    assert (found.abstract, found.keywords, found.license_address) == known


@pytest.mark.parametrize(
    ("authors", "year", "key"),
    [
        (BEE, "2022", "bee2022"),
        (BEE, "", "bee"),
        ("[{name: A Group & Sons}]", "1999", "agroupsons1999"),
        ("[{family-names: 谢}]", "2022", "work2022"),
        ("[{family-names: 谢}]", "", "work"),
    ],
)
def test_the_key_is_made_of_authors_and_year(tmp_path: Path, authors: str, year: str, key: str) -> None:
    work = f"type: article\n{f'year: {year}' if year else ''}"
    path = tmp_path / "CITATION.cff"
    record(tmp_path, work)
    path.write_text(path.read_text(encoding="utf-8").replace(BEE, authors), encoding="utf-8")
    known = read_record(path)
    assert known.key == key
    assert known.year == (year or "n.d.")
    assert (known.version, known.language) == ("", "")


def test_a_part_may_be_without_place_or_address(tmp_path: Path) -> None:
    known = record(tmp_path, "type: article\nurl: https://e.org/\nyear: 2022\nnotes: x")
    for suffix, place, address, key, own in (
        ("a", "", "", "bee2022-a", {}),
        ("", "A part", "", "bee2022", {"note": "A part"}),
        ("b", "", "https://e.org/b_c", "bee2022-b", {"url": "https://e.org/b_c"}),
    ):
        part_key, part = known.part(suffix, place, address)
        assert part_key == key
        assert dict(part.fields) == {**known.work.fields, **own}
        assert (part.type, part.persons) == (known.work.type, known.work.persons)
    assert known.in_text("") == "(Bee, 2022)"
    assert known.in_text("A part") == "(Bee, 2022, A part)"
