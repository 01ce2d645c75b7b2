"""How a source was read is kept beside it, and read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chapbook.mistake import Mistake
from chapbook.rescue.how_read import HOW_READ, HowRead, how_read

if TYPE_CHECKING:
    from pathlib import Path


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert how_read(tmp_path) is None
    told = HowRead(["an export.xml", "zweite Datei.xml"], "12", "#content > .é")
    (tmp_path / HOW_READ).write_bytes(told.encoded())
    assert how_read(tmp_path) == told


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": 1, "post": "", "select": ""}', "\\x00"])
def test_what_says_nothing_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / HOW_READ).write_text(text, encoding="utf-8")
    with pytest.raises(Mistake, match="rescue it again"):
        how_read(tmp_path)
