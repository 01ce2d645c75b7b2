"""Ids stand once in a page, where a chapter holds reStructuredText as well.

MyST reads ``eval-rst`` as a document apart, which counts its ids from the beginning again; a page and an EPUB may have
each id once (HTML, 3.2.6, *The id attribute*).
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def count_on(_app: Sphinx, doctree: nodes.document) -> None:
    """Give what has the id of another the next number that is free; nothing refers to an id that was counted."""
    used = {id_ for node in doctree.findall(nodes.Element) for id_ in node["ids"]}
    free = (id_ for number in count(1) if (id_ := f"id{number}") not in used)
    taken: set[str] = set()
    for node in doctree.findall(nodes.Element):
        node["ids"] = [next(free) if id_ in taken else id_ for id_ in node["ids"]]
        taken.update(node["ids"])
