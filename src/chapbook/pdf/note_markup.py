"""Visitors for notes and for the entries of reference lists."""

from __future__ import annotations

from docutils import nodes

from chapbook.pdf.block_markup import BlockMarkup
from chapbook.pdf.inline_markup import skip
from chapbook.pdf.markup import string, text
from chapbook.pdf.turning_markup import END


class NoteMarkup(BlockMarkup):
    """Notes, which stand at the foot of the page where their mark is, and works that are cited."""

    def __init__(self, document: nodes.document, builder: object) -> None:
        super().__init__(document, builder)
        self.footnotes = {
            (part["docname"], id_): note
            for part in document.children
            if isinstance(part, nodes.Element) and part.tagname == "start_of_file"
            for note in part.findall(nodes.footnote)
            for id_ in note["ids"]
        }
        self.footnotes_shown: set[tuple[str, str]] = set()
        self.footnotes_open: set[tuple[str, str]] = set()

    visit_footnote = skip

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        place = (self.docname, node.get("refid", ""))
        note = self.footnotes.get(place)
        if note is None:
            self.warn("the footnote %r is not there; write it, or take its mark out", node, node.astext())
            raise nodes.SkipNode
        label = string(f"footnote--{place[0]}--{place[1]}")
        if place in self.footnotes_open:
            self.warn("the footnote %r has its own mark in it; take it out", node, node.astext())
            self.stand_in(node)
            raise nodes.SkipNode
        if place in self.footnotes_shown:
            self.body.append(f"#footnote(label({label}));")
            raise nodes.SkipNode
        self.footnotes_open.add(place)
        self.body.append("#footnote[")
        for child in note.children:
            if not isinstance(child, nodes.label):
                child.walkabout(self)
        self.footnotes_open.remove(place)
        self.body.append("]")
        # A heading stands elsewhere too, such as in the contents, where its note would be named again.
        if not isinstance(node.parent, nodes.title):
            self.footnotes_shown.add(place)
            self.body.append(f"#label({label})")
        self.body.append(";")
        raise nodes.SkipNode

    visit_label = skip

    def visit_citation(self, node: nodes.citation) -> None:
        self.turn(node)
        self.body.append("#reference-entry(")
        for number, child in enumerate(child for child in node.children if not isinstance(child, nodes.label)):
            self.body.append("[")
            if not number:
                self.mark(node)
            child.walkabout(self)
            self.body.append("], ")
        self.body.append(f"){END}")
        self.turn_back()
        raise nodes.SkipNode

    def visit_citation_reference(self, node: nodes.citation_reference) -> None:
        self.body.append(text(f"[{node.astext()}]"))
        raise nodes.SkipNode
