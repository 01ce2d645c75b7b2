"""How long a text takes to read.

People read 238 words of English non-fiction a minute in silence, most of them between 175 and 300 (Brysbaert, 2019,
https://doi.org/10.1016/j.jml.2019.104047); 230 is on the careful side of it. The same author finds that other languages
take about as long for the same message. Chinese and Japanese have no spaces to count words by: here 370 of their
characters take a minute, 1.6 for a word of English. Five letters are a word where a script has letters and no spaces.
"""

from __future__ import annotations

import re

WORDS_A_MINUTE = 230
CHARACTERS_A_MINUTE = 370
LETTERS_A_WORD = 5

CHARACTERS = re.compile("[\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""Han, hiragana and katakana."""

UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Burmese and Khmer."""

WORD = re.compile(r"\S*\w\S*")
"""What stands between spaces, and is not a mark alone."""


def minutes_for(text: str) -> float:
    """Return the minutes that a text takes."""
    rest, characters = CHARACTERS.subn(" ", text)
    rest, letters = UNSPACED.subn(" ", rest)
    words = len(WORD.findall(rest)) + letters / LETTERS_A_WORD
    return words / WORDS_A_MINUTE + characters / CHARACTERS_A_MINUTE


def told(minutes: float) -> int:
    """Return minutes as one tells them: whole, and at least one; none for no text."""
    return max(1, round(minutes)) if minutes else 0
