"""A plain text in parts: which of its lines are headings, as a person says or as they look, and what is below each.

A line looks like a heading where it stands alone, is short, does not end as a sentence does, and a longer text follows.
Short lines before the first of these are labels above the text, and belong to no part.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from chapbook.mistake import Mistake
from chapbook.rescue.escaping import escaped, paragraph
from chapbook.rescue.parts import ABSTRACT, REFERENCES, Part

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from chapbook.rescue.capture import PlainText

LONGEST = 120
MOST_WORDS = 18
SENTENCE_ENDS = (".", ",", ";", "!", "…", "。", "，", "；", "—", "-")


class Line(NamedTuple):
    """A line that may be a heading: its index, and its words."""

    at: int
    words: str


class PlainParts(NamedTuple):
    """The parts, and the labels above them."""

    parts: tuple[Part, ...]
    labels: tuple[Line, ...]


def guessed_headings(article: PlainText) -> tuple[Line, ...]:
    """Return the lines that look like headings."""
    lines = article.source.split("\n")
    found = [Line(at, " ".join(line.split())) for at, line in enumerate(lines) if _looks(lines, at)]
    return tuple(line for line in found if not _is_in_references(line, found))


def _looks(lines: Sequence[str], at: int) -> bool:
    words = lines[at].strip()
    if not words or len(words) > LONGEST or len(words.split()) > MOST_WORDS or words.endswith(SENTENCE_ENDS):
        return False
    if at and lines[at - 1].strip():
        return False
    if ABSTRACT.fullmatch(words) or REFERENCES.fullmatch(words):
        return True
    if not re.search(r"[^\W\d_]", words) or words[0].islower() or "://" in words:
        return False
    following = next((line.strip() for line in lines[at + 1 :] if line.strip()), "")
    return len(following) > len(words) and (len(following) > LONGEST or following.endswith(SENTENCE_ENDS))


def _is_in_references(line: Line, found: Sequence[Line]) -> bool:
    """Tell whether a line stands behind the heading of the references, where lines are short and end anyhow."""
    return any(REFERENCES.fullmatch(other.words) and other.at < line.at for other in found)


def named_headings(article: PlainText, wanted: Sequence[str], path: Path) -> tuple[Line, ...]:
    """Return the lines that a person names, in their order.

    :raises Mistake: where a line is not there, behind those before it.
    """
    lines = [" ".join(line.split()) for line in article.source.split("\n")]
    found: list[Line] = []
    for words in filter(None, (" ".join(text.split()) for text in wanted)):
        begin = found[-1].at + 1 if found else 0
        at = next((at for at in range(begin, len(lines)) if lines[at] == words), None)
        if at is None:
            where = f"behind “{found[-1].words}”" if found else "in the text"
            raise Mistake(path, 0, f"--headings: there is no line “{words}” {where}; write each as its line has it")
        found.append(Line(at, words))
    return tuple(found)


def plain_parts(article: PlainText, headings: Sequence[Line], title: str) -> PlainParts:
    """Part the text at its headings; a title that stands above it is no label.

    :param title: the title, where it is known from elsewhere.
    """
    lines = article.source.split("\n")
    begin = headings[0].at if headings else len(lines)
    before = [Line(at, " ".join(line.split())) for at, line in enumerate(lines[:begin]) if line.strip()]
    labels = _labels(before, title, has_headings=bool(headings))
    parts = []
    rest = "\n".join("" if any(label.at == at for label in labels) else line for at, line in enumerate(lines[:begin]))
    if rest.strip():
        parts.append(Part("", "", _body(rest), article.line))
    ends = [*(line.at for line in headings), len(lines)][1:]
    for heading, end in zip(headings, ends, strict=True):
        body = _body("\n".join(lines[heading.at + 1 : end]))
        parts.append(Part(heading.words, escaped(heading.words), body, article.line + heading.at))
    return PlainParts(tuple(parts), tuple(labels))


def _labels(before: Sequence[Line], title: str, *, has_headings: bool) -> list[Line]:
    """Return the short lines at the top: all, if nothing else is there; else the title alone."""
    labels: list[Line] = []
    for line in before:
        is_short = len(line.words) <= LONGEST and not line.words.endswith(SENTENCE_ENDS)
        if not is_short or (labels and not has_headings and title):
            break
        labels.append(line)
        if not has_headings and not title:
            break
    return labels


def _body(text: str) -> str:
    paragraphs = [paragraph(part) for part in re.split(r"\n[^\S\n]*(?:\n[^\S\n]*)+", text) if part.strip()]
    return "\n\n".join(paragraphs)
