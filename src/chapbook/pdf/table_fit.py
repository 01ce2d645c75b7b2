"""Whether a table is as narrow as a page of the PDF: reckoned from its words, before Typst sets it.

A column is as wide as its longest word. What is a little too wide is set smaller; what is more than that stands on a
page that is turned.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from chapbook.pdf.line_ends import LONGEST_WORD, PART, WITHOUT_SPACES

if TYPE_CHECKING:
    from collections.abc import Sequence

LETTER = 4.9
"""The width of a letter of a table, in points, where its size is that of the template."""

MARGINS = 10.0
"""What a column has beside its words."""

UPRIGHT = 408.0
TURNED = 655.0
"""How wide the text of a page is, in points: 21 or 29.7 cm without the margins."""

SMALLER = 0.8
SMALLEST = 0.55
"""How small letters are allowed to be, as a share of their size: on an upright page, and at all."""

LINES = 24
"""How many lines of a row surely fit on a page."""

LETTERS_OF_A_LINE = 84

ENDS = re.compile(rf"[\s\u200b\u00ad/\u2013\u2014-]+|(?=[{WITHOUT_SPACES}])")


class Fit(NamedTuple):
    """How a table is set: how large its letters are, as a share, and whether its page is turned."""

    scale: float
    is_turned: bool
    fits: bool


def fit(columns: Sequence[Sequence[str]], *, can_turn: bool) -> Fit:
    """Return how a table is set whose *columns* have these words.

    :param can_turn: whether a page may begin before it and end after it.
    """
    needed = sum(max((_width(words) for words in column), default=0) + MARGINS for column in columns)
    upright, turned = UPRIGHT / max(needed, 1), TURNED / max(needed, 1)
    if upright >= SMALLER or not can_turn:
        return Fit(max(min(upright, 1), SMALLEST), is_turned=False, fits=upright >= SMALLEST)
    return Fit(max(min(turned, 1), SMALLEST), is_turned=True, fits=turned >= SMALLEST)


def is_kept_whole(cells: Sequence[tuple[str, int]], columns: int) -> bool:
    """Tell whether a row is so short that no end of a page is to part it.

    :param cells: the words of each of its cells, and how many columns it has.
    :param columns: how many columns the table has.
    """
    return all(_lines(words, LETTERS_OF_A_LINE * over // max(columns, 1)) <= LINES for words, over in cells)


def _lines(words: str, letters: int) -> int:
    return sum(_letters(line) // max(letters, 1) + 1 for line in words.splitlines())


def _width(words: str) -> float:
    """Return how wide the longest of some words is; in one longer than :data:`LONGEST_WORD`, a line may end."""
    longest = max(map(_letters, ENDS.split(words)), default=0)
    return (longest if longest <= LONGEST_WORD else PART) * LETTER


def _letters(word: str) -> int:
    """Count letters, those as wide as two as two."""
    return len(word) + sum(unicodedata.east_asian_width(letter) in "WF" for letter in word)
