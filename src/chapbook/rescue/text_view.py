"""MyST text as it is read: its words without markup, each with its place in the source; and where no word counts.

Code, links to elsewhere, addresses, headings, roles and directives are hidden behind one sign. Emphasis and links
within the page are let through, so that "Smith *et al.*" and "[3](#ref-3)" are what a reader sees.
"""

from __future__ import annotations

import re
from typing import NamedTuple

HIDDEN = "\x00"
"""Stands for a stretch of text in which nothing is looked for."""

BLOCKS = re.compile(
    r"^(?P<fence>[ \t]*(?P<ticks>`{3,}|~{3,}|:{3,}))[^\n]*\n(?:(?:.*?\n)??[ \t]*(?P=ticks)[^\S\n]*$|.*\Z)"
    r"|^[ ]{0,3}\#{1,6}[ \t][^\n]*$|^[^\n]+\n[ ]{0,3}(?:=+|-{3,})[ \t]*$|^\([^\n()]+\)=[ \t]*$|\A---\n.*?\n---$",
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
SPANS = re.compile(
    r"(?P<code>(?P<tick>(?<!`)`+(?!`))(?:(?!`).|(?!(?P=tick)(?!`))`+)*?(?P=tick)(?!`))"
    r"|!?\[(?P<label>(?:\\.|[^\[\]\\]|\[[^\[\]]*\])*)\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)[^()]*\)"
    r"|<(?:https?|mailto):[^>\s]*>|(?:https?://|www\.)[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*|</?[a-zA-Z][^<>\n]*>|\[\^[^\]\s]+\]:?",
    re.DOTALL,
)
ROLE = re.compile(r"\{[a-zA-Z][\w:.+-]*\}$")
EMPHASIS = re.compile(
    r"(?<!\\)(?P<mark>\*{1,3}|(?<!\w)_{1,2}|\^)(?=\S)(?P<words>[^*_^\n]+?)(?<=\S)(?P=mark)(?!\w(?<=_\w))"
)
RAISED = re.compile(r"(?:\{sup\}`|<sup>)(?P<words>[^`<>]*)(?:`|</sup>)")
IN_PAGE = re.compile(r"\[(?P<label>(?:\\.|[^\[\]\\])*)\]\(#[^()\s]*\)")
LONGEST_ROLE = 40
NUMBERS = re.compile(r"\\?\[?\s*\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\s*\\?\]?")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


class Pair(NamedTuple):
    """Markup around words: where it opens and closes, each by start and end in the source."""

    opens: tuple[int, int]
    closes: tuple[int, int]


class View(NamedTuple):
    """The text that is read, the place of each of its signs in the source, and the markup that is left out."""

    text: str
    places: tuple[tuple[int, int], ...]
    pairs: tuple[Pair, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the part of the source that a part of the view is made of; markup is in it whole or not at all."""
        first, last = self.places[start][0], self.places[end - 1][1]
        for pair in sorted(self.pairs, key=lambda pair: pair.closes[0] - pair.opens[1]):
            is_around = pair.opens[1] == first and pair.closes[0] == last
            if is_around or (pair.opens[1] == first and pair.closes[1] <= last):
                first = pair.opens[0]
            if is_around or (pair.closes[0] == last and pair.opens[0] >= first):
                last = pair.closes[1]
        return first, last

    def is_cut(self, start: int, end: int) -> bool:
        """Tell whether a part of the source has only one end of some markup."""
        return any((start <= pair.opens[0] < end) != (start < pair.closes[1] <= end) for pair in self.pairs)


def view_of(source: str) -> View:
    """Read MyST text."""
    marks: dict[int, tuple[int, str]] = {}  # where something else is read: up to where, and what
    pairs: list[Pair] = []
    for block in BLOCKS.finditer(source):
        marks[block.start()] = (block.end(), HIDDEN)
    for raised in RAISED.finditer(source):
        if NUMBERS.fullmatch(IN_PAGE.sub(r"\g<label>", raised["words"])):
            pairs += _pair(marks, raised.span(), raised.span("words"))
            for link in IN_PAGE.finditer(source, *raised.span("words")):
                pairs += _link(marks, link)
    for span in SPANS.finditer(source):
        role = ROLE.search(source, max(0, span.start() - LONGEST_ROLE), span.start()) if span["code"] else None
        start = role.start() if role else span.start()
        if (span["target"] or "").startswith("#") and not span[0].startswith("!"):
            pairs += _link(marks, span)
        elif start not in marks:
            marks[start] = (span.end(), HIDDEN)
    hidden = [(start, end) for start, (end, text) in marks.items() if text == HIDDEN]
    for found in EMPHASIS.finditer(source):
        if not any(start < found.end() and found.start() < end for start, end in hidden):
            pairs += _pair(marks, found.span(), found.span("words"))
    return _read(source, marks, pairs)


def _link(marks: dict[int, tuple[int, str]], link: re.Match[str]) -> list[Pair]:
    """Read a link within the page as its words; a bare number as one in brackets, which is what it means."""
    opening, closing = ("[", "]") if re.fullmatch(r"\d{1,3}", link["label"]) else ("", "")
    return _pair(marks, link.span(), link.span("label"), opening, closing)


def _pair(
    marks: dict[int, tuple[int, str]],
    whole: tuple[int, int],
    inner: tuple[int, int],
    opening: str = "",
    closing: str = "",
) -> list[Pair]:
    if whole[0] in marks or inner[1] in marks:
        return []
    marks[whole[0]] = (inner[0], opening)
    marks[inner[1]] = (whole[1], closing)
    return [Pair((whole[0], inner[0]), (inner[1], whole[1]))]


def _read(source: str, marks: dict[int, tuple[int, str]], pairs: list[Pair]) -> View:
    text: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    while at < len(source):
        end, read = marks.get(at, (at + 1, source[at]))
        if at not in marks and (escape := ESCAPE.match(source, at)):
            end, read = escape.end(), escape[1]
        if read:
            text.append(read)
            places.append((at, end))
        at = max(end, at + 1)
    return View("".join(text), tuple(places), tuple(pairs))
