"""What a feed of comments tells, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chapbook.comments.moment import moment

if TYPE_CHECKING:
    from datetime import date, datetime

LATEST = 100
"""How many comments a feed has at the most; who follows it is told of all that come, and need not load the rest."""


class Entry(NamedTuple):
    """A comment in the feed: *title* for lists, *author* as shown, *content* as XHTML, *parent* an anchor or empty.

    *about* is the passage that it answers, and *quote* are words of it; both may be empty.
    *is_removed* tells that the words are gone, *removed_on* since when, if that is known.
    """

    anchor: str
    docname: str
    title: str
    author: str
    url: str
    date: date | None
    content: str
    parent: str
    about: str = ""
    quote: str = ""
    is_removed: bool = False
    removed_on: datetime | None = None

    def updated(self, edition: datetime | None) -> datetime | None:
        """Return when it last changed; *edition* is when the edition was made, which counts where that is not known."""
        known = [moment(self.date)] if self.date else []
        known += [self.removed_on] if self.removed_on else []
        if edition and (not known or (self.is_removed and not self.removed_on)):
            known.append(edition)
        return max(known, default=None)


class Feed(NamedTuple):
    """The whole: *work* is any text that names the work for good; *pages* are the addresses of pages, by docname.

    *front_page* is the address of the site's own, to which a feed of several pages leads (RFC 4287, 4.1.1: to one).
    *edition* is when the edition was made, which undated comments carry; *undated* is what their content says first, as
    XHTML; *address* is the feed's own, complete, and empty where it is not known.
    """

    work: str
    title: str
    language: str
    edition: datetime | None
    undated: str
    address: str
    pages: dict[str, str]
    front_page: str
