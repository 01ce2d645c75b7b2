"""The record: CITATION.cff as a bibliographic entry, with its edition, for every kind of work."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from chapbook.citing.citation_forms import Forms
from chapbook.citing.csl_json import web_address
from chapbook.citing.csl_style import find_style
from chapbook.citing.formatted_text import plain
from chapbook.citing.record import Author, Record, read_record
from chapbook.citing.typesetting import Setting
from of_works import KEPT

HEAD = """\
cff-version: 1.2.0
message: To cite it, use this.
title: The edition
authors: [{name: Editors}]
version: "2.1"
date-released: 2026-05-31
preferred-citation:
"""


def record(folder: Path, work: str, head: str = HEAD) -> Record:
    path = folder / "CITATION.cff"
    indented = "".join(f"  {line}\n" for line in dedent(work).strip().splitlines())
    path.write_text(head + indented, encoding="utf-8")
    return read_record(path)


def forms(known: Record) -> Forms:
    words = {"version": f"Version {known.edition}", "comment_on": "", "address": web_address(known.work)}
    return Forms(known, {"APA 7": Setting(find_style("apa", Path()), "en", KEPT)}, words)


def reference(known: Record) -> str:
    return plain(forms(known).cite().references["APA 7"])


ESSAY = """
type: article
title: An essay
authors:
  - {family-names: Leyen, given-names: Ursula Maria, name-particle: von der, name-suffix: Jr., orcid: "https://orcid.org/0000-0002-1825-0097"}
  - {name: A Group & Sons, website: "https://example.org/"}
  - {alias: quill}
