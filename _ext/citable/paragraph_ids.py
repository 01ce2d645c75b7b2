"""An id for each paragraph, ``<section>-p<n>``, counted within its section; a written id wins.

APA's own form for a place on a page without page numbers is "(Xi, 2022, Introduction section, para. 2)" (Publication
Manual, 8.28): ``introduction-p2`` is that place. Counted are the paragraphs that stand directly in a section, not those
in lists, quotations, notes, captions or comments.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Numbered(NamedTuple):
    """A paragraph with its place: its section's title, and its number there, from 1."""

    paragraph: nodes.paragraph
    section_title: str
    number: int

    @property
    def id(self) -> str:
        """Return the id by which the paragraph is cited."""
        return str(self.paragraph["ids"][0])


def number_paragraphs(doctree: nodes.document, docname: str, parts: Sequence[str]) -> Iterator[Numbered]:
    """Give each paragraph of the *parts* an id and yield it in its place.

    :param parts: patterns of docnames (``chapters/*``), or of a docname and a section's id (``index#abstract``).
    """
    for section in doctree.findall(nodes.section):
        place = f"{docname}#{section['ids'][0]}"
        if not any(fnmatchcase(place, part if "#" in part else f"{part}#*") for part in parts):
            continue
        paragraphs = [node for node in section.children if isinstance(node, nodes.paragraph)]
        for number, paragraph in enumerate(paragraphs, 1):
            if not paragraph["ids"]:
                paragraph["ids"].append(f"{section['ids'][0]}-p{number}")
            yield Numbered(paragraph, section[0].astext(), number)
