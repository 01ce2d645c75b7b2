"""A WordPress export (WXR of any version, as ``wp-admin/includes/export.php`` writes it): elements in, posts out.

``comment_approved`` is 1, 0, spam, trash or post-trashed; ``comment_type`` is empty (before WordPress 5.5) or comment
for a comment. Names and sites are stored as HTML, words as they were sent (:mod:`.wordpress_fields`). Our own exports
add what WordPress has no field for as ``wp:commentmeta`` (see :mod:`.export_xml`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chapbook.comments.exchange.moments import is_unreadable, zoned_moment
from chapbook.comments.exchange.record import OWN_KEYS, Imported, LeftOut, Links, Post
from chapbook.comments.exchange.wordpress_fields import TYPES, plain_text, site_address
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from chapbook.comments.exchange.safe_xml import Element

OUTER = frozenset({"item"})
KEPT = frozenset(
    {"link", "wp:post_id", "wp:post_name", "wp:comment", "wp:commentmeta", "wp:meta_key", "wp:meta_value"}
    | {f"wp:comment_{name}" for name in ("id", "parent", "author", "author_url", "date", "date_gmt", "content")}
    | {"wp:comment_approved", "wp:comment_type"}
)
META = "comment_thread_"
"""What the keys of our own commentmeta begin with."""

STATES = {
    "1": None,
    "0": LeftOut.UNAPPROVED,
    "spam": LeftOut.SPAM,
    "trash": LeftOut.DELETED,
    "post-trashed": LeftOut.DELETED,
}


def posts(path: Path, found: Iterable[Element]) -> Iterator[Post]:
    """Yield each item with its comments; a feed without anything of WordPress's own is refused."""
    is_export = False
    for item in found:
        is_export = is_export or any(child.name.startswith("wp:") for child in item.children)
        comments = tuple(_comment(path, comment) for comment in item.all("wp:comment"))
        yield Post(item.text("wp:post_id"), item.text("wp:post_name"), item.text("link"), comments)
    if not is_export:
        raise Mistake(path, 0, "this is a feed (RSS), but no export; take the file that Tools → Export gives")


def _comment(path: Path, comment: Element) -> Imported:
    def text(name: str) -> str:
        return comment.text(f"wp:comment_{name}")

    meta = {meta.text("wp:meta_key"): meta.exact_text("wp:meta_value") for meta in comment.all("wp:commentmeta")}
    parent = text("parent")
    return Imported(
        path=path,
        line=comment.line,
        number=text("id"),
        parent="" if parent == "0" else parent,
        author=plain_text(text("author")),
        url=site_address(text("author_url")),
        date=zoned_moment(text("date"), text("date_gmt")),
        html=comment.exact_text("wp:comment_content"),
        has_plain_lines=True,
        links=Links.WORDPRESS,
        words_line=comment.first("wp:comment_content").line,
        left_out=TYPES.get(text("type"), LeftOut.OTHER_TYPE) or STATES.get(text("approved"), LeftOut.UNAPPROVED),
        is_date_lost=is_unreadable(text("date"), text("date_gmt")),
        own={key: meta[META + key] for key in OWN_KEYS if META + key in meta},
    )
