"""Which words of a passage a comment means: its text and a quotation in, the parts of a TextQuoteSelector out.

What stands in a passage for words that are not known until its page is written
(:data:`~chapbook.comments.quote.UNKNOWN`) is in no part: each part ends there. None is cut within a sign.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from chapbook.clusters import follows_closely, units
from chapbook.comments.allowed import LONGEST_QUOTE
from chapbook.comments.quote import UNKNOWN, places_in

AROUND = 32
"""Characters before and behind the words by which these are found again, at the most."""

SPACE = re.compile(r"[ \t\n\r\f]+")
"""What a browser shows as one space."""


class Selection(NamedTuple):
    """Words (*exact*) and what stands around them; without a *prefix*, the whole passage is meant."""

    exact: str
    prefix: str | None
    suffix: str


def selection(quote: str, words: str) -> Selection | None:
    """Return what selects *quote* in a passage of these *words*; without a quotation, the passage by its beginning.

    None where nothing is quoted and no word of the passage is known.
    """
    words = SPACE.sub(" ", words).strip()
    if not quote:
        return _whole(words)
    place = _as_it_is(quote, words) or next(places_in(quote, words), None)
    if place is None:
        return Selection(quote, "", "")
    start, end = place
    return Selection(quote, _end(words[:start].rpartition(UNKNOWN)[2]), _beginning(words[end:].partition(UNKNOWN)[0]))


def _as_it_is(quote: str, words: str) -> tuple[int, int] | None:
    """Find a quotation sign by sign, as most are: to compare what looks alike takes long in long passages."""
    start = words.find(quote)
    end = start + len(quote)
    if start < 0 or any(follows_closely(words[at - 1 : at], words[at : at + 1] or " ") for at in (start, end)):
        return None
    return start, end


def _whole(words: str) -> Selection | None:
    """Select a passage by its first words; where hardly any are known, by the longest piece of it."""
    pieces = [piece.strip() for piece in words.split(UNKNOWN)]
    piece = pieces[0] if len(pieces[0]) >= AROUND else max(pieces, key=len)
    exact = _beginning(piece, LONGEST_QUOTE).rstrip()
    return Selection(exact, None, _beginning(piece[len(exact) :])) if exact else None


def _beginning(text: str, longest: int = AROUND) -> str:
    kept = 0
    for unit in units(text):
        if kept + len(unit) > longest:
            break
        kept += len(unit)
    return text[:kept]


def _end(text: str) -> str:
    kept = 0
    for unit in reversed([*units(text)]):
        if kept + len(unit) > AROUND:
            break
        kept += len(unit)
    return text[len(text) - kept :]
