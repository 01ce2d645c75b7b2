"""A page whose links are right wherever a server shows it: each begins at the root of the host."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

TAG = re.compile(r"(?P<script><script\b[^>]*>)(?P<code>.*?</script>)|<[a-z][^<>]*>", re.DOTALL | re.IGNORECASE)
"""A start tag; what stands in a script is none."""

ADDRESS = re.compile(r'(?<=\s)(?P<name>href|src|action|data-content_root)="(?P<value>[^"#][^"]*)"')


def rooted(page: str, place: str, root: str) -> str:
    """Return a page with its addresses made absolute paths, but those of its own parts and of other hosts.

    :param place: the page's own address in the site, from which its links lead.
    :param root: the path of the site on its host, with a slash at both ends; empty where nobody knows it: the links
        then lead from the site's front page.
    """

    def moved(attribute: re.Match[str]) -> str:
        name, value = attribute.group("name", "value")
        address = urlsplit(value)
        if address.scheme or address.netloc or value.startswith("/"):
            return attribute[0]
        path = urljoin(f"/{place}", value).removeprefix("/")
        return f'{name}="{(root + path) or "./"}"'

    def with_moved(tag: re.Match[str]) -> str:
        start = tag["script"] or tag[0]
        return ADDRESS.sub(moved, start) + (tag["code"] or "")

    return TAG.sub(with_moved, page)
