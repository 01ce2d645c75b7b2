"""What a page shows from another host: a link leads there in its place, as an EPUB holds all that it shows itself.

Sound and video may be elsewhere (EPUB 3.3, 3.6).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

ADDRESS = {"embed": "src", "iframe": "src", "img": "src", "object": "data"}
"""Where an element says what it shows."""

KEPT = {"class", "id", "lang", "title"}
REMOTE = ("http://", "https://", "//")


def is_elsewhere(name: str, attributes: Mapping[str, str]) -> bool:
    """Tell whether an element of HTML shows what is on another host."""
    return name in ADDRESS and attributes.get(ADDRESS[name], "").strip().lower().startswith(REMOTE)


def lead_there(element: _Element) -> None:
    """Make a link of an element; its words are those that stand for what it shows, or the address."""
    address = str(element.get(ADDRESS[str(element.tag)])).strip()
    words = element.get("alt") or element.get("title") or "".join(element.itertext()).strip() or address
    for child in list(element):
        element.remove(child)
    for attribute in set(element.attrib) - KEPT:
        del element.attrib[attribute]
    element.tag, element.text = "a", words
    element.set("href", f"https:{address}" if address.startswith("//") else address)
