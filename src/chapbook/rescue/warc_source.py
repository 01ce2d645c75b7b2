"""A WARC file in, the page in it out: its HTML, other files by their addresses, and answers of WordPress's API."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

from chapbook.mistake import Mistake
from chapbook.rescue.capture import Picture
from chapbook.rescue.web_archive import read_archive

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from chapbook.rescue.web_archive import Answer

PAGES = {"text/html", "application/xhtml+xml"}
STEPS = 6
"""Redirects that are followed from one answer to another."""


class ArchivedPage(NamedTuple):
    """A page: its bytes and the encoding that came with them, its address, when it was taken, and what else is there.

    *posts* and *comments* are answers of the API, as lists of JSON; they are empty where the file has none.
    """

    body: bytes
    encoding: str
    address: str
    taken: str
    files: Mapping[str, Picture]
    posts: tuple[dict[str, object], ...]
    comments: tuple[dict[str, object], ...]

    def file(self, address: str) -> Picture | None:
        """Return what an address of the page means, as the page writes it."""
        try:
            return self.files.get(urldefrag(urljoin(self.address, address))[0])
        except ValueError:
            return None


def read_warc(path: Path, wanted: str = "") -> ArchivedPage:
    """Read a file.

    :param wanted: the address of the page; the first page, if none is given.
    :raises Mistake: where the file is no WARC, or has no such page.
    """
    answers = {answer.url: answer for answer in read_archive(path)}
    page = _page(answers, wanted)
    if page is None:
        pages = [answer.url for answer in answers.values() if answer.type in PAGES][:10]
        listed = "".join(f"\n  {url}" for url in pages) or " none"
        named = f"the page {wanted}" if wanted else "a page"
        raise Mistake(path, 0, f"{named} is not in it; the pages in it are:{listed}")
    files = {}
    for url in answers:
        found = _behind(answers, url)
        if found and found is not page:
            files[url] = Picture(found.body, url)
    posts = [item for item in _items(answers.values()) if "content" in item and "post" not in item]
    comments = [item for item in _items(answers.values()) if "content" in item and "post" in item]
    return ArchivedPage(page.body, page.encoding, page.url, page.date, files, tuple(posts), tuple(comments))


def _page(answers: Mapping[str, Answer], wanted: str) -> Answer | None:
    if wanted:
        found = _behind(answers, wanted) or _behind(answers, wanted.rstrip("/") + "/")
        return found if found and found.type in PAGES else None
    return next((answer for answer in answers.values() if answer.type in PAGES and answer.status == 200), None)


def _behind(answers: Mapping[str, Answer], url: str) -> Answer | None:
    """Return the answer to an address, behind its redirects."""
    for _ in range(STEPS):
        answer = answers.get(urldefrag(url)[0])
        if answer is None or answer.status == 200:
            return answer
        url = urljoin(url, answer.header("Location"))
    return None


def _items(answers: Iterable[Answer]) -> Iterator[dict[str, object]]:
    """Yield the posts and the comments of the API's answers."""
    for answer in answers:
        if answer.status == 200 and answer.type == "application/json" and _is_of_api(answer.url):
            try:
                value = json.loads(answer.body)
            except ValueError:
                continue
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, dict):
                    yield item


def _is_of_api(url: str) -> bool:
    parts = urlsplit(url)
    route = parse_qs(parts.query).get("rest_route", [parts.path])[0]
    return "/wp/v2/" in route
