"""The version and the day in ``CITATION.cff``: both are put in their places, and nothing else is touched."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, strategies as st

from chapbook.citing.citation_file import read_citation_file
from chapbook.editions.citation_version import with_version
from chapbook.editions.editions_file import VERSION
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 26)
FILE = """\
# The record.
cff-version: 1.2.0  # of the format
message: To cite it, use this.
title: A Work
authors:
  - family-names: Ah
    given-names: Ann
# The edition.
version: "1.0" # the first
date-released: 2026-11-23
preferred-citation:
  type: article
  title: A Work
  version: "7"
  date-released: 2020-01-01
  authors:
    - name: N
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('version: "1.0" #', 'version: "1.10" #'),
        ("version: '1.0' #", "version: '1.10' #"),
        ("version: 1.0 #", 'version: "1.10" #'),
        ("version:   v1.0   #", 'version:   "1.10"   #'),
        ("version: #", 'version: "1.10" #'),
        ('"version" : !!str 1.0 #', '"version" : "1.10" #'),
        ("version:\n  1.0 #", 'version:\n  "1.10" #'),
        ("version: |\n  1.0\n\n #", 'version: "1.10"\n\n #'),
    ],
)
def test_a_version_is_put_in_the_place_of_the_other(old: str, new: str) -> None:
    before = FILE.replace('version: "1.0" #', old)
    day = "\ndate-released: 2026-11-2{}\npreferred"
    wanted = FILE.replace('version: "1.0" #', new).replace(day.format(3), day.format(6))
    assert with_version(before, "1.10", DAY) == wanted


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("'2026-11-23'", "'2026-11-26'"),
        ('"2026-11-23"', '"2026-11-26"'),
        ("2026-1-1", "2026-11-26"),
        ("# to come", " 2026-11-26 # to come"),
    ],
)
def test_a_day_keeps_its_quotation_marks(old: str, new: str) -> None:
    text, wanted = (FILE.replace("2026-11-23", value) for value in (old, new.lstrip()))
    assert with_version(text, "1.1", DAY) == wanted.replace('"1.0"', '"1.1"')


def test_keys_that_are_not_there_come_after_the_title() -> None:
    text = FILE.replace('version: "1.0" # the first\ndate-released: 2026-11-23\n', "")
    added = 'title: A Work\nversion: "1.1"\ndate-released: 2026-11-26\nauthors'
    assert with_version(text, "1.1", DAY) == text.replace("title: A Work\nauthors", added)
    text = FILE.replace("date-released: 2026-11-23\n", "")
    wanted = text.replace('version: "1.0" # the first\n', 'version: "1.1" # the first\ndate-released: 2026-11-26\n')
    assert with_version(text, "1.1", DAY) == wanted


def test_a_title_of_several_lines_stays_whole() -> None:
    text = "cff-version: 1.2.0\ntitle: >-\n  A\n  Work\n\n# A note.\nmessage: M"
    added = 'version: "1.1"\ndate-released: 2026-11-26\n'
    assert with_version(text, "1.1", DAY) == text.replace("\n\n#", f"\n{added}\n#")
    assert with_version("title: A", "1.1", DAY) == f"title: A\n{added}"


@pytest.mark.parametrize(
    "text", ['{"title": "A", "version": "1.0"}', '{"title": "A"\n}', "{title: A, date-released: 2020-01-01}"]
)
def test_a_file_that_is_json_is_written_as_such(text: str) -> None:
    after = yaml.safe_load(with_version(text, "1.1", DAY))
    assert (after["title"], after["version"], str(after["date-released"])) == ("A", "1.1", "2026-11-26")


@pytest.mark.parametrize("text", ["", "a", "- a\n", "message: no title\n", "title: A\n a: b\n: c", "[" * 1500])
def test_what_cannot_be_written_into_is_told(text: str) -> None:
    with pytest.raises(Mistake, match=r"CITATION\.cff: error: .*lines of their own"):
        with_version(text, "1.1", DAY)


@given(
    st.from_regex(VERSION, fullmatch=True),
    st.dates(),
    st.sampled_from(["\n", "\r\n"]),
    st.integers(0, len(FILE)),
    st.booleans(),
)
def test_all_else_stays(version: str, day: date, ending: str, place: int, has_mark: bool) -> None:  # noqa: FBT001
    """Line ends, remarks and a mark of the byte order that was pasted somewhere are as they were."""
    text = FILE[:place] + "\ufeff" * has_mark + FILE[place:]
    after = with_version(text.replace("\n", ending), version, day)
    assert after.count("\r\n") == (text.count("\n") if ending == "\r\n" else 0)
    lines = zip(text.splitlines(), after.splitlines(), strict=True)
    changed = [line.replace("\ufeff", "").partition(":")[0] for line, other in lines if line != other]
    assert set(changed) <= {"version", "date-released"}
    read = yaml.load(after.replace("\ufeff", ""), Loader=yaml.BaseLoader)  # noqa: S506  # text alone
    assert (read["version"], read["date-released"]) == (version, day.isoformat())
    assert read["preferred-citation"]["version"] == "7"


def test_the_record_reads_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "CITATION.cff"
    path.write_text(with_version(FILE, "1.10", DAY), encoding="utf-8")
    values, _ = read_citation_file(path)
    assert (values["version"], values["date-released"]) == ("1.10", "2026-11-26")
