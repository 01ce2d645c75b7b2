"""The addresses that a comment may lead to: complete ones of the web and of mail.

People and programs write addresses with signs that none may have, such as a dash, brackets or a space. A browser
follows them all the same, as it writes these signs in another way (URL Standard, 4.4). So does :func:`normalized`,
through which an address goes before it is judged, whether it comes from an import, from the form or by hand.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from urllib.parse import quote, unquote, urlsplit

import nh3

from chapbook.comments.allowed import LONGEST_ADDRESS, SCHEMES

ADDRESS = re.compile(
    r"(?:https?://(?:\[[0-9a-f:.]+\])?|mailto:)(?:[\w.~:/?#@!$&'()*+,;=-]|%[0-9a-f]{2})*",
    re.IGNORECASE,
)
"""The characters of an address (RFC 3986, 2; RFC 3987 adds letters beyond ASCII); brackets are of numeric hosts."""

BEGINNING = re.compile(r"https?://[^/?#\\]*|mailto:", re.IGNORECASE)
"""What tells where an address leads; nothing in it is written in another way."""

LINE_ENDS = re.compile(r"[\t\n\r]+")
EDGES = "".join(map(chr, range(33)))
UNFIT = re.compile(r"%(?![0-9a-f]{2})|[^\w.~:/?#@!$&'()*+,;=%\ufffd-]", re.IGNORECASE)
"""What stands in no address; not U+FFFD, which shows that the address was another one."""

LABELS = re.compile("[.\u3002\uff0e\uff61]")
LONGEST_LABEL = 63
LONGEST_HOST = 253

SHOWN = 60
"""How many characters of a bad address a message repeats."""


def normalized(address: str) -> str:
    """Write an address with those characters only that one may have; where it leads stays the same.

    Spaces around it and line ends in it go, other unfit characters behind the host are percent-encoded (RFC 3986, 2.1).
    What is no complete address comes back without being one.
    """
    address = LINE_ENDS.sub("", address.strip(EDGES))
    beginning = BEGINNING.match(address)
    start = beginning.end() if beginning else 0
    if address.startswith("\\", start):  # to encode it would make a name of the host, and a host of what follows
        return address
    rest, hash_, fragment = UNFIT.sub(lambda unfit: quote(unfit[0], safe=""), address[start:]).partition("#")
    return address[:start] + rest + hash_ + fragment.replace("#", "%23")


def link_fault(address: str) -> str:
    """Say what is wrong with an address; empty for a complete http, https or mailto address (RFC 3986, section 3)."""
    try:
        parts = urlsplit(address)
        # To ask for the port is to check it.
        complete = bool(parts.path if parts.scheme == "mailto" else _is_host(parts.hostname or "") and parts.port != 0)
    except ValueError:
        complete = False
    if complete and ADDRESS.fullmatch(address) and _is_kept(address):
        return ""
    shown = address if len(address) <= SHOWN else f"{address[:SHOWN]}…"
    return f"the link to {shown!r} was left out; write an address that begins with https://, http:// or mailto:"


def length_fault(address: str) -> str:
    """Say that a good address is longer than a PDF can have one; empty where it is not."""
    size = len(address.encode())
    if size <= LONGEST_ADDRESS:
        return ""
    message = f"the address {address[:SHOWN]!r}… has {size:,} bytes, so that its words are no link in the PDF"
    return f"{message}; shorten it to {LONGEST_ADDRESS:,}"


def _is_host(name: str) -> bool:
    """Tell whether a host has no part that is empty or too long (RFC 1035, 2.3.4; RFC 5890, 2.3.2)."""
    if name.startswith("[") or ":" in name:  # a number, which has been looked at
        return True
    labels = LABELS.split(unquote(name).removesuffix("."))
    sizes = [len(label if label.isascii() else f"xn--{label.encode('punycode').decode()}") for label in labels]
    return min(sizes) > 0 and max(sizes) <= LONGEST_LABEL and sum(sizes) + len(sizes) - 1 <= LONGEST_HOST


def _is_kept(address: str) -> bool:
    """Ask the cleaner, which takes an address that it cannot read out of its link without a word."""
    return "href=" in _cleaner().clean(f'<a href="{escape(address)}"></a>')


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(tags={"a"}, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel=None)
