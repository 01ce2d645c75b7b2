"""The table of editorial changes: what its rows mean, and that an untrue one is told with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chapbook.mistake import Mistake
from chapbook.proof.permitted_changes import Changed, changed, read_changes

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "Where,Times,In the copy,In this edition,Why\n"


def made(path: Path, rows: str, text: str) -> Changed:
    path.write_text(HEAD + rows, encoding="utf-8")
    return changed(text, read_changes(path))


@pytest.mark.parametrize(
    ("rows", "text", "new"),
    [
        ('Introduction,1,"(Ade,2020)","(Ade, 2020)",style\n', "So (Ade,2020).", "So (Ade, 2020)."),
        ("everywhere,2,U+00A0,,spaces\n", "a\u00a0b\u00a0", "ab"),
        ("Comments,2,`1. 2.`,,numbers\n", "  1. Ann\n  2. Bob 12.5", "   Ann\n   Bob 12.5"),
        ("Comments,2,•,[Xi] says:,mark\n", "• Hi\n• Ho", "[Xi] says: Hi\n[Xi] says: Ho"),
        (r"Code,1,a\b,c\1d,signs" + "\n", r"a\b", r"c\1d"),
        ("A,1,b,c,first\nA,1,c,d,second\n", "b", "d"),
        ("\n", "as it is", "as it is"),
    ],
)
def test_a_row_is_made_in_the_text(tmp_path: Path, rows: str, text: str, new: str) -> None:
    assert made(tmp_path / "changes.csv", rows, text) == (new, ())


def test_a_row_that_is_not_true_is_told(tmp_path: Path) -> None:
    result = made(tmp_path / "changes.csv", "A,1,b,c,why\nA,2,x,y,why\n", "b x")
    assert result.text == "c y"
    assert result.faults == ((3, "the source has “x” 1 times, and not 2; correct the row, or delete it"),)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A,1,b", "a row has 5 columns: where, how often, in the copy, in this edition, why; this has 3"),
        ("A,often,b,c,why", "'often' is not how often the words stand in the copy; write a number"),
        ("A,1,,c,why", "it does not say what stands in the copy; write the words around what was added"),
    ],
)
def test_a_row_that_cannot_be_read_is_told(tmp_path: Path, row: str, said: str) -> None:
    path = tmp_path / "changes.csv"
    with pytest.raises(Mistake) as told:
        made(path, f"A,1,b,c,why\n{row}\n", "")
    assert str(told.value) == f"{path}:3: error: {said}"


def test_no_table_has_no_rows(tmp_path: Path) -> None:
    assert read_changes(tmp_path / "changes.csv") == ()
