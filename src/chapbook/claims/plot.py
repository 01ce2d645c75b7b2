"""What a plot shows, as plain data: rows of a table of claims in, lengths and labels or a sentence for the author out.

Each mark is labelled where it stands, and each length begins at zero. Rows are compared with those of their own unit.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from chapbook.claims.claim import AGREES
from chapbook.claims.wording import shown_agreement, shown_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chapbook.claims.claim import Claim

DRAWN_AS = 1
"""To be counted up where the same data are drawn in another way."""


MOST = 500
"""How many rows a plot may have: more are no picture, and would weigh as much as all else on a page."""


class Shape(StrEnum):
    """What a plot is made of."""

    BARS = "bars"
    """A bar for each row, beside those of the same unit."""
    PART = "part"
    """The first row as a part of the second."""
    AGREEMENT = "agreement"
    """A dot for each row, by whether another source agrees."""


class Mark(NamedTuple):
    """A bar, or a line of dots: what stands at its two ends, and its length, a share of the longest or a count."""

    label: str
    said: str
    length: float
    group: str


class Plot(NamedTuple):
    """What is drawn."""

    shape: Shape
    marks: tuple[Mark, ...]

    @property
    def words(self) -> str:
        """Return what the plot shows, for those who do not see it."""
        return "; ".join(f"{mark.label}: {mark.said}" for mark in self.marks)

    @property
    def fingerprint(self) -> str:
        """Return a text that is another one where another drawing is."""
        shown = repr((DRAWN_AS, str(self.shape), *(tuple(mark) for mark in self.marks)))
        return hashlib.sha256(shown.encode()).hexdigest()[:16]


def plot_of(shape: str, claims: Sequence[Claim], table: Sequence[Claim], language: str) -> Plot | str:
    """Return the plot of some rows, or what is wrong with asking for it.

    :param table: all rows, which are taken for agreement where none are named.
    :param language: the publication's, for numbers and the words of agreement.
    """
    if shape not in {*Shape}:
        return f"{shape!r} is no kind of plot; write {', '.join(Shape)}"
    rows = claims or (table if shape == Shape.AGREEMENT else ())
    if not 0 < len(rows) <= MOST:
        return f"a plot has 1 to {MOST} rows, and this one {len(rows):,}; name some by ids: :rows: live-users netizens"
    if shape == Shape.AGREEMENT:
        return _agreement(rows)
    for claim in rows:
        if claim.value is None or claim.value.number < 0:
            return f"the row {claim.id!r} has no value that could be a length; name rows with a number from 0 on"
    return _part(rows, language) if shape == Shape.PART else _bars(rows, language)


def _bars(claims: Sequence[Claim], language: str) -> Plot:
    longest: dict[str, float] = {}
    for claim in claims:
        longest[claim.unit] = max(longest.get(claim.unit, 0), _number(claim))
    in_order = sorted(claims, key=lambda claim: [*longest].index(claim.unit))
    return Plot(Shape.BARS, tuple(_mark(claim, longest[claim.unit], language) for claim in in_order))


def _part(claims: Sequence[Claim], language: str) -> Plot | str:
    if len(claims) != 2 or claims[0].unit != claims[1].unit or _number(claims[0]) > _number(claims[1]):
        return "a part and its whole are two rows of one unit, the smaller first: :rows: live-users netizens"
    whole = _number(claims[1])
    return Plot(Shape.PART, tuple(_mark(claim, whole, language) for claim in claims))


def _mark(claim: Claim, longest: float, language: str) -> Mark:
    share = _number(claim) / longest if longest else 0
    return Mark(claim.quantity, shown_value(claim, language), round(share, 4), claim.unit)


def _number(claim: Claim) -> float:
    return float(claim.value.number) if claim.value else 0


def _agreement(claims: Sequence[Claim]) -> Plot | str:
    counts = {word: sum(claim.agrees == word for claim in claims) for word in AGREES}
    marks = [Mark(shown_agreement(word), str(count), count, word) for word, count in counts.items() if count]
    return Plot(Shape.AGREEMENT, tuple(marks)) if marks else "no row says whether another source agrees"
