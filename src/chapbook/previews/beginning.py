"""The beginning of a text: as much as a preview shows of it, cut where nothing is torn apart."""

from __future__ import annotations

import re

from chapbook.clusters import follows_closely

LIMIT = 280
"""Characters of a beginning, at the most, with the sign that stands for the rest."""

MORE = "…"
SPACE = re.compile(r"\s+")
FLAGS = re.compile("[\U0001f1e6-\U0001f1ff]*$")
LATER_JAMO = "\u1160", "\u11ff"
"""What goes on with a syllable of Hangul, where its letters are written one by one."""


def beginning(text: str, limit: int = LIMIT) -> str:
    """Return a text on one line, in *limit* characters at the most.

    It is cut at a word's end or, where words have no spaces between them, between two characters as a reader sees them
    (Unicode Standard Annex 29, grapheme clusters).
    """
    text = SPACE.sub(" ", text).strip()
    if len(text) <= limit:
        return text
    end = limit - len(MORE)
    at_word = text.rfind(" ", 0, end + 1)
    return text[: at_word if at_word > end // 2 else _before_cluster(text, end)].rstrip(" ,;:") + MORE


def _before_cluster(text: str, end: int) -> int:
    """Return the last place up to *end* that is in no cluster."""
    while end and (follows_closely(text[end - 1], text[end]) or LATER_JAMO[0] <= text[end] <= LATER_JAMO[1]):
        end -= 1
    # A flag is two letters of a kind of its own.
    flags = FLAGS.search(text, 0, end)
    is_half = flags is not None and len(flags[0]) % 2 == 1
    return end - is_half
