"""A mark by which a person is known again in a thread: one or two letters of the name, and one of a few colours.

Both come from the name alone, so that they are the same in every thread and stay so. The colours are those of
``chapbook-thread.css``, where each voice has its hue.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from zlib import crc32

from chapbook.clusters import units
from chapbook.comments.seen import BLANK

VOICES = 12
"""How many colours there are: more of them would not be told apart."""

LONGEST = 12
"""Characters of one sign, at the most: a family of emoji has no more, and a letter with its accents fewer."""

REMARK = re.compile(r"[(（][^)）]*[)）]")
NAMES_KEPT = 4_096
"""People say more than one thing in a thread, and the picture of its shape has them again."""

PART_OF_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")
NON_JOINER = "\u200c"


@lru_cache(NAMES_KEPT)
def voice(name: str) -> int:
    """Return the colour of a person, from 1 to :data:`VOICES`; case and white space of the name make no other one."""
    return crc32(" ".join(unicodedata.normalize("NFC", name).casefold().split()).encode()) % VOICES + 1


@lru_cache(NAMES_KEPT)
def initials(name: str) -> str:
    """Return the first letter or digit of the first and of the last word of a name, of its only word one.

    Words without a letter and remarks in parentheses do not count. What has no letter at all has its first sign; a
    name of which nothing can be seen has none.
    """
    words = REMARK.sub(" ", name).split() or name.split()
    letters = [letter for word in words if (letter := _first(word, "LN"))]
    if not letters:
        return _first("".join(words), "LNPS")
    if len(letters) == 1:
        return letters[0]
    # Arabic letters side by side would join to a syllable.
    joins = unicodedata.bidirectional(letters[0][0]) == unicodedata.bidirectional(letters[-1][0]) == "AL"
    return f"{letters[0]}{NON_JOINER * joins}{letters[-1]}"


def _first(word: str, kinds: str) -> str:
    """Return the first sign of a word whose character is of one of the *kinds*, as a capital where it has one."""
    signs = [*units(unicodedata.normalize("NFC", word))] if word else []
    for place, sign in enumerate(signs):
        if unicodedata.category(sign[0])[0] not in kinds or sign[0] in BLANK:
            continue
        if PART_OF_FLAG.match(sign):
            return "".join(signs[place : place + 2])
        capital = sign[0].title()
        return (capital if len(capital) == 1 else sign[0]) + sign[1:LONGEST]
    return ""
