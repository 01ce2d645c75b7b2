"""Turns what was matched into what is to be written: first the anchors, which are counted too, then the ids."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from chapbook.anchors.likeness import is_alike, is_same
from chapbook.anchors.numbering import counted_ids, following
from chapbook.anchors.parts import COUNTED, natural, section_of
from chapbook.anchors.plan_parts import Id, Kept, Where

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from chapbook.anchors.matching import Matching
    from chapbook.anchors.parts import Part

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Planner:
    """Asks a matching what is to be written; *kept* are the anchors for words that have gone from a page."""

    def __init__(self, matching: Matching, parts: Sequence[Part], within: Mapping[str, Part]) -> None:
        """Plan.

        :param within: the ids whose words are in other text now, and where.
        """
        self._matching = matching
        self._parts = parts
        self._name = {part: name for name, part in matching.place.items() if not part.is_kept}
        written = (part for part in parts if not part.only_leads_on)
        self._written = {name for part in written for name in part.ids if matching.strays.get(name) != part}
        self._anchors = [(part, name) for part in parts if part.is_kept for name in part.ids]
        self._leads = {(part.page, name) for part, name in self._anchors if part.only_leads_on}
        self._siblings: dict[str, list[str]] = defaultdict(list)
        for name in sorted(matching.words, key=natural):
            self._siblings[section_of(name)].append(name)
        self._within = within
        self._replacing: set[Part] = set()
        self.kept = list(self._kept())
        gone = set(self._anchors_taken_out())
        self._counted = counted_ids(parts, self._matching.section, self.kept, gone)

    def ids_above(self) -> Iterator[Id]:
        """Yield the ids that are to be written above the parts that they name."""
        for name, part in self._matching.sections.items():
            yield Id(part, name)
        for name, part in self._matching.place.items():
            is_known = name in part.ids or not part.line or self._matching.sections.get(name) == part
            is_counted = name == self._counted.get(part) and name not in self._written and not self._ids(part)
            if not is_known and not is_counted:
                yield Id(part, name)

    def own_ids(self) -> Iterator[Id]:
        """Yield new ids for the paragraphs that would be counted by an id that names others."""
        used = self._written | self._matching.words.keys()
        last: dict[str, int] = {}
        for part in self._parts:
            if not part.number:
                continue
            counted, section = self._counted[part], self._matching.section(part)
            name = self._name.get(part) or next(iter(self._ids(part)), counted)
            if part not in self._name and not self._ids(part) and counted in used:
                base = counted if part in self._replacing else f"{section}-p{last.get(section, 0)}"
                name = _free(base, used)
                used = used | {name}
                yield Id(part, name)
            if (match := COUNTED.fullmatch(name)) and match["section"] == section:
                last[section] = int(match["number"])

    def _ids(self, part: Part) -> list[str]:
        """Return the ids that stay written above a part."""
        return [name for name in part.ids if self._matching.strays.get(name) != part]

    def ids_taken_out(self) -> Iterator[Id]:
        """Yield the ids that are written above other words than theirs."""
        for name, part in self._matching.strays.items():
            yield Id(part, name)
        for name, part in self._matching.sections.items():
            if name in part.ids:
                yield Id(part, name)
        yield from self._anchors_taken_out()

    def _anchors_taken_out(self) -> Iterator[Id]:
        for anchor, name in self._anchors:
            there = self._matching.place.get(name) or self._within.get(name)
            is_back = there is not None and there != anchor and (there.page == anchor.page or not anchor.leads_to)
            if is_back or (there is None and self._is_last_lead(name, anchor.page)):
                yield Id(anchor, name)

    def _is_last_lead(self, name: str, page: str) -> bool:
        """Tell whether a page is the first of those where an id is, which all lead on, though its words are gone."""
        homes = self._matching.homes.get(name, [])
        return page in homes[:1] and all((home, name) in self._leads for home in homes)

    def reworded(self, *, is_like: bool) -> Iterator[Id]:
        """Yield the ids whose part has words that the register does not have; either those alike, or others."""
        for name, part in self._matching.place.items():
            was = self._matching.words[name]
            if not part.is_kept and was and not is_same(was, part.words) and is_alike(was, part.words) == is_like:
                yield Id(part, name)

    def _kept(self) -> Iterator[Kept]:
        for name in sorted(self._matching.words, key=natural):
            part = self._matching.place.get(name) or self._within.get(name)
            homes = [*dict.fromkeys(self._matching.homes[name])]
            pages = [page for page in homes if (page, name) not in self._leads]
            if part is None:
                pages = pages or homes[:1]
                for page in pages:
                    where, beside = self._place(name, page)
                    yield Kept(name, page, where, beside, name if page != pages[0] else "")
                continue
            if name in self._within:
                yield Kept(name, part.page, Where.WITHIN, part, words=self._matching.words[name])
            label = name if part.line or name in part.ids else part.ids[0]
            for page in pages:
                if page != part.page or label != name:
                    where, beside = self._place(name, page)
                    yield Kept(name, page, where, beside, label)

    def _place(self, name: str, page: str) -> tuple[Where, Part | None]:
        """Find where the words of an id stood: behind what was before them, or else before what was behind.

        A new paragraph in their place may be the same one, reworded: then an anchor at its start is better.
        """
        section = section_of(name)
        siblings = self._siblings[section] if section else [name]
        there = {other: part for other in siblings if (part := self._stands_on(page, other))}
        at = siblings.index(name)
        before = next((there[other] for other in reversed(siblings[:at]) if other in there), None)
        before = before or self._heading(section, page)
        if before:
            new = following(self._parts, before)
            if new and self._is_new(new) and self._matching.section(new) == section and new not in self._replacing:
                self._replacing.add(new)
                return Where.AT_START, new
            return Where.AFTER, before
        behind = next((there[other] for other in siblings[at + 1 :] if other in there), None)
        return (Where.BEFORE, behind) if behind else (Where.AT_END, None)

    def _stands_on(self, page: str, name: str) -> Part | None:
        part = self._matching.place.get(name)
        return part if part and part.line and part.page == page else None

    def _is_new(self, part: Part) -> bool:
        return bool(part.number) and part not in self._name and not self._ids(part)

    def _heading(self, section: str, page: str) -> Part | None:
        headings = (part for part in self._parts if part.is_section and part.page == page)
        return next((part for part in headings if self._matching.section(part) == section), None)


def _free(base: str, used: Collection[str]) -> str:
    """Return an id as laws number what is put in later: 2a behind 2."""
    letters = [*LETTERS, *(first + second for first in LETTERS for second in LETTERS)]
    return next(f"{base}{letter}" for letter in letters if f"{base}{letter}" not in used)
