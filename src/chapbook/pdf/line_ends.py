"""Where a line may end in what has no place for it: long words, and piles of accents.

Typst ends a line between words, at hyphens, and within the addresses of links. A word that is longer than a line would
run off the page; a box without anything in it lets the line end there, and no character is added to what is copied.
The same box parts a pile of signs, which Typst would set as one at a cost that grows with the square of its length.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from chapbook.clusters import LONGEST, piles, units

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_WORD = 40
"""How many characters surely fit on a line, such as that of an answer to an answer."""

PART = 8
"""How many letters of a long word stay together."""

WITHOUT_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3040-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"
    "\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\U00020000-\U0003ffff"
)
"""Writing in which a line may end without a space: of South-East and East Asia, and emoji."""

UNBROKEN = rf"\s\u00ad\u200b{WITHOUT_SPACES}"
LONG_WORD = re.compile(
    rf"(?:[^/\u2013\u2014{UNBROKEN}-]|[/-](?=\d)){{{LONGEST_WORD + 1},}}|[/\u2013\u2014-]{{{LONGEST_WORD + 1},}}"
)
"""A line may end after a slash and a hyphen, unless digits follow or more of these (Unicode Standard Annex 14)."""

ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
LONG_IN_ADDRESS = re.compile(rf"\w{{{LONGEST_WORD + 1},}}|[^\w\s/?&=%#]{{{LONGEST_WORD + 1},}}")
"""Typst ends a line of an address where its signs change from letters to others."""

ESCAPED = re.sub(r"[^-]", lambda found: rf"\x{{{ord(found[0]):x}}}", WITHOUT_SPACES)
LONG_IN_CODE = rf"[^\s{ESCAPED}]{{{LONGEST_WORD + 1},}}"
"""For Typst, whose regular expressions look neither ahead nor behind; in ASCII, which every font has."""


def parts(text: str) -> list[str]:
    """Return a text in parts, between which a line may end; most texts are one."""
    places = sorted({*_within_piles(text), *_within_long_words(text)})
    return [text[start:end] for start, end in pairwise([0, *places, len(text)])]


def lines_of_code(text: str) -> str:
    """Return code with a line's end within each pile, as Typst takes it as a whole."""
    places = [0, *_within_piles(text), len(text)]
    return "\n".join(text[start:end] for start, end in pairwise(places))


def has_long_word(text: str) -> bool:
    """Tell whether a line of code may be longer than the page is wide, without a place for its end."""
    return LONG_WORD.search(text) is not None


def _within_piles(text: str) -> Iterator[int]:
    for begin, end in piles(text):
        yield from range(begin + LONGEST, end, LONGEST)


def _within_long_words(text: str) -> Iterator[int]:
    if len(text) <= LONGEST_WORD:
        return
    addresses = [(found.start(), found.end()) for found in ADDRESS.finditer(text)]
    for word in LONG_WORD.finditer(text):
        if not any(start < word.end() and word.start() < end for start, end in addresses):
            yield from _places(word)
    for start, end in addresses:
        for word in LONG_IN_ADDRESS.finditer(text, start, end):
            yield from _places(word)


def _places(word: re.Match[str]) -> Iterator[int]:
    place = word.start()
    letters = units(word[0])
    while part := "".join(islice(letters, PART)):
        place += len(part)
        if place < word.end():
            yield place
