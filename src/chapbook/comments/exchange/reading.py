"""Files of an export in, whatever its kind, posts with comments out; and the choice of one of them."""

from __future__ import annotations

import codecs
from dataclasses import replace
from typing import TYPE_CHECKING

from chapbook.comments.exchange import disqus_xml, wordpress_json, wordpress_xml
from chapbook.comments.exchange.safe_xml import elements
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from chapbook.comments.exchange.record import Post

LISTED = 20
"""How many posts a message lists."""

KINDS = "a WordPress export (WXR), the WordPress REST API's answer for comments (JSON), and a Disqus export (XML)"
OUTER = wordpress_xml.OUTER | disqus_xml.OUTER
KEPT = wordpress_xml.KEPT | disqus_xml.KEPT


def read_posts(paths: Iterable[Path]) -> list[Post]:
    """Read all files; a post that goes on in another file (the pages of an answer, a split export) is one."""
    posts: dict[str, Post] = {}
    for path in paths:
        for post in _posts(path):
            key = post.id or post.address or post.slug
            known = posts.get(key)
            posts[key] = replace(known, comments=known.comments + post.comments) if known else post
    return list(posts.values())


def _posts(path: Path) -> Iterator[Post]:
    if _is_json(path):
        return wordpress_json.posts(path)
    found = elements(path, OUTER, KEPT)
    root = next(found)
    if root.name == "rss":
        return wordpress_xml.posts(path, found)
    if root.name == "disqus":
        return disqus_xml.posts(path, found)
    raise Mistake(path, root.line, f"<{ascii(root.name)[1:-1]}> begins no export that is known here; known are {KINDS}")


def _is_json(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            beginning = file.read(1_000).removeprefix(codecs.BOM_UTF8).lstrip()
    except OSError as error:
        raise Mistake(path, 0, f"the file cannot be read ({error.strerror}); see to it") from error
    if not beginning:
        raise Mistake(path, 0, f"the file is empty; take {KINDS}")
    return beginning[:1] in b"[{"


def choose_post(posts: Sequence[Post], wanted: str, path: Path) -> Post:
    """Return the post that *wanted* names by id, slug or address; without it the only one that has comments."""
    commented = [post for post in posts if post.comments]
    if not commented:
        raise Mistake(path, 0, "there is no comment in it; export it again, with the comments")
    found = [post for post in commented if not wanted or _is_called(post, wanted)]
    if len(found) == 1:
        return found[0]
    listed = "".join(
        f"\n  {post.id}  {post.slug}  {post.address}  ({len(post.comments)})" for post in commented[:LISTED]
    )
    more = f"\n  and {len(commented) - LISTED} more" if len(commented) > LISTED else ""
    cause = f"no post with comments is called {wanted!r}" if wanted and not found else "several posts have comments"
    raise Mistake(path, 0, f"{cause}; write --post with the id, slug or address of one of these:{listed}{more}")


def _is_called(post: Post, wanted: str) -> bool:
    if post.address and _bare(post.address) == _bare(wanted):
        return True
    return wanted in {post.id, post.slug, *post.names}


def _bare(address: str) -> str:
    """Return an address without what may differ and mean the same page: scheme, fragment, a slash at the end."""
    return address.partition("#")[0].rpartition("://")[2].rstrip("/")
