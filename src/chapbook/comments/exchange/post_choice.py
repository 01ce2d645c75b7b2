"""The choice of a post among those of an export: by its id, its name, or any spelling of its address.

Two addresses are one page's where they differ in the scheme, in ``www.``, in how letters are encoded (RFC 3986, 6.2.2;
``xn--`` in a host), in a slash or ``index.html`` at the end, in the page of its comments, in what follows ``#``, or in
what is counted by a query.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from chapbook.comments.exchange.record import Post

LISTED = 20
"""How many posts a message lists."""

PATH_END = re.compile(r"(?:/comment-page-[0-9]+)?(?:/index\.(?:html?|php))?/*$")
COUNTED = re.compile(r"utm_.*|fbclid|gclid|mc_[ce]id|ref|replytocom|m|showComment")


class _Page(NamedTuple):
    """What an address says of a page; no *host* for a path alone."""

    host: str
    path: str
    query: tuple[tuple[str, str], ...]


def choose_post(posts: Sequence[Post], wanted: str, path: Path) -> Post:
    """Return the post that *wanted* names by id, slug or address; without it the only one that has comments."""
    commented = with_comments(posts, path)
    found = [post for post in commented if not wanted or is_called(post, wanted)]
    if len(found) == 1:
        return found[0]
    listed = "".join(
        f"\n  {post.id}  {unquote(post.slug)}  {unquote(post.address)}  ({len(post.comments)})"
        for post in commented[:LISTED]
    )
    more = f"\n  and {len(commented) - LISTED} more" if len(commented) > LISTED else ""
    cause = "several posts have comments"
    if wanted:
        cause = f"{'several posts' if found else 'no post with comments'} {'are' if found else 'is'} called {wanted!r}"
    remedy = "write --post with the id, slug or address of one of these, or --all to bring all over"
    raise Mistake(path, 0, f"{cause}; {remedy}:{listed}{more}")


def with_comments(posts: Sequence[Post], path: Path) -> list[Post]:
    """Return those posts that have comments; an export without any is a mistake."""
    commented = [post for post in posts if post.comments]
    if not commented:
        raise Mistake(path, 0, "there is no comment in it; export it again, with the comments")
    return commented


def host_of(address: str) -> str:
    """Return the host of an address as it is compared; "" where it has none."""
    page = _page(address)
    return page.host if page else ""


def is_called(post: Post, wanted: str) -> bool:
    """Tell whether *wanted* is a post's id, its slug, another name of it, or its address."""
    if _word(wanted) in {_word(name) for name in (post.id, post.slug, *post.names) if name}:
        return True
    here = _page(post.address)
    there = [page for page in (_page(wanted), _page(f"//{wanted}")) if page and (page.path or page.query)]
    return here is not None and any(_is_same(here, page, post.id) for page in there)


def _is_same(here: _Page, there: _Page, number: str) -> bool:
    if here.host and there.host and here.host != there.host:
        return False
    if number and number in {value for key, value in there.query if key in {"p", "page_id"}}:
        return True
    return here.path == there.path and (here.query == there.query or (not here.query and bool(here.path)))


def _word(name: str) -> str:
    return unicodedata.normalize("NFC", unquote(name)).casefold().strip("/ ")


def _page(address: str) -> _Page | None:
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if "xn--" in host:
        with suppress(UnicodeError):
            host = host.encode().decode("idna")
    path = unicodedata.normalize("NFC", unquote(parts.path))
    query = tuple(sorted(pair for pair in parse_qsl(parts.query) if not COUNTED.fullmatch(pair[0])))
    return _Page(unicodedata.normalize("NFC", host), PATH_END.sub("", path), query)
