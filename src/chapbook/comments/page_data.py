"""What the build environment keeps of each document's threads, between builds and across parallel processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from chapbook.comments.feed_data import Entry
    from chapbook.comments.problem import Problem

NAME = "chapbook_comments_pages"


class About(NamedTuple):
    """A comment about a passage: the comment's *anchor* and *quote*, the passage's *target*, and where that is said."""

    anchor: str
    target: str
    location: str
    quote: str


@dataclass
class PageData:
    """Of one document: its folders of comments as they were when it was read, and what others are told of them.

    *closed* are the words that say so of the folders whose threads are closed.
    """

    folders: dict[Path, dict[str, int] | None] = field(default_factory=dict)
    listed: list[dict[str, str]] = field(default_factory=list)
    abouts: list[About] = field(default_factory=list)
    latest: list[Entry] = field(default_factory=list)
    forms: list[Path] = field(default_factory=list)
    closed: dict[Path, str] = field(default_factory=dict)
    unanswerable: list[Problem] = field(default_factory=list)
    section: str = ""
    """The id of the first thread, or of the form where there is none."""


def pages(env: BuildEnvironment) -> dict[str, PageData]:
    """Return what is kept, by docname; only documents with a thread or a form are in it."""
    if not hasattr(env, NAME):
        setattr(env, NAME, {})
    kept: dict[str, PageData] = getattr(env, NAME)
    return kept


def page_of(env: BuildEnvironment, docname: str) -> PageData:
    """Return what is kept of a document, to be added to."""
    return pages(env).setdefault(docname, PageData())


def forget_document(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Drop what is known of a document that is about to be read again or is gone."""
    pages(env).pop(docname, None)


def take_over_documents(_app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment) -> None:
    """Take what a parallel process found out about its documents."""
    found = pages(other)
    pages(env).update({docname: found[docname] for docname in docnames if docname in found})
