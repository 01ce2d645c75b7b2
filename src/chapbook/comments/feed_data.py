"""What a feed of comments tells, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date, datetime

LATEST = 100
"""How many comments a feed has at the most; who follows it is told of all that come, and need not load the rest."""


class Entry(NamedTuple):
    """A comment in the feed: *title* for lists, *author* as shown, *content* as XHTML, *parent* an anchor or empty.

    *about* is the passage that it answers, and *quote* are words of it; both may be empty.
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
