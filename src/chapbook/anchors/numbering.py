"""How paragraphs will be counted once anchors that are planned stand in the place of some that are gone."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from chapbook.anchors.paragraph_ids import number_after
from chapbook.anchors.plan_parts import Id, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from chapbook.anchors.parts import Part
    from chapbook.anchors.plan_parts import Kept


def following(parts: Sequence[Part], part: Part) -> Part | None:
    """Return the paragraph, heading or anchor that follows on a part in its file."""
    behind = (other for other in parts if other.section and other.source == part.source and other.line > part.line)
    return next(behind, None)


def counted_ids(
    parts: Sequence[Part], section_of: Callable[[Part], str], kept: Sequence[Kept], gone: Collection[Id]
) -> dict[Part, str]:
    """Return the id by which each paragraph will be counted.

    :param parts: all parts, in order.
    :param section_of: returns the id of a part's section, as it will be.
    :param kept: the anchors that will be there besides.
    :param gone: the anchors that will not be there any more.
    """
    planned = _planned(parts, kept)
    counted = {}
    numbers: dict[str, int] = defaultdict(int)
    for _place, group in groupby(_standing(parts), key=lambda part: (part.source, part.line, part.is_kept)):
        found = list(group)
        section = section_of(found[0])
        names = {name for part in found if part.is_kept for name in part.ids if Id(part, name) not in gone}
        if found[0].number or names:
            numbers[section] = number_after(numbers[section], section, names)
        if found[0].number:
            counted[found[0]] = f"{section}-p{numbers[section]}"
        if behind := planned.get(found[-1]):
            numbers[section] = number_after(numbers[section], section, behind)
    return counted


def _standing(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield what stands directly in a section, and the headings."""
    return (part for part in parts if part.section)


def _planned(parts: Sequence[Part], kept: Sequence[Kept]) -> dict[Part, set[str]]:
    """Return the ids of the anchors that will stand alone behind a part."""
    planned: dict[Part, set[str]] = defaultdict(set)
    for anchor in kept:
        if anchor.where == Where.AFTER and anchor.part:
            source, line = anchor.part.source, anchor.part.line
            before = [part for part in _standing(parts) if part.source == source and part.line <= line]
            if before:
                planned[before[-1]].add(anchor.id)
    return planned
