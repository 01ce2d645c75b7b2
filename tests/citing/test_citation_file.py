"""CITATION.cff: what is read, and what is said of each mistake; judged by cffconvert, which reads the same format."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from cffconvert.citation import Citation
from hypothesis import given, strategies as st
from jsonschema.exceptions import ValidationError

from chapbook.citing.cff_schema import FILE, REFERENCE
from chapbook.citing.citation_file import CitationFileError, read_citation_file
from throwaway import ROOT

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = """\
cff-version: 1.2.0
message: To cite it, use this.
title: An essay
authors:
  - family-names: Example
    given-names: Erika
date-released: 2026-05-31
"""


def read(folder: Path, text: str | bytes) -> dict[str, Any]:
    path = folder / "CITATION.cff"
    path.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
    return read_citation_file(path)[0]


def faults(folder: Path, text: str | bytes) -> list[str]:
    with pytest.raises(CitationFileError) as caught:
        read(folder, text)
    prefix = f"{folder / 'CITATION.cff'}:"
    assert all(fault.startswith(prefix) for fault in caught.value.args)
    return [fault.removeprefix(prefix) for fault in caught.value.args]


def is_valid_for_cffconvert(text: str) -> bool:
    try:
        Citation(text).validate()
    except (ValidationError, ValueError):
        return False
    return True


def test_values_are_text_as_it_stands(tmp_path: Path) -> None:
    values = read(tmp_path, f"{WHOLE}version: 1.10\nkeywords: [one, two]\n")
    assert values["version"] == "1.10"
    assert values["date-released"] == "2026-05-31"
    assert values["authors"] == [{"family-names": "Example", "given-names": "Erika"}]
    assert values["keywords"] == ["one", "two"]


def test_a_record_may_be_long_where_it_is_not_deep(tmp_path: Path) -> None:
    work = "  - {type: book, title: T, authors: [{name: N}], keywords: [a, b]}\n"
    assert len(read(tmp_path, f"{WHOLE}references:\n{work * 40}")["references"]) == 40


def test_a_byte_order_mark_is_no_part_of_it(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbf" + WHOLE.encode())["title"] == "An essay"


def test_lines_of_a_folded_text_are_one(tmp_path: Path) -> None:
    assert read(tmp_path, f"{WHOLE}abstract: |\n  Two\n  lines\n")["abstract"] == "Two lines"


@pytest.mark.parametrize(
    ("added", "line", "said"),
    [
        ("year: 2022", 8, "has no key 'year'"),
        ("autors: []", 8, "write authors, or delete the line"),
        ("version: ''", 8, "version is text or a number, not empty"),
        ("version: [1]", 8, "not a list"),
        ("version: {a: 1}", 8, "not a mapping"),
        ("doi: https://doi.org/10.5281/zenodo.1", 8, "a DOI without an address"),
        ("url: example.org", 8, "https:// or http://"),
        ("title: Another", 8, "the key 'title' stands on line 3 already"),
        ("keywords: one", 8, "keywords is a list of words"),
        ("keywords: []", 8, "at least one item"),
        ("license: (c)", 8, "license is an SPDX licence"),
        ("license: CC-BY-9.0", 8, "an SPDX licence"),
        ("keywords: [one, []]", 8, "each of keywords is text, not a list; "),
        ("license: [(c)]", 8, "each of license is an SPDX licence"),
        ("preferred-citation: x", 8, "preferred-citation is a reference with keys of its own"),
        ("preferred-citation:\n  type: essay\n  title: T\n  authors: [{name: N}]", 9, "not 'essay'"),
        ("preferred-citation:\n  type: article\n  title: T", 9, "a reference has no authors"),
        (
            "preferred-citation:\n  type: article\n  title: T\n  authors: [{name: N, month: 3}]",
            11,
            "has no key 'month'",
        ),
        ("preferred-citation:\n  type: thesis\n  title: T\n  authors: [{alias: N}]\n  month: 13", 12, "1 to 12"),
        ("preferred-citation:\n  title: T\n  authors: [{name: N}]", 9, "no type; write a line like type: article"),
        (
            "preferred-citation:\n  title: T\n  type: book\n  authors: [{name: N}]\n  conference: {city: C}",
            12,
            "an organisation has no name; write a line like name: University of Example",
        ),
        ("identifiers: [{type: doi}]", 8, "an identifier has no value; write a line like value: "),
        ("identifiers: [{value: x}]", 8, "an identifier has no type; write a line like type: doi"),
        ("contact:\n  - affiliation: X", 9, "a person has no name"),
        ("contact:\n  - family-names: X\n    orcid: 0000-0001", 10, "https://orcid.org/"),
        ("commit: &a x\nmessage2: *a", 9, "may not be an alias"),
        ("abstract: a: b", 8, "not YAML"),
        ("? [a]\n: b", 8, "has no key 'a key'"),
    ],
)
def test_each_mistake_has_its_line_and_its_remedy(tmp_path: Path, added: str, line: int, said: str) -> None:
    text = f"{WHOLE}{added}\n"
    [fault] = faults(tmp_path, text)
    assert fault.startswith(f"{line}: ")
    assert said in fault


@pytest.mark.parametrize("missing", ["cff-version", "message", "title", "authors"])
def test_what_must_be_there_is_asked_for_with_an_example(tmp_path: Path, missing: str) -> None:
    values = yaml.safe_load(WHOLE)
    del values[missing]
    [fault] = faults(tmp_path, yaml.safe_dump(values))
    assert f"has no {missing}; write a line like {missing}: " in fault


@pytest.mark.parametrize("day", ["soon", "2026-02-30", "2026-5-31", "20260531", "2026-05-31 10:00:00", "2026"])
def test_a_date_is_a_day_of_the_calendar(tmp_path: Path, day: str) -> None:
    [fault] = faults(tmp_path, WHOLE.replace("2026-05-31", day))
    assert fault.startswith("7: date-released is a date like 2026-05-31")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "the file is empty"),
        ("# only this\n", 1, "the file is empty"),
        ("- a list\n", 1, "CITATION.cff is CITATION.cff with keys of its own"),
        (f"{WHOLE}keywords: {'[' * 15}{']' * 15}\n", 8, "each of keywords is text"),
        (f"{WHOLE}keywords: {'[' * 16}{']' * 16}\n", 8, "deeper"),
        ("title: 'T\n", 2, "not YAML"),
        ("title: T\n\x07\n", 1, "characters are not allowed"),
        (b"title: T\nmessage: \xff\n", 2, "UTF-8"),
        (b"title: \xff\nmessage: m\n", 1, "UTF-8"),
        (b"\n\xff", 2, "UTF-8"),
        ("[" * 100_000, 1, "deeper"),
        ("title:\n  " + "- " * 100_000, 2, "deeper"),
        ("title: " + "{a: " * 100_000, 1, "deeper"),
    ],
)
def test_what_is_no_such_file_is_told(tmp_path: Path, text: str | bytes, line: int, said: str) -> None:
    [fault] = faults(tmp_path, text)
    assert fault.startswith(f"{line}: ")
    assert said in fault


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    assert len(faults(tmp_path, "title: ''\nmessage: m\nauthors: []\nx: y\n")) == 4


def test_the_publications_own_is_valid_for_cffconvert_too() -> None:
    assert is_valid_for_cffconvert((ROOT / "CITATION.cff").read_text(encoding="utf-8"))


VALUES = st.sampled_from(
    [
        "text",
        "",
        3,
        1.5,
        "2026-05-31",
        "https://example.org/",
        "10.1234/x",
        [],
        ["x"],
        [{"name": "N"}],
        {"name": "N"},
        {},
        12,
    ]
)


@given(st.dictionaries(st.sampled_from([*sorted(FILE.keys), "other"]), VALUES, max_size=4))
def test_what_cffconvert_refuses_is_refused(tmp_path_factory: pytest.TempPathFactory, added: dict[str, Any]) -> None:
    text = yaml.safe_dump({**yaml.safe_load(WHOLE), **added})
    folder = tmp_path_factory.mktemp("record")
    if not is_valid_for_cffconvert(text):
        assert faults(folder, text)


@given(st.dictionaries(st.sampled_from([*sorted(REFERENCE.keys), "other"]), VALUES, max_size=4))
def test_so_is_a_reference_that_it_refuses(tmp_path_factory: pytest.TempPathFactory, added: dict[str, Any]) -> None:
    work = {"type": "article", "title": "T", "authors": [{"name": "N"}], **added}
    text = yaml.safe_dump({**yaml.safe_load(WHOLE), "preferred-citation": work})
    folder = tmp_path_factory.mktemp("record")
    if not is_valid_for_cffconvert(text):
        assert faults(folder, text)
