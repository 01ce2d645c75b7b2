"""The record's fields, one by one: from which key of CITATION.cff each comes, and which key comes second."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

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


def fields(folder: Path, work: str) -> dict[str, Any]:
    known = record(folder, work)
    assert known.edition == "2026-05-31"
    assert known.work["title"] == "T"
    return {name: value for name, value in known.work.items() if name not in {"id", "type", "title", "author"}}


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        ("type: article", {}),
        (
            "type: article\nvolume: 3\nisbn: '0306406152'\nissn: 1932-8036\nedition: 2nd",
            {"volume": "3", "ISBN": "0306406152", "ISSN": "1932-8036", "edition": "2nd"},
        ),
        ("type: article\njournal: A  J & K", {"container-title": "A J & K"}),
        ("type: article\ncollection-title: C", {"collection-title": "C"}),
        ("type: conference-paper", {}),
        ("type: conference-paper\ncollection-title: C", {"container-title": "C"}),
        ("type: thesis", {}),
        ("type: report", {}),
        ("type: article\nconference: {name: C}\npublisher: {name: P}", {"event-title": "C", "publisher": "P"}),
        ("type: article\nissue: 2\nnumber: 3", {"issue": "2", "number": "3"}),
        ("type: article\nnumber: 3", {"issue": "3"}),
        ("type: thesis\ninstitution: {name: I}", {"publisher": "I"}),
        (
            "type: thesis\nthesis-type: MASTER thesis\ninstitution: {name: I}",
            {"publisher": "I", "genre": "MASTER thesis"},
        ),
        ("type: report\ninstitution: {name: I}", {"publisher": "I"}),
        ("type: article\nlanguages: [de, en]", {"language": "de"}),
        (
            "type: article\ndate-published: 2021-03-09\ndate-released: 2020-01-01",
            {"issued": {"date-parts": [[2021, 3, 9]]}},
        ),
        ("type: article\ndate-released: 2020-12-10", {"issued": {"date-parts": [[2020, 12, 10]]}}),
        ("type: article\ndate-released: 2020-12-10\nyear: 2019", {"issued": {"date-parts": [[2019]]}}),
        ("type: article\ndate-released: 2020-12-10\nyear: 2019\nmonth: 1", {"issued": {"date-parts": [[2019, 1]]}}),
        ("type: article\nmonth: 12", {}),
        ("type: article\ndate-released: 2020-12-10\nmonth: 1", {"issued": {"date-parts": [[2020, 12, 10]]}}),
        ("type: article\nstart: 5", {"page": "5"}),
        ("type: article\nend: 9", {"page": "9"}),
        ("type: article\nstart: 5\nend: 9", {"page": "5-9"}),
        ("type: article\ndoi: 10.1234/a_b\nurl: https://e.org/a_b", {"DOI": "10.1234/a_b", "URL": "https://e.org/a_b"}),
    ],
)
def test_from_which_keys_a_field_comes(tmp_path: Path, work: str, expected: dict[str, Any]) -> None:
    assert fields(tmp_path, work) == expected


KINDS = {
    "article-journal": "article",
    "article-magazine": "magazine-article",
    "article-newspaper": "newspaper-article",
    "book": "book catalogue dictionary edited-work encyclopedia manual conference proceedings",
    "paper-conference": "conference-paper",
    "document": "generic",
    "graphic": "art",
    "post-weblog": "blog",
    "dataset": "data",
    "software": "software",
    "motion_picture": "video",
    "webpage": "website",
    "thesis": "thesis",
    "report": "government-document report",
    "manuscript": "unpublished",
}


@pytest.mark.parametrize(
    ("kind", "entry_type"), [(kind, name) for name, kinds in KINDS.items() for kind in kinds.split()]
)
def test_the_type_of_the_entry(tmp_path: Path, kind: str, entry_type: str) -> None:
    assert record(tmp_path, f"type: {kind}").work["type"] == entry_type


def test_what_kind_of_thesis_it_is(tmp_path: Path) -> None:
    assert record(tmp_path, "type: thesis\nthesis-type: A MASTER's thesis").work["genre"] == "A MASTER's thesis"
    assert record(tmp_path, "type: thesis\nthesis-type: PhD").work["genre"] == "PhD thesis"


def test_people_are_authors_editors_and_translators(tmp_path: Path) -> None:
    editors = "[{alias: cy}, {given-names: Dee}, {name: A Group}]"
    work = record(tmp_path, f"type: book\neditors: {editors}\ntranslators: [{{alias: eff}}]").work
    assert work["author"] == [{"family": "Bee", "given": "Ann"}]
    assert work["editor"] == [{"literal": "cy"}, {"literal": "Dee"}, {"literal": "A Group"}]
    assert work["translator"] == [{"literal": "eff"}]
    assert "editor" not in record(tmp_path, "type: book").work


def test_each_part_of_a_name_has_its_place(tmp_path: Path) -> None:
    whole = "{family-names: Le Bee, given-names: A.B. Ann, name-particle: von der, name-suffix: Jr.}"
    [person] = record(tmp_path, f"type: book\neditors: [{whole}]").work["editor"]
    assert person == {"family": "Le Bee", "given": "A. B. Ann", "non-dropping-particle": "von der", "suffix": "Jr."}


def test_identifiers_and_repositories_are_addresses(tmp_path: Path) -> None:
    told = """
