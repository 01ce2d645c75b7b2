"""An id for each paragraph, ``<section>-p<n>``, counted within its section; a written id wins.

APA's own form for a place on a page without page numbers is "(Xi, 2022, Introduction section, para. 2)" (Publication
Manual, 8.28): ``introduction-p2`` is that place. Counted are the paragraphs that stand directly in a section, not those
in lists, quotations, notes, captions or comments. One that is gone, whose kept anchor stands alone in its place, still
counts, so that the numbers after it stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast

from docutils import nodes
from sphinx.util.nodes import clean_astext

from chapbook.anchors.kept_anchor import kept_alone
from chapbook.named_parts import is_named

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence


class Numbered(NamedTuple):
    """A paragraph with its place: its section, and its number there, from 1."""

    paragraph: nodes.paragraph
    section: nodes.section
    number: int

    @property
    def section_title(self) -> str:
        """Return the title of its section."""
        return clean_astext(cast("nodes.Element", self.section[0]))

    @property
    def counted(self) -> str:
        """Return the id that it has where none is written above it."""
        return f"{self.section['ids'][0]}-p{self.number}"

    @property
    def id(self) -> str:
        """Return the id by which the paragraph is cited; empty where it has none."""
        return str(self.paragraph["ids"][0]) if self.paragraph["ids"] else ""

    @property
    def has_words(self) -> bool:
        """Tell whether it is more than a picture, which has an address as well, but no number that is shown."""
        words = any(node.strip() for node in self.paragraph.findall(nodes.Text))
        return words or next(self.paragraph.findall(nodes.image), None) is None


COUNTED = re.compile(r"id\d+")
"""An id that docutils counted out, where nothing of a text could be made into one; it moves when something is added."""


def drop_counted_ids(doctree: nodes.document) -> None:
    """Take from what has a written id those that docutils counted out."""
    for node in doctree.findall(nodes.Element):
        written = [name for name in node["ids"] if not COUNTED.fullmatch(name)]
        if written and isinstance(node, (nodes.section, nodes.paragraph)):
            node["ids"] = written


def paragraphs_of(doctree: nodes.document, docname: str, parts: Sequence[str]) -> Iterator[Numbered]:
    """Yield the paragraphs of the *parts*, patterns as :mod:`chapbook.named_parts` has them.

    One that is gone, or in a section that has no id that stays, is not yielded.
    """
    for section in doctree.findall(nodes.section):
        name = section["ids"][0]
        if is_named(docname, name, parts) and not COUNTED.fullmatch(name):
            paragraphs = [node for node in section.children if isinstance(node, nodes.paragraph)]
            number = 0
            for paragraph in paragraphs:
                number = number_after(number, name, kept_alone(paragraph))
                if not kept_alone(paragraph):
                    yield Numbered(paragraph, section, number)


def number_after(number: int, section: str, kept: Collection[str]) -> int:
    """Return the number of a paragraph behind number *number*, or of the last of those that *kept* anchors stand for.

    :param section: the section's id.
    :param kept: the ids of anchors that stand alone; of a paragraph there are none.
    """
    if not kept:
        return number + 1
    while f"{section}-p{number + 1}" in kept:
        number += 1
    return number


def sections_without_id(doctree: nodes.document, docname: str, parts: Sequence[str]) -> Iterator[nodes.section]:
    """Yield those of the *parts* that have a counted id alone: their headings have no Latin letter, or stand twice."""
    for section in doctree.findall(nodes.section):
        if all(map(COUNTED.fullmatch, section["ids"])) and is_named(docname, section["ids"][0], parts):
            yield section


def number_paragraphs(doctree: nodes.document, docname: str, parts: Sequence[str]) -> Iterator[Numbered]:
    """Give each paragraph of the *parts* an id and yield it in its place.

    A paragraph gets none whose counted id is written elsewhere in the document.
    """
    taken = {name for node in doctree.findall(nodes.Element) for name in node["ids"]}
    for found in paragraphs_of(doctree, docname, parts):
        if not found.paragraph["ids"] and found.counted not in taken:
            found.paragraph["ids"].append(found.counted)
        yield found
