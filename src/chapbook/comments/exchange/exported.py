"""A comment as WordPress has it: what the two forms of export have in common, and what only we have beside it.

WordPress numbers its comments: an id that is a number stays, the others get numbers that are free, in reading order.
Nothing is invented: what has no date goes out without one, and a day without its time has no moment in UTC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time
from itertools import count
from typing import TYPE_CHECKING

from chapbook.comment_source import FRONT_MATTER
from chapbook.comments.exchange.moments import UNKNOWN, as_local_and_utc, zoned_moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from chapbook.comments.comment import Comment

NUMBER = re.compile(r"[1-9][0-9]{0,19}")


@dataclass(frozen=True, slots=True)
class Exported:
    """The fields of a comment in WordPress; *own* are the keys of :data:`~.record.OWN_KEYS` that are needed."""

    number: int
    parent: int
    author: str
    url: str
    date: str
    date_gmt: str
    content: str
    own: Mapping[str, str]


def exported(comments: Iterable[Comment]) -> Iterator[Exported]:
    """Yield the comments of a thread, which have no mistake, in the order in which they are given."""
    comments = list(comments)
    numbers = _numbers(comment.id for comment in comments)
    for comment in comments:
        local, utc = _texts(comment.date)
        own = {
            "id": "" if str(numbers[comment.id]) == comment.id else comment.id,
            "date": comment.date.isoformat() if comment.date and zoned_moment(local, utc) != comment.date else "",
            "about": comment.about,
            "quote": comment.quote,
            "answered": comment.answered,
            "closed": "true" if comment.closed else "",
            "removed": comment.removed,
            "supplied": " ".join(sorted(comment.supplied)),
            "source": "" if comment.removed else _source(comment),
        }
        yield Exported(
            number=numbers[comment.id],
            parent=numbers[comment.reply_to] if comment.reply_to else 0,
            author=comment.author,
            url=comment.url,
            date=local,
            date_gmt=utc,
            content=comment.body,
            own={key: value for key, value in own.items() if value},
        )


def _numbers(ids: Iterable[str]) -> dict[str, int]:
    ids = list(ids)
    numbers = {id_: int(id_) for id_ in ids if NUMBER.fullmatch(id_)}
    used = set(numbers.values())
    free = (number for number in count(1) if number not in used)
    return {id_: numbers[id_] if id_ in numbers else next(free) for id_ in ids}


def _texts(moment: date | None) -> tuple[str, str]:
    if moment is None:
        return UNKNOWN, UNKNOWN
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time.min).isoformat(" "), UNKNOWN
    return as_local_and_utc(moment)


def _source(comment: Comment) -> str:
    """Return the Markdown of a comment's file, with the line ends that it is read with."""
    text = comment.path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    parts = FRONT_MATTER.match(text)
    return text[parts.end() :] if parts else ""
