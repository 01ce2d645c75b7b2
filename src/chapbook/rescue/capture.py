"""What a source holds, as plain data: the record, the article, its pictures and its comments, as the source has them.

Readers (``*_source.py``) make it, each from one kind of source; everything behind works on it alone. Nothing is
supplied here: what a source does not say is an empty string.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from chapbook.comments.exchange.record import Imported


@dataclass(frozen=True, slots=True)
class Html:
    """An article as HTML that nobody has cleaned yet; it begins on *line* of the source, 0 where that says nothing."""

    source: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class PlainText:
    """An article as lines without markup; the first is on *line* of the source."""

    source: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of a picture and where they were taken from; nobody has looked yet whether they are one."""

    data: bytes
    origin: str


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of the source that is not taken over: what, why, and on which line of the source (0: not known).

    :ivar is_words: whether *what* are words that a reader of the page saw, just as they stand there.
    """

    what: str
    why: str
    line: int = 0
    is_words: bool = False


@dataclass(frozen=True, slots=True)
class Capture:
    """One page of a source.

    :ivar path: the file that was read.
    :ivar kind: what the source is, in words: "a page saved by a browser".
    :ivar author: a name as it is written, "Family, Given" or not; several are parted by semicolons.
    :ivar date: when the article was published: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
    :ivar address: where the page stood, http or https.
    :ivar site: the name of the site.
    :ivar licence: the address or the words by which the source states a licence.
    :ivar language: a language tag (BCP 47).
    :ivar comments: in the order of the source; each answers by *parent* the one of that *number*.
    :ivar pictures: by their addresses, written as the article's HTML writes them.
    :ivar says: the number of comments that the source itself tells, None where it tells none.
    :ivar captured: when the copy was made, in the words of the source, where it says so.
    :ivar name: how the source calls the page among others, such as its slug.
    :ivar supplied: names of fields that an editor supplied.
    """

    path: Path
    kind: str
    article: Html | PlainText
    title: str = ""
    author: str = ""
    date: str = ""
    address: str = ""
    site: str = ""
    licence: str = ""
    language: str = ""
    comments: tuple[Imported, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    says: int | None = None
    captured: str = ""
    name: str = ""
    supplied: frozenset[str] = frozenset()
    losses: tuple[Loss, ...] = ()
