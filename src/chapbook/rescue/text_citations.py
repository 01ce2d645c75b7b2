"""A text in MyST in, the same text with ``{cite}`` roles out; what is cited for certain, and what may be, in rows.

A citation becomes a role where its form says that it is one and where exactly one entry has its names and its year. In
a text without a reference list each citation of a usual form gets an entry that says "not identified". All else stays
as it is written, and is told. Put what is written into the place of each role, and the text is as it was.
"""

from __future__ import annotations

import re
from bisect import bisect
from typing import TYPE_CHECKING, NamedTuple

from chapbook.rescue.cited_parts import NO_YEAR, YEAR, YEARS, CitedPart, parts_of, years_of
from chapbook.rescue.cited_works import BARE_ROLE, Meant, Place, Works
from chapbook.rescue.printed_names import read_names
from chapbook.rescue.text_view import HIDDEN, view_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chapbook.rescue.printed_references import PrintedReference

INSIDE = rf"[^()（）\[\]{HIDDEN}\n]"
BRACKETS = re.compile(rf"[(（](?P<inside>{INSIDE}{{3,400}})[)）]|\[(?P<square>{INSIDE}{{3,400}})\]")
NUMBERS = re.compile(
    r"\[(?P<numbers>\d{1,3}(?:\s*[,，;–-]\s*\d{1,3})*)(?:,\s*(?P<locator>(?:pp?|ch|sec)\.\s*[\w–-]+))?\]"
)
NAME = r"(?<!\w)(?:(?:van|von|de|der|den|del|della|di|da|dos|du|la|le)\s){0,3}[^\W\d_a-z][\w’'.-]{0,40}"
NAMES = (
    rf"{NAME}(?:\s{NAME}){{0,7}}(?:,\s{NAME}){{0,9}}(?:,?\s(?:and|&|und)\s{NAME}(?:\s{NAME}){{0,5}}){{0,3}}"
    r"(?:,?\set\sal\.?)?"
)
CHINESE = r"[\u3400-\u9fff、·]{2,20}"
NARRATIVE = re.compile(
    rf"(?P<names>{NAMES}|{CHINESE})\s?[(（](?P<years>{YEARS})(?:[,:]\s*(?P<locator>pp?\.\s*[\w–-]+))?[)）]"
)
POSSESSIVE = re.compile(r"[’']s?$")
BARE = re.compile(rf"(?P<names>{NAMES}),?\s(?P<years>{YEAR})")
MOST_IN_A_RANGE = 50
HAS_YEAR = re.compile(rf"(?<!\d){YEAR}|{NO_YEAR}")


class Certain(NamedTuple):
    """A citation that has become a role."""

    written: str
    """What a reader of the source sees."""
    source: str
    """What the role stands in the place of: the same, with its markup."""
    keys: tuple[str, ...]
    role: str
    why: str


class Unsure(NamedTuple):
    """What may be a citation, and stays text; the key of an entry that may be meant; why it is not sure."""

    written: str
    key: str | None
    why: str


class FoundCitations(NamedTuple):
    """The text with its roles, what was found, and the entries: those given, and one for each work in no list."""

    text: str
    certain: tuple[Certain, ...]
    unsure: tuple[Unsure, ...]
    references: tuple[PrintedReference, ...]


def find(text: str, references: Sequence[PrintedReference]) -> FoundCitations:
    """Find the citations of a text.

    :param references: the works of its list; none where it has no list.
    """
    view = view_of(text)
    places = list(_places(view.text))
    works = Works.of(references, places)
    meant = {place: found for place in places if (found := works.meant(place))}
    taken = _Taken()
    sure = [place for place in places if place in meant and meant[place].is_certain and taken.takes(place)]
    others = [place for place in places if place in meant and not meant[place].is_certain]
    # What has brackets before what has none; of names that may begin with words of the sentence, the fewest.
    others.sort(key=lambda place: (place.role == BARE_ROLE, place.end, -place.start))
    doubtful = [place for place in others if taken.takes(place)]
    pieces: list[str] = []
    certain: list[Certain] = []
    done = 0
    for place in sure:
        start, end = view.span(place.start, place.end)
        if view.is_cut(start, end) or start < done:
            doubtful.append(place)
            continue
        pieces += [text[done:start], _role(place, meant[place].keys)]
        certain.append(Certain(place.written, text[start:end], meant[place].keys, place.role, meant[place].why))
        done = end
    unsure = tuple(Unsure(place.written, *_doubt(meant[place])) for place in sorted(doubtful))
    made = "".join([*pieces, text[done:]])
    return FoundCitations(made, tuple(certain), unsure, _as_written(works.references, certain))


