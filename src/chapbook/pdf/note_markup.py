"""Visitors for notes and for the entries of reference lists."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from chapbook.directions import of_text
from chapbook.pdf.inline_markup import skip
from chapbook.pdf.markup import text
from chapbook.pdf.named_language import arguments
from chapbook.pdf.turning_markup import END, TurningMarkup
from chapbook.typst_string import string
from chapbook.whole.numbers import mark_of_note


class NoteMarkup(TurningMarkup):
    """Notes, which stand at the foot of the page where their mark is, and works that are cited."""

    def __init__(self, document: nodes.document, builder: object) -> None:
        super().__init__(document, builder)
        chapters = [node for node in document.children if isinstance(node, addnodes.start_of_file)]
        self.footnotes = {
            (chapter["docname"], id_): note
            for chapter in chapters
            for note in chapter.findall(nodes.footnote)
            for id_ in note["ids"]
        }
        self.footnotes_marked = {
            (chapter["docname"], mark.get("refid", ""))
            for chapter in chapters
            for mark in chapter.findall(nodes.footnote_reference)
        }
        self.footnotes_shown: set[tuple[str, str]] = set()
        self.footnotes_open: set[tuple[str, str]] = set()

    def visit_footnote(self, node: nodes.footnote) -> None:
        """Leave out a note that stands at the foot of a page; what no mark leads to stands where it is."""
        if any((self.docname, id_) in self.footnotes_marked for id_ in node["ids"]):
            raise nodes.SkipNode
        self.body.append(f"#definitions(([{text(mark_of_note(node))}], [")
        self.mark(node)

    def depart_footnote(self, _node: nodes.footnote) -> None:
        self.body.append(f"])){END}")

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        if self.is_repeated:
            raise nodes.SkipNode
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
        numbering = f"numbering: _ => {string(mark_of_note(note))}"
        if place in self.footnotes_shown:
            self.body.append(f"#footnote({numbering}, label({label}));")
            raise nodes.SkipNode
        self.footnotes_open.add(place)
        self.body.append(f"#footnote({numbering})[")
        self._begin_note(note)
        for child in note.children:
            if not isinstance(child, nodes.label):
                child.walkabout(self)
        self.directions.pop()
        self.footnotes_open.remove(place)
        self.footnotes_shown.add(place)
        self.body.append(f"]#label({label});")
        raise nodes.SkipNode

    def _begin_note(self, note: nodes.footnote) -> None:
        """Say at its beginning how a note is set: at the foot of the page nothing holds that is around its mark."""
        words = "".join(child.astext() for child in note.children if not isinstance(child, nodes.label))
        runs = of_text(words) or self.directions[-1]
        if self.languages[-1] or runs != self.directions[0]:
            self.body.append(f"#metadata(({arguments({**self.languages[-1], 'dir': runs})}));")
        self.directions.append(runs)

    visit_label = skip

    def visit_citation(self, node: nodes.citation) -> None:
        self.turn(node)
        self.body.append("#reference-entry(")
        label = text(f"[{mark}] ") if (mark := mark_of_note(node)) else ""
        for number, child in enumerate(child for child in node.children if not isinstance(child, nodes.label)):
            self.body.append("[")
            if not number:
                self.mark(node)
                self.body.append(label)
            child.walkabout(self)
            self.body.append("], ")
        self.body.append(f"){END}")
        self.turn_back()
        raise nodes.SkipNode

    def visit_citation_reference(self, node: nodes.citation_reference) -> None:
        self.body.append(text(f"[{node.astext()}]"))
        raise nodes.SkipNode
