"""A thread as a WordPress export, WXR 1.2: a channel with one post, which has the folder's name and the comments.

The elements and their order are those of ``wp-admin/includes/export.php``. What WordPress has no field for is
``wp:commentmeta``, which its importer keeps. Fields for e-mail and IP addresses are there and empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from chapbook.comments.exchange.wordpress_fields import stored_text
from chapbook.comments.exchange.wordpress_xml import META

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from chapbook.comments.exchange.exported import Exported

WORDPRESS = "http://wordpress.org/export/"
VERSION = "1.2"


def as_wxr(name: str, comments: Iterable[Exported]) -> bytes:
    """Return the bytes of an export of one post, called *name*."""
    root = ET.Element("rss", {"version": "2.0", "xmlns:wp": f"{WORDPRESS}{VERSION}/"})
    channel = ET.SubElement(root, "channel")
    _fill(channel, {"title": name, "link": "", "description": "", "wp:wxr_version": VERSION})
    post = ET.SubElement(channel, "item")
    _fill(post, {"title": name, "link": "", "wp:post_id": "1", "wp:post_name": name})
    _fill(post, {"wp:comment_status": "open", "wp:status": "publish", "wp:post_type": "post"})
    for comment in comments:
        element = ET.SubElement(post, "wp:comment")
        _fill(element, dict(_fields(comment)))
        for key, value in comment.own.items():
            _fill(ET.SubElement(element, "wp:commentmeta"), {"wp:meta_key": META + key, "wp:meta_value": value})
    ET.indent(root)
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data


def _fields(comment: Exported) -> Iterator[tuple[str, str]]:
    yield "wp:comment_id", str(comment.number)
    yield "wp:comment_author", stored_text(comment.author)
    yield "wp:comment_author_email", ""
    yield "wp:comment_author_url", stored_text(comment.url)
    yield "wp:comment_author_IP", ""
    yield "wp:comment_date", comment.date
    yield "wp:comment_date_gmt", comment.date_gmt
    yield "wp:comment_content", comment.content
    yield "wp:comment_approved", "1"
    yield "wp:comment_type", "comment"
    yield "wp:comment_parent", str(comment.parent)
    yield "wp:comment_user_id", "0"


def _fill(parent: ET.Element, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        ET.SubElement(parent, name).text = text
