"""What an edition says, as plain frozen data: its passages in their order, and its comments."""

from __future__ import annotations

from typing import NamedTuple


class Part(NamedTuple):
    """A passage, such as a heading, a paragraph, a row of a table or a note.

    *id* is empty where nobody gave the passage one; no two parts of an edition have the same. *within* is the id of the
    section that it stands in, empty outside of all; of a heading, that of the section around its own. In *words* a line
    ends where one does on the page. *language* is a tag (BCP 47) where it is not that of the whole. *kept* are ids of
    passages of earlier editions that lead to it now.
    """

    id: str
    kind: str
    words: str
    within: str = ""
    language: str = ""
    kept: tuple[str, ...] = ()


class Comment(NamedTuple):
    """A comment; *date* is one of ISO 8601, *answers* the id of the comment that it answers, as far as there are any.

    One that *was_removed* has no words.
    """

    id: str
    author: str = ""
    date: str = ""
    words: str = ""
    answers: str = ""
    was_removed: bool = False


class Parts(NamedTuple):
    """All of an edition; a comment stands behind the one that it answers."""

    parts: tuple[Part, ...] = ()
    comments: tuple[Comment, ...] = ()


SECTION = "section"
"""The kind of a part that is the heading of a section with an id; it has the id of the section."""

TITLE = "title"
"""The kind of the title of the whole."""

PRESERVED = {"code"}
"""Kinds of parts whose spaces are as they were written."""
