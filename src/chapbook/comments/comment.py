"""A comment, as plain frozen data: to load a page that was kept loads nothing that reads files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


ANSWERED = "true"
"""What stands for an answer that is no comment of the thread."""


class Comment(NamedTuple):
    """A comment as its file gives it; *body* is cleaned XHTML, *lines* has the line of each key.

    *removed* is the reason why its words are no longer here; empty where they are. *quote* are words of the passage
    that it is *about*. *answered* is the id of the comment that settles it, or :data:`ANSWERED`; empty where none does.
    """

    id: str
    path: Path
    author: str
    body: str
    date: date | None
    url: str
    reply_to: str
    about: str
    removed: str
    supplied: frozenset[str]
    lines: dict[str, int]
    quote: str = ""
    answered: str = ""
    closed: bool = False

    @property
    def words(self) -> str:
        """Return the plain text of the body."""
        from chapbook.comments.body import words_of  # noqa: PLC0415  # as said above

        return words_of(self.body)
