"""Which way a text runs: as its first letter does that runs one way or the other (Unicode Standard Annex 9, P2).

So browsers do where ``dir`` is ``auto``. What is neither English nor Arabic throughout keeps its order only then.
"""

from __future__ import annotations

import unicodedata

RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ks", "pa", "ps", "sd", "ug", "ur", "yi"}
"""The languages that Typst sets from the right, unless it is told otherwise (its function ``text``, ``dir``)."""

DIRECTIONS = {"L": "ltr", "R": "rtl", "AL": "rtl"}
"""By the class of a letter, as Unicode has it."""


def of_language(language: str) -> str:
    """Return which way Typst sets a text in a language, ``ltr`` or ``rtl``."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def of_text(text: str) -> str:
    """Return which way a text runs; empty where none of its letters tells."""
    if text.isascii():
        return "ltr" if any(map(str.isalpha, text)) else ""
    found = (DIRECTIONS.get(unicodedata.bidirectional(character)) for character in text)
    return next(filter(None, found), "")
