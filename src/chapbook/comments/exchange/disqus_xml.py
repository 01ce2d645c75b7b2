"""A Disqus export (``disqus.com/api/schemas/1.0/disqus.xsd`` and ``internals.xsd``): elements in, posts out.

What Disqus calls a thread is a post here, and what it calls a post is a comment. Threads stand before posts; a post
names its thread and the post that it answers by ``dsq:id``. ``createdAt`` is UTC. A message is HTML; one without any
block is taken as lines, and no address in one becomes a link that is none. ``isAnonymous`` tells of a guest, who has a
name all the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chapbook.comments.exchange.moments import is_unreadable, zoned_moment
from chapbook.comments.exchange.record import Imported, LeftOut, Post, title_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from chapbook.comments.exchange.safe_xml import Element

OUTER = frozenset({"thread", "post"})
KEPT = frozenset(
    {"id", "link", "title", "message", "createdAt", "isDeleted", "isSpam", "isApproved"}
    | {"author", "name", "thread", "parent"}
)
ID = "dsq:id"
HAS_BLOCKS = re.compile(r"<(?:p|br|blockquote|ul|ol|pre)\b", re.IGNORECASE)


def posts(path: Path, found: Iterable[Element]) -> Iterator[Post]:
    """Yield each thread with its comments; a thread that is named only by its comments has nothing but its id."""
    comments: dict[str, list[Imported]] = {}
    threads: dict[str, Element] = {}
    for element in found:
        if element.name == "thread":
            threads[element.attributes.get(ID, "")] = element
        else:
            comments.setdefault(_reference(element, "thread"), []).append(_comment(path, element))
    for number in {**threads, **comments}:
        yield _post(number, threads.get(number), tuple(comments.get(number, ())))


def _post(number: str, thread: Element | None, comments: tuple[Imported, ...]) -> Post:
    if thread is None:
        return Post(number, "", "", comments)
    names = frozenset({thread.text("id")} - {""})
    return Post(number, title_slug(thread.text("title")), thread.text("link"), comments, names)


def _comment(path: Path, post: Element) -> Imported:
    message = post.exact_text("message")
    return Imported(
        path=path,
        line=post.line,
        number=post.attributes.get(ID, ""),
        parent=_reference(post, "parent"),
        author=post.first("author").text("name"),
        url="",
        date=zoned_moment("", post.text("createdAt")),
        html=message,
        has_plain_lines=not HAS_BLOCKS.search(message),
        left_out=_left_out(post),
        words_line=post.first("message").line,
        is_date_lost=is_unreadable(post.text("createdAt")),
    )


def _left_out(post: Element) -> LeftOut | None:
    if post.text("isDeleted") == "true":
        return LeftOut.DELETED
    if post.text("isSpam") == "true":
        return LeftOut.SPAM
    return LeftOut.UNAPPROVED if post.text("isApproved") == "false" else None


def _reference(post: Element, name: str) -> str:
    return post.first(name).attributes.get(ID, "")
