"""Citations of a text that has no reference list in, an entry a work out, each "not identified".

Two forms are one work where names and year are the same. A form that no style guide has, such as "(Zhijun.2021)", is
taken for the one work of its year whose names hold its own; that this is inferred stands in the entry, for a person to
confirm. Two usual forms, such as "(Smith, 2019)" and "(Smith & Jones, 2019)", are two works.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chapbook.rescue.printed_names import Likeness, Names, Person, folded, is_one, likeness, read_names
from chapbook.rescue.printed_references import PrintedReference, with_keys

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chapbook.rescue.cited_parts import CitedPart


class Inferred(NamedTuple):
    """The works of a text, and by each citation's names and year its work's place and whether that is inferred."""

    works: tuple[PrintedReference, ...]
    places: dict[tuple[str, str], tuple[int, bool]]


def unlisted(parts: Iterable[CitedPart]) -> Inferred:
    """Make entries of citations, in the order of the text."""
    listed = [(part, year) for part in parts for year in part.years]
    works: dict[int, PrintedReference] = {}
    places: dict[tuple[str, str], tuple[int, bool]] = {}
    # A usual form says more of its work than another, wherever it stands.
    for at in sorted(range(len(listed)), key=lambda at: (not listed[at][0].is_usual, at)):
        part, year = listed[at]
        if (part.names, year) in places:
            continue
        names = read_names(part.names)
        same = [n for n, work in works.items() if work.year == year and _is_same(names, work.names)]
        near = [n for n, work in works.items() if work.year == year and _holds(names, work.names)]
        if not same and not part.is_usual and len(near) == 1:
            work = works[near[0]]
            works[near[0]] = work._replace(inferred=(*work.inferred, part.written))
            places[part.names, year] = (near[0], True)
        else:
            place = same[0] if same else at
            works.setdefault(place, PrintedReference("", "", "", year, "", names))
            places[part.names, year] = (place, False)
    order = sorted(works)
    keyed = with_keys(works[place] for place in order)
    return Inferred(keyed, {cited: (order.index(place), is_near) for cited, (place, is_near) in places.items()})


def _is_same(one: Names, other: Names) -> bool:
    return one.has_more == other.has_more and likeness(one, other) is Likeness.SAME


def _holds(one: Names, other: Names) -> bool:
    """Tell whether each name of the shorter list is, with fewer words or more, one of the longer."""
    shorter, longer = sorted((one.people, other.people), key=len)
    return all(any(_may_be(person, candidate) for candidate in longer) for person in shorter)


def _may_be(one: Person, other: Person) -> bool:
    few, many = sorted(({folded(word) for word in person.printed.split()} - {""} for person in (one, other)), key=len)
    return (bool(few) and few <= many) or is_one(one, other) is Likeness.SAME
