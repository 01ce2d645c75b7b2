"""XML from a stranger, read once from beginning to end: elements out, or an error with its line.

No document type is taken, so that there are no entities to expand (a "bomb") or to fetch (XML 1.0, 4.1 to 4.4;
OWASP's XML External Entity Prevention); expat itself never opens a file or an address. Only elements that were asked
for are kept, so that memory is bounded by what is wanted of the file, and a field by :data:`LONGEST_FIELD`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from chapbook.comments.allowed import LARGEST
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

CHUNK = 65_536
LONGEST_FIELD = LARGEST + 1
"""Characters of a field that are kept: enough to see that it is too large."""

WORDPRESS = "http://wordpress.org/export/"
PREFIXES = {"http://disqus.com": "", "http://disqus.com/disqus-internals": "dsq:"}


@dataclass(slots=True)
class Element:
    """An element with those children that were asked for; names have the prefixes ``wp:`` and ``dsq:`` or none."""

    name: str
    line: int
    attributes: Mapping[str, str]
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    size: int = 0

    def text(self, name: str) -> str:
        """Return the text of the first child *name*, without spaces around it; empty without such a child."""
        return self.exact_text(name).strip()

    def exact_text(self, name: str) -> str:
        """Return the text of the first child *name*, with the spaces around it."""
        child = next(self.all(name), None)
        return "".join(child.pieces) if child else ""

    def all(self, name: str) -> Iterator[Element]:
        """Yield the children called *name*."""
        return (child for child in self.children if child.name == name)


def elements(path: Path, outer: Collection[str], kept: Collection[str]) -> Iterator[Element]:
    """Yield the root, still empty, then each element of the names *outer* as it ends, with its descendants *kept*."""
    reader = _Reader(path, outer, kept)
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield from reader.feed(chunk)
        yield from reader.feed(b"", is_last=True)
    except OSError as error:
        raise Mistake(path, 0, f"the file cannot be read ({error.strerror}); see to it") from error


class _Reader:
    """Takes bytes, gives elements."""

    def __init__(self, path: Path, outer: Collection[str], kept: Collection[str]) -> None:
        self.path = path
        self.outer = frozenset(outer)
        self.kept = frozenset(kept)
        self.ready: list[Element] = []
        self.open: list[Element | None] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse

    def feed(self, data: bytes, *, is_last: bool = False) -> list[Element]:
        try:
            self.parser.Parse(data, is_last)
        except expat.ExpatError as error:
            cause = expat.ErrorString(error.code)
            message = f"this is no whole XML ({cause}); export it again, or mend this place"
            raise Mistake(self.path, error.lineno, message) from error
        except (LookupError, UnicodeError) as error:  # an encoding that Python does not know or expat cannot take
            message = f"the encoding cannot be read ({error}); save the file as UTF-8, and say so in its first line"
            raise Mistake(self.path, 1, message) from error
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
        if element is not None and element.size < LONGEST_FIELD:
            element.pieces.append(data)
            element.size += len(data)

    def _refuse(self, *_: object) -> None:
        message = "a document type is declared, which no export has; it is not read, as it can name other files"
        raise Mistake(self.path, self.parser.CurrentLineNumber, message)


def _short(name: str) -> str:
    namespace, _, local = name.rpartition(" ")
    if namespace.startswith(WORDPRESS):
        return f"wp:{local}"
    if namespace in PREFIXES:
        return PREFIXES[namespace] + local
    return name
