"""What can be wrong with a table of claims and its plots, and how a person is told."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from chapbook.mistake import visible

if TYPE_CHECKING:
    from pathlib import Path


class Kind(StrEnum):
    """The kinds of mistake; each is the subtype of a warning of type ``chapbook_claims``."""

    FILE = "file"
    """The table is not there, cannot be read, or has no rows."""
    ENCODING = "encoding"
    """The table is not UTF-8, holds a control character, or piles up accents and other signs on a letter."""
    COLUMN = "column"
    """A column is missing, is none of a table of claims, or is there twice."""
    ROW = "row"
    """A row has more cells than the table has columns, or cannot be read."""
    ID = "id"
    """An id is not of its form, or two rows have it."""
    VALUE = "value"
    """A cell is empty that must not be, or not of its form."""
    PARAGRAPH = "paragraph"
    """The publication has no paragraph with this id."""
    WORDS = "words"
    """The words do not stand in the paragraph."""
    SOURCE = "source"
    """The cited work is not in the BibTeX files."""
    PLOT = "plot"
    """A plot cannot be drawn as it is asked for, is not drawn yet, or shows what the table had before."""


class Problem(NamedTuple):
    """One mistake in a table; *line* counts from 1, 0 stands for the file as a whole."""

    path: Path
    line: int
    kind: Kind
    message: str

    @property
    def location(self) -> str:
        """``path:line``; what a terminal would obey in a file's name is shown as Python writes it."""
        return f"{visible(str(self.path))}:{self.line or 1}"
