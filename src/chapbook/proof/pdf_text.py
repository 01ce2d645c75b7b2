"""The text of a PDF as its tags have it: in reading order, without page numbers and running heads.

Tagged PDF (ISO 32000-2, 14.8): a tree of elements, whose leaves are marked pieces of the pages' contents. What its
glyphs mean, its font's ToUnicode map says (9.10.3), if no ActualText says it (14.9.4).
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHOWS = {"Tj", "TJ", "'", '"'}
INLINE = {"/Span", "/Link", "/Em", "/Strong", "/Code", "/Reference", "/Annot", "/Quote"}
RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(<[0-9A-Fa-f]+>|\[[^\]]*\])")
PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")


def read_text(path: Path) -> str:
    """Return the text, each element's on lines of its own."""
    with pikepdf.open(path) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            return ""
        pieces = {page.obj.objgen: _Contents(page) for page in pdf.pages}
        return "".join(_walk(pdf.Root.StructTreeRoot, pieces, (0, 0)))


def _walk(element: Any, pieces: dict[tuple[int, int], _Contents], page: tuple[int, int]) -> Iterator[str]:  # noqa: ANN401  # pikepdf's objects
    """Yield the text below an element of the tree; *page* is the one on which its pieces are, if they say none."""
    if "/Pg" in element:
        page = element.Pg.objgen
    if "/ActualText" in element:
        yield str(element.ActualText)
        return
    is_block = str(element.get("/S", "/Document")) not in INLINE
    if is_block:
        yield "\n"
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield pieces[page].texts.get(kid, "")
        elif "/MCID" in kid:
            yield pieces[kid.Pg.objgen if "/Pg" in kid else page].texts.get(int(kid.MCID), "")
        elif str(kid.get("/Type", "")) != "/OBJR":
            yield from _walk(kid, pieces, page)
    if is_block:
        yield "\n"


class _Contents:
    """The marked pieces of a page, by their numbers."""

    def __init__(self, page: pikepdf.Page) -> None:
        self._page = page

    @cached_property
    def texts(self) -> dict[int, str]:
        found: dict[int, str] = {}
        marks: list[tuple[int | None, bool]] = []
        font: dict[bytes, str] = {}
        for step in pikepdf.parse_content_stream(self._page):
            operands: Any = step.operands
            name = str(step.operator)
            if name in {"BDC", "BMC"}:
                properties = self._properties(operands[1]) if name == "BDC" else {}
                number = properties.get("/MCID", marks[-1][0] if marks else None)
                number = None if number is None else int(number)
                is_said = "/ActualText" in properties
                if is_said and number is not None:
                    found[number] = found.get(number, "") + str(properties["/ActualText"])
                marks.append((number, is_said or bool(marks and marks[-1][1])))
            elif name == "EMC" and marks:
                marks.pop()
            elif name == "Tf":
                font = self._fonts[str(operands[0])]
            elif name in SHOWS and marks:
                number, is_said = marks[-1]
                if number is not None and not is_said:
                    found[number] = found.get(number, "") + _decoded(operands[-1], font)
        return found

    def _properties(self, named: Any) -> Any:  # noqa: ANN401  # a dictionary of pikepdf's
        return self._page.Resources.Properties[named] if isinstance(named, pikepdf.Name) else named

    @cached_property
    def _fonts(self) -> dict[str, dict[bytes, str]]:
        fonts: Any = self._page.Resources.get("/Font", {})
        return {name: to_unicode(font.ToUnicode.read_bytes()) for name, font in fonts.items() if "/ToUnicode" in font}


def _decoded(shown: Any, font: dict[bytes, str]) -> str:  # noqa: ANN401  # a string, or an array of strings and gaps
    strings = shown if isinstance(shown, pikepdf.Array) else [shown]
    codes = b"".join(bytes(string) for string in strings if isinstance(string, pikepdf.String))
    return "".join(font.get(codes[at : at + 2], "\ufffd") for at in range(0, len(codes), 2))


def to_unicode(cmap: bytes) -> dict[bytes, str]:
    """Read a ToUnicode map with codes of two bytes, as fonts of Type 0 have them."""
    found: dict[bytes, str] = {}
    for body in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in PAIR.findall(body):
            found[bytes.fromhex(code.decode())] = _text(text)
    for body in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, to in RANGE.findall(body):
            codes = range(int(first, 16), int(last, 16) + 1)
            listed = re.findall(rb"<([0-9A-Fa-f]*)>", to)
            for at, code in enumerate(codes):
                begun = _text(listed[min(at, len(listed) - 1)])
                text = begun if to.startswith(b"[") else begun[:-1] + chr(ord(begun[-1]) + at)
                found[code.to_bytes(2)] = text
    return found


def _text(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be")
