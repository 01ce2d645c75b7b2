"""A comment, as plain frozen data: to load a page that was kept loads nothing that reads files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


class Comment(NamedTuple):
    """A comment as its file gives it; *body* is cleaned XHTML, *lines* has the line of each key.

    *removed* is the reason why its words are no longer here; empty where they are.
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

    @property
    def words(self) -> str:
        """Return the plain text of the body."""
        from chapbook.comments.body import words_of  # noqa: PLC0415  # as said above

        return words_of(self.body)
