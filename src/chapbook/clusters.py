"""Signs that stand on others or join them, such as accents: how many may follow each other.

A reader takes a letter with all that stands on it for one sign, and so do programs that set text: what such a sign
costs grows with the square of its length, or it makes them give up. No language needs more than :data:`LONGEST`
(Unicode Standard Annex 15, *Stream-Safe Text Format*, which counts accents alone).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 30
"""How many signs without a place of their own may follow each other."""

JOINER = "\u200d"
VIRAMA = 9
"""The combining class of what joins the letters around it (Unicode Standard, 4.3)."""

SUSPECT = re.compile(rf"[^\w\s!-~]{{{LONGEST},}}|(?:\w[^\w\s!-~]+){{{LONGEST // 2},}}\w?")
"""What may hold too many: marks are none of Python's letters, and what joins letters stands between them."""


BREAK = "\u200b"
WHOLE = re.compile(rf"[^{BREAK}]{{{LONGEST}}}(?=[^{BREAK}])")


def piles(text: str) -> Iterator[tuple[int, int]]:
    """Yield where in a text more than :data:`LONGEST` such signs follow each other: begin and end."""
    if text.isascii():
        return
    for suspect in SUSPECT.finditer(text):
        begin = suspect.start()
        for place in range(begin, suspect.end() + 1):
            if place < suspect.end() and follows_closely(text[place - 1 : place], text[place]):
                continue
            if place - begin > LONGEST:
                yield begin, place
            begin = place + 1


def parted(text: str) -> str:
    """Return a text or HTML with a place for a line's end, U+200B, in each pile, so that none is laid out as one sign.

    What has been parted stays as it is.
    """
    done = 0
    written = []
    for begin, end in piles(text):
        written += [text[done:begin], WHOLE.sub(rf"\g<0>{BREAK}", text[begin:end])]
        done = end
    return "".join([*written, text[done:]])


def follows_closely(before: str, character: str) -> bool:
    """Tell whether a character stands on the one before, if there is one, is joined to it, or is never seen itself."""
    return (
        unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # colours of skin
        or before == JOINER
        or (before != "" and unicodedata.combining(before) == VIRAMA)
    )


def units(text: str) -> Iterator[str]:
    """Yield a text in its least parts, each a character with what follows it closely, of :data:`LONGEST` at most."""
    start = 0
    for place in range(1, len(text)):
        if not follows_closely(text[place - 1], text[place]) or place - start > LONGEST:
            yield text[start:place]
            start = place
    yield text[start:]
