"""``chapbook rescue --fetch``: a live page, and what its server says of it as data, into one WARC file.

Asked for are the page, then by WordPress's REST API, where it has one, the post, its comments page by page, and its
pictures. Each answer is in the file before the next is asked for; run again, it asks only for what is not there.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from chapbook.mistake import Mistake
from chapbook.rescue.page_links import PageLinks, read_links
from chapbook.rescue.web_archive import Archive
from chapbook.rescue.web_client import USER_AGENT, Client, Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from chapbook.rescue.web_archive import Answer

PAGES = {"text/html", "application/xhtml+xml"}
PER_PAGE = 100
"""Comments of one answer, the most that WordPress gives."""

MOST_PAGES = 1_000
MOST_PICTURES = 500
LARGEST_PICTURES = 300_000_000
"""Bytes of all pictures together."""


class Fetched(NamedTuple):
    """The file, how many answers it has, and what could not be had, each with the reason."""

    path: Path
    answers: int
    missing: tuple[str, ...]


def archive_name(url: str) -> str:
    """Return the name of the file for a page."""
    place = re.sub(r"^\w+://|[?#].*", "", url)
    name = re.sub("[^a-z0-9]+", "-", place.lower()).strip("-")[:80].strip("-")
    return f"{name or 'page'}.warc.gz"


def fetch(url: str, folder: Path, wait: Callable[[float], None] | None = None) -> Fetched:
    """Fetch a page into a file in *folder*.

    :param wait: waits for so many seconds; the clock, if none is given.
    :raises Mistake: where the page cannot be had; what was fetched stays in the file.
    """
    path = folder / archive_name(url)
    archive = Archive(path, USER_AGENT)
    try:
        client = Client(url, archive, wait) if wait else Client(url, archive)
        page = client.get(url)
        if page.type not in PAGES:
            raise Mistake(path, 0, f"{url} is no page, but {page.type or 'of no type'}; name the address of a page")
        markup = page.body.decode(page.encoding or "utf-8", errors="replace")
        missing = tuple(_rest(client, read_links(page.url, page.header("Link"), markup)))
    except Refused as error:
        raise Mistake(path, 0, f"{error}; what was read is in this file") from error
    finally:
        archive.close()
    return Fetched(path, len(archive.answers), missing)


def api_address(root: str, route: str, **query: str) -> str:
    """Return the address of a route of the API, whose root has it in its path or in its query (``?rest_route=/``)."""
    if "rest_route=" in root:
        return f"{root.rstrip('/')}/{quote(route)}&{urlencode(query)}"
    return f"{root.rstrip('/')}/{quote(route)}?{urlencode(query)}"


def _rest(client: Client, links: PageLinks) -> Iterator[str]:
    """Ask for what a page shows; yield what could not be had."""
    pictures = links.pictures
    if links.api and links.number:
        try:
            post = client.get(api_address(links.api, f"wp/v2/{links.kind}/{links.number}", _embed="author"))
            pictures = (*pictures, *_pictures_of(post, links))
            yield from _comments(client, links)
        except Refused as error:
            yield f"the post as data: {error}"
    yield from _pictures(client, dict.fromkeys(pictures))


def _comments(client: Client, links: PageLinks) -> Iterator[str]:
    number, last = 1, 1
    while number <= min(last, MOST_PAGES):
        query = {"post": links.number, "per_page": str(PER_PAGE), "order": "asc", "page": str(number)}
        try:
            answer = client.get(api_address(links.api, "wp/v2/comments", **query))
            total = answer.header("X-WP-TotalPages")
            last = int(total) if total.isdecimal() else last
        except Refused as error:
            yield f"comments, page {number}: {error}"
        number += 1


def _pictures_of(post: Answer, links: PageLinks) -> tuple[str, ...]:
    try:
        content = json.loads(post.body)["content"]["rendered"]
    except (ValueError, KeyError, TypeError):
        return ()
    return read_links(links.api, "", str(content)).pictures


def _pictures(client: Client, addresses: dict[str, None]) -> Iterator[str]:
    size = 0
    for number, address in enumerate(addresses, 1):
        if number > MOST_PICTURES or size > LARGEST_PICTURES:
            yield f"{len(addresses) - number + 1} pictures: there are more than {MOST_PICTURES}, or they are too large"
            return
        try:
            size += len(client.get(address).body)
        except Refused as error:
            yield f"a picture: {error}"
