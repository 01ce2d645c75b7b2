"""Which way a language and a text run.

A language runs as its script does. A text runs as its first letter does that runs one way or the other (Unicode
Standard Annex 9, P2), as in browsers where ``dir`` is ``auto``. What is neither English nor Arabic throughout keeps its
order only then.
"""

from __future__ import annotations

import unicodedata

from chapbook.language_tag import likely

SCRIPTS = {"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}
"""The scripts of today that are written from the right (ISO 15924)."""

DIRECTIONS = {"L": "ltr", "R": "rtl", "AL": "rtl"}
"""By the class of a letter, as Unicode has it."""


def of_language(language: str) -> str:
    """Return which way a language runs, ``ltr`` or ``rtl``; one that nobody knows is taken for ``ltr``."""
    return "rtl" if likely(language).script in SCRIPTS else "ltr"


def of_passage(text: str, language: str) -> str:
    """Return which way a text in a language runs: as that does, if it has any letter that does so."""
    runs = of_language(language)
    return runs if runs in map(_of_character, text) else of_text(text) or runs


def of_text(text: str) -> str:
    """Return which way a text runs; empty where none of its letters tells."""
    if text.isascii():
        return "ltr" if any(map(str.isalpha, text)) else ""
    return next(filter(None, map(_of_character, text)), "")


def _of_character(character: str) -> str:
    return DIRECTIONS.get(unicodedata.bidirectional(character), "")
