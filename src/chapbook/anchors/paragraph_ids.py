"""An id for each paragraph, ``<section>-p<n>``, counted within its section; a written id wins.

APA's own form for a place on a page without page numbers is "(Xi, 2022, Introduction section, para. 2)" (Publication
Manual, 8.28): ``introduction-p2`` is that place. Counted are the paragraphs that stand directly in a section, not those
in lists, quotations, notes, captions or comments. One that is gone, with a kept anchor in its place, still counts, so
that the numbers after it stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from chapbook.named_parts import is_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


KEPT = "kept-anchor"
"""The class of a target that keeps the id of something that is gone."""


class Numbered(NamedTuple):
    """A paragraph with its place: its section's title, and its number there, from 1."""

    paragraph: nodes.paragraph
    section_title: str
    number: int

    @property
    def id(self) -> str:
        """Return the id by which the paragraph is cited; empty where it has none."""
        return str(self.paragraph["ids"][0]) if self.paragraph["ids"] else ""


COUNTED = re.compile(r"id\d+")
"""An id that docutils counted out, where nothing of a text could be made into one; it moves when something is added."""


def drop_counted_ids(doctree: nodes.document) -> None:
    """Take from what has a written id those that docutils counted out."""
    for node in doctree.findall(nodes.Element):
        written = [name for name in node["ids"] if not COUNTED.fullmatch(name)]
        if written and isinstance(node, (nodes.section, nodes.paragraph)):
            node["ids"] = written


def sections_without_id(doctree: nodes.document, docname: str, parts: Sequence[str]) -> Iterator[nodes.section]:
    """Yield those of the *parts* that have a counted id alone: their headings have no Latin letter, or stand twice."""
    for section in doctree.findall(nodes.section):
        if all(map(COUNTED.fullmatch, section["ids"])) and is_named(docname, section["ids"][0], parts):
            yield section


def number_paragraphs(doctree: nodes.document, docname: str, parts: Sequence[str]) -> Iterator[Numbered]:
    """Give each paragraph of the *parts* an id and yield it in its place.

    A paragraph gets none whose counted id is written elsewhere in the document; one that is gone, or in a section that
    has no id that stays, is not yielded.

    :param parts: patterns as :mod:`chapbook.named_parts` has them.
    """
    taken = {name for node in doctree.findall(nodes.Element) for name in node["ids"]}
    for section in doctree.findall(nodes.section):
        if not is_named(docname, section["ids"][0], parts) or COUNTED.fullmatch(section["ids"][0]):
            continue
        paragraphs = [node for node in section.children if isinstance(node, nodes.paragraph)]
        for number, paragraph in enumerate(paragraphs, 1):
            if _is_gone(paragraph):
                continue
            counted = f"{section['ids'][0]}-p{number}"
            if not paragraph["ids"] and counted not in taken:
                paragraph["ids"].append(counted)
            yield Numbered(paragraph, section[0].astext(), number)


def _is_gone(paragraph: nodes.paragraph) -> bool:
    """Tell whether a paragraph holds kept anchors and nothing else."""
    rest = [node for node in paragraph.children if KEPT not in getattr(node, "attributes", {}).get("classes", ())]
    return len(rest) < len(paragraph.children) and not any(node.astext().strip() for node in rest)
