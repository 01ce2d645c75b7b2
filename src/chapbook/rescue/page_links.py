"""What the head of a page says of the same text as data: where WordPress answers for it, and with which number.

WordPress names its REST API by a link ``https://api.w.org/``, as a header and in the page, and the post by an alternate
of the type JSON, by a short link ``?p=1`` or by a class of the body.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import parse_qs, urljoin, urlsplit

API = "https://api.w.org/"
IN_HEADER = re.compile(r"<([^>]*)>((?:\s*;\s*[\w*]+\s*=\s*(?:\"[^\"]*\"|[^\s;,\"]+))*)")
PARAMETER = re.compile(r";\s*([\w*]+)\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))")
OF_POST = re.compile(r"/wp/v2/([a-z0-9_-]+)/(\d+)/?$")
BODY_CLASS = re.compile(r"\b(?:postid|page-id)-(\d+)\b")
LATE = ("data-orig-file", "data-large-file", "data-lazy-src", "data-src", "data-original")
"""Where programs that load pictures late keep their addresses."""


class PageLinks(NamedTuple):
    """The root of the API, the kind and the number of the post ("posts", "796"), and the addresses of the pictures."""

    api: str
    kind: str
    number: str
    pictures: tuple[str, ...]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[dict[str, str]] = []
        self.body_class = ""
        self.base = ""
        self.pictures: dict[str, None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "link":
            self.links.append(values)
        elif tag == "body":
            self.body_class = values.get("class", "")
        elif tag == "base":
            self.base = self.base or values.get("href", "")
        elif tag == "img":
            candidates = [values.get(name, "") for name in ("src", *LATE)]
            candidates += [part.split()[0] for part in values.get("srcset", "").split(",") if part.split()][-1:]
            self.pictures.update(dict.fromkeys(name for name in candidates if name and not name.startswith("data:")))


def read_links(address: str, header: str, markup: str) -> PageLinks:
    """Read a page and its header ``Link`` (RFC 8288); addresses come out whole."""
    reader = _Reader()
    reader.feed(markup)
    base = urljoin(address, reader.base)
    links = [*_of_header(header), *reader.links]
    by_rel = [(link.get("rel", "").split(), urljoin(base, link.get("href", "")), link) for link in links]
    api = next((href for rels, href, _link in by_rel if API in rels), "")
    kind, number = "", ""
    for rels, href, link in by_rel:
        found = OF_POST.search(parse_qs(urlsplit(href).query).get("rest_route", [urlsplit(href).path])[0])
        if "alternate" in rels and link.get("type") == "application/json" and found:
            kind, number = found[1], found[2]
            break
    if not number:
        number = next((found for rels, href, _link in by_rel if "shortlink" in rels for found in _post_of(href)), "")
        found = BODY_CLASS.search(reader.body_class)
        number, kind = number or (found[1] if found else ""), "pages" if "page-id-" in reader.body_class else "posts"
    return PageLinks(api, kind, number, tuple(urljoin(base, name) for name in reader.pictures))


def _of_header(header: str) -> list[dict[str, str]]:
    links = []
    for found in IN_HEADER.finditer(header):
        parameters = {name.lower(): quoted or plain for name, quoted, plain in PARAMETER.findall(found[2])}
        links.append({"href": found[1], **parameters})
    return links


def _post_of(href: str) -> list[str]:
    query = parse_qs(urlsplit(href).query)
    return [value for value in query.get("p", []) + query.get("page_id", []) if value.isdecimal()]
