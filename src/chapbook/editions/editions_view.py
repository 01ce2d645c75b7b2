"""What the page of all editions shows: each with its words, its files, and what changed since the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chapbook.edition import day_in_words
from chapbook.editions.wording import full_name, short_name, title_of_changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from chapbook.editions.editions_file import Edition
    from chapbook.editions.kept_sites import Site


class Link(NamedTuple):
    """A link, and its words."""

    href: str
    text: str


class Compared(NamedTuple):
    """Two editions that are compared on a page, the new one none if it is what is here now; and how much differs."""

    old: Edition
    new: Edition | None
    page: str
    counts: list[str]

    @property
    def title(self) -> str:
        """Return the title of the page."""
        return title_of_changes(self.old, self.new)


class Redacted(NamedTuple):
    """Words of a comment that were taken out since: where it was, if its place is known, and the day, in words."""

    href: str
    day: str


class Listed(NamedTuple):
    """An edition as the list has it.

    *changes* are lines of what changed, in its editors' words, *counts* how much did since the edition before, which
    *since* leads to. What was not made has no *href*; where nothing can be compared, *has_words* is false.
    """

    id: str
    title: str
    href: str
    changes: list[str]
    since: Link | None
    counts: list[str]
    others: list[Link]
    files: list[Link]
    redacted: list[Redacted]
    has_words: bool


def listed(
    editions: Sequence[tuple[Edition, Site | None, bool]],
    compared: Sequence[Compared],
    href: Callable[[str], str],
    up: str,
) -> Iterator[Listed]:
    """Yield editions, newest first.

    :param editions: oldest first, each with its site, if it was made, and whether its words are known.
    :param href: returns where a page of this site is.
    :param up: the way to the folder of this site, with a slash; empty if the list is there.
    """
    before = {edition: number for number, (edition, _, _) in enumerate(editions, -1)}
    for edition, site, has_words in reversed(editions):
        last = editions[before[edition]][0] if before[edition] >= 0 else None
        with_older = [one for one in reversed(compared) if one.new == edition]
        since = next((one for one in with_older if one.old == last), None)
        yield Listed(
            f"edition-{edition.version}",
            full_name(edition),
            f"{up}{site.folder}{site.front}" if site else "",
            edition.changes.splitlines(),
            Link(href(since.page), since.title) if since else None,
            since.counts if since else [],
            [Link(href(one.page), short_name(one.old)) for one in with_older if one is not since],
            [Link(f"{up}{site.folder}{file}", name) for name, file in site.files.items()] if site else [],
            [*_redacted(edition, site, up)],
            has_words,
        )


def _redacted(edition: Edition, site: Site | None, up: str) -> Iterator[Redacted]:
    for redaction in edition.redacted:
        place = site.places.get(redaction.id) if site else None
        yield Redacted(f"{up}{site.folder}{place.address}" if site and place else "", day_in_words(redaction.date))
