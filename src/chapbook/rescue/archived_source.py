"""A page of a WARC file in, what it holds out; where the site's API answered too, text and comments are the API's."""

from __future__ import annotations

import gzip
from dataclasses import replace
from typing import TYPE_CHECKING

from chapbook.comments.exchange import wordpress_json
from chapbook.comments.exchange.json_arrays import Item
from chapbook.rescue.capture import Html
from chapbook.rescue.page_pictures import addresses_of, embedded_pictures
from chapbook.rescue.page_source import read_page
from chapbook.rescue.page_text import decoded, tree
from chapbook.rescue.warc_source import read_warc

if TYPE_CHECKING:
    from pathlib import Path

    from chapbook.rescue.capture import Capture
    from chapbook.rescue.warc_source import ArchivedPage

KIND = "a page in a web archive (WARC)"
BEGINNING = b"WARC/"
PACKED = b"\x1f\x8b"


def is_warc(path: Path, head: bytes) -> bool:
    """Tell by its beginning whether a file is one, packed or not."""
    if not head.startswith(PACKED):
        return head.startswith(BEGINNING)
    try:
        with gzip.open(path) as file:
            return file.read(len(BEGINNING)) == BEGINNING
    except (OSError, EOFError):
        return False


def read_archived(path: Path, select: str) -> Capture:
    """Read the page of a WARC file.

    :raises Mistake: where it has no page, or no article is found.
    """
    page = read_warc(path)
    text = decoded(page.body, page.encoding)
    capture = read_page(text, path, select=select, address=page.address, beside=page.file)
    capture = replace(capture, kind=KIND, captured=page.taken)
    return capture if select or len(page.posts) != 1 else _with_answers(capture, page)


def _with_answers(capture: Capture, page: ArchivedPage) -> Capture:
    """Put what the API says in the place of what the page shows."""
    (post,) = page.posts
    content = post.get("content")
    rendered = content.get("rendered") if isinstance(content, dict) else None
    if isinstance(rendered, str) and rendered.strip():
        article = tree(rendered)
        pictures = embedded_pictures(article)
        for name in addresses_of(article):
            if name not in pictures and (picture := page.file(name)):
                pictures[name] = picture
        capture = replace(capture, article=Html(article.decode()), pictures=pictures)
    threads = wordpress_json.posts(capture.path, (Item(0, value) for value in page.comments))
    comments = [one for thread in threads if thread.id == str(post.get("id")) for one in thread.comments]
    return replace(capture, comments=tuple(comments)) if comments else capture
