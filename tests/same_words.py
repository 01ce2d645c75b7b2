"""Whether two books say the same: words, numbers, punctuation and order, whatever the white space between them.

A text of the PDF tells where its lines end. There a space may have been, or none, so that only there white space does
not count; everywhere else a word that is parted is another word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chapbook.proof.tagged_words import LINE_END

if TYPE_CHECKING:
    from collections.abc import Mapping

WHITE = re.compile(rf"[ \t\r\n{LINE_END}]+")
"""White space; a no-break space is none, as it is kept."""

UNSEEN = re.compile("[\u00ad\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Soft hyphens, and the marks of directions (Unicode 16.0, UAX 9, 2)."""

SHOWN = 60
"""How many characters of a difference are shown."""


def first_difference(chapters: Mapping[str, str], book: str) -> str:
    """Return where the chapters and a book of them differ first, with what stands in each; nothing where they do not.

    :param chapters: the text of each chapter by its name, in order.
    """
    book = _tidy(book)
    there = 0
    for name, chapter in chapters.items():
        expected = _tidy(chapter)
        here, there = _as_far_as_the_same(expected, book, there)
        if here < len(expected):
            before = expected[max(0, here - SHOWN) : here]
            return f"{name}: after {before!r} not {expected[here : here + SHOWN]!r} but {book[there : there + SHOWN]!r}"
    return f"behind the last chapter: {book[there : there + SHOWN]!r}" if book[there:].strip(f" {LINE_END}") else ""


def _as_far_as_the_same(expected: str, found: str, there: int) -> tuple[int, int]:
    """Return how far a text is the same as another from *there* on, as places in both."""
    here = 0
    # Between two chapters there is white space.
    there += found[there : there + 1] in {LINE_END, " "}
    while here < len(expected) and there < len(found):
        if LINE_END in {expected[here], found[there]}:
            here += expected[here] in {LINE_END, " "}
            there += found[there] in {LINE_END, " "}
        elif expected[here] == found[there]:
            here, there = here + 1, there + 1
        else:
            break
    return here, there


def _tidy(text: str) -> str:
    """Make white space one sign, and leave out what is not seen."""
    text = UNSEEN.sub("", text)
    return WHITE.sub(lambda white: LINE_END if white[0].strip(" \t\r\n") else " ", text).strip()
