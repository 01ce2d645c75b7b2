"""Reads what an edition says out of its JATS, which each edition has, whatever press made it.

Left out is what a machine counts or says anew each time: numbers of headings and figures, marks of notes, where a work
is cited, which edition this is. Words alone are read, no pictures and no form of letters; of a formula its TeX.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from chapbook.editions.edition_parts import PRESERVED, SECTION, TITLE, Comment, Part, Parts

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import _Element

KINDS = {
    "alt-text": "picture",
    "article-title": TITLE,
    "attrib": "paragraph",
    "caption": "caption",
    "code": "code",
    "copyright-statement": "rights",
    "disp-formula": "formula",
    "fn": "note",
    "license": "rights",
    "p": "paragraph",
    "preformat": "code",
    "ref": "reference",
    "term": "term",
    "title": "heading",
    "tr": "row",
    "verse-group": "verse",
}
"""Elements that are passages, by the kinds of these."""

WHOLE = {"caption", "disp-formula", "fn", "license", "ref", "term", "tr", "verse-group"}
"""Elements that are one passage with all that is in them."""

DIVISIONS = {"abstract", "app", "fn-group", "ref-list", "sec", "trans-abstract"}
FRONT = {"abstract", "permissions", "title-group", "trans-abstract"}
"""What of an article's metadata stands on its pages."""

LEFT_OUT = {"element-citation", "front-stub", "journal-meta", "label", "copyright-year", "copyright-holder"}
CHANGING = {"boxed-text", "p", "sec", "styled-content"}
"""What the press may say anew in each edition; it is marked then."""

LINES = {"break", "mixed-citation", "p", "title", "verse-line"}
"""What begins a line within a passage."""

CELLS = {"td", "th"}
CELL = "\x1f"
"""Parts cells while a row is read; no XML can have it."""

MATH = "{http://www.w3.org/1998/Math/MathML}math"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
COUNTED = re.compile(r"(?:^|--)id\d+$")
"""An id that docutils counted: in another edition it may be that of another passage."""


@dataclass
class _Open:
    """A passage that is being read, and where it will stand."""

    element: _Element
    kind: str
    id: str
    within: str
    place: int
    language: str
    pieces: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def part(self) -> Part:
        words = "".join(self.pieces)
        if self.kind in PRESERVED:
            words = words.strip("\n")
        elif self.kind == "row":
            words = " | ".join(_spaced(cell).replace("\n", " ") for cell in words.split(CELL)[1:])
        else:
            words = _spaced(words)
        # Most of an edition are words of others, which are to be in the memory once.
        return Part(self.id, self.kind, sys.intern(words), self.within, self.language, tuple(self.kept))


def _spaced(words: str) -> str:
    """Return words with one space between them, and lines that hold some."""
    return re.sub(r"[ \t]*\n[ \t\n]*", "\n", re.sub(r"[ \t]+", " ", words)).strip(" \t\n")


