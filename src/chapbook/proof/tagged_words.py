"""The words of a tagged PDF in the order of its tag tree: what a screen reader reads out.

Text is what the fonts say that their glyphs mean (ISO 32000-2, 9.10.3, *ToUnicode CMaps*), or what is written beside
them (14.9.4, *Replacement text*). Running heads, page numbers and rules are no part of the tree.

- A picture and a formula are their alternative text, in brackets.
- The end of a line is :data:`LINE_END`: Typst leaves out the space there, and ends lines where there is none.
- A note stands where its mark is. It is read apart, in the order of the marks.
- The table of contents is left out; so are the bullets of lists, and all signs around their numbers.
- Letters from right to left are stored as they stand on the paper, and said to be so (14.8.2.5.3, *Reverse-order show
  strings*). They are read as they are spoken.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name

from chapbook.proof.page_contents import Content, Piece, content_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINE_END = "\N{LINE SEPARATOR}"

INLINE = {"/Span", "/Link", "/Code", "/Em", "/Strong", "/Quote", "/Reference", "/Lbl", "/Sub"}
"""Structure types within a line (ISO 32000-2, 14.8.4.7, *Inline level structure types*)."""

NUMBERS = {"/Decimal", "/LowerAlpha", "/UpperAlpha", "/LowerRoman", "/UpperRoman"}
"""Lists whose items have numbers (ISO 32000-2, 14.8.5.5, *ListNumbering*)."""

NO_LETTER = re.compile(r"[\W_]+")

NOTE_NUMBER = re.compile(r"^\s*\d+")
CAPTION_NUMBER = re.compile(r"^[^\d:：]{0,20}\d+(?:\.\d+)*[:：]?\s*")


class Words(NamedTuple):
    """The text of a document, and its notes one by one."""

    text: str
    notes: list[str]


def words_of_pdf(path: Path, *, with_labels: bool = True) -> Words:
    """Read a tagged PDF.

    :param with_labels: read what the setting adds too: numbers of items, figures and notes, and a picture's own text.
    """
    with pikepdf.open(path) as pdf:
        contents = {page.obj.objgen: content_of(page) for page in pdf.pages}
        reader = _Reader(contents, with_labels=with_labels)
        text = reader.read(pdf.Root.StructTreeRoot.K)
        return Words(text, reader.notes)


class _Reader:
    def __init__(self, contents: dict[tuple[int, int], Content], *, with_labels: bool) -> None:
        self.contents = contents
        self.with_labels = with_labels
        self.notes: list[str] = []
        self.begins_note = False

    def read(self, tree: Any) -> str:
        """Return what an element says, its notes left out."""
        return _spoken(self._parts(tree, None))

    def _parts(self, element: Any, page: Any) -> Iterator[Piece | str]:
        """Yield pieces, what is said in the place of such, and a space where a block begins or ends."""
        if isinstance(element, Array):
            for child in element:
                yield from self._parts(child, page)
        elif isinstance(element, int):
            yield from self.contents[page.objgen].get(element, [])
        elif "/MCID" in element:
            yield from self.contents[element.get(Name.Pg, page).objgen].get(int(element.MCID), [])
        elif "/S" in element:
            yield from self._of_tag(element, element.get(Name.Pg, page))

    def _of_tag(self, element: Dictionary, page: Any) -> Iterator[Piece | str]:
        tag = str(element.S)
        inner = element.get(Name.K, Array())
        if tag == "/Note":
            place = len(self.notes)
            self.notes.append("")
            self.begins_note = True
            note = _spoken(self._parts(inner, page))
            self.notes[place] = note if self.with_labels else NOTE_NUMBER.sub("", note)
            return
        if tag == "/TOC":
            return
        if tag == "/Lbl" and (numbering := _numbering(element)):
            is_read = self.with_labels and numbering in NUMBERS
            yield f" {NO_LETTER.sub('', _spoken(self._parts(inner, page)))} " if is_read else ""
            return
        if tag in {"/Figure", "/Formula"}:
            yield f" [{element.get(Name.Alt, '')}] " if self.with_labels or tag == "/Formula" else " "
            return
        if tag == "/Caption" and not self.with_labels:
            yield f" {CAPTION_NUMBER.sub('', _spoken(self._parts(inner, page)).strip())} "
            return
        is_number = tag == "/Lbl" and self.begins_note
        self.begins_note = self.begins_note and not is_number
        yield "" if tag in INLINE else " "
        yield from self._parts(inner, page)
        yield "" if tag in INLINE and not is_number else " "


def _numbering(label: Dictionary) -> str:
    """Return how the items of a list are numbered, of which this is a label; nothing where it is another's."""
    item = label.get(Name.P, Dictionary())
    if item.get(Name.S) != Name.LI:
        return ""
    numberings = [str(found.ListNumbering) for found in item.P.get(Name.A, Array()) if Name.ListNumbering in found]
    return next((numbering for numbering in numberings if numbering != "/None"), "")


def _spoken(parts: Iterator[Piece | str]) -> str:
    """Put pieces into lines, and lines into one text."""
    said = ""
    line: list[Piece] = []
    for part in parts:
        if isinstance(part, Piece):
            # What is raised or lowered, such as a note's mark, is on the line still.
            if line and abs(part.y - line[-1].y) > 0.7 * max(part.size, line[-1].size):
                said += _line(line) + LINE_END
                line = []
            line.append(part)
        elif part:
            said += _line(line) + part
            line = []
    return said + _line(line)


def _line(pieces: list[Piece]) -> str:
    """Return a line as it is spoken.

    Typst writes what runs one way as pieces from left to right; where the next begins further left, other text begins.
    """
    runs: list[list[Piece]] = []
    for piece in pieces:
        if not runs or piece.x < runs[-1][-1].x:
            runs.append([])
        runs[-1].append(piece)
    # The space at the end of a line from right to left stands on the left of all.
    if any(map(_runs_left, pieces)) and len(runs[-1]) > 1 and not runs[-1][0].text.strip():
        runs[-1].pop(0)
    return "".join(map(_run, runs))


def _run(pieces: list[Piece]) -> str:
    reversed_ = [number for number, piece in enumerate(pieces) if piece.is_reversed or _runs_left(piece)]
    if reversed_:
        # Spaces and stops have no way of their own, and go with the letters around them.
        whole = not any(map(_runs_right, pieces))
        first, last = (0, len(pieces)) if whole else (reversed_[0], reversed_[-1] + 1)
        pieces = pieces[:first] + pieces[first:last][::-1] + pieces[last:]
    return "".join(piece.text for piece in pieces)


def _runs_left(piece: Piece) -> bool:
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in piece.text)


def _runs_right(piece: Piece) -> bool:
    return any(unicodedata.bidirectional(letter) in {"L", "EN"} for letter in piece.text)