type: generic
identifiers:
  - {type: doi, value: 10.5281/zenodo.3233853}
  - {type: swh, value: "swh:1:rev:1"}
  - {type: url, value: "https://e.org/id"}
repository-code: https://e.org/code"""
    known = record(tmp_path, told)
    assert (known.work["DOI"], known.work["URL"]) == (
        "10.5281/zenodo.3233853",
        "https://doi.org/10.5281/zenodo.3233853",
    )
    assert known.other_addresses == (
        "https://archive.softwareheritage.org/swh:1:rev:1",
        "https://e.org/id",
        "https://e.org/code",
    )


def test_the_doi_of_an_edition_of_a_work_that_has_another_is_not_lost(tmp_path: Path) -> None:
    known = record(tmp_path, "type: article\ndoi: 10.1000/182", f"{HEAD}doi: 10.5281/zenodo.3233853\n")
    assert known.work["DOI"] == "10.1000/182"
    assert known.other_addresses == ("https://doi.org/10.5281/zenodo.3233853",)
    assert known.doi == "10.5281/zenodo.3233853"
    assert record(tmp_path, "type: article\ndoi: 10.1000/182").doi == ""


def test_a_key_that_is_not_used_is_told_at_its_line(tmp_path: Path) -> None:
    known = record(tmp_path, "type: book\nscope: x", f"{HEAD}commit: abc\n")
    assert [(fault.place.rpartition(":")[2], fault.kind) for fault in known.unused] == [
        ("6", "unused"),
        ("11", "unused"),
    ]


def test_version_and_date_may_be_missing(tmp_path: Path) -> None:
    known = record(tmp_path, "type: book\nyear: 2021", HEAD.replace("date-released: 2026-05-31\n", ""))
    assert (known.version, known.released, known.edition) == ("", None, "")
    assert known.edition_time == 1_609_459_200


@pytest.mark.parametrize(
    ("given", "author"),
    [
        ("{given-names: Ann}", Author("Ann", given="Ann")),
        ("{alias: ann}", Author("ann")),
        ("{alias: ann, family-names: Bee}", Author("Bee", family="Bee")),
        ("{name-particle: de, family-names: Bee}", Author("de Bee", family="de Bee")),
        ("{family-names: Bee, name-suffix: II}", Author("Bee II", family="Bee", suffix="II")),
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
        ("", HEAD, ("", (), ())),
        ("", WHOLE, ("of the whole", ("w",), ("https://spdx.org/licenses/MIT.html",))),
        (
            "abstract: of the work\nkeywords: [a, b]\nlicense: [0BSD, MIT]",
            WHOLE,
            ("of the work", ("a", "b"), ("https://spdx.org/licenses/0BSD.html", "https://spdx.org/licenses/MIT.html")),
        ),
        ("license-url: https://e.org/w", WHOLE, ("of the whole", ("w",), ("https://e.org/w",))),
        ("", f"{WHOLE}license-url: https://e.org/l\n", ("of the whole", ("w",), ("https://e.org/l",))),
    ],
)
def test_where_the_work_is_silent_the_whole_speaks(
    tmp_path: Path, work: str, head: str, known: tuple[str, tuple[str, ...], tuple[str, ...]]
) -> None:
    found = record(tmp_path, f"type: article\n{work}", head)
    assert (found.abstract, found.keywords, found.licenses) == known


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
        ("", "A part", "", "bee2022", {"note": "A part; x"}),
        ("b", "", "https://e.org/b_c", "bee2022-b", {"URL": "https://e.org/b_c"}),
    ):
        part = known.part(suffix, place, address)
        assert part == {**known.work, "id": key, "version": "2026-05-31", **own}
