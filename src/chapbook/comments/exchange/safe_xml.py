"""XML from a stranger, read once from beginning to end: elements out, or an error with its line.

No document type is taken, so that there are no entities to expand (a "bomb") or to fetch (XML 1.0, 4.1 to 4.4;
OWASP's XML External Entity Prevention); expat itself never opens a file or an address. Only elements that were asked
for are kept, so that memory is bounded by what is wanted of the file, and a field by :data:`LONGEST_FIELD`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.parsers import expat

from chapbook.comments.allowed import LARGEST
from chapbook.comments.exchange.unprintable import carried
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from chapbook.comments.exchange.source_text import SourceText

UNFINISHED = re.compile(r"&[#\w]{0,8}\Z")
"""The beginning of a character reference, which may go on in the next piece of a file."""

DECLARATION = re.compile(r"\A\s*<\?xml\s[^>]*\?>")
ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|disqus)\b")
LONGEST_FIELD = LARGEST + 1
"""Characters of a field that are kept: enough to see that it is too large."""

PREFIXES = {
    r"wordpress\.org/export(?:/[0-9.]*)?": "wp:",
    r"disqus\.com": "",
    r"disqus\.com/disqus-internals": "dsq:",
    r"www\.w3\.org/2005/Atom": "atom:",
    r"purl\.org/syndication/thread/1\.0": "thr:",
    r"purl\.org/rss/1\.0/modules/content": "content:",
    r"purl\.org/dc/elements/1\.1": "dc:",
    r"wordpress\.org/export/[0-9.]+/excerpt": "excerpt:",
    r"schemas\.google\.com/g/2005": "gd:",
    r"schemas\.google\.com/blogger/[0-9]+": "blogger:",
}
NAMESPACES = [(re.compile(rf"https?://(?:www\.)?{pattern}[/#]?"), prefix) for pattern, prefix in PREFIXES.items()]
"""Namespaces as the programs write them, which differ in scheme, version and last sign over the years."""


@dataclass(slots=True)
class Element:
    """An element with those children that were asked for; names have the prefixes of :data:`PREFIXES` or none."""

    name: str
    line: int
    attributes: Mapping[str, str]
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    size: int = 0

    def first(self, name: str) -> Element:
        """Return the first child *name*; without one, an empty element in its place."""
        return next(self.all(name), None) or Element(name, self.line, {})

    def text(self, name: str) -> str:
        """Return the text of the first child *name*, without spaces around it; empty without such a child."""
        return self.exact_text(name).strip()

    def exact_text(self, name: str) -> str:
        """Return the text of the first child *name*, with the spaces around it."""
        return "".join(self.first(name).pieces)

    def all(self, name: str) -> Iterator[Element]:
        """Yield the children called *name*."""
        return (child for child in self.children if child.name == name)


def elements(
    source: SourceText, outer: Collection[str], kept: Collection[str], longest: int = LONGEST_FIELD
) -> Iterator[Element]:
    """Yield the root, still empty, then each element of the names *outer* as it ends, with its descendants *kept*.

    White space before the declaration, which XML forbids, is passed over; other text there is told.

    :param longest: characters of a field that are kept.
    """
    before, declaration, _ = source.beginning.partition("<?xml")
    if before and declaration and not ROOT.search(before):
        raise Mistake(source.path, 1, "other text stands before <?xml; delete it, and import the file again")
    reader = _Reader(source.path, outer, kept, longest)
    is_first = True
    unfinished = ""
    for text in source.chunks():
        if is_first:
            # White space may stand before the first element, but not before the declaration, which is of no more use.
            text = DECLARATION.sub(lambda declaration: "\n" * declaration[0].count("\n"), text, count=1)  # noqa: PLW2901
            is_first = False
        whole = unfinished + text
        cut = UNFINISHED.search(whole)
        unfinished = whole[cut.start() :] if cut else ""
        yield from reader.feed(carried(whole[: cut.start()] if cut else whole))
    yield from reader.feed(unfinished, is_last=True)


class _Reader:
    """Takes text, gives elements."""

    def __init__(self, path: Path, outer: Collection[str], kept: Collection[str], longest: int) -> None:
        self.path = path
        self.longest = longest
        self.outer = frozenset(outer)
        self.kept = frozenset(kept)
        self.ready: list[Element] = []
        self.open: list[Element | None] = []
        self.parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse

    def feed(self, text: str, *, is_last: bool = False) -> list[Element]:
        try:
            self.parser.Parse(text.encode(), is_last)
        except expat.ExpatError as error:
            cause = expat.ErrorString(error.code)
            message = f"this is no whole XML ({cause}); export it again, or mend this place"
            raise Mistake(self.path, error.lineno, message) from error
        ready, self.ready = self.ready, []
        return ready

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = _short(name)
        element = Element(name, self.parser.CurrentLineNumber, {_short(key): attributes[key] for key in attributes})
        parent = self.open[-1] if self.open else None
        if not self.open:
            self.ready.append(element)
            self.open.append(None)
        elif parent is not None and name in self.kept:
            parent.children.append(element)
            self.open.append(element)
        else:
            self.open.append(element if name in self.outer and parent is None else None)

    def _end(self, _name: str) -> None:
        element = self.open.pop()
        if element is not None and not (self.open and self.open[-1] is not None):
            self.ready.append(element)

    def _text(self, data: str) -> None:
        element = self.open[-1]
        if element is not None and element.size < self.longest:
            element.pieces.append(data)
            element.size += len(data)

    def _refuse(self, *_: object) -> None:
        message = "a document type is declared, which no export has; it is not read, as it can name other files"
        raise Mistake(self.path, self.parser.CurrentLineNumber, message)


@lru_cache
def _short(name: str) -> str:
    namespace, _, local = name.rpartition(" ")
    prefixes = (prefix for pattern, prefix in NAMESPACES if pattern.fullmatch(namespace))
    return next((prefix + local for prefix in prefixes), name)
