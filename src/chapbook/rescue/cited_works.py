"""Which works a citation means: those of a list by names and year or by number, or, without a list, those it names.

A work is meant for certain where exactly one has all the names and the year. Anything less is said to be unsure, with
the key of the one that may be meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from chapbook.rescue.cited_parts import CitedPart, looks_like_names
from chapbook.rescue.printed_names import Likeness, folded, likeness, read_names
from chapbook.rescue.unlisted_works import Inferred, unlisted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chapbook.rescue.printed_references import PrintedReference

OTHERS_SIGN = re.compile(r"\bet\s+al\b|&|等")
BARE_ROLE = ""
"""Of names and a year without brackets, which are a citation only for a person who reads them."""
IN_SENTENCES = ("t", "yearpar")
NO_LIST = Inferred((), {})


class Place(NamedTuple):
    """A citation in a text: where it stands, what it names or its numbers, and the role that would cite it."""

    start: int
    end: int
    written: str
    parts: tuple[CitedPart, ...] = ()
    numbers: tuple[int, ...] = ()
    role: str = "p"
    locator: str = ""


class Meant(NamedTuple):
    """What a citation means: keys for certain, or else at most one that may be meant; and why."""

    keys: tuple[str, ...]
    why: str
    is_certain: bool


class Works(NamedTuple):
    """The works of a text."""

    references: tuple[PrintedReference, ...]
    unlisted: Inferred = NO_LIST

    @classmethod
    def of(cls, references: Sequence[PrintedReference], places: Sequence[Place]) -> Works:
        """Return the works of a list, or, where there is none, those that citations of a usual form name."""
        if references:
            return cls(tuple(references))
        in_brackets = [place for place in places if place.role == "p" and all(map(looks_like_names, place.parts))]
        named = {(folded(part.names), year) for place in in_brackets for part in place.parts for year in part.years}
        in_sentences = [place for place in places if place.role in IN_SENTENCES and _is_named(place.parts[0], named)]
        found = unlisted([part for place in sorted([*in_brackets, *in_sentences]) for part in place.parts])
        return cls(found.works, found)

    def meant(self, place: Place) -> Meant | None:
        """Return what a citation means; None where it is none."""
        if place.numbers:
            return self._by_numbers(place.numbers)
        if place.role == BARE_ROLE:
            return self._bare(place.parts[0])
        answers = [self._by_names(part, year, place.role) for part in place.parts for year in part.years]
        unsure = [answer for answer in answers if answer is None or not answer.is_certain]
        if not unsure:
            keys = [key for answer in answers if answer for key in answer.keys]
            return Meant(tuple(keys), next(answer.why for answer in answers if answer), is_certain=True)
        if all(answer is None for answer in answers):
            return None
        told = next((answer for answer in unsure if answer), None)
        return told or Meant((), "one of its parts has not the form of a citation", is_certain=False)

    def _by_numbers(self, numbers: Sequence[int]) -> Meant:
        keys = {reference.number: reference.key for reference in self.references if reference.number}
        missing = [number for number in numbers if number not in keys]
        if missing:
            why = f"the list has no number {missing[0]}" if keys else "there is no numbered list of references"
            return Meant((), why, is_certain=False)
        return Meant(tuple(keys[number] for number in numbers), "the number of an entry of the list", is_certain=True)

    def _bare(self, part: CitedPart) -> Meant | None:
        meant = self._by_names(part, part.years[0], BARE_ROLE)
        is_work = not self.unlisted.works and meant and meant.keys
        return Meant(meant.keys, "no brackets mark it as a citation", is_certain=False) if meant and is_work else None

    def _by_names(self, part: CitedPart, year: str, role: str) -> Meant | None:
        if self.unlisted is not NO_LIST:
            return self._without_list(part, year, role)
        of_year = [reference for reference in self.references if _is_of(reference, year)]
        names = read_names(part.names)
        like = [(likeness(names, reference.names), reference) for reference in of_year]
        like = [(likely or _by_title(part.names, reference), reference) for likely, reference in like]
        same = [reference for likely, reference in like if likely is Likeness.SAME]
        if len(same) == 1:
            return Meant((same[0].key,), "names and year of an entry of the list", is_certain=True)
        some = [reference for likely, reference in like if likely]
        if same:
            return Meant((), f"{len(same)} works of the list have these names and this year", is_certain=False)
        if some:
            why = (
                "not all names are those of the entry of this year"
                if len(some) == 1
                else "several entries may be meant"
            )
            return Meant(tuple(work.key for work in some) if len(some) == 1 else (), why, is_certain=False)
        is_form = looks_like_names(part) and (role == "p" or bool(OTHERS_SIGN.search(part.names)))
        return Meant((), "no entry of the list has these names and this year", is_certain=False) if is_form else None

    def _without_list(self, part: CitedPart, year: str, role: str) -> Meant | None:
        if (part.names, year) in self.unlisted.places:
            at, is_inferred = self.unlisted.places[part.names, year]
            why = (
                "names and year, which are those of another citation as far as they go"
                if is_inferred
                else "names and year"
            )
            return Meant((self.references[at].key,), why, is_certain=True)
        if role != "p" and not looks_like_names(part._replace(between=", ")):
            return None
        return Meant((), "a word and a year, but nothing that marks the word as a name", is_certain=False)


def _is_named(part: CitedPart, named: set[tuple[str, str]]) -> bool:
    """Tell whether names in a sentence are those of a work: by "et al." or "&", or as brackets name it too."""
    is_form = looks_like_names(part._replace(between=", ")) and OTHERS_SIGN.search(part.names)
    return bool(is_form) or any((folded(part.names), year) in named for year in part.years)


def _is_of(reference: PrintedReference, year: str) -> bool:
    """Tell whether a work is of a year; a letter behind it counts where both have one."""
    return reference.year == year or (reference.year[:4] == year[:4] and len({len(reference.year), len(year)}) == 2)


def _by_title(cited: str, reference: PrintedReference) -> Likeness:
    """Tell whether what is cited is the title with which an entry begins, whole or its first words."""
    words, begins = folded(cited), folded(reference.printed)
    return Likeness.SOME if len(words) > 8 and begins.startswith(words) else Likeness.NONE
