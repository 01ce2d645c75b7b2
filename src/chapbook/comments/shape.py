"""The shape of a thread, as dots and lines: a thread in, a small picture a conversation out, all numbers whole.

A comment is a dot. What answers it stands behind it, the first answer in its row, each further one in a row below. What
would grow out of a page is gathered: a conversation of too many rows or columns is one dot, and so is each where there
are more comments than :data:`MOST_DOTS`. A thread of more conversations than that, or without answers, has no picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from chapbook.comments.comment import Comment
    from chapbook.comments.thread import Reply, Thread

STEP = 24
"""From dot to dot, in CSS pixels, so that each is a target of that size (WCAG 2.2, 2.5.8)."""

RADIUS = 5
LARGEST_RADIUS = 11

FEWEST_DOTS = 3
MOST_DOTS = 150
"""As a link with a name each, they weigh some 20,000 bytes, a tenth of that when compressed."""

MOST_ROWS = 16
MOST_COLUMNS = 30


class Dot(NamedTuple):
    """A comment at its place; *gathered* counts the replies that have no dots of their own."""

    comment: Comment
    x: int
    y: int
    radius: int
    gathered: int


class Picture(NamedTuple):
    """A conversation: its size, *lines* from dot to dot as SVG's path data, and its dots."""

    width: int
    height: int
    lines: str
    dots: tuple[Dot, ...]


def shape(thread: Thread) -> tuple[Picture, ...]:
    """Return the pictures of a thread's conversations; none where they would tell nothing, or be too many."""
    conversations = len(thread.replies)
    if thread.size < FEWEST_DOTS or conversations == thread.size or conversations > MOST_DOTS:
        return ()
    if thread.size > MOST_DOTS:
        return tuple(_gathered(reply) for reply in thread.replies)
    return tuple(_picture(reply) or _gathered(reply) for reply in thread.replies)


def _picture(first: Reply) -> Picture | None:
    """Draw a conversation; None where it is too large."""
    places: dict[str, tuple[int, int]] = {}
    answered: set[str] = set()
    lines = []
    row = column = 0
    for reply in first.conversation():
        if reply.parent is None:
            places[reply.comment.id] = (0, 0)
            continue
        parent = reply.parent.id
        before, level = places[parent]
        row += parent in answered
        answered.add(parent)
        column = max(column, before + 1)
        if row >= MOST_ROWS or column >= MOST_COLUMNS:
            return None
        places[reply.comment.id] = (before + 1, row)
        lines.append(f"M{_at(before)} {_at(level)}" + f"V{_at(row)}" * (row > level) + f"H{_at(before + 1)}")
    comments = (reply.comment for reply in first.conversation())
    dots = tuple(Dot(comment, _at(x), _at(y), RADIUS, 0) for comment in comments for x, y in [places[comment.id]])
    return Picture(STEP * (column + 1), STEP * (row + 1), "".join(lines), dots)


def _at(step: int) -> int:
    return STEP * step + STEP // 2


def _gathered(reply: Reply) -> Picture:
    radius = min(RADIUS + int(reply.size**0.5), LARGEST_RADIUS)
    return Picture(STEP, STEP, "", (Dot(reply.comment, _at(0), _at(0), radius, reply.size),))