def parts_of(path: Path) -> Parts:
    """Read a file.

    :raises lxml.etree.XMLSyntaxError: if it is no XML.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True
    )
    with path.open("rb") as file:
        root = etree.parse(file, parser).getroot()
    reader = _Reader(root)
    left_out = None
    walk = etree.iterwalk(root, events=("start", "end", "pi"))
    for event, element in walk:
        if event == "start":
            if reader.is_left_out(element):
                walk.skip_subtree()
                left_out = element
            else:
                reader.start(element)
        elif event == "pi":
            reader.say("\n" if element.target == "line-break" else "", element.tail)
        else:
            reader.end(element, was_read=element is not left_out)
    return reader.parts()


class _Reader:
    def __init__(self, root: _Element) -> None:
        self.root = root
        self.language = root.get(LANGUAGE, "")
        self.read: list[Part | None] = []
        self.open: list[_Open] = []
        self.sections = [""]
        self.marks: dict[str, str] = {}
        """In which section the mark of a note stands."""
        self.ids: set[str] = set()
        self.comments: list[tuple[int, Comment]] = []
        """Each with the number of passages before its own."""

    def is_left_out(self, element: _Element) -> bool:
        name, above = element.tag, element.getparent()
        if name == "xref" and element.get("ref-type") == "fn":
            self.marks.setdefault(element.get("rid", ""), self.sections[-1])
            return True
        if name == "note":
            return bool(element.get("content-type") == "places")
        if name == MATH:
            return above is not None and above.find("tex-math") is not None
        is_of_front = above is not None and above.tag == "article-meta" and name not in FRONT
        return name in LEFT_OUT or is_of_front or (name in CHANGING and element.get("specific-use") == "changing")

    def start(self, element: _Element) -> None:
        name = str(element.tag)
        if name == "sub-article":
            self.comments.append((len(self.read), _comment(element)))
        if name in DIVISIONS:
            is_headed = element.get("id") and element.find("title") is not None
            self.sections.append(element.get("id", "") if is_headed else self.sections[-1])
        is_within = bool(self.open) and self.open[-1].element.tag in WHOLE
        if is_within and name in CELLS:
            self.say(CELL)
        elif name == "break" or (is_within and name in LINES):
            self.say("\n")
        if name in KINDS and not is_within:
            self._open(element, name)
        elif name == "target" and self.open:
            self.open[-1].kept.append(element.get("id", ""))
        self.say(element.text)

    def _open(self, element: _Element, name: str) -> None:
        above = element.getparent()
        kind, id_, within = KINDS[name], element.get("id", ""), self.sections[-1]
        if name == "title" and above.tag in DIVISIONS and within and above.get("id") == within:
            kind, id_, within = SECTION, within, self.sections[-2]
        elif name == "article-title":
            id_ = self.root.get("id", "")
        elif name == "caption":
            id_ = id_ or above.get("id", "")
        elif name == "fn":
            within = self.marks.get(id_, within)
        if COUNTED.search(id_) or id_ in self.ids:
            id_ = ""
        self.ids.add(id_)
        language = element.get(LANGUAGE, "")
        opened = _Open(element, kind, id_, within, len(self.read), language if language != self.language else "")
        self.read.append(None)
        self.open.append(opened)

    def end(self, element: _Element, *, was_read: bool) -> None:
        if self.open and self.open[-1].element is element:
            opened = self.open.pop()
            self.read[opened.place] = opened.part()
        if was_read and element.tag in DIVISIONS:
            self.sections.pop()
        self.say(element.tail)

    def say(self, *texts: str | None) -> None:
        """Add words to the passage that is open; white space within an element's text ends no line."""
        for text in texts if self.open else ():
            is_kept = text in {"\n", None} or self.open[-1].kind in PRESERVED
            self.open[-1].pieces.append((text or "") if is_kept else re.sub(r"[ \t\r\n]+", " ", text or ""))

    def parts(self) -> Parts:
        """Return what was read: the passages of the text, and those of each comment as its words."""
        starts = [*(start for start, _ in self.comments), len(self.read)]
        comments = (
            comment._replace(words="" if comment.was_removed else _words(self.read[start:end]))
            for (start, comment), end in zip(self.comments, starts[1:], strict=True)
        )
        return Parts(tuple(part for part in self.read[: starts[0]] if part and part.words), tuple(comments))


def _words(parts: list[Part | None]) -> str:
    return "\n".join(part.words for part in parts if part and part.words)


def _comment(element: _Element) -> Comment:
    """Return a comment without its words."""
    date = element.find("front-stub/pub-date")
    answered = element.find("front-stub/related-object[@link-type='answers']")
    return Comment(
        element.get("id", ""),
        element.findtext("front-stub/contrib-group/contrib/string-name", ""),
        date.get("iso-8601-date", "") if date is not None else "",
        answers=answered.get("object-id", "") if answered is not None else "",
        was_removed=element.get("specific-use") == "removed",
    )