class _Taken:
    """Stretches of a text, none of which reaches into another."""

    def __init__(self) -> None:
        self._stretches: list[tuple[int, int]] = []

    def takes(self, place: Place) -> bool:
        """Take a stretch, and tell whether it was free."""
        at = bisect(self._stretches, (place.start, place.end))
        is_free = (at == 0 or self._stretches[at - 1][1] <= place.start) and (
            at == len(self._stretches) or self._stretches[at][0] >= place.end
        )
        if is_free:
            self._stretches.insert(at, (place.start, place.end))
        return is_free


def _doubt(meant: Meant) -> tuple[str | None, str]:
    if meant.is_certain:
        return meant.keys[0], "markup begins in it or ends in it"
    return (meant.keys[0] if meant.keys else None), meant.why


def _role(place: Place, keys: Sequence[str]) -> str:
    """Write the role, each key with the words before it and the place behind it."""
    parts = [part for part in place.parts for _year in part.years]
    described = (
        [
            (f"{{{part.before}}}" if part.before else "") + key + (f"{{{part.locator}}}" if part.locator else "")
            for part, key in zip(parts, keys, strict=True)
        ]
        if parts
        else list(keys)
    )
    if place.locator:
        described[-1] += f"{{{place.locator}}}"
    return f"{{cite:{place.role}}}`{','.join(described)}`"


def _as_written(references: Sequence[PrintedReference], certain: Sequence[Certain]) -> tuple[PrintedReference, ...]:
    forms: dict[str, dict[str, None]] = {}
    for citation in certain:
        for key in citation.keys:
            forms.setdefault(key, {})[citation.written] = None
    return tuple(work._replace(as_written=(*work.as_written, *forms.get(work.key, ()))) for work in references)


def _places(text: str) -> Iterator[Place]:
    """Yield what may be a citation, in the order of the text; the longer of two before the other."""
    found = [*_in_sentences(text), *_in_brackets(text), *_by_number(text), *_bare(text)]
    yield from sorted(found, key=lambda place: (place.start, -place.end))


def _in_brackets(text: str) -> Iterator[Place]:
    for match in BRACKETS.finditer(text):
        inside = match["inside"] or match["square"]
        if HAS_YEAR.search(inside) and (parts := parts_of(inside)):
            yield Place(match.start(), match.end(), match[0], tuple(parts))


def _by_number(text: str) -> Iterator[Place]:
    for match in NUMBERS.finditer(text):
        numbers: list[int] = []
        for part in re.split(r"\s*[,，;]\s*", match["numbers"]):
            first, *last = (int(number) for number in re.split(r"\s*[–-]\s*", part))
            numbers += range(first, min(last[0], first + MOST_IN_A_RANGE) + 1) if last else [first]
        if numbers:
            yield Place(match.start(), match.end(), match[0], numbers=tuple(numbers), locator=match["locator"] or "")


def _in_sentences(text: str) -> Iterator[Place]:
    """Yield names with a year in brackets; with fewer of the words before them too, which may be no names."""
    for match in NARRATIVE.finditer(text):
        years, locator = years_of(match["years"]), match["locator"] or ""
        possessive = POSSESSIVE.search(match["names"])
        whole = POSSESSIVE.sub("", match["names"])
        for names in (whole[at:] for at in _beginnings(whole)):
            part = CitedPart(f"{names} ({match['years']})", names, years, locator=locator)
            start = match.end("names") - len(names) - len(possessive[0] if possessive else "")
            if possessive or len(years) > 1 or not _is_as_printed(names):
                end = match.start("years") - 1
                yield Place(end, match.end(), text[start : match.end()], (part,), role="yearpar")
            else:
                yield Place(start, match.end(), text[start : match.end()], (part,), role="t")


def _beginnings(names: str) -> list[int]:
    """Return where names may begin: at any word, and in Chinese, which has no spaces, at any sign."""
    return [0, *(found.end() for found in re.finditer(r"\s|[\u3400-\u9fff](?=[\u3400-\u9fff]{2})", names))]


def _bare(text: str) -> Iterator[Place]:
    """Yield names with a year that no brackets enclose."""
    for match in BARE.finditer(text):
        for names in (match["names"][at:] for at in _beginnings(match["names"])):
            start = match.end("names") - len(names)
            part = CitedPart(text[start : match.end()], names, years_of(match["years"]))
            yield Place(start, match.end(), part.written, (part,), role=BARE_ROLE)


def _is_as_printed(names: str) -> bool:
    """Tell whether names stand as a style would print them in a sentence."""
    people, has_more = read_names(names)
    families = [person.family or person.printed for person in people]
    return names == (f"{' '.join(families[:1])} et al." if has_more else " and ".join(families))
