"""The latest comments as an Atom feed (RFC 4287), each answer with what it answers (RFC 4685).

No date is made up: a comment without one has no ``published``, and its ``updated``, which the format requires, is the
edition's; its content says so. One that was removed is updated when it was, or by the edition, so that programs that
have its words replace them. Ids stay the same wherever the publication is hosted: they are UUIDs (RFC 9562, version
5) of the comment's anchor in the work's own.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from chapbook.comments.moment import moment
from chapbook.comments.names import urn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chapbook.comments.feed_data import Entry, Feed

ATOM = "http://www.w3.org/2005/Atom"
THREAD = "http://purl.org/syndication/thread/1.0"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed_xml(feed: Feed, entries: Sequence[Entry]) -> str | None:
    """Write the feed, latest comment first; none where there is nothing, or no date, to tell (RFC 4287, 4.1.1)."""
    dated = [(entry.updated(feed.edition), entry) for entry in entries]
    dates = [updated for updated, _ in dated if updated]
    if not dates or len(dates) < len(dated):
        return None
    ET.register_namespace("", ATOM)
    ET.register_namespace("thr", THREAD)
    root = ET.Element(f"{{{ATOM}}}feed", {XML_LANG: feed.language})
    _add(root, "id", urn(feed.work, "comments.atom"))
    _add(root, "title", feed.title)
    _add(root, "updated", _rfc3339(max(dates)))
    if feed.address:
        _add(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    pages = {feed.pages[entry.docname] for entry in entries}
    _add(root, "link", rel="alternate", type="text/html", href=pages.pop() if len(pages) == 1 else feed.front_page)
    for updated, entry in sorted(dated, key=lambda pair: pair[0] or datetime.min.replace(tzinfo=UTC), reverse=True):
        _add_entry(root, feed, entry, updated)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=False) + "\n"


def _add_entry(root: ET.Element, feed: Feed, entry: Entry, updated: datetime | None) -> None:
    element = _add(root, "entry")
    _add(element, "id", urn(feed.work, entry.anchor))
    _add(element, "title", entry.title)
    if updated:
        _add(element, "updated", _rfc3339(updated))
    if entry.date:
        _add(element, "published", _rfc3339(moment(entry.date)))
    author = _add(element, "author")
    _add(author, "name", entry.author)
    if entry.url:
        _add(author, "uri", entry.url)
    _add(element, "link", rel="alternate", type="text/html", href=_address(feed, entry, entry.anchor))
    if entry.parent:
        href = _address(feed, entry, entry.parent)
        reference = {"ref": urn(feed.work, entry.parent), "href": href, "type": "text/html"}
        ET.SubElement(element, f"{{{THREAD}}}in-reply-to", reference)
    is_dated = entry.date or entry.removed_on
    _add(element, "content", entry.content if is_dated else f"{feed.undated}\n{entry.content}", type="html")


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text
    return element


def _address(feed: Feed, entry: Entry, anchor: str) -> str:
    return f"{feed.pages[entry.docname]}#{anchor}"


def _rfc3339(when: datetime) -> str:
    return when.isoformat(timespec="seconds").replace("+00:00", "Z")
