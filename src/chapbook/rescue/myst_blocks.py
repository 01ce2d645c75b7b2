"""Pandoc's blocks as MyST: paragraphs, headings, lists, quotes, code, tables and figures.

A block that holds blocks is written around theirs, so that nothing is lost by nesting; below the level :data:`DEEPEST`,
what is in it stands without what it is in. A table of any shape is a ``list-table``, whose cells hold blocks.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from pygments.lexers import get_lexer_by_name
from pygments.token import Error
from pygments.util import ClassNotFound

from chapbook.rescue.escaping import shown
from chapbook.rescue.myst_words import NO_WORDS, Words, link_target, missing
from chapbook.rescue.pandoc_blocks import content, without_spaces
from chapbook.rescue.pandoc_tables import blocks_in, table_of
from chapbook.rescue.plain_words import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chapbook.rescue.pandoc_blocks import Content, Node

DEEPEST = 6
HOLDING = {"BlockQuote", "BulletList", "OrderedList", "DefinitionList", "Table"}
MOST_CELLS = 20_000
MOST_COLUMNS = 16
"""More find no room on a page of the PDF, whatever is in them."""
LARGEST_NUMBER = 900_000_000
PICTURE_ADDRESS = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif|bmp|tiff?)$", re.IGNORECASE)
FENCE = re.compile(r"^[\s>*-]*(:{3,})", re.MULTILINE)
RULE = "***"


class Blocks:
    """Writes blocks, each kind by the method of its name.

    :ivar words: writes what is in them.
    """

    def __init__(self, words: Words) -> None:
        self.words = words
        self._depth = 0
        self._marks = ("-", ".")

    def write(self, blocks: Sequence[Node]) -> str:
        """Return the MyST of the blocks, empty lines between them."""
        pieces: list[str] = []
        last = ""
        for block in blocks:
            # Two lists in a row have different marks, or they would be one.
            is_second = block["t"] == last
            self._marks = ("*", ")") if is_second else ("-", ".")
            if piece := self._one(block):
                pieces.append(piece)
                last = "" if is_second else block["t"]
        return "\n\n".join(_without_idle_rules(pieces))

    def _one(self, block: Node) -> str:
        if block["t"] in HOLDING and self._depth >= DEEPEST:
            return self.write([*blocks_in(block)])
        write = getattr(self, f"_{block['t'].lower()}", None)
        return str(write(content(block))).rstrip() if write else ""

    def _within(self, blocks: Sequence[Node], levels: int = 1) -> str:
        """Write blocks that stand in another."""
        self._depth += levels
        text = self.write(blocks)
        self._depth -= levels
        return text

    def _para(self, items: list[Node]) -> str:
        alone = without_spaces(items)
        picture = _picture_of(alone[0]) if len(alone) == 1 else None
        return self._picture(*picture, "") if picture else self.words.write(items)

    _plain = _para

    def _header(self, inner: Content) -> str:
        """Write a heading that stands in another block, where none may be, as a paragraph."""
        self.words.noted["headings within lists, quotes and tables, now paragraphs"] += 1
        return self.words.write(inner[2], is_heading=True)

    def _div(self, inner: Content) -> str:
        return self.write(inner[1])

    def _horizontalrule(self, _: Content) -> str:
        return "" if self._depth else RULE

    def _lineblock(self, lines: Content) -> str:
        return "\\\n".join(filter(None, map(self.words.write, lines)))

    def _codeblock(self, inner: Content) -> str:
        text = shown(inner[1].expandtabs(4)).strip("\n")
        if not text.strip():
            return ""
        longest = max((len(run) for run in re.findall("`+", text)), default=0)
        fence = "`" * max(3, longest + 1)
        language = next((name for name in inner[0][1] if _is_lexed(name, text)), "text")
        return f"{fence}{language}\n{text}\n{fence}"

    def _blockquote(self, blocks: list[Node]) -> str:
        text = self._within(blocks)
        return "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""

    def _bulletlist(self, items: Content) -> str:
        mark = f"{self._marks[0]} "
        return "\n".join([_hung(mark, self._within(item)) for item in items])

    def _orderedlist(self, inner: Content) -> str:
        start, end = max(0, min(inner[0][0], LARGEST_NUMBER)), self._marks[1]
        return "\n".join([_hung(f"{number}{end} ", self._within(item)) for number, item in enumerate(inner[1], start)])

    def _definitionlist(self, items: Content) -> str:
        written = []
        for term, definitions in items:
            words = self.words.write([{"t": "Strong", "c": term}])
            texts = [words, *map(self._within, definitions)]
            written.append(_hung(f"{self._marks[0]} ", "\n\n".join(filter(None, texts))))
        return "\n".join(written)

    def _figure(self, inner: Content) -> str:
        caption, blocks = self._within(inner[1][1]), inner[2]
        is_alone = not any(block["t"] == "Figure" for block in blocks)
        pictures = [*_pictures_in(blocks)] if is_alone else []
        if not pictures:
            return "\n\n".join(filter(None, (self.write(blocks), caption)))
        *before, last = pictures
        others = [block for block in blocks if not [*_pictures_in([block])]]
        texts = [self._picture(*picture, "") for picture in before]
        return "\n\n".join(filter(None, [*texts, self._picture(*last, caption), self.write(others)]))

    def _picture(self, image: Content, target: str, caption: str) -> str:
        """Write a picture that stands by itself as a figure, or the line that it is missing."""
        words, address = " ".join(shown(plain_words(image[1])).split()), image[2][0]
        name = self.words.pictures.name(address, words or _first_line(caption))
        if not name:
            return "\n\n".join(filter(None, (missing(words, address), caption)))
        self.words.noted["pictures in their places"] += 1
        if not words:
            self.words.wordless[name] += 1
        options = [f":alt: {_option(words or NO_WORDS)}"]
        if target and not PICTURE_ADDRESS.search(target.partition("?")[0]) and (link := link_target(target)):
            options.append(f":target: {_option(link)}")
        lines = [*options, *(["", caption] if caption else [])]
        return _fenced(f"{{figure}} {self.words.folder}{name}", "\n".join(lines))

    def _table(self, inner: Content) -> str:
        table = table_of(inner)
        cells = [cell for row in table.all for cell in row]
        caption = self.words.write([item for block in inner[1][1] for item in content(block)])
        if len(cells) == 1 or table.width * len(table.all) > MOST_CELLS:
            return "\n\n".join(filter(None, (caption, self.write([block for cell in cells for block in cell]))))
        if not any(cells):
            return caption
        if table.width > MOST_COLUMNS:
            self.words.noted["tables too wide for a page, now lists of their rows"] += 1
            rows = [[block for cell in row for block in cell] for row in table.all]
            return "\n\n".join(filter(None, (caption, self._bulletlist(rows))))
        self.words.noted["tables"] += 1
        lines = []
        for row in table.all:
            texts = [self._within(cell, 2) for cell in (*row, *([[]] * (table.width - len(row))))]
            lines.append(_hung("* ", "\n".join(_hung("- ", text) for text in texts)))
        options = [f":header-rows: {len(table.heads)}"] if table.heads and table.rows else []
        title = f" {caption}" if caption and "\n" not in caption else ""
        text = _fenced(f"{{list-table}}{title}", "\n".join([*options, "", *lines]))
        return text if title or not caption else f"{caption}\n\n{text}"


def _without_idle_rules(pieces: list[str]) -> Iterator[str]:
    """Yield blocks without the rules that part nothing, as docutils asks for: first, last, and one behind another."""
    for at, piece in enumerate(pieces):
        is_idle = not any(other != RULE for other in pieces[:at]) or not any(other != RULE for other in pieces[at:])
        if piece != RULE or not (is_idle or pieces[at - 1] == RULE):
            yield piece


def _option(words: str) -> str:
    """Write the value of a directive's option, which is read as YAML."""
    return json.dumps(words, ensure_ascii=False)


