"""The addresses that a comment may lead to: complete ones of the web and of mail."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from urllib.parse import urlsplit

import nh3

from chapbook.comments.allowed import SCHEMES

ADDRESS = re.compile(
    r"(?:https?://(?:\[[0-9a-f:.]+\])?|mailto:)(?:[\w.~:/?#@!$&'()*+,;=-]|%[0-9a-f]{2})*",
    re.IGNORECASE,
)
"""The characters of an address (RFC 3986, 2; RFC 3987 adds letters beyond ASCII); brackets are of numeric hosts."""

SHOWN = 60
"""How many characters of a bad address a message repeats."""


def link_fault(address: str) -> str:
    """Say what is wrong with an address; empty for a complete http, https or mailto address (RFC 3986, section 3)."""
    try:
        parts = urlsplit(address)
        # To ask for the port is to check it.
        complete = bool(parts.path if parts.scheme == "mailto" else parts.hostname and parts.port != 0)
    except ValueError:
        complete = False
    if complete and ADDRESS.fullmatch(address) and _is_kept(address):
        return ""
    shown = address if len(address) <= SHOWN else f"{address[:SHOWN]}…"
    return f"the link to {shown!r} was left out; write an address that begins with https://, http:// or mailto:"


def _is_kept(address: str) -> bool:
    """Ask the cleaner, which takes an address that it cannot read out of its link without a word."""
    return "href=" in _cleaner().clean(f'<a href="{escape(address)}"></a>')


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(tags={"a"}, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel=None)
