"""Visitors for notes and for the entries of reference lists."""

from __future__ import annotations

from docutils import nodes

from chapbook.jats.citation import element_citation
from chapbook.jats.desc_form import DescForm
from chapbook.jats.writing import skip
from chapbook.whole.numbers import mark_of_note


class NoteForm(DescForm):
    """Marks of notes, and works that are cited; :mod:`.notes` writes the notes themselves."""

    visit_footnote = visit_label = skip

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        name = self.anchors.name(self.docname, node.get("refid", ""))
        if name is None:
            self.say(node.astext())
            raise nodes.SkipNode
        self.open("xref", node, rid=name)
        self.open("sup")
        self.say(node.astext())
        self.close()
        self.close()
        raise nodes.SkipNode

    def write_note(self, note: nodes.footnote) -> None:
        """Write a note, where the group of notes is open."""
        self.open("fn", note)
        if mark := mark_of_note(note):
            self.label(mark)
        for child in note.children:
            if not isinstance(child, nodes.label):
                child.walkabout(self)
        self.close()

    def visit_citation(self, node: nodes.citation) -> None:
        """Write an entry: by its parts where it has an item of CSL-JSON, and as it is printed."""
        last = self.here[-1] if len(self.here) else None
        if self.here.tag != "ref-list":
            if last is not None and last.tag == "ref-list":
                self.here = last
            else:
                self.open("ref-list")
        self.open("ref", node)
        if mark := mark_of_note(node):
            self.label(f"[{mark}]")
        if item := node.get("csl"):
            self.here.append(element_citation(item))
        content = [child for child in node.children if isinstance(child, nodes.Element)]
        printed, *notes = [child for child in content if not isinstance(child, nodes.label)] or [nodes.paragraph()]
        self.open("mixed-citation")
        for child in printed.children:
            child.walkabout(self)
        self.close()
        for note in notes:
            kind = next((name for name in note["classes"] if name.startswith("citation-")), "")
            self.open("note", content_type=kind.removeprefix("citation-"))
            note.walkabout(self)
            self.close()
        self.close()
        above = self.here.getparent()
        assert above is not None  # noqa: S101  # a list stands in something
        self.here = above
        raise nodes.SkipNode

    def visit_citation_reference(self, node: nodes.citation_reference) -> None:
        self.say(f"[{node.astext()}]")
        raise nodes.SkipNode