def _fenced(head: str, text: str) -> str:
    """Put a directive's fence around a text, longer than any within."""
    longest = max((len(run) for run in FENCE.findall(text)), default=0)
    fence = ":" * max(3, longest + 1)
    return f"{fence}{head}\n{text}\n{fence}"


def _hung(mark: str, text: str) -> str:
    """Hang a text behind a mark, all its lines below the first."""
    first, *rest = text.split("\n")
    indent = " " * len(mark)
    return "\n".join([f"{mark}{first}".rstrip(), *(f"{indent}{line}".rstrip() for line in rest)])


def _first_line(text: str) -> str:
    return re.sub(r"[\\*_`\[\]]", "", text.partition("\n")[0])


def _is_lexed(name: str, text: str) -> bool:
    """Tell whether Pygments knows a language, and finds nothing wrong in a text of it; else a build would warn."""
    try:
        lexer = get_lexer_by_name(name)
    except ClassNotFound:
        return False
    return not any(kind is Error for kind, _ in lexer.get_tokens(text))


def _picture_of(item: Node) -> tuple[Content, str] | None:
    """Return the picture that an element is, and where it leads."""
    if item["t"] == "Image":
        return item["c"], ""
    inner = without_spaces(item["c"][1]) if item["t"] in {"Link", "Span"} else []
    found = _picture_of(inner[0]) if len(inner) == 1 else None
    if found and item["t"] == "Link" and not item["c"][2][0].startswith("#"):
        return found[0], item["c"][2][0]
    return found


def _pictures_in(blocks: Sequence[Node]) -> Iterator[tuple[Content, str]]:
    """Yield the pictures that stand alone in paragraphs."""
    for block in blocks:
        if block["t"] in {"Para", "Plain"}:
            pictures = [_picture_of(item) for item in without_spaces(block["c"])]
            if all(pictures):
                yield from filter(None, pictures)
        elif block["t"] == "Div":
            yield from _pictures_in(block["c"][1])
