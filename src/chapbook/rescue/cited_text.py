"""The citations of a text: found in all its parts at once, made roles where they are sure, told where they are not.

The works are those of the printed list, if the text has one, and else those that its citations name. None is looked up.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chapbook.rescue import printed_references
from chapbook.rescue.editorial_changes import Change
from chapbook.rescue.parts import Kind
from chapbook.rescue.printed_citations import printed_citations
from chapbook.rescue.text_citations import find

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chapbook.rescue.parts import Named
    from chapbook.rescue.printed_references import PrintedReference
    from chapbook.rescue.text_citations import FoundCitations, Unsure

BETWEEN = "\n\n\ue000\n\n"
"""Stands between two parts, so that they can be told apart again; a text has no such sign."""

ROLE, HELD = "{cite:", "{cite\ue001:"


@dataclass(frozen=True)
class CitedText:
    """The parts with their roles; the BibTeX of all works; the changes in words; what is not sure.

    *has_list* tells whether the works are those of a printed list.
    """

    parts: tuple[Named, ...]
    references: tuple[PrintedReference, ...]
    bibtex: str
    changes: tuple[Change, ...]
    unsure: tuple[Unsure, ...]
    certain: int
    has_list: bool


def cite(parts: Sequence[Named], language: str) -> CitedText:
    """Find the citations of all parts, and make roles of those that are sure.

    :raises PandocError: where pandoc is not there.
    """
    listed = next((named for named in parts if named.kind is Kind.REFERENCES), None)
    works = printed_references.read(listed.entries) if listed else ()
    texts = [named for named in parts if named is not listed]
    found = find(BETWEEN.join(_held(named.part.body) for named in texts), works)
    bodies = dict(zip(texts, found.text.replace(HELD, ROLE).split(BETWEEN) if texts else (), strict=True))
    made = tuple(
        named._replace(part=replace(named.part, body=bodies[named])) if named in bodies else named for named in parts
    )
    references = found.references if found.certain or works else ()
    bibtex = printed_references.bibtex(references)
    changes = tuple(_changes(found, bibtex, language))
    return CitedText(made, references, bibtex, changes, found.unsure, len(found.certain), bool(works))


def _held(body: str) -> str:
    """Return a text in which no role is one that was found: what looks like one stands in code."""
    return body.replace("\ue000", "\ufffd").replace("\ue001", "\ufffd").replace(ROLE, HELD)


def _changes(found: FoundCitations, bibtex: str, language: str) -> Iterator[Change]:
    """Yield a row for each citation that is printed otherwise than it is written."""
    printed = printed_citations(found.text, bibtex, language)
    pairs = Counter(zip((one.written for one in found.certain), printed, strict=True))
    for (written, now), times in pairs.items():
        if written != now:
            yield Change("the text", times, written, now, "a citation, as the style of the edition prints it")
