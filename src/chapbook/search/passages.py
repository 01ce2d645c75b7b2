"""What of a document is found: its titles, and its passages, each with the address where it is read.

A passage is a paragraph or what stands like one: a caption, a row of a table, a footnote, a term, code. It is taken
from the document as it is written, so that it says what the page says: no block of another builder, no comment of a
source. What a page adds to the writer's words is none: numbers of paragraphs and footnotes, actions, contents, notes in
the margin.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

NOT_WORDS = frozenset(
    {"no-search", "margin-note", "part-actions", "headerlink", "toctree-wrapper", "contents", "citation-places"}
)
"""Classes of nodes that a page adds; ``no-search`` is what Sphinx leaves out of its own index."""

LONGEST = 3000
"""So many characters a passage may have; a longer one is parted between words, so that none is costly to load."""

BREAK = "\u2063"
"""What stands in a passage where the page has something that is none of its words; it is not seen, and not looked for.

A link to words has to know, as a browser looks for them on the page (see ``chapbook-search-words.js``).
"""

_SILENT = (nodes.Invisible, nodes.footnote_reference, nodes.label, nodes.system_message, nodes.image, nodes.meta)
_UNSEEN = re.compile(r"<!--.*?-->|<(script|style|template)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_PARTS = {nodes.row: " ·\n", nodes.citation: "\n", nodes.line_block: "\n"}
"""What is one passage although it holds several, by what stands between them; a sentence ends with its line."""


class Passage(NamedTuple):
    """Words, the id that they are read at, how that place is called, and who says them.

    A place without a name is that of its page; *author* is empty where it is the page's. Who says it is found as well.
    """

    id: str
    name: str
    text: str
    author: str = ""


class Found(NamedTuple):
    """What is found on a page: its address and title, its sections by their titles, and its passages."""

    href: str
    title: str
    titles: list[Passage]
    passages: list[Passage]


def passages(doctree: nodes.document, name_of: Callable[[str], str]) -> tuple[list[Passage], list[Passage]]:
    """Return the titles and the passages of a document, in its order.

    :param name_of: returns how the place with an id is called, such as "Introduction, para. 2"; empty if it has none.
    """
    collector = _Collector(name_of)
    collector.collect(doctree)
    return collector.titles, collector.passages


def parted(passage: Passage) -> Iterator[Passage]:
    """Yield a passage, in several parts if it is too long; each of its lines with single spaces."""
    lines = (" ".join(line.split()) for line in normalize("NFC", passage.text).split("\n"))
    text = "\n".join(filter(None, lines)).strip(BREAK)
    while len(text) > LONGEST:
        end = max(text.rfind(space, LONGEST // 2, LONGEST) for space in " \n") + 1 or LONGEST
        yield passage._replace(text=text[:end].rstrip())
        text = text[end:]
    if text:
        yield passage._replace(text=text)


class _Collector:
    """Walks through a document; *place* is the nearest id before the words, *name* what is around them."""

    def __init__(self, name_of: Callable[[str], str]) -> None:
        self.name_of = name_of
        self.titles: list[Passage] = []
        self.passages: list[Passage] = []
        self.place = self.name = ""

    def collect(self, node: nodes.Node) -> None:
        if not isinstance(node, nodes.Element) or _is_silent(node):
            return
        if node["ids"]:
            self.place = node["ids"][0]
            self.name = self.name_of(self.place) or self.name
        if isinstance(node, nodes.title) and isinstance(node.parent, nodes.section):
            self.titles.extend(parted(Passage(self.place, "", _line(node))))
        elif join := _PARTS.get(type(node)):
            self._add(join.join(filter(None, _texts(node))))
        elif isinstance(node, nodes.TextElement) and (
            not isinstance(node, nodes.Inline) or isinstance(node, nodes.raw)
        ):
            self._add(_words(node) if isinstance(node, nodes.FixedTextElement) else _line(node))
        else:
            around = self.name
            for child in node.children:
                self.collect(child)
                self.name = around

    def _add(self, text: str) -> None:
        self.passages.extend(parted(Passage(self.place, self.name, text)))


def _texts(node: nodes.Element) -> Iterable[str]:
    """Yield the words of each passage in what is one."""
    for child in node.children:
        if isinstance(child, nodes.TextElement):
            yield _line(child)
        elif isinstance(child, nodes.Element) and not _is_silent(child):
            yield from _texts(child)


def _line(node: nodes.Node) -> str:
    """Return the words of what is set as lines of no meaning."""
    return " ".join(_words(node).split())


def _words(node: nodes.Node) -> str:
    if isinstance(node, nodes.Text):
        return node.astext()
    if isinstance(node, nodes.raw):
        return _words_of_html(node) if "html" in node.get("format", "").split() else ""
    if not isinstance(node, nodes.Element) or _is_silent(node):
        return BREAK
    return "".join(map(_words, node.children))


def _words_of_html(node: nodes.raw) -> str:
    """Return what a reader sees of HTML that a page has by itself; a tag in a line parts no words, but a break does."""
    text = node.astext()
    space = "" if isinstance(node.parent, nodes.TextElement) and not text.lower().startswith("<br") else " "
    return unescape(_TAG.sub(space, _UNSEEN.sub("", text)))


def _is_silent(node: nodes.Element) -> bool:
    if isinstance(node, _SILENT) and not (isinstance(node, nodes.target) and node.children):
        return True
    return not NOT_WORDS.isdisjoint(node["classes"])
