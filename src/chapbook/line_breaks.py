"""The end of a line of source is a space, but none between letters of Chinese or Japanese, which has no spaces.

The rule is that of browsers (CSS Text 4, 4.1.3, *segment break transformation*). Here it holds for all formats, and for
the search.
"""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

LINE_END = re.compile(r"[ \t]*\n[ \t]*")
WIDE = {"F", "H", "W"}
SPACED = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc\U0001f000-\U0001faff]")
"""Korean, which has spaces between its words, and emoji, which are of no language."""

VERBATIM = (nodes.FixedTextElement, nodes.literal, nodes.math, nodes.raw)


def joined(texts: list[str]) -> list[str]:
    """Return the texts of one paragraph, in order, without the ends of lines that stand between such letters."""
    whole = "".join(texts)
    ends = [found.span() for found in LINE_END.finditer(whole) if _is_between_letters(whole, *found.span())]
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text))
    return ["".join(_kept(whole, start, end, ends)) for start, end in pairwise(starts)]


def _kept(whole: str, start: int, end: int, left_out: list[tuple[int, int]]) -> Iterator[str]:
    for out_from, out_to in left_out:
        if start < out_to and out_from < end:
            yield whole[start : max(start, out_from)]
            start = min(out_to, end)
    yield whole[start:end]


def _is_between_letters(text: str, start: int, end: int) -> bool:
    return start > 0 and end < len(text) and _is_unspaced(text[start - 1]) and _is_unspaced(text[end])


def _is_unspaced(character: str) -> bool:
    return east_asian_width(character) in WIDE and not SPACED.match(character)


def join_lines(_app: Sphinx, doctree: nodes.document) -> None:
    """Join the lines of all paragraphs of a document as they are to be read."""
    for block in list(doctree.findall(nodes.TextElement)):
        words = block.astext()
        if "\n" in words and not words.isascii() and not isinstance(block, (nodes.Inline, *VERBATIM)):
            _join(block)


def _join(block: nodes.TextElement) -> None:
    found = [text for text in block.findall(nodes.Text) if not isinstance(text.parent, VERBATIM)]
    for text, new in zip(found, joined([str(text) for text in found]), strict=True):
        if new != text:
            text.parent.replace(text, nodes.Text(new))
    for parent in dict.fromkeys(text.parent for text in found):
        parent[:] = [*_as_one(parent.children)]


def _as_one(children: list[nodes.Node]) -> Iterator[nodes.Node]:
    """Make one text of those that stand beside each other; the search looks at each for itself."""
    for is_text, group in groupby(children, lambda node: isinstance(node, nodes.Text)):
        if is_text:
            yield nodes.Text("".join(map(str, group)))
        else:
            yield from group
