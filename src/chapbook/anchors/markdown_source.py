"""A Markdown file with ids and anchors put in: lines are added and taken out, every other byte stays.

Where a block begins and ends, MyST's own parser says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from docutils.nodes import make_id

from chapbook.anchors.likeness import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
TARGET = re.compile(r"[ \t]*\((?P<label>[^()\n]+)\)=[ \t]*")
CODE = re.compile(r"(?:\{[^{}\s]*\})?(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
"""A span of code, or a role, in which nothing else can be written."""
OPENING = "*_~\"'“‘«„(["


class Block(NamedTuple):
    """Lines from *start* to *end*, which is the first behind it, both from 0."""

    start: int
    end: int


class MarkdownSource:
    """The file's text, and what is to be changed in it; lines are counted from 1, as documents have them."""

    def __init__(self, text: str, parser: MarkdownIt) -> None:
        self._mark = "\ufeff" if text.startswith("\ufeff") else ""
        text = text.removeprefix(self._mark)
        self._lines = LINE.findall(text)
        self._end = next((end for line in self._lines[:1] for end in ("\r\n", "\r", "\n") if line.endswith(end)), "\n")
        found = [(token.level, self._block(*token.map)) for token in parser.parse(text, {}) if token.map]
        self._blocks = [block for level, block in found if not level]
        self._inner = [block for _level, block in found]
        self._above: dict[int, list[str]] = defaultdict(list)
        self._anchors: dict[int, list[str]] = defaultdict(list)
        self._within: dict[tuple[int, int], str] = {}
        self._taken_out: set[int] = set()

    def _block(self, start: int, end: int) -> Block:
        while end - 1 > start and not self._lines[end - 1].strip():
            end -= 1
        return Block(start, end)

    def _around(self, line: int) -> Block:
        """Return the block of the page in which a line stands; a line in none is one by itself."""
        return next((block for block in self._blocks if block.start < line <= block.end), Block(line - 1, line))

    def _begins(self, line: int, words: str) -> bool:
        """Tell whether text with these words begins on a line, of the page itself or of a directive in Markdown."""
        if not 0 < line <= len(self._lines):
            return False
        around = self._around(line)
        first = re.search(r"[^\W_]+", words)
        begins = first and re.match(rf"[ \t]*[^\s\w>]*{re.escape(first[0])}", self._lines[line - 1])
        return around.start == line - 1 or bool(begins and "{eval-rst}" not in self._lines[around.start])

    def write_above(self, line: int, name: str, words: str) -> bool:
        """Write an id above what begins on a line; tell whether it does begin there."""
        begins = self._begins(line, words)
        if begins:
            self._above[line - 1].append(name)
        return begins

    def take_out(self, line: int, name: str) -> bool:
        """Take the line out that writes an id above what begins on a line; tell whether it was there."""
        for index in range(min(line, len(self._lines)) - 1, -1, -1):
            match = TARGET.fullmatch(self._lines[index].rstrip("\r\n"))
            if match and make_id(match["label"]) == name:
                self._taken_out.add(index)
                return True
        return False

    def take_out_anchor(self, line: int, name: str) -> bool:
        """Take an anchor out of the block in which a line stands; tell whether it was there."""
        written = re.compile(rf"\{{kept-anchor\}}`{re.escape(name)}(?:\s*<[^<>`]*>)?`[ \t]?")
        block = self._around(line)
        for index in range(block.start, block.end):
            left = written.sub("", self._lines[index], count=1)
            if left != self._lines[index]:
                self._lines[index] = left
                if not left.strip():
                    self._taken_out.add(index)
                return True
        return False

    def keep_after(self, line: int, anchor: str) -> None:
        """Put an anchor behind the block in which a line stands."""
        self._anchors[self._around(line).end].append(anchor)

    def keep_before(self, line: int, anchor: str) -> None:
        """Put an anchor before that block and the ids that are written above it."""
        at = self._around(line).start
        while at and (TARGET.fullmatch(self._lines[at - 1].rstrip("\r\n"))):
            at -= 1
        self._anchors[at].append(anchor)

    def keep_at_start(self, line: int, anchor: str, words: str) -> bool:
        """Put an anchor at the start of the paragraph that begins on a line; tell whether it does begin there."""
        begins = self._begins(line, words)
        if begins:
            text = self._lines[line - 1]
            place = (line - 1, len(text) - len(text.lstrip()))
            self._within[place] = self._within.get(place, "") + anchor
        return begins

    def keep_at_end(self, anchor: str) -> None:
        """Put an anchor behind everything."""
        end = len(self._lines)
        while end and not self._lines[end - 1].strip():
            end -= 1
        self._anchors[end].append(anchor)

    def keep_within(self, line: int, anchor: str, words: str) -> None:
        """Put an anchor before words of the block in which a line stands, or before all of it."""
        block = min((block for block in self._inner if block.start < line <= block.end), key=_size, default=None)
        search = pattern(words)
        text = "".join(self._lines[line - 1 : block.end]) if block else ""
        match = search.search(text) if search else None
        if match is None:
            self.keep_before(line, anchor)
            return
        at = match.start()
        while at and text[at - 1] in OPENING:
            at -= 1
        at = next((code.start() for code in CODE.finditer(text) if code.start() < at < code.end()), at)
        before = LINE.findall(text[:at])
        is_at_start = not before or before[-1].endswith(("\r", "\n"))
        place = (line - 1 + len(before) - (not is_at_start), 0 if is_at_start else len(before[-1]))
        self._within[place] = self._within.get(place, "") + anchor

    def result(self) -> str:
        """Return the text with all of it."""
        return self._mark + "".join(self._written())

    def _written(self) -> Iterator[str]:
        before = ""
        for index, line in enumerate([*self._lines, ""]):
            for piece in (*self._anchors_at(index, before, line), *self._ids_at(index, before, line)):
                yield piece
                before = piece
            if index in self._taken_out or not line:
                continue
            written = self._with_anchors_within(index, line)
            yield written
            before = written

    def _anchors_at(self, index: int, before: str, line: str) -> Iterator[str]:
        if index not in self._anchors:
            return
        if before and not before.endswith(("\r", "\n")):
            yield self._end
        if before.strip():
            yield self._end
        yield " ".join(self._anchors[index]) + self._end
        if line.strip() or index in self._above:
            yield self._end

    def _ids_at(self, index: int, before: str, line: str) -> Iterator[str]:
        if index not in self._above:
            return
        if before.strip() and index not in self._anchors and not TARGET.fullmatch(before.rstrip("\r\n")):
            yield self._end
        indent = line[: len(line) - len(line.lstrip())]
        yield from (f"{indent}({name})={self._end}" for name in self._above[index])

    def _with_anchors_within(self, index: int, line: str) -> str:
        places = sorted((column for at, column in self._within if at == index), reverse=True)
        for column in places:
            line = line[:column] + self._within[index, column] + line[column:]
        return line


def _size(block: Block) -> int:
    return block.end - block.start


def anchor(name: str, leads_to: str = "") -> str:
    """Return how an anchor is written."""
    return f"{{kept-anchor}}`{name} <{leads_to}>`" if leads_to else f"{{kept-anchor}}`{name}`"


def parser_of(config: object) -> MarkdownIt:
    """Return MyST's parser, with the extensions of Markdown that a publication has.

    :param config: MyST's configuration.
    """
    from markdown_it.renderer import RendererHTML  # noqa: PLC0415  # only where something is written
    from myst_parser.parsers.mdit import create_md_parser  # noqa: PLC0415  # as above

    return create_md_parser(config, RendererHTML)  # type: ignore[arg-type]  # it is what Sphinx has made of the settings
