"""What another extension knows of the links in a comment: where they lead now, and what stands behind them.

It is asked by the event ``chapbook-links``. A comment's body is cleaned, so that each link in it has one form, but for
the letters of its address: these are compared as Markdown writes them.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from markdown_it.common.normalize_url import normalizeLink

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

LINKS = "chapbook-links"
LINK = re.compile(r'<a href="(?P<href>[^"]*)"(?P<more>[^>]*)>(?P<words>.*?)</a>', re.DOTALL)


def known_links(app: Sphinx) -> dict[str, Mapping[str, Any]]:
    """Return what is known, by the addresses of links.

    Each is a mapping: *href* is where the link leads, *note* what stands behind it, in brackets, and *note_href* where
    that leads; *data* and *note_data* are pairs of names and values, the attributes of both.
    """
    return {normalizeLink(address): known for answer in app.emit(LINKS) for address, known in (answer or {}).items()}


def with_known_links(body: str, known: Mapping[str, Mapping[str, Any]]) -> str:
    """Put what is known into a cleaned body; the words of a link stay as they are."""

    def link(match: re.Match[str]) -> str:
        way = known.get(normalizeLink(unescape(match["href"])))
        if way is None:
            return match[0]
        note = escape(way["note"])
        if way["note_href"]:
            note = f"<a{_attributes(way['note_href'], way['note_data'])}{match['more']}>{note}</a>"
        opened = f"<a{_attributes(way['href'], way['data'])}{match['more']}>"
        return f'{opened}{match["words"]}</a> <span class="archived-copy">[{note}]</span>'

    return LINK.sub(link, body) if known else body


def _attributes(href: str, data: tuple[tuple[str, str], ...]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in (("href", href), *data))
