"""The article in parts, as every source comes to have it: each what stands below one heading of the top level, in MyST.

What a part is for follows from what it is called: the abstract goes to the front page, the printed list of references
is read, everything else is a chapter. Names and ids come from the headings, other scripts in Latin letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from chapbook.comments.file_name import NAMELESS, free_id, suggested_id

if TYPE_CHECKING:
    from collections.abc import Sequence

ABSTRACT = re.compile(
    r"\W*(?:abstracts?|executive summary|summary|zusammenfassung|kurzfassung|résumé|resumen|resumo"
    r"|riassunto|sammanfattning|аннотация|摘要|概要|要旨|초록|ملخص|الملخص|תקציר)\W*",
    re.IGNORECASE,
)
REFERENCES = re.compile(
    r"\W*(?:references?|reference list|list of references|bibliography|works cited|literature cited|cited literature"
    r"|literatur(?:verzeichnis)?|quellen(?:verzeichnis)?|références(?: bibliographiques)?|bibliographie|bibliografía"
    r"|referencias|referências|bibliografia|список литературы|литература|参考文献|參考文獻|引用文献"
    r"|참고문헌|المراجع)\W*",
    re.IGNORECASE,
)
LONGEST_ID = 60
OWN_IDS = frozenset(
    {
        "abstract",
        "about-this-edition",
        "comments",
        "contents",
        "edition-rights",
        "edition-source",
        "edition-supplied",
        "editorial-changes",
        "genindex",
        "how-to-cite",
        "leave-a-reply",
        "modindex",
        "references",
        "reference-list",
        "search",
        "thread-comments",
        "title-page",
    }
)
"""Ids of a publication's own pages and of Sphinx's."""
OF_OTHERS = re.compile(r"(?:ref|comment)-.*|.*-p\d+|id\d+|\d.*|py-modindex")
"""Ids that references, comments and paragraphs have, and those that docutils gives or does not take."""


class Kind(Enum):
    """What a part is for."""

    ABSTRACT = "abstract"
    CHAPTER = "chapter"
    REFERENCES = "references"


@dataclass(frozen=True, slots=True)
class Part:
    """What stands below a heading: the heading's words, plain and as MyST; the text as MyST; the line of the source.

    A part without a heading is what stands before the first.
    """

    title: str
    heading: str
    body: str
    line: int = 0


class Named(NamedTuple):
    """A part with what it is for and its id, which is also the name of its file.

    *entries* are those of a printed list of references, as plain text.
    """

    part: Part
    kind: Kind
    id: str
    entries: tuple[str, ...] = ()


def kinds_of(titles: Sequence[str]) -> list[Kind]:
    """Return what each part is for, by what it is called: only the first abstract and the last references are such."""
    kinds = [Kind.CHAPTER] * len(titles)
    abstracts = [at for at, title in enumerate(titles) if ABSTRACT.fullmatch(title)]
    references = [at for at, title in enumerate(titles) if REFERENCES.fullmatch(title)]
    for at, kind in ((abstracts[:1], Kind.ABSTRACT), (references[-1:], Kind.REFERENCES)):
        if at:
            kinds[at[0]] = kind
    return kinds


def ids_of(titles: Sequence[str], kinds: Sequence[Kind], taken: set[str]) -> list[str]:
    """Return the id of each part, and note them in *taken*."""
    own = {Kind.ABSTRACT: "abstract", Kind.REFERENCES: "references"}
    unnamed = supplied_title(titles)
    return [own.get(kind) or section_id(title or unnamed, taken) for title, kind in zip(titles, kinds, strict=True)]


def supplied_title(titles: Sequence[str]) -> str:
    """Return what a part without a heading is called: the introduction, where no other is."""
    return "Opening" if any(title.strip(" .:").lower() == "introduction" for title in titles) else "Introduction"


def section_id(title: str, taken: set[str]) -> str:
    """Return an id for a heading, and note it in *taken*."""
    stem = suggested_id(title)
    if len(stem) > LONGEST_ID:
        stem = stem[: LONGEST_ID + 1].rpartition("-")[0] or stem[:LONGEST_ID]
    if stem == NAMELESS or stem in OWN_IDS or OF_OTHERS.fullmatch(stem):
        stem = "section" if stem == NAMELESS else f"section-{re.sub('^section-', '', stem)}"
        stem = re.sub(r"-p(\d+)$", r"-part-\1", stem)
    id_ = free_id(stem, taken)
    taken.add(id_)
    return id_
