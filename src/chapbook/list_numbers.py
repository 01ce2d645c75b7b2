"""The number of an item in a list: digits, letters or Roman numerals."""

from __future__ import annotations

ROMAN = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")]
ROMAN += [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]


def counted(number: int, kind: str) -> str:
    """Return a number as a list of a kind has it; numbers that letters cannot say are digits.

    :param kind: as docutils names it (``lowerroman``), or JATS (``roman-lower``).
    """
    if "roman" in kind and number > 0:
        written = ""
        for value, letters in ROMAN:
            written += letters * (number // value)
            number %= value
    elif "alpha" in kind and 0 < number <= 26:
        written = "abcdefghijklmnopqrstuvwxyz"[number - 1]
    else:
        return str(number)
    return written.upper() if "upper" in kind else written
