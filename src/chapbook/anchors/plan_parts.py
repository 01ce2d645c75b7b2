"""What a plan is made of: ids to be written, anchors to be kept, and the publication that needs them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from chapbook.anchors.parts import Part


class Id(NamedTuple):
    """An id that is to be written above a part, or no longer."""

    part: Part
    id: str


class Where(Enum):
    """Where an anchor is put, seen from a part: behind, before or within it, or at a page's end."""

    AFTER = "after"
    BEFORE = "before"
    AT_START = "at the start"
    WITHIN = "within"
    AT_END = "at the end"


class Kept(NamedTuple):
    """An anchor for an id whose words stood on a page; with *leads_to* it leads on to where they are now."""

    id: str
    page: str
    where: Where
    part: Part | None = None
    leads_to: str = ""
    words: str = ""


class Plan(NamedTuple):
    """What has to be written; *words* and *alike* are ids whose part begins otherwise than the register says.

    *above* are ids of parts that have lost them, *own* those of new paragraphs, *without* those above other words than
    theirs, or of anchors that have nothing to stand for any more. *redirects* maps pages that are no more. What is
    *alike* is the same, reworded, and no mistake.
    """

    above: list[Id]
    own: list[Id]
    without: list[Id]
    kept: list[Kept]
    redirects: dict[str, str]
    words: list[Id]
    alike: list[Id]


class Publication(NamedTuple):
    """The publication as it is now: its parts in order, its pages, where those that are no more lead, the first one."""

    parts: Sequence[Part]
    pages: Collection[str]
    redirects: Mapping[str, str]
    root: str
