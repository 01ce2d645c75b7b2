"""A thread as the WordPress REST API answers for ``/wp/v2/comments``, with an object of our own keys beside its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from chapbook.comments.exchange.moments import UNKNOWN
from chapbook.comments.exchange.wordpress_fields import stored_text
from chapbook.comments.exchange.wordpress_json import OWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chapbook.comments.exchange.exported import Exported


def as_json(_name: str, comments: Iterable[Exported]) -> bytes:
    """Return the bytes of an answer, one field a line."""
    return f"{json.dumps([_object(comment) for comment in comments], ensure_ascii=False, indent=1)}\n".encode()


def _object(comment: Exported) -> dict[str, object]:
    return {
        "id": comment.number,
        "post": 1,
        "parent": comment.parent,
        "author_name": stored_text(comment.author),
        "author_url": stored_text(comment.url),
        "date": _date(comment.date),
        "date_gmt": _date(comment.date_gmt),
        "content": {"rendered": comment.content},
        "status": "approved",
        "type": "comment",
        **({OWN: dict(comment.own)} if comment.own else {}),
    }


def _date(text: str) -> str | None:
    """Return a date in the API's form, which has a T; null for none."""
    return None if text == UNKNOWN else text.replace(" ", "T")
