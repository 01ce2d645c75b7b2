"""What can be wrong with a comment, and how a person is told.

A :class:`Problem` is plain data: it names a file, a line, the kind of mistake, and says in one sentence what is wrong
and what to write instead. Whoever reads comments collects problems; only the directive turns them into warnings.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from chapbook.mistake import visible

if TYPE_CHECKING:
    from pathlib import Path


class Kind(StrEnum):
    """The kinds of mistake; each is the subtype of a warning of type ``chapbook_comments``, so one can be looked up."""

    FOLDER = "folder"
    """The folder of a thread is missing or has nothing in it."""
    NAME = "name"
    """A file's name is not a comment's id, or not a comment's file at all."""
    FILE = "file"
    """The system does not let a file be read."""
    SIZE = "size"
    """A file is larger than comments may be."""
    ENCODING = "encoding"
    """A file is not UTF-8, holds a control character, or piles up accents and other signs on a letter."""
    FRONT_MATTER = "front_matter"
    """The front matter is missing, is not YAML, or is not a list of ``key: value``."""
    KEY = "key"
    """A key that comments do not have, or one that stands twice."""
    VALUE = "value"
    """A key's value is missing or not of its form."""
    REPLY_TO = "reply_to"
    """A reply to nobody, to itself, or in a circle."""
    ANSWERED = "answered"
    """An answer that is not there, or is the very comment that it is to settle."""
    ABOUT = "about"
    """A comment about a section or paragraph that is not there."""
    BODY = "body"
    """A comment without words, one with words that were removed, or one with more markup than can be shown."""
    LINK = "link"
    """A link to something that is not a web or mail address."""


class Fault(NamedTuple):
    """A mistake in a part of a file: its line within that part, its kind and a sentence for the editor."""

    line: int
    kind: Kind
    message: str


class Problem(NamedTuple):
    """One mistake in one file; *line* counts from 1, 0 stands for the file as a whole.

    *missing* is the id of the comment that is answered, and not there.
    """

    path: Path
    line: int
    kind: Kind
    message: str
    missing: str = ""

    @property
    def location(self) -> str:
        """``path:line``, the form that editors and terminals make clickable; a file as a whole is its first line.

        Sphinx would take a place without a colon for a document's name. What a terminal would obey in a file's name,
        such as a line break, is shown as Python writes it.
        """
        return f"{visible(str(self.path))}:{self.line or 1}"
