"""Sources in, captures out: which reader a file is for is seen by how it begins, not by its name."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from chapbook.comments.exchange.source_text import HEAD, MARKS, open_source
from chapbook.mistake import Mistake
from chapbook.rescue.archived_source import is_warc, read_archived
from chapbook.rescue.export_source import read_exports
from chapbook.rescue.mhtml_source import is_mhtml, read_mhtml
from chapbook.rescue.page_pictures import files_of, picture_beside
from chapbook.rescue.page_source import read_page
from chapbook.rescue.page_text import decoded
from chapbook.rescue.plain_text_source import read_plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from chapbook.rescue.capture import Capture

KINDS = (
    "a page saved by a browser (HTML, MHTML), a web archive (WARC), a WordPress export (WXR), answers of the WordPress "
    "REST API (JSON), "
    "a Blogger export (Atom), and a plain-text copy"
)
LARGEST = 64_000_000
"""Bytes of a page or a text; exports, which are read piece by piece, may have more."""
LARGEST_EXPORT = 2_000_000_000
MOST_ORIGINALS = 200_000_000
"""Bytes of originals that are kept beside an edition."""

XML = re.compile(rb"\s*<(?:\?xml\b|(?:\w+:)?(?:rss|feed|disqus)\b)")
XHTML = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
PAGE = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h[1-6]|table|title|meta|center)\b", re.IGNORECASE
)
JSON = re.compile(rb"\s*[\[{]\s*[\[{\"\]}]")


class Read(NamedTuple):
    """A page of a source, and the files that were read, by the names that they get beside the edition."""

    capture: Capture
    originals: dict[str, bytes]


def read_sources(paths: Sequence[Path], *, post: str, takes_all: bool, select: str) -> Iterator[Read]:
    """Yield what is wanted of the sources.

    :raises Mistake: where a source is none, or has several posts and none is named.
    """
    first = paths[0]
    head = _head(first)
    if (XML.match(head) and not XHTML.search(head)) or JSON.match(head):
        originals = {path.name: _data(path, LARGEST_EXPORT) for path in paths}
        return (Read(capture, originals) for capture in read_exports(paths, post, takes_all=takes_all))
    if len(paths) > 1:
        raise Mistake(paths[1], 0, "only exports have several files; name one page or text")
    if post or takes_all:
        raise Mistake(first, 0, "this is one page, not an export; leave --post and --all away")
    return iter([_page_or_text(first, head, select)])


def _page_or_text(path: Path, head: bytes, select: str) -> Read:
    if is_warc(path, head):
        return Read(read_archived(path, select), {path.name: _data(path, LARGEST_EXPORT)})
    data = _data(path, LARGEST)
    if is_mhtml(head):
        mhtml = read_mhtml(path, data)
        capture = read_page(mhtml.page, path, select=select, address=mhtml.address, beside=mhtml.files.get)
        return Read(replace(capture, captured=mhtml.saved), {path.name: data})
    if PAGE.search(head):
        files = files_of(path)
        capture = read_page(decoded(data), path, select=select, beside=partial(picture_beside, files=files))
        return Read(capture, _with_beside(path, data, files))
    if b"\0" in head and not any(head.startswith(mark) for mark in MARKS):
        raise Mistake(path, 0, f"this is none of the sources that are known; known are {KINDS}")
    if not data.strip():
        raise Mistake(path, 0, f"the file is empty; take {KINDS}")
    if select:
        raise Mistake(path, 0, "this is a plain text, which has no elements; leave --select away")
    return Read(read_plain_text(path, open_source(path).text()), {path.name: data})


def _with_beside(path: Path, data: bytes, files: dict[str, Path]) -> dict[str, bytes]:
    """Return a page and the files of its folder, as many as are kept."""
    originals, total = {path.name: data}, len(data)
    for name, file in files.items():
        total += file.stat().st_size
        if total <= MOST_ORIGINALS:
            originals[name] = file.read_bytes()
    return originals


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(2 * HEAD)
    except OSError as error:
        raise Mistake(path, 0, f"the file cannot be read ({error.strerror}); see to it") from error


def _data(path: Path, largest: int) -> bytes:
    try:
        if path.stat().st_size > largest:
            raise Mistake(path, 0, f"the file has more than {largest:,} bytes; take a copy of the page alone")
        return path.read_bytes()
    except OSError as error:
        raise Mistake(path, 0, f"the file cannot be read ({error.strerror}); see to it") from error
