"""What the contents of a PDF's pages show: text by the numbers of its marked content, each piece with its place.

What a code of a font means, its ToUnicode map says (ISO 32000-2, 9.10.3); text that stands beside a piece
(14.9.4, *Replacement text*) takes its place.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Dictionary, Matrix, Name

CODE = re.compile(r"<([0-9A-Fa-f]+)>")


class Piece(NamedTuple):
    """What is shown at one place: letters or clusters in the order of the paper, and where they begin."""

    units: tuple[str, ...]
    x: float
    y: float
    size: float
    is_reversed: bool

    @property
    def text(self) -> str:
        """Return it as it is spoken."""
        return "".join(reversed(self.units) if self.is_reversed else self.units)


Content = dict[int, list[Piece]]
"""What is shown on a page, by the number of the marked content."""


def content_of(page: pikepdf.Page) -> Content:
    """Read what a page shows."""
    reader = _PageReader(page)
    for instruction in pikepdf.parse_content_stream(page):
        reader.read(str(instruction.operator), list(instruction.operands))
    return reader.content


class _PageReader:
    """Follows a page from operator to operator (ISO 32000-2, annex A)."""

    def __init__(self, page: pikepdf.Page) -> None:
        fonts: Any = page.get("/Resources", Dictionary()).get("/Font", Dictionary())
        self.fonts = {name: Meanings(font) for name, font in fonts.items()}
        self.content: Content = {}
        self.matrices = [Matrix()]
        self.marks = [Mark()]
        self.font, self.size, self.at = "", 0.0, Matrix()

    def read(self, operator: str, operands: list[Any]) -> None:
        match operator:
            case "q":
                self.matrices.append(self.matrices[-1])
            case "Q":
                self.matrices.pop()
            case "cm":
                self.matrices[-1] = Matrix(*map(float, operands)) @ self.matrices[-1]
            case "Tf":
                self.font, self.size = str(operands[0]), float(operands[1])
            case "Tm":
                self.at = Matrix(*map(float, operands))
            case "Tj":
                self._show(operands)
            case "TJ":
                self._show(operands[0])
            case "BMC" | "BDC":
                self.marks.append(self.marks[-1].within(str(operands[0]), operands[-1]))
            case "EMC":
                self._end_mark()

    def _show(self, strings: Any) -> None:
        if self.marks[-1].replaced is None:
            codes = b"".join(bytes(part) for part in strings if isinstance(part, pikepdf.String))
            self._say(self.fonts[self.font].of(codes))

    def _end_mark(self) -> None:
        ended = self.marks.pop()
        if ended.replaced is not None and self.marks[-1].replaced is None:
            self._say((ended.replaced,))

    def _say(self, units: tuple[str, ...]) -> None:
        place = self.at @ self.matrices[-1]
        piece = Piece(units, place.e, place.f, self.size, self.marks[-1].is_reversed)
        self.content.setdefault(self.marks[-1].number, []).append(piece)


class Mark(NamedTuple):
    """What is said of marked content: its number, the text in its place, and whether its letters are reversed."""

    number: int = -1
    replaced: str | None = None
    is_reversed: bool = False

    def within(self, tag: str, said: Any) -> Mark:
        """Return what is said of content within this."""
        properties = said if isinstance(said, Dictionary) else Dictionary()
        replaced = properties.get(Name.ActualText)
        return Mark(
            int(properties.get(Name.MCID, self.number)),
            str(replaced) if replaced is not None else self.replaced,
            self.is_reversed or tag == "/ReversedChars",
        )


class Meanings:
    """What the codes of a font mean."""

    def __init__(self, font: Dictionary) -> None:
        before, _, told = font.ToUnicode.read_bytes().decode("ascii").partition("endcodespacerange")
        self.length = len(CODE.findall(before)[-1]) // 2
        codes = [bytes.fromhex(code) for code in CODE.findall(told)]
        self.meanings = {code: meant.decode("utf-16-be") for code, meant in zip(codes[::2], codes[1::2], strict=True)}

    def of(self, codes: bytes) -> tuple[str, ...]:
        """Return what some codes mean, each for itself."""
        return tuple(self.meanings[codes[n : n + self.length]] for n in range(0, len(codes), self.length))
