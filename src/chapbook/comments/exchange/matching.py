"""What an annotation is about, found again: words of a page in, the id of a section or paragraph out.

Words are compared as those that comments quote (:mod:`chapbook.comments.quote`). Of several paragraphs that have
them, the one counts around whose words most is as it was; then the one on the annotation's page, then the one whose id
it says. Between paragraphs that are equal in all of this nothing is guessed, nor is a word or two taken for the place
where nothing else agrees. Words that no paragraph has, as those of a list or those that go on from one paragraph into
the next, are those of the smallest section that has them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

import yaml

from chapbook.comments.allowed import LONGEST_VALUE
from chapbook.comments.exchange.in_publication import parts_of, publication_of
from chapbook.comments.exchange.record import Note
from chapbook.comments.front_matter import KEYS
from chapbook.comments.quote import UNKNOWN, compared, places_in, stands_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from chapbook.comments.exchange.record import Imported, Post, Selected
    from chapbook.comments.passage import Part

SPEAKING = 32
"""Characters of a quotation that are its place wherever they stand."""

SHOWN = 60
FILE_END = re.compile(r"(?:(?:^|/)index)?(?:\.html?)?/*$")


class Matched(NamedTuple):
    """A post whose comments say what they are about; what is to be told of them, in sentences and in numbers."""

    post: Post
    told: list[str]
    notes: Counter[Note]


def matched(post: Post, folder: Path) -> Matched:
    """Find what the annotations of a post are about, in the publication of a *folder* of comments.

    Where there is no publication, or it cannot be read, an id that an annotation names is taken as it is.
    """
    if not any(comment.selected and not comment.left_out for comment in post.comments):
        return Matched(post, [], Counter())
    publication = publication_of(folder)
    return with_passages(post, parts_of(publication) if publication else None)


def with_passages(post: Post, parts: Sequence[Part] | None) -> Matched:
    """Find what the annotations of a post are about among *parts*; None where nobody knows these."""
    known = None if parts is None else _in_order(parts)
    told: list[str] = []
    notes: Counter[Note] = Counter()
    comments = [_settled(comment, known, told, notes) for comment in post.comments]
    return Matched(replace(post, comments=tuple(comments)), told, notes)


class _Known(NamedTuple):
    """A part, and what is compared of it, of the paragraph before it and of that behind it."""

    part: Part
    signs: str
    before: str
    behind: str


def _in_order(parts: Sequence[Part]) -> list[_Known]:
    signs = [compared(part.words) for part in parts]
    around = [""] * len(parts), [""] * len(parts)
    paragraphs = [place for place, part in enumerate(parts) if not part.is_section]
    for one, next_ in pairwise(paragraphs):
        if parts[one].docname == parts[next_].docname:
            around[0][next_], around[1][one] = signs[one], signs[next_]
    return [*map(_Known, parts, signs, *around)]


def _settled(comment: Imported, known: Sequence[_Known] | None, told: list[str], notes: Counter[Note]) -> Imported:
    selected = comment.selected
    if selected is None or comment.left_out:
        return replace(comment, selected=None)
    quote = " ".join(selected.exact.split())
    about = _about(selected, quote, known)
    if not about:
        notes[Note.NO_PASSAGE] += 1
        words = f"{quote[:SHOWN]}{'…' * (len(quote) > SHOWN)}" or selected.near
        told.append(
            f"{comment.path}:{comment.line}: comment {comment.id} is about no passage now: {words!r} is not found"
        )
        return _quoting(comment, quote)
    is_whole = _is_whole(selected, quote, next((one.part.words for one in known or () if one.part.name == about), ""))
    own = {**comment.own, "about": about}
    if is_whole or _is_value("quote", quote):
        return replace(comment, selected=None, own=own if is_whole else {**own, "quote": quote})
    notes[Note.LONG_QUOTE] += 1
    return _quoting(replace(comment, own=own), quote)


def _is_whole(selected: Selected, quote: str, words: str) -> bool:
    """Tell whether all of a passage is meant, by its first words, or by the first that are known."""
    if not selected.is_named or selected.prefix is not None:
        return False
    start = next((start for start, _end in places_in(quote, words)), 0)
    return start == 0 or UNKNOWN in words[:start]


def _quoting(comment: Imported, quote: str) -> Imported:
    """Put a quotation before the words of a comment."""
    own = {key: value for key, value in comment.own.items() if key != "source"}
    quotation = f"<blockquote><p>{escape(quote, quote=False)}</p></blockquote>" if quote else ""
    return replace(comment, selected=None, own=own, html=f"{quotation}{comment.html}")


def _is_value(key: str, text: str) -> bool:
    try:
        KEYS[key](yaml.ScalarNode("", text))
    except ValueError:
        return False
    return True


def _about(selected: Selected, quote: str, known: Sequence[_Known] | None) -> str:
    """Return the name of what is selected; empty where it is not found."""
    if len(quote) > LONGEST_VALUE:  # no passage is looked for by so much
        quote = ""
    if known is None:
        return selected.near if selected.is_named and _is_value("about", selected.near) else ""
    if selected.is_named:
        for one in known:
            if one.part.name == selected.near and (selected.prefix is None or stands_in(quote, one.part.words)):
                return one.part.name
    return _found(selected, quote, known)


def _found(selected: Selected, quote: str, known: Sequence[_Known]) -> str:
    """Return the one paragraph that has the words."""
    wanted = compared(quote)
    paragraphs = [one for one in known if wanted and not one.part.is_section]
    having = [one for one in paragraphs if wanted in one.signs]
    having = having or [one for one in paragraphs if UNKNOWN in one.signs and _may_stand_in(selected, quote, one.part)]
    ranked = sorted(((_rank(selected, quote, one), one.part) for one in having), key=lambda pair: pair[0], reverse=True)
    if not ranked:
        return _section(selected, wanted, known)
    best, part = ranked[0]
    if any(rank == best and other.words is not part.words for rank, other in ranked[1:]):
        return ""
    is_sure = any(best[1:]) or len(wanted) >= SPEAKING
    return part.name if is_sure or 0 < _most(selected) <= 2 * best[0] else ""


def _section(selected: Selected, wanted: str, known: Sequence[_Known]) -> str:
    """Return the smallest section that has the words, on the annotation's page or, of many words, on any."""
    having = [one for one in known if wanted and one.part.is_section and wanted in one.signs]
    there = [one for one in having if _is_on(selected.page, one.part.docname)]
    having = there or (having if len(wanted) >= SPEAKING else [])
    if not having:
        return ""
    smallest = min(having, key=lambda one: len(one.signs))
    # Those around it have its words too; another may be meant as well.
    return smallest.part.name if all(smallest.signs in one.signs for one in having) else ""


