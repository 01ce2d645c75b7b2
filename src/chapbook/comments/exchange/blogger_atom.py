"""Blogger's export, an Atom feed of everything in a blog: elements in, posts out.

Until 2024 a category says what an entry is (``kind#comment``), ``thr:in-reply-to`` names the post and a link
``related``, which ends in the number of a comment, the comment that is answered. Since then (Google Takeout,
``feed.atom``) ``blogger:type``, ``blogger:parent`` and ``blogger:inReplyTo`` say so, and a post has a path in place of
its address.
Words are HTML as the page shows it; Blogger makes no links of addresses.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from chapbook.comments.exchange.moments import is_unreadable, parsed_moment
from chapbook.comments.exchange.record import Imported, LeftOut, Post, title_slug
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from chapbook.comments.exchange.safe_xml import Element

OUTER = frozenset({"atom:entry"})
KEPT = frozenset(
    {f"atom:{name}" for name in ("id", "published", "title", "content", "link", "author", "name", "uri", "category")}
    | {f"blogger:{name}" for name in ("type", "status", "parent", "inReplyTo", "filename", "trashed")}
    | {"thr:in-reply-to", "gd:extendedProperty"}
)
KIND = re.compile(r"https?://schemas\.google\.com/blogger/[0-9]+/kind#(\w+)")
NUMBER = re.compile(r"\.(?:post|page|comment)-([A-Za-z0-9]+)$")
ANSWERED = re.compile(r"/comments/default/([0-9]+)")
STATES = {"": None, "LIVE": None, "SPAM": LeftOut.SPAM, "EMPTIED": LeftOut.DELETED}


def posts(path: Path, found: Iterable[Element]) -> Iterator[Post]:
    """Yield each post with its comments; a feed that is no export is refused."""
    comments: dict[str, list[Imported]] = {}
    entries: dict[str, Element] = {}
    for entry in found:
        kind = _kind(entry)
        if kind == "comment":
            comments.setdefault(_post_of(entry), []).append(_comment(path, entry))
        elif kind in {"post", "page"}:
            entries[_number(entry.text("atom:id"))] = entry
    if not entries and not comments:
        raise Mistake(
            path, 0, "this is a feed (Atom), but no export; take the file that Blogger's Back up content gives"
        )
    for number in {**entries, **comments}:
        yield _post(number, entries.get(number), tuple(comments.get(number, ())))


def _kind(entry: Element) -> str:
    kinds = (KIND.fullmatch(category.attributes.get("term", "")) for category in entry.all("atom:category"))
    return next((kind[1] for kind in kinds if kind), entry.text("blogger:type")).lower()


def _number(name: str) -> str:
    """Return the number at the end of a name like ``tag:blogger.com,1999:blog-1.post-2``."""
    found = NUMBER.search(name)
    return found[1].lower() if found else ""


def _post_of(entry: Element) -> str:
    return _number(entry.first("thr:in-reply-to").attributes.get("ref", "") or entry.text("blogger:parent"))


def _post(number: str, entry: Element | None, comments: tuple[Imported, ...]) -> Post:
    if entry is None:
        return Post(number, "", "", comments)
    address = _link(entry, "alternate") or entry.text("blogger:filename")
    slug = address.rpartition("/")[2].removesuffix(".html")
    return Post(number, slug or title_slug(entry.text("atom:title")), address, comments)


def _link(entry: Element, relation: str) -> str:
    links = (link.attributes for link in entry.all("atom:link"))
    return next((link.get("href", "") for link in links if link.get("rel", "alternate") == relation), "")


def _comment(path: Path, entry: Element) -> Imported:
    answered = ANSWERED.search(_link(entry, "related"))
    author = entry.first("atom:author")
    content = entry.first("atom:content")
    words = "".join(content.pieces)
    is_text = content.attributes.get("type") == "text"
    published = entry.text("atom:published")
    return Imported(
        path=path,
        line=entry.line,
        number=_number(entry.text("atom:id")),
        parent=answered[1] if answered else _number(entry.text("blogger:inReplyTo")),
        author=author.text("atom:name"),
        url=author.text("atom:uri"),
        date=parsed_moment(published),
        html=escape(words) if is_text else words,
        has_plain_lines=is_text,
        left_out=_left_out(entry),
        is_date_lost=is_unreadable(published),
        words_line=content.line,
    )


def _left_out(entry: Element) -> LeftOut | None:
    properties = {item.attributes.get("name") for item in entry.all("gd:extendedProperty")}
    if "blogger.contentRemoved" in properties or entry.text("blogger:trashed"):
        return LeftOut.DELETED
    return STATES.get(entry.text("blogger:status").upper(), LeftOut.UNAPPROVED)
