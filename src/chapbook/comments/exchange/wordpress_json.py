"""An answer of the WordPress REST API for ``/wp/v2/comments``: JSON in, posts out.

The REST API Handbook, *Comments*: ``date`` is in the site's zone and ``date_gmt`` in UTC; ``parent`` is 0 for the
first level; ``content.rendered`` is HTML that went through every filter of the page. ``context=edit`` adds
``content.raw``, which went through none and is therefore taken first. A page of the answer holds a hundred comments
at most. Our own exports add an object ``comment_thread`` (see :mod:`.export_json`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chapbook.comments.exchange.moments import is_unreadable, zoned_moment
from chapbook.comments.exchange.record import OWN_KEYS, Imported, LeftOut, Links, Post
from chapbook.comments.exchange.wordpress_fields import TYPES, plain_text, site_address
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from chapbook.comments.exchange.json_arrays import Item

OWN = "comment_thread"
"""The object of a comment that holds our own keys."""

STATES = {
    "": None,
    "approved": None,
    "hold": LeftOut.UNAPPROVED,
    "spam": LeftOut.SPAM,
    "trash": LeftOut.DELETED,
}


def posts(path: Path, found: Iterable[Item]) -> Iterator[Post]:
    """Yield each post that the answer has comments of; an answer about posts, or about anything else, is refused."""
    comments: dict[str, list[Imported]] = {}
    addresses: dict[str, str] = {}
    for item in found:
        if not is_comment(item.value):
            raise Mistake(path, item.line, _what_it_is(item.value))
        post = _text(item.value, "post")
        comments.setdefault(post, []).append(_comment(path, item))
        addresses.setdefault(post, _text(item.value, "link").partition("#")[0])
    for post, address in addresses.items():
        yield Post(post, address.rstrip("/").rpartition("/")[2], address, tuple(comments[post]))


def is_comment(value: object) -> bool:
    """Tell whether this is a comment, which names its post and its author; posts, pages and media do neither."""
    return isinstance(value, dict) and "content" in value and bool(value.keys() & {"post", "author_name"})


def _what_it_is(value: object) -> str:
    remedy = "fetch the address that ends in /wp-json/wp/v2/comments?post=… and take its answer"
    if isinstance(value, dict) and value.keys() & {"slug", "title"}:
        kind = f"{_text(value, 'type') or 'post'}s"
        remedy = remedy.replace("…", _text(value, "id") or "…")
        return f"this is the site's answer for {kind} (/wp-json/wp/v2/{kind}), which has no comments; {remedy}"
    if isinstance(value, dict) and isinstance(value.get("message"), str):
        return f"this is an error that the site answered ({value['message']!a}), no comment; {remedy}"
    return f"this is no comment of the WordPress REST API; {remedy}"


def _comment(path: Path, item: Item) -> Imported:
    value = item.value
    content = value["content"] if isinstance(value["content"], dict) else {}
    parent = _text(value, "parent")
    own = value.get(OWN)
    has_raw = isinstance(content.get("raw"), str)
    return Imported(
        path=path,
        line=item.line,
        number=_text(value, "id"),
        parent="" if parent == "0" else parent,
        author=plain_text(_text(value, "author_name")),
        url=site_address(_text(value, "author_url")),
        date=zoned_moment(_text(value, "date"), _text(value, "date_gmt")),
        html=_text(content, "raw" if has_raw else "rendered"),
        has_plain_lines=has_raw,
        links=Links.WORDPRESS if has_raw else Links.OWN,
        left_out=TYPES.get(_text(value, "type"), LeftOut.OTHER_TYPE)
        or STATES.get(_text(value, "status"), LeftOut.UNAPPROVED),
        is_date_lost=is_unreadable(_text(value, "date"), _text(value, "date_gmt")),
        own={key: _text(own, key) for key in OWN_KEYS if key in own} if isinstance(own, dict) else {},
    )


def _text(value: dict[str, Any], key: str) -> str:
    """Return a text or a whole number as text; anything else is as good as nothing."""
    found = value.get(key)
    return str(found) if isinstance(found, str) or type(found) is int else ""
