"""Files of exports in, posts with comments out: which reader a file is for is seen by how it begins."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from chapbook.comments.exchange import (
    annotation_posts,
    blogger_atom,
    disqus_xml,
    movable_type,
    plain_records,
    wordpress_json,
    wordpress_xml,
)
from chapbook.comments.exchange.json_arrays import items
from chapbook.comments.exchange.post_choice import host_of
from chapbook.comments.exchange.safe_xml import elements
from chapbook.comments.exchange.source_text import open_source
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from chapbook.comments.exchange.record import Post
    from chapbook.comments.exchange.source_text import SourceText

KINDS = (
    "a WordPress export (WXR), the WordPress REST API's answer for comments (JSON), a Disqus export (XML), "
    "a Blogger export (Atom), a Movable Type export, Hypothesis's export and Web Annotations (JSON), "
    "and comments of your own as JSON or CSV"
)
XML_READERS = {"rss": wordpress_xml.posts, "disqus": disqus_xml.posts, "atom:feed": blogger_atom.posts}
OUTER = wordpress_xml.OUTER | disqus_xml.OUTER | blogger_atom.OUTER
KEPT = wordpress_xml.KEPT | disqus_xml.KEPT | blogger_atom.KEPT


def read_posts(paths: Iterable[Path]) -> list[Post]:
    """Read all files; a post that goes on in another file (the pages of an answer, a split export) is one.

    Two posts of one number are two where their addresses are at different hosts.
    """
    posts: dict[str, list[Post]] = {}
    for path in paths:
        for post in _posts(open_source(path)):
            same_name = posts.setdefault(post.id or post.address or post.slug, [])
            hosts = [host_of(known.address) for known in same_name]
            host = host_of(post.address)
            place = next((n for n, known in enumerate(hosts) if not known or not host or known == host), None)
            if place is None:
                same_name.append(post)
            else:
                same_name[place] = _joined(same_name[place], post)
    return [*chain(*posts.values())]


def _joined(first: Post, second: Post) -> Post:
    return replace(
        first,
        slug=first.slug or second.slug,
        address=first.address or second.address,
        comments=first.comments + second.comments,
        names=first.names | second.names,
    )


def _posts(source: SourceText) -> Iterator[Post]:
    beginning = source.beginning
    if not beginning:
        raise Mistake(source.path, 0, f"the file is empty; take {KINDS}")
    if beginning.startswith("<"):
        return _xml_posts(source)
    if beginning[0] in "[{":
        return _json_posts(source)
    if movable_type.BEGINNING.match(beginning):
        return movable_type.posts(source)
    if plain_records.delimiter(beginning):
        return plain_records.csv_posts(source)
    if "<?xml" in beginning:  # behind other words, which its reader tells
        return _xml_posts(source)
    raise Mistake(source.path, 1, f"this is no export that is known here; known are {KINDS}")


def _xml_posts(source: SourceText) -> Iterator[Post]:
    found = elements(source, OUTER, KEPT)
    root = next(found)
    if root.name not in XML_READERS:
        name = ascii(root.name)[1:-1]
        raise Mistake(source.path, root.line, f"<{name}> begins no export that is known here; known are {KINDS}")
    return XML_READERS[root.name](source.path, found)


def _json_posts(source: SourceText) -> Iterator[Post]:
    found = items(source)
    first = next(found, None)
    if first is None:
        return iter(())
    if annotation_posts.is_annotations(first.value):
        return annotation_posts.posts(source.path, chain([first], found))
    reader = plain_records.json_posts if plain_records.is_record(first.value) else wordpress_json.posts
    return reader(source.path, chain([first], found))
