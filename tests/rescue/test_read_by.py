"""How a source was read is kept beside it, and read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chapbook.mistake import Mistake
from chapbook.rescue.read_by import READ_BY, ReadBy, read_by

if TYPE_CHECKING:
    from pathlib import Path


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert read_by(tmp_path) is None
    told = ReadBy(["an export.xml", "zweite Datei.xml"], "12", "#content > .é")
    (tmp_path / READ_BY).write_bytes(told.encoded())
    assert read_by(tmp_path) == told


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": 1, "post": "", "select": ""}', "\\x00"])
def test_what_says_nothing_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / READ_BY).write_text(text, encoding="utf-8")
    with pytest.raises(Mistake, match="rescue it again"):
        read_by(tmp_path)
