"""Finds again, by their words, the parts of a publication that were registered under an id.

A written id is believed unless its words stand elsewhere. Counted paragraphs are compared in order, section by section,
so that of two with the same first words each is found in its place; what is left is looked for on its own page and then
on others, where there is just one that can be meant.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from chapbook.anchors.likeness import align, is_alike, pattern
from chapbook.anchors.parts import natural, section_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from chapbook.anchors.parts import Part
    from chapbook.anchors.register import Anchor


class Matching:
    """Where the words of registered ids are now.

    *place* maps an id to its part; *strays* are ids that are written above other words than theirs, with the part;
    *sections* maps the id by which a section's paragraphs were counted to the section, where it has lost it; what is
    not in *place* is *gone*.
    """

    def __init__(
        self,
        anchors: Iterable[Anchor],
        parts: Sequence[Part],
        homes: Mapping[str, Sequence[str]],
        skipped: Collection[str],
    ) -> None:
        """Match.

        :param anchors: the register's.
        :param parts: all parts of the publication, in order.
        :param homes: the pages to which the addresses of an id lead, by id.
        :param skipped: ids that are somebody else's business.
        """
        self.words: dict[str, str] = {}
        for anchor in anchors:
            if anchor.id not in skipped:
                # An address at which only an anchor was has no words.
                self.words[anchor.id] = self.words.get(anchor.id) or anchor.words
        self.homes = homes
        self.parts = parts
        self.place: dict[str, Part] = {}
        self.strays: dict[str, Part] = {}
        self.sections: dict[str, Part] = {}
        self._claimed: set[Part] = set()
        self._open = dict.fromkeys(sorted(self.words, key=natural))
        self._by_words: dict[str, list[Part]] = defaultdict(list)
        for part in parts:
            if part.words and not part.is_kept:
                self._by_words[part.words].append(part)
        self._match_written()
        self._match_sections()
        self._match_counted()
        self._match_elsewhere()
        self._match_again()

    @property
    def gone(self) -> list[str]:
        """Return the ids whose words are nowhere, as people count."""
        return [*self._open]

    def section(self, part: Part) -> str:
        """Return the id of a part's section, once it has it again."""
        return self._renamed().get(part.section, part.section)

    def settle(self, name: str, part: Part) -> None:
        """Take a part for what an id names."""
        self._open.pop(name, None)
        self.place[name] = part
        self._claimed.add(part)

    def is_claimed(self, part: Part) -> bool:
        """Tell whether a part has an id that was registered for it."""
        return part in self._claimed

    def _renamed(self) -> dict[str, str]:
        return {part.section: old for old, part in self.sections.items()}

    def _match_written(self) -> None:
        written = {name: part for part in self.parts for name in part.ids if not part.only_leads_on}
        others = []
        for name in [name for name in self._open if name in written]:
            part, words = written[name], self.words[name]
            if part.is_kept or is_alike(words, part.words):
                self.settle(name, part)
            else:
                others.append((name, part))
        for name, part in others:
            if self.is_claimed(part) or self._only(self.words[name], part):
                self.strays[name] = part
            else:
                self.settle(name, part)

    def _only(self, words: str, but: Part) -> bool:
        """Tell whether the words are those of just one other part that is free."""
        return len([part for part in self._by_words.get(words, ()) if part != but and part not in self._claimed]) == 1

    def _match_sections(self) -> None:
        """Find the sections that have lost the id by which their paragraphs were counted, by these and by the title."""
        there = {part.section for part in self.parts if part.is_section}
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for name in self._open:
            section = section_of(name) or name
            if section not in there:
                found = (part for part in self._by_words.get(self.words[name], ()) if part not in self._claimed)
                votes[section].update(
                    {part.section for part in found if part.section and part.is_section == (section == name)}
                )
        free = {part.section: part for part in self.parts if part.is_section and not self._is_registered(part.section)}
        for old, counter in sorted(votes.items()):
            best = max((new for new in counter if new in free), key=lambda new: (counter[new], new), default=None)
            if best is not None:
                self.sections[old] = part = free.pop(best)
                if old in self._open:
                    self.settle(old, part)

    def _is_registered(self, section: str) -> bool:
        return section in self.words or f"{section}-p1" in self.words

    def _match_counted(self) -> None:
        renamed = self._renamed()
        old, new = defaultdict(list), defaultdict(list)
        for name in self._open:
            old[section_of(name)].append(name)
        for part in self.parts:
            if part.number and part not in self._claimed:
                new[renamed.get(part.section, part.section)].append(part)
        for section in old.keys() & new.keys() - {""}:
            names, parts = old[section], new[section]
            for index, at in align([self.words[name] for name in names], [part.words for part in parts]):
                if self.words[names[index]]:
                    self.settle(names[index], parts[at])

    def _match_elsewhere(self) -> None:
        for name in [name for name in self._open if self.words[name]]:
            free = [part for part in self._by_words.get(self.words[name], ()) if part not in self._claimed]
            here = [part for part in free if part.page in self.homes[name]]
            if here or len(free) == 1:
                self.settle(name, (here or free)[0])

    def _match_again(self) -> None:
        """Find paragraphs that have come back where an anchor was kept for them."""
        for name, anchor in [*self.place.items()]:
            if not anchor.is_kept or not self.words[name]:
                continue
            pages = {anchor.page, *self.homes[name]}
            free = (part for part in self._by_words.get(self.words[name], ()) if part not in self._claimed)
            again = next((part for part in free if part.number and part.page in pages), None)
            if again:
                self.place.pop(name)
                self.settle(name, again)

    def match_within(self, texts: Sequence[Part]) -> dict[str, Part]:
        """Find the words of ids that are gone within other text; return the parts of *texts* that have them.

        A paragraph of theirs that nobody claims is the same one, with something put before it.
        """
        within = {}
        for name in self.gone:
            search = pattern(self.words[name])
            found = [part for part in texts if search and search.search(part.text)]
            here = [part for part in found if part.page in self.homes[name]]
            if here or len(found) == 1:
                part = (here or found)[0]
                known = part._replace(text="")
                if (
                    known.section == section_of(name)
                    and known in self.parts
                    and not (known.ids or self.is_claimed(known))
                ):
                    self.settle(name, known)
                else:
                    self._open.pop(name)
                    within[name] = part
        return within
