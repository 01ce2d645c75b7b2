"""What WordPress's export and its REST API have in common: the types of comments, and fields that are stored as HTML.

A name is stored with ``&``, ``<`` and ``>`` as character references (filter ``pre_comment_author_name``), and so is the
``&`` of an address (``pre_comment_author_url``); both come out as they are stored. An address without a scheme is shown
with ``http://`` before it (``esc_url``).
"""

from __future__ import annotations

import re
from html import escape, unescape

from chapbook.comments.exchange.record import LeftOut

TYPES = {"": None, "comment": None, "pingback": LeftOut.PINGBACK, "trackback": LeftOut.TRACKBACK}
REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
HOST = re.compile(r"(?![a-z][a-z0-9+-]*:)[^\s/?#:.]+(?:\.[^\s/?#:.]+)+(?::[0-9]+)?(?:[/?#].*)?", re.IGNORECASE)


def plain_text(stored: str) -> str:
    """Return what a stored name or address says; a reference without its semicolon is none, as in ``?a=1&copy=2``."""
    return REFERENCE.sub(lambda reference: unescape(reference[0]), stored)


def stored_text(text: str) -> str:
    """Return a name or an address as WordPress stores it."""
    return escape(text, quote=False)


def site_address(stored: str) -> str:
    """Return the address of a commenter's site, with the scheme that WordPress puts before one without."""
    address = plain_text(stored)
    return f"http://{address}" if HOST.fullmatch(address) else address
