"""A built page, of the site or of the EPUB, as text: what of it stands in which section, without the house's own signs.

Permalinks, controls and the parts of the form that the press writes are no words of a work.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple

NOT_OF_THE_WORK = {
    "comment-fold",
    "comment-permalink",
    "comments-feed",
    "headerlink",
    "margin-note",
    "part-actions",
    "reply-by-hand",
    "reply-part",
} | {
    "backrefs",
    "caption-number",
    "fn-bracket",
}
"""Classes of what the press adds."""

WITHOUT_WORDS = {"script", "style", "noscript", "template", "svg", "nav", "textarea", "button", "title"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "math", "mi", "mn",
    "mo", "mrow", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "var", "wbr",
}  # fmt: skip
"""Elements in the middle of a word or beside one; all others part words."""

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
NAME = "-author"
"""Stands behind the id of a comment, where its writer's name is."""

ANNOTATION = "-annotation"
"""Stands behind the id of a reference, where its annotation is."""

SIGNS = {"q": ("“", "”")}
"""Elements around which a browser shows signs that are not written."""

PARTS_WORDS = {"comment-mark"}
MARK = "footnote-reference"
"""The class of what leads to a note."""


class Run(NamedTuple):
    """A piece of text, the id of what it stands in, and the sections around it, the outermost first."""

    text: str
    place: str
    sections: tuple[str, ...]
    heading_of: str = ""
    """The section of whose heading it is a part."""
    is_note: bool = False
    is_wording: bool = False
    """Whether it is the press's own: what stands around the name of a commenter."""
    is_mark: bool = False
    """Whether it leads to a note."""


class Page(NamedTuple):
    """A page: its runs, the headings of its sections, and the sections that hold comments."""

    docname: str
    runs: tuple[Run, ...]
    headings: dict[str, str]
    threads: frozenset[str]
    links: tuple[str, ...]
    """Where the page that is read next is, if the page says so."""


class _Element(NamedTuple):
    tag: str
    place: str
    section: str
    is_left_out: bool
    parts_words: bool
    is_note: bool = False
    is_wording: bool = False
    is_mark: bool = False


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[_Element] = [_Element("", "", "", is_left_out=False, parts_words=True)]
        self.runs: list[Run] = []
        self.threads: set[str] = set()
        self.next: list[str] = []
        self.headings: dict[str, str] = {}
        self._heading_of = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        values = dict(attrs)
        classes = set((values.get("class") or "").split())
        if tag == "link" and values.get("rel") == "next":
            self.next.append(values.get("href") or "")
        parts_words = tag not in INLINE or bool(classes & PARTS_WORDS)
        if parts_words:
            self._add("\n")
        if tag in VOID:
            return
        above = self.open[-1]
        is_note = above.is_note or "footnote" in classes
        is_label = above.is_note and "label" in classes
        left_out = above.is_left_out or tag in WITHOUT_WORDS or bool(classes & NOT_OF_THE_WORK) or is_label
        is_wording = tag != "bdi" and (above.is_wording or "comment-header" in classes)
        if tag in SIGNS:
            self._add(SIGNS[tag][0])
        if tag == "math":
            self._add(f" [{values.get('alttext') or ''}] ")
            left_out = True
        place = values.get("id") or above.place
        if "citation-annotation" in classes:
            place += ANNOTATION
        if tag == "bdi" and above.is_wording:
            place += NAME
        section = (values.get("id") or "") if tag == "section" else ""
        is_mark = above.is_mark or MARK in classes
        self.open.append(_Element(tag, place, section, left_out, parts_words, is_note, is_wording, is_mark))
        if tag in HEADINGS and (section := self._innermost()) not in self.headings:
            self.headings[section] = ""
            self._heading_of = section
        if tag == "article" and "comment" in classes:
            self.threads.add(self._innermost())

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read an element that XML closes at once."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those within it that are open."""
        if not any(element.tag == tag for element in self.open[1:]):
            return
        while (closed := self.open.pop()).tag != tag:
            pass
        if tag in HEADINGS:
            self._heading_of = ""
        if tag in SIGNS:
            self._add(SIGNS[tag][1])
        if closed.parts_words:
            self._add("\n")

    def handle_data(self, data: str) -> None:
        """Read text."""
        self._add(data)

    def _add(self, text: str) -> None:
        if self.open[-1].is_left_out:
            return
        if self._heading_of:
            self.headings[self._heading_of] += text
        inner = self.open[-1]
        run = Run(text, inner.place, self._sections(), self._heading_of, inner.is_note, inner.is_wording, inner.is_mark)
        self.runs.append(run)

    def _innermost(self) -> str:
        return next(iter(self._sections()[::-1]), "")

    def _sections(self) -> tuple[str, ...]:
        return tuple(element.section for element in self.open if element.section)


def text_of(markup: str) -> str:
    """Return the text of a piece of HTML, each block on lines of its own."""
    return "".join(run.text for run in read_page("", markup).runs)


def read_page(docname: str, markup: str) -> Page:
    """Read a page of HTML or XHTML."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    headings = {section: " ".join(text.split()) for section, text in reader.headings.items()}
    return Page(docname, tuple(reader.runs), headings, frozenset(reader.threads), tuple(reader.next))
