"""A page in one MHTML file (RFC 2557), as browsers save it: a message whose parts are the page and its files."""

from __future__ import annotations

import re
from email import policy
from email.errors import MessageError
from email.parser import BytesParser
from typing import TYPE_CHECKING, NamedTuple

from chapbook.mistake import Mistake
from chapbook.rescue.capture import Picture
from chapbook.rescue.page_text import decoded

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import EmailMessage
    from pathlib import Path

    from chapbook.rescue.page_text import PageText

BEGINNING = re.compile(rb"\A\s*(?:[\w-]+:[^\n]*\n(?:[ \t]+[^\n]*\n)*){1,30}", re.IGNORECASE)
RELATED = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
MOST_PARTS = 5_000


class Mhtml(NamedTuple):
    """The page, where it stood, when it was saved, and its files by their addresses."""

    page: PageText
    address: str
    saved: str
    files: Mapping[str, Picture]


def is_mhtml(head: bytes) -> bool:
    """Tell by its beginning whether a file is one."""
    found = BEGINNING.match(head)
    return bool(found and RELATED.search(found[0]))


def read_mhtml(path: Path, data: bytes) -> Mhtml:
    """Take the file apart.

    :raises Mistake: where it has no page.
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        parts = [part for part in message.walk() if not part.is_multipart()][:MOST_PARTS]
        pages = [part for part in parts if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
    except (MessageError, ValueError, LookupError, AttributeError, IndexError, RecursionError) as error:
        raise Mistake(path, 0, f"this MHTML file cannot be taken apart ({error}); save the page again") from error
    if not pages:
        raise Mistake(path, 0, "this MHTML file has no part that is a page; save the page again")
    first = pages[0]
    files: dict[str, Picture] = {}
    for part in parts:
        if part is first:
            continue
        picture = Picture(_bytes(part), _header(part, "Content-Location") or "a part of the file")
        for name in (_header(part, "Content-Location"), f"cid:{_header(part, 'Content-ID').strip('<>')}"):
            if name not in {"", "cid:"}:
                files.setdefault(name, picture)
    page = decoded(_bytes(first), str(first.get_param("charset") or ""))
    address = _header(message, "Snapshot-Content-Location") or _header(first, "Content-Location")
    return Mhtml(page, address, _header(message, "Date"), files)


def _bytes(part: EmailMessage) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError):
        data = b""
    return data if isinstance(data, bytes) else b""


def _header(part: EmailMessage, name: str) -> str:
    """Return a header on one line; "" where it cannot be read."""
    try:
        return " ".join(str(part.get(name) or "").split())
    except (ValueError, LookupError, AttributeError, IndexError):
        return ""
