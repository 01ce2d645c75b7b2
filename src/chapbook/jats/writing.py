"""What all visitors of JATS write with: the element that is open, words, ids, languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from lxml import etree
from sphinx.util import logging
from sphinx.util.docutils import SphinxTranslator

from chapbook.jats.xml_tree import XML, give, printable, say, tidy, xml_name
from chapbook.language_tag import tag
from chapbook.whole.places import nearest_with_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from chapbook.whole.assembly import Anchors

logger = logging.getLogger(__name__)
LANGUAGE = "language-"
WITHOUT_ID = {"alternatives", "bold", "break", "hr", "italic", "label", "monospace", "sub", "sup", "xref", "ext-link"}
"""Elements that are no place of their own."""

PRESERVED = {"code", "preformat"}
"""Elements whose spaces and lines stay as they are."""


# Docutils' stubs name every visitor with its node's own type; visitors that serve many nodes are Any to them.
def form(name: str, **attributes: str) -> tuple[Any, Any]:
    """Make the two visitors of a node that is an element."""

    def visit(self: Writing, node: nodes.Element) -> None:
        self.open(name, node, **attributes)

    return visit, closes


def _closes(self: Writing, _node: nodes.Element) -> None:
    self.close()


closes: Any = _closes


def nothing() -> tuple[Any, Any]:
    """Make the two visitors of a node that is no more than its content."""

    def visit(self: Writing, node: nodes.Element) -> None:
        self.mark(node)

    def depart(self: Writing, node: nodes.Element) -> None:
        pass

    return visit, depart


def _skip(_self: Writing, _node: nodes.Element) -> None:
    raise nodes.SkipNode


skip: Any = _skip


class Writing(SphinxTranslator):
    """A tree that is written from its root to its leaves."""

    anchors: Anchors
    docname: str

    def __init__(self, document: nodes.document, builder: object) -> None:
        super().__init__(document, builder)  # type: ignore[arg-type]  # the builder is this package's own
        self.here: _Element = etree.Element("article")
        self.given: dict[str, str] = {}
        """The name of each place that was written, with the id that its element has."""
        self.taken: set[str] = set()
        self.waiting: list[str] = []
        """Further names of a place, which are written where its words begin."""

    def write(self, into: _Element, docname: str, content: Iterable[nodes.Node]) -> None:
        """Write nodes of a document into an element."""
        here, self.here = self.here, into
        before, self.docname = getattr(self, "docname", docname), docname
        for node in list(content):
            node.walkabout(self)
        self.waiting.clear()
        self.here, self.docname = here, before

    def open(self, name: str, node: nodes.Element | None = None, **attributes: str) -> _Element:
        """Begin an element, with the id and the language of a node; ``_`` stands for ``-`` in attributes' names."""
        self.here = etree.SubElement(self.here, name)
        give(self.here, {attribute.replace("_", "-"): value for attribute, value in attributes.items()})
        if node is not None:
            self.name(self.here, node)
            if node.get("changing"):
                # The press says it anew in each edition; who compares two can leave it out.
                self.here.set("specific-use", "changing")
            if language := language_of(node):
                self.here.set(f"{XML}lang", language)
        if self.waiting and not self.here.get("id") and name not in WITHOUT_ID:
            self.here.set("id", self.waiting.pop(0))
        return self.here

    def close(self) -> None:
        """End the element that is open."""
        above = self.here.getparent()
        assert above is not None  # noqa: S101  # what is closed was opened
        self.here = above

    def label(self, words: str) -> None:
        """Write a number or a sign, whose place is that of what it stands before."""
        etree.SubElement(self.here, "label").text = printable(words)

    def say(self, words: str) -> None:
        """Write words where they stand."""
        if self.waiting and words.strip():
            self.write_targets(self.here)
        is_kept = any(element.tag in PRESERVED for element in (self.here, *self.here.iterancestors()))
        say(self.here, printable(words) if is_kept else tidy(words))

    def write_targets(self, into: _Element) -> None:
        """Write the names that wait."""
        waiting, self.waiting = self.waiting, []
        for name in waiting:
            etree.SubElement(into, "target", id=name)

    def name(self, element: _Element, node: nodes.Element) -> None:
        """Give an element the first id of a node that is new; the others wait for its words."""
        for name in self._names(node):
            if name in self.given:
                continue
            written = self.new(name)
            self.given[name] = written
            if element.get("id"):
                self.waiting.append(written)
            else:
                element.set("id", written)

    def _names(self, node: nodes.Element) -> list[str]:
        ids: list[str] = node.get("ids", [])
        return [name for id_ in ids if (name := self.anchors.name(self.docname, id_))]

    def new(self, name: str) -> str:
        """Return the id of a place with a name, which no other has."""
        written = xml_name(name)
        while written in self.taken:
            written += "_"
        self.taken.add(written)
        return written

    def mark(self, node: nodes.Element) -> None:
        """Keep the ids of a node that has no element of its own."""
        for name in self._names(node):
            if name not in self.given:
                self.given[name] = self.new(name)
                self.waiting.append(self.given[name])

    def warn(self, message: str, node: nodes.Node, *values: object) -> None:
        """Tell a writer, at the node's own file and line, what JATS cannot have."""
        logger.warning(message, *values, location=nearest_with_line(node), type="chapbook_jats")

    def unknown_visit(self, node: nodes.Node) -> None:
        self.warn("JATS has no form for %r; its words are there, write it in another way", node, type(node).__name__)

    def unknown_departure(self, _node: nodes.Node) -> None:
        pass


def language_of(node: nodes.Element) -> str:
    """Return the language that a node says it is in, as a tag; empty for most."""
    named = next((name for name in node["classes"] if name.startswith(LANGUAGE)), "").removeprefix(LANGUAGE)
    return tag(named) if named else ""
