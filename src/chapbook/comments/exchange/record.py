"""What an export holds, as plain data: posts, each with its comments; and what can be said about one of them.

E-mail and IP addresses have no field here, so that none of them can be written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

OWN_KEYS = ("id", "date", "about", "quote", "answered", "closed", "removed", "supplied", "source")
"""What our own exports say beyond the fields of WordPress: the id where it is no number, the date where WordPress's
form cannot say it, the keys that WordPress does not have, and the Markdown as it was written."""


class LeftOut(StrEnum):
    """Why a comment is left out; the words of the report."""

    PINGBACK = "pingbacks"
    TRACKBACK = "trackbacks"
    OTHER_TYPE = "of another type than comment"
    SPAM = "spam"
    UNAPPROVED = "not approved"
    DELETED = "deleted"
    PRIVATE = "not public"
    HIDDEN = "hidden by moderators"
    TOO_LARGE = "too large"
    NO_WORDS = "without words"
    UNFIT = "cannot be a comment's file"


class Links(StrEnum):
    """What a source makes links of when it shows a comment, besides the links that are in its HTML."""

    OWN = "nothing else"
    WEB = "web addresses"
    WORDPRESS = "what WordPress makes clickable"


class Note(StrEnum):
    """What is different from the export in a comment that is taken; the words of the report."""

    ANSWER_TO_LEFT_OUT = "answers one that is left out; moved to what that one answers, or to the first level"
    ANSWER_TO_NOBODY = "answers one that is not there; moved to the first level"
    ANSWER_IN_CIRCLE = "answers in a circle; moved to the first level"
    NAMELESS = "nameless; its author is [Anonymous]"
    NO_SITE = "the commenter's address is no web address; dropped"
    NO_DATE = "the date cannot be read; dropped"
    NO_LINK = "links that lead to no web or mail address; their words stay"
    NO_PASSAGE = "about words that the text does not have any more; quoted in the comment itself"
    LONG_QUOTE = "quotes more words than a comment can; quoted in the comment itself"
    CHARACTERS = "characters that cannot be shown; now U+FFFD"


class Selected(NamedTuple):
    """The words of a page that an annotation is about, *exact*, and those around them, as it found them.

    *near* is the id of what they stand in; where it *is_named*, the annotation is about just that, without a *prefix*
    about all of it. *page* is an address.
    """

    page: str
    near: str
    exact: str
    prefix: str | None
    suffix: str
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """One comment of an export.

    *parent* is the *number* of the comment that it answers, "" for none; *html* is what the reader of the page was
    sent, but for line breaks where *has_plain_lines* (see :mod:`.html_to_markdown`) and for *links*; it begins on the
    line *words_line*. *own* holds our own keys, where the export has them. *selected* is what an annotation
    is about, until :mod:`.matching` has found it.
    """

    path: Path
    line: int
    number: str
    parent: str
    author: str
    url: str
    date: date | None
    html: str
    has_plain_lines: bool
    left_out: LeftOut | None
    is_date_lost: bool = False
    own: Mapping[str, str] = field(default_factory=dict)
    links: Links = Links.OWN
    words_line: int = 0
    selected: Selected | None = None

    @property
    def id(self) -> str:
        """The name of the comment's file: the id in the export, so that ``#comment-1853`` keeps its meaning."""
        return self.own.get("id") or self.number


@dataclass(frozen=True, slots=True)
class Post:
    """What was commented upon; any of *id*, *slug* and *address* may be empty, *names* are others that it goes by."""

    id: str
    slug: str
    address: str
    comments: tuple[Imported, ...]
    names: frozenset[str] = frozenset()


def title_slug(title: str) -> str:
    """Return what a post goes by whose source has its title only."""
    return re.sub(r"[\W_]+", "-", title.lower()).strip("-")
