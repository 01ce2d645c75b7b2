"""``editions.yaml``: what is read of it, and how an entry is added to it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from chapbook.editions.editions_entries import HEAD, with_edition, with_redaction
from chapbook.editions.editions_file import (
    NAME,
    UNPRINTABLE,
    VERSION,
    Edition,
    Redaction,
    parse_editions,
    read_editions,
)
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from pathlib import Path

FIRST = Edition("1.0", date(2026, 11, 23), "First edition.")
SECOND = Edition("1.1", date(2026, 11, 26), "Two numbers corrected.\n\n  In the third chapter: 10 %.")
REDACTION = Redaction("comment-3", date(2026, 12, 1))
FILE = f"""\
{HEAD}- version: "1.0"
  date: 2026-11-23
  changes: First edition.
"""


def test_without_a_file_there_are_no_editions(tmp_path: Path) -> None:
    assert read_editions(tmp_path) == ()


def test_the_first_edition_begins_the_file(tmp_path: Path) -> None:
    assert with_edition("", FIRST) == FILE
    (tmp_path / NAME).write_text(FILE, encoding="utf-8")
    assert read_editions(tmp_path) == (FIRST,)


def test_several_lines_are_written_as_lines() -> None:
    added = with_edition(FILE, SECOND).removeprefix(FILE)
    assert added == (
        '- version: "1.1"\n  date: 2026-11-26\n  changes: |\n    Two numbers corrected.\n\n'
        "      In the third chapter: 10 %.\n"
    )


def test_a_version_is_the_text_that_stands_there() -> None:
    text = "- {version: 1.10, date: '2026-11-23'}\n- version: 2\n  date: 2026-11-24\n  changes: >\n    a\n    b\n"
    assert parse_editions(text) == (
        Edition("1.10", date(2026, 11, 23), ""),
        Edition("2", date(2026, 11, 24), "a b"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# a note\n",
        FILE,
        FILE.rstrip("\n"),
        FILE.replace("\n", "\r\n"),
        "\ufeff" + FILE,
        "---\n" + FILE + "...\n",
        FILE + "# a last note\n\n\n",
        FILE + "  # a note further in\n",
        FILE.replace("changes: First edition.", "changes: |+\n    First edition.\n\n"),
        FILE.replace("changes: First edition.", "changes: |-\n    First edition. # 1\n    # 2\n  # a note"),
        FILE.replace("First edition.", "'First\n    edition.' # a note"),
        FILE.replace("- version", "  - version").replace("\n  date", "\n    date").replace("\n  ch", "\n    ch"),
        FILE.replace("- version", "-   version").replace("\n  date", "\n    date").replace("\n  ch", "\n    ch"),
        FILE.replace("  date", "  redacted:\n  - id: b\n    date: 2026-12-02 # a note\n  date"),
        FILE + "  redacted:\n      - id: b\n        date: 2026-12-02\n\n",
        FILE.replace("  changes: First edition.\n", "  changes:\n"),
    ],
)
def test_what_is_added_leaves_all_else_as_it_was(text: str) -> None:
    before = parse_editions(text)
    added = with_edition(text, SECOND)
    assert parse_editions(added) == (*before, SECOND)
    noted = with_redaction(added, {"1.0", "1.1"}, REDACTION)
    assert parse_editions(noted) == tuple(
        edition._replace(redacted=(*edition.redacted, REDACTION)) for edition in (*before, SECOND)
    )
    lines = iter(noted.splitlines())
    assert all(line in lines for line in text.splitlines()), "a line is gone, or in another place"
    if "\n" in text:
        assert ("\r\n" in noted) == ("\r\n" in text)
        assert noted.replace("\r\n", "").count("\r") == 0
        assert noted.count("\r\n") in (0, noted.count("\n"))


def test_a_redaction_is_noted_once_and_only_where_it_is_asked_for() -> None:
    text = with_edition(FILE, SECOND)
    once = with_redaction(text, {"1.1"}, REDACTION)
    assert once == text + "  redacted:\n    - id: comment-3\n      date: 2026-12-01\n"
    assert with_redaction(once, {"1.1"}, Redaction("comment-3", date(2027, 1, 1))) == once
    assert with_redaction(text, {"7"}, REDACTION) == text


@pytest.mark.parametrize("text", ["[]\n", "[{version: '1', date: 2026-11-23}]\n", "- {version: '1', date: 2026-11-23}"])
def test_what_cannot_be_added_is_told(text: str) -> None:
    with pytest.raises(Mistake, match="on a line of its own"):
        with_redaction(with_edition(text, SECOND), {"1"}, REDACTION)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("version: 1\n", r"editions\.yaml:1: .*a list of editions"),
        ("- 1.0\n", r":1: .*lines of key: value"),
        ("# x\n- version: 1.0\n", r":2: .*no date; write a line like date: 2026-05-31"),
        ("- date: 2026-11-23\n", r":1: .*no version"),
        ("- version: ../x\n  date: 2026-11-23\n", r":1: .*cannot be part of an address"),
        ("- version: 1.0\n  date: 2026-11-31\n", r":2: .*no day"),
        ("- version: 1.1\n  date: 2026-11-24\n- version: 1.0\n  date: 2026-11-23\n", r":4: .*put the oldest first"),
        ("- version: 1.0\n  date: ２026-11-30\n", r":2: .*no day"),
        ("- version: 1.0\n  date: 2026-11-23\n  note: x\n", r":3: .*no key of an entry"),
        ("- version: 1.0\n  date: 2026-11-23\n  ? [a]\n  : x\n", r":3: .*no key of an entry"),
        ("- version: 1.0\n  version: 1.0\n  date: 2026-11-23\n", r":2: .*twice"),
        ("- version: a\n  date: 2026-11-23\n- version: A\n  date: 2026-11-23\n", r":3: .*twice"),
        ("- version: 1.0\n  date: 2026-11-23\n  changes: [a]\n", r":3: .*changes is text"),
        ("- version: 1.0\n  date: 2026-11-23\n  redacted: a\n", r":3: .*redacted is a list"),
        ("- version: 1.0\n  date: 2026-11-23\n  redacted:\n  - id: a b\n    date: 2026-11-23\n", r":4: .*comment's id"),
        ('- version: 1.0\n  date: 2026-11-23\n  changes: "a\\x07"\n', r":3: .*U\+0007"),
        ("- version: 1.0\n  date: 2026-11-23\n  changes: a\x07\n", r":3: .*control character"),
        ("- version: 1.0\n  date: 2026-11-23\n  changes: a: b\n", r":3: .*not YAML"),
        ("- version: 1.0\n  date: *a\n", r":2: .*not YAML"),
        ("[" * 1500, "too deep"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    with pytest.raises(Mistake, match=message):
        read_editions(tmp_path)


def test_bytes_that_are_no_text_are_told_with_their_line(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(FILE.encode() + b"# \xe9\n")
    with pytest.raises(Mistake, match=r"editions\.yaml:5: .*UTF-8"):
        read_editions(tmp_path)


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(Mistake, match="cannot be read"):
        read_editions(tmp_path)


@pytest.mark.parametrize("version", ["", ".1", "-1", "1..0", "1.", "v1.lock", "1/0", "1 0", "é", "1\n", "1" * 65])
def test_what_git_or_an_address_does_not_take_is_no_version(version: str) -> None:
    assert not VERSION.fullmatch(version)


def printable(text: str) -> bool:
    return not UNPRINTABLE.search(text)


days = st.dates()
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\n\t\"'#:-|>&*!%@`{}[],?"))
redactions = st.builds(Redaction, st.from_regex(r"\A[a-z#:!-][^\s]*\Z").filter(printable), days)
editions = st.builds(
    Edition,
    st.from_regex(VERSION, fullmatch=True),
    days,
    words.filter(printable).map(lambda text: "\n".join(map(str.rstrip, text.splitlines())).strip()),
    st.lists(redactions, max_size=3, unique_by=lambda one: one.id).map(tuple),
)


@given(st.lists(editions, max_size=4, unique_by=lambda edition: edition.version.casefold()), redactions)
def test_what_is_written_is_read(all_of_them: list[Edition], redaction: Redaction) -> None:
    all_of_them.sort(key=lambda edition: edition.date)
    text = ""
    for edition in all_of_them:
        text = with_edition(text, edition)
    assert parse_editions(text) == tuple(all_of_them)
    noted = with_redaction(text, {edition.version for edition in all_of_them}, redaction)
    for edition, after in zip(all_of_them, parse_editions(noted), strict=True):
        known = redaction.id in {one.id for one in edition.redacted}
        assert after == edition._replace(redacted=edition.redacted + (() if known else (redaction,)))