year: 2022
languages: [de]
keywords: [one, two]
license: CC-BY-4.0
"""


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("{family-names: 王, given-names: 小河}", "王小河"),
        ("{family-names: Wang, given-names: Xiaohe}", "Xiaohe Wang"),
        ("{family-names: 김, given-names: 민수}", "김민수"),
        ("{family-names: 王, given-names: Peter}", "Peter 王"),
        ("{alias: 老王}", "老王"),
    ],
)
def test_a_name_stands_in_the_order_of_its_script(tmp_path: Path, author: str, name: str) -> None:
    known = record(tmp_path, f"type: article\ntitle: T\nauthors: [{author}]\nyear: 2022")
    assert [author.name for author in known.authors] == [name]


@pytest.mark.parametrize(
    ("authors", "key"),
    [
        ("{alias: Wang}", "wang2022"),
        ("{alias: 老王}", "work2022"),
        ("{alias: 王}, {alias: Bee}, {alias: Dee}", "work2022"),
        ("{alias: Bee}, {alias: 王}, {alias: Dee}", "beeetal2022"),
    ],
)
def test_its_key_has_latin_letters(tmp_path: Path, authors: str, key: str) -> None:
    assert record(tmp_path, f"type: article\ntitle: T\nauthors: [{authors}]\nyear: 2022").key == key


@pytest.mark.parametrize(
    ("said", "publisher"),
    [
        ("publisher: {name: The Press}\nconference: {name: The Conference}", "The Press"),
        ("journal: The Journal", "The Journal"),
        ("", ""),
    ],
)
def test_who_brought_it_out(tmp_path: Path, said: str, publisher: str) -> None:
    known = record(tmp_path, f"type: article\ntitle: T\nauthors: [{{alias: A}}]\nyear: 2022\n{said}")
    assert known.publisher == publisher


def test_its_parts(tmp_path: Path) -> None:
    known = record(tmp_path, ESSAY)
    assert known.key == "vonderleyenetal2022"
    assert known.title == "An essay"
    assert known.edition == "2.1, 2026-05-31"
    assert (known.version, str(known.released), known.language) == ("2.1", "2026-05-31", "de")
    assert known.licenses == ("https://spdx.org/licenses/CC-BY-4.0.html",)
    assert known.keywords == ("one", "two")
    assert known.authors == (
        Author(
            "Ursula Maria von der Leyen Jr.",
            "Ursula Maria",
            "von der Leyen",
            address="https://orcid.org/0000-0002-1825-0097",
            suffix="Jr.",
        ),
        Author("A Group & Sons", is_person=False, address="https://example.org/"),
        Author("quill"),
    )
    assert forms(known).in_text("One section") == "(von der Leyen et al., 2022, One section)"


def test_the_edition_begins_with_its_day(tmp_path: Path) -> None:
    assert record(tmp_path, ESSAY).edition_time == 1_780_185_600


def test_an_edition_without_a_version_is_its_date(tmp_path: Path) -> None:
    known = record(tmp_path, ESSAY, HEAD.replace('version: "2.1"\n', ""))
    assert known.edition == "2026-05-31"


def test_without_a_preferred_citation_the_file_speaks_of_the_work(tmp_path: Path) -> None:
    path = tmp_path / "CITATION.cff"
    path.write_text(HEAD.removesuffix("preferred-citation:\n"), encoding="utf-8")
    known = read_record(path)
    assert reference(known) == "Editors. (2026, May 31). The edition (Version 2.1, 2026-05-31)."
    assert known.key == "editors2026"


WORKS = {
    """
    type: article
    title: An essay
    authors: [{family-names: Bee, given-names: Ann}]
    journal: The Journal
    volume: 3
    issue: 2
    start: 5
    end: 9
    year: 2021
    doi: 10.1234/abc_d
    """: "Bee, A. (2021). An essay (Version 2.1, 2026-05-31). The Journal, 3(2), 5–9. https://doi.org/10.1234/abc_d",
    """
    type: book
    title: A book of 100%
    authors: [{family-names: Bee, given-names: Ann}]
    editors: [{family-names: Dee, given-names: Cy}]
    publisher: {name: Press & Co}
    edition: 2nd
    year: 2021
    url: https://example.org/a_b~c%20d#e
    """: (
        "Bee, A. (2021). A book of 100% (Version 2.1, 2026-05-31) (C. Dee, Ed.; 2nd ed.). Press & Co. https://example.org/a_b~c%20d#e"
    ),
    """
    type: thesis
    thesis-type: Master's
    title: A thesis
    authors: [{family-names: Bee, given-names: Ann}]
    institution: {name: A University}
    year: 2021
    """: "Bee, A. (2021). A thesis (Version 2.1, 2026-05-31) [Master's thesis]. A University.",
    """
    type: report
    title: A report
    authors: [{name: An Institute}]
    institution: {name: An Institute}
    number: 7
    year: 2021
    """: "An Institute. (2021). A report (Version 2.1, 2026-05-31) (Report No. 7).",
    """
    type: conference-paper
    title: A paper
    authors: [{family-names: Bee, given-names: Ann}]
    conference: {name: The Conference}
    collection-title: Proceedings of it
    start: 1
    end: 2
    year: 2021
    """: "Bee, A. (2021). A paper (Version 2.1, 2026-05-31). Proceedings of it, 1–2.",
    """
    type: website
    title: A page
    authors: [{family-names: Bee, given-names: Ann}]
    publisher: {name: A Site}
    date-published: 2021-03-09
    """: "Bee, A. (2021, March 9). A page (Version 2.1, 2026-05-31). A Site.",
    """
    type: generic
    title: Undated
    authors: [{family-names: Bee, given-names: Ann}]
    """: "Bee, A. (n.d.). Undated (Version 2.1, 2026-05-31).",
}


@pytest.mark.parametrize(("work", "said"), WORKS.items())
def test_every_kind_of_work_is_cited_with_its_edition(tmp_path: Path, work: str, said: str) -> None:
    known = record(tmp_path, work)
    assert reference(known) == said


def test_a_part_has_its_place_and_its_address(tmp_path: Path) -> None:
    known = record(tmp_path, ESSAY)
    part = known.part("one-p2", "One section, para. 2", "https://example.org/one.html#one-p2")
    assert part["id"] == "vonderleyenetal2022-one-p2"
    assert part["note"] == "One section, para. 2"
    assert part["URL"] == "https://example.org/one.html#one-p2"
    assert "note" not in known.work
    assert known.part("", "", "")["id"] == known.key
