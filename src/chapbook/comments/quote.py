"""Whether the words that a comment quotes are still in the passage: two texts in, a yes or no out.

White space does not count, nor how quotation marks, apostrophes, dashes and ellipses are set: a program may set them
otherwise than a reader's keyboard does. What a passage shows and its source does not say, such as how a citation is
written, is :data:`UNKNOWN` in its text and may be anything.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from chapbook.clusters import units

if TYPE_CHECKING:
    from collections.abc import Iterator

UNKNOWN = "\ufffc"
"""Stands in a passage for words that are not known until its page is written (Unicode: object replacement)."""

SAME = str.maketrans(dict.fromkeys("“”„‟«»＂″", '"') | dict.fromkeys("‘’‚‛‹›＇′`", "'") | dict.fromkeys("‐‑‒–—―−", "-"))
REST = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+|(?<=-)-+")
"""What is not compared: white space, what cannot be seen, and of hyphens in a row all but one."""

LEAST_KNOWN = 2
"""One of how many characters of a quotation has to be in the passage as it stands, where the rest is unknown."""

TEXTS_KEPT = 16
"""Many comments may quote one long passage, each some words of their own."""


def stands_in(quote: str, passage: str) -> bool:
    """Tell whether *quote* is a part of *passage*, whatever stands for each :data:`UNKNOWN` in it."""
    quoted, text = _compared(quote), _compared(passage)
    if quoted in text:
        return True
    pieces = text.split(UNKNOWN)
    return len(pieces) > 1 and _most_known(quoted, pieces) * LEAST_KNOWN >= len(quoted)


def places_in(quote: str, passage: str) -> Iterator[tuple[int, int]]:
    """Yield where *quote* stands in *passage*, compared in the same way: begin and end of each place.

    A quotation with something :data:`UNKNOWN` in it has no place.
    """
    quoted = _compared(quote)
    signs, spans = _signs(passage)
    found = signs.find(quoted) if quoted else -1
    while found >= 0:
        end = found + len(quoted)
        yield spans[found][0], spans[end - 1][1]
        found = signs.find(quoted, end)


@lru_cache(TEXTS_KEPT)
def _signs(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return what is compared of a text, and for each character of it where it comes from."""
    signs: list[str] = []
    spans: list[tuple[int, int]] = []
    start = 0
    for unit in units(text):
        end = start + len(unit)
        for sign in compared(unit):
            if not (sign == "-" and signs[-1:] == ["-"]):
                signs.append(sign)
                spans.append((start, end))
        start = end
    return "".join(signs), spans


@lru_cache(TEXTS_KEPT)
def _compared(text: str) -> str:
    return compared(text)


def compared(text: str) -> str:
    """Return what of a text is compared."""
    return REST.sub("", unicodedata.normalize("NFKC", text).translate(SAME))


def _most_known(quoted: str, pieces: list[str]) -> int:
    """Return how many characters of *quoted* are in *pieces*, between which something unknown stands; -1 for no way.

    At each place of the quotation is kept how many of the characters before it are known, if what comes is unknown.
    """
    ends = range(len(quoted) + 1)
    most = -1
    before = [-1 for _ in ends]
    for piece in pieces:
        most = max(most, before[-1])
        after = [end if piece.endswith(quoted[:end]) else -1 for end in ends]
        for end in ends:
            if before[end] < 0:
                continue
            if piece.startswith(quoted[end:]):
                most = max(most, before[end] + len(quoted) - end)
            if quoted.startswith(piece, end):
                after[end + len(piece)] = max(after[end + len(piece)], before[end] + len(piece))
        before = [*accumulate(after, max)]
    return most