def _may_stand_in(selected: Selected, quote: str, part: Part) -> bool:
    """Tell whether the words, with those on one side of them, are in a paragraph of which some are not known."""
    sides = (f"{selected.prefix or ''}{quote}", f"{quote}{selected.suffix}")
    return any(len(compared(side)) >= SPEAKING and stands_in(side, part.words) for side in sides)


def _rank(selected: Selected, quote: str, one: _Known) -> tuple[int, bool, bool]:
    """Return how much around the words is as it was, and whether page and id are the annotation's.

    Around words at the end of a paragraph are those of its neighbour.
    """
    part = one.part
    before, behind = compared(selected.prefix or "")[::-1], compared(selected.suffix)
    kept = [
        _alike(before, f"{one.before}{compared(part.words[:start])}"[::-1])
        + _alike(behind, f"{compared(part.words[end:])}{one.behind}")
        for start, end in places_in(quote, part.words)
    ]
    return max(kept, default=0), _is_on(selected.page, part.docname), part.name == selected.near


def _alike(first: str, second: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(first), len(second)))


def _most(selected: Selected) -> int:
    return len(compared(selected.prefix or "")) + len(compared(selected.suffix))


def _is_on(address: str, docname: str) -> bool:
    try:
        path = FILE_END.sub("", unquote(urlsplit(address).path))
    except ValueError:
        return False
    name = FILE_END.sub("", docname)
    return bool(name) and f"/{path}".endswith(f"/{name}")
