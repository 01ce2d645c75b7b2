"""A claim: one quantity that a text states, as plain data, and the forms of its value and its date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

VALUE = re.compile(r"(?P<sign>[<>~]?) *(?P<number>-?\d{1,30}(?:\.\d{1,30})?)(?:/(?P<below>[1-9]\d{0,14}))?", re.ASCII)
DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
AGREES = ("confirmed", "differs", "not found", "not checked")
"""Whether another source says the same: it does, it says something else, none was found, nobody has looked."""


class Value(NamedTuple):
    """A number as a table writes it, ``560000000``, ``-1.5`` or ``1/3``, and what is said of it.

    *sign* is ``>`` for more than the number, ``<`` for less, ``~`` for about, or empty.
    """

    sign: str
    written: str

    @property
    def number(self) -> Fraction:
        """Return the number."""
        number, _, below = self.written.partition("/")
        return Fraction(number) / Fraction(below or 1)


def value_of(text: str) -> Value | None:
    """Read a value; return None for what is none."""
    found = VALUE.fullmatch(text)
    return Value(found["sign"], text.removeprefix(found["sign"]).strip()) if found else None


def is_date(text: str) -> bool:
    """Tell whether a text is a year, a month or a day of ISO 8601, or two of them with a slash between them."""
    parts = text.split("/")
    return len(parts) <= 2 and all(map(_is_one_date, parts))


def _is_one_date(text: str) -> bool:
    found = DATE.fullmatch(text)
    try:
        return bool(found and date(*(int(part or 1) for part in found.groups())))
    except ValueError:
        return False


@dataclass(frozen=True)
class Claim:
    """A row of a table of claims; *line* is where it begins. What a row leaves empty is empty, or None."""

    id: str
    quantity: str
    paragraph: str
    words: str
    value: Value | None = None
    unit: str = ""
    date: str = ""
    source: str = ""
    agrees: str = ""
    note: str = ""
    line: int = 0
