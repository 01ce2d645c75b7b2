"""What a reader sees of a text, and what nobody sees."""

from __future__ import annotations

import unicodedata
from html.entities import html5

BLANK = "\u115f\u1160\u2800\u3164\uffa0"
"""What Unicode counts among the letters and signs, and nobody sees: fillers of Hangul, the Braille blank."""


def has_something_to_see(text: str) -> bool:
    """Tell whether a text has a letter, digit, mark of punctuation or sign (Unicode categories L, N, P, S)."""
    return any(unicodedata.category(character)[0] in "LNPS" and character not in BLANK for character in text)


def blank_references() -> list[str]:
    """Return the names of characters by which HTML and Markdown write what nobody sees, such as ``nbsp``."""
    names = (name.removesuffix(";") for name, text in html5.items() if not has_something_to_see(text))
    return sorted(set(names))
