"""What a site makes a link of when it shows a comment: WordPress's ``make_clickable``, on text without tags.

A web address begins behind white space, an opening bracket or a mark of punctuation, or with the text; it goes on
over letters of any script, digits and most signs, and over a mark of punctuation that another of these follows. A
closing bracket belongs to it where it has the opening one. ``www.`` and mail addresses begin behind white space or with
the text. WordPress looks at each text between two tags by itself, and so does who calls this.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from chapbook.comments.address import link_fault, normalized
from chapbook.comments.allowed import LONGEST_VALUE
from chapbook.comments.exchange.record import Links

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGN = r"[\w#%~/@\[\]*(+=&$\x80-\U0010ffff-]"
SOLID = rf"(?:(?!\s){SIGN})+"
WEB = re.compile(rf"(?:^|(?<=[\s(<.,;:!?]))https?://(?:{SOLID})?(?:['.,;:!?)]{SOLID})*\)?", re.IGNORECASE)
WWW = re.compile(r"(?:^|(?<=\s))www\.[\w\x80-\U0010ffff#$%&~/.;:=,?@\[\]+-]+", re.IGNORECASE)
MAIL = re.compile(r"(?:^|(?<=\s))[.0-9a-z_+-]+@(?:[0-9a-z-]+\.)+[0-9a-z]{2,}", re.IGNORECASE | re.ASCII)


class Link(NamedTuple):
    """A part of a text, from *start* to *end*, and where it leads."""

    start: int
    end: int
    href: str

    def behind(self, length: int) -> Link:
        """Return the same link in a text that begins with *length* other characters."""
        return self._replace(start=self.start + length, end=self.end + length)


def found_links(text: str, links: Links) -> Iterator[Link]:
    """Yield what becomes a link of a *text* that stands between two tags, in order."""
    if links is Links.OWN or not ("://" in text or "@" in text or "www." in text.lower()):
        return
    for word in re.finditer(r"\S+", text):
        if word.end() - word.start() <= LONGEST_VALUE:
            yield from (link.behind(word.start()) for link in _in(word[0], links))


def _in(word: str, links: Links) -> Iterator[Link]:
    """Find the links of what stands between spaces."""
    for match in WEB.finditer(word):
        address = match[0]
        while address.count("(") < address.count(")"):
            address = address[: address.rindex(")")]
        yield from _good(match.start(), address, address)
    if links is not Links.WORDPRESS:
        return
    if www := WWW.match(word):
        address = www[0][:-1] if www[0][-1] in ".,;:" else www[0]
        yield from _good(0, address, f"http://{address}")
    elif mail := MAIL.match(word):
        yield from _good(0, mail[0], f"mailto:{mail[0]}")


def _good(start: int, text: str, href: str) -> Iterator[Link]:
    href = normalized(href)
    if not link_fault(href):
        yield Link(start, start + len(text), href)
