"""What a page's policy will block, as messages for its author; a browser would only tell its console."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chapbook.security.markup import Tag

SHOWN = 60
"""How many characters of a script or an address a message repeats."""

ADDRESSES = {"action", "data", "formaction", "href", "src", "xlink:href"}
"""Attributes that hold an address which a browser goes to or loads."""

EMPTY = {"audio", "embed", "frame", "iframe", "object", "video"}
"""Elements that the policy lets load nothing, from wherever it is."""


class Fault(NamedTuple):
    """What does not work and what to write instead, and the part of the page that it is about."""

    message: str
    written: str


def script_fault(script: str) -> Fault:
    """Tell of a script that stands in the text of a document, where anybody's words could stand."""
    message = (
        f"the script {_short(script)!r} in the text will not run; put it into a file and name that in html_js_files"
    )
    return Fault(message, script)


def tag_faults(tags: Iterable[Tag]) -> Iterator[Fault]:
    """Tell of handlers, addresses that run a script, files of other hosts, and what is framed."""
    for tag in tags:
        for message in _messages(tag):
            yield Fault(message, tag.written)


def _messages(tag: Tag) -> Iterator[str]:
    for name, value in tag.attributes.items():
        if name.startswith("on"):
            yield (
                f"{name} of <{tag.name}> will do nothing; put a script into a file that listens for the event, "
                "and name that in html_js_files"
            )
        elif name in ADDRESSES and value.strip().lower().startswith("javascript:"):
            yield (
                f"the address {_short(value)!r} of <{tag.name}> will do nothing; put the script into a file and name "
                "that in html_js_files"
            )
    if tag.name in EMPTY:
        yield f"<{tag.name}> will show nothing; link to its content instead"
    elif (address := _loaded(tag)) and urlsplit(address).netloc:
        yield f"<{tag.name}> will not load {_short(address)!r}, as it is of another host; put the file beside the pages"


def _loaded(tag: Tag) -> str:
    """Return the address from which an element gets a file of its own."""
    if tag.name == "link":
        return tag.attributes.get("href", "") if "stylesheet" in tag.attributes.get("rel", "").lower().split() else ""
    return tag.attributes.get("src", "")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
