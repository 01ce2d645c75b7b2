"""What a page shows of the differences between two editions: their passages below the headings of their sections."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from chapbook.editions.edition_parts import PRESERVED, SECTION, TITLE
from chapbook.editions.word_differences import Segment, differing
from chapbook.editions.wording import day_of, in_answer_to, kind_name, state_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from chapbook.editions.differences import Change, CommentChange, Differences
    from chapbook.editions.edition_parts import Comment, Part, Parts
    from chapbook.editions.kept_sites import Place

DEEPEST = 6
"""The level of the lowest heading that HTML has."""


class Side(NamedTuple):
    """One of the two editions: what it is called, its words, and where they are, from the page and in its own site."""

    name: str
    parts: Parts
    up: str
    places: Mapping[str, Place]

    def href(self, *ids: str) -> str:
        """Return where the first of some ids is that has an address, or what is within it; empty if nothing has one."""
        near = (part.id for id_ in ids if id_ for part in self.parts.parts if part.within == id_)
        return next((self.up + self.places[id_].address for id_ in chain(ids, near) if id_ in self.places), "")


class Link(NamedTuple):
    """A way to a passage in an edition; *label* is its whole name, for those who do not see where it stands."""

    href: str
    text: str
    label: str


class Shown(NamedTuple):
    """A passage or a comment that is not the same; *about* are words that tell of it, behind what happened."""

    state: str
    style: str
    about: tuple[str, ...]
    links: tuple[Link, ...]
    segments: tuple[Segment, ...]
    language: str = ""
    is_preserved: bool = False


class Group(NamedTuple):
    """What differs in a section itself, below its heading; sections above it have theirs before it."""

    level: int
    title: str
    shown: list[Shown]


def groups_of(found: Differences, old: Side, new: Side) -> list[Group]:
    """Return the sections in which passages differ, in the order of the new edition, with what differs in them."""
    headings = {part.id: part for side in (old, new) for part in side.parts.parts if part.kind == SECTION}
    titles = [part.words for side in (new, old) for part in side.parts.parts if part.kind == TITLE]
    groups: dict[str, Group] = {"": Group(2, next(iter(titles), ""), [])}
    for change in found.parts:
        part = change.new or change.old
        if part is not None:
            section = part.id if part.kind == SECTION else part.within
            _opened(section, headings, groups).shown.append(_passage(change, part, old, new))
    return [group for section, group in groups.items() if section or group.shown]


def _opened(section: str, headings: Mapping[str, Part], groups: dict[str, Group]) -> Group:
    """Return the group of a section, which is made where there is none, and those of the sections around it."""
    above: list[str] = []
    while section not in groups:
        if section in headings:
            above.append(section)
        # One whose heading has no words has no part.
        section = headings[section].within if section in headings else ""
    level = groups[section].level if section else 1
    for name in reversed(above):
        level = min(level + 1, DEEPEST)
        groups[name] = Group(level, headings[name].words, [])
    return groups[above[0] if above else section]


def _passage(change: Change, part: Part, old: Side, new: Side) -> Shown:
    name = _name(part, new if change.new else old)
    return Shown(
        state_name(change.state, is_moved=change.is_moved and change.state == "changed"),
        change.state,
        (name,),
        tuple(_links(name, change.old, change.new, old, new)),
        segments(change.old.words if change.old else "", change.new.words if change.new else ""),
        part.language,
        part.kind in PRESERVED,
    )


def _name(part: Part, side: Side) -> str:
    known = side.places.get(part.id)
    return known.name if known and part.kind != SECTION else kind_name(part.kind)


def _links(name: str, was: Part | None, is_now: Part | None, old: Side, new: Side) -> Iterator[Link]:
    for part, side in ((was, old), (is_now, new)):
        if part is not None and (href := side.href(part.id, part.within)):
            yield Link(href, side.name, f"{name}, {side.name}")


def segments(old: str, new: str) -> tuple[Segment, ...]:
    """Return what words to show; a space or an end of a line that alone came or went has a sign."""
    return tuple(
        Segment(kind, words.replace(" ", "␣").replace("\n", "↵\n"))
        if kind != "same" and not words.strip()
        else Segment(kind, words)
        for kind, words in differing(old, new)
    )


def comments_of(found: Iterable[CommentChange], old: Side, new: Side) -> list[Shown]:
    """Return the comments that differ, each behind the one that it answers; of those taken out, no words."""
    # Who was taken out of the new edition is not named by it either.
    writers = {comment.id: comment.author for comment in new.parts.comments}
    return [_comment(change, writers, old, new) for change in found]


def _comment(change: CommentChange, writers: Mapping[str, str], old: Side, new: Side) -> Shown:
    was, is_now = change.old, change.new
    name = kind_name("comment")
    links = []
    for comment, side in ((was, old), (is_now, new)):
        if comment is not None and (href := side.href(comment.id)):
            links.append(Link(href, side.name, f"{comment.author or name}, {side.name}"))
    if is_now is None:
        return Shown(state_name("gone"), "gone", (name,), tuple(links), ())
    if was is not None and (was.author, was.date) != (is_now.author, is_now.date):
        words = segments(*("\n".join([" · ".join(_head(one)), one.words]) for one in (was, is_now)))
    else:
        words = segments(was.words if was else "", is_now.words)
    about = [*_head(is_now)] or [name]
    if writers.get(is_now.answers):
        about.append(in_answer_to(writers[is_now.answers]))
    return Shown(state_name(change.state), change.state, tuple(about), tuple(links), words)


def _head(comment: Comment) -> list[str]:
    return [words for words in (comment.author, day_of(comment.date)) if words]
