"""Citations as documents are read: each gets its number and, where the style has notes, a footnote of its own.

Footnotes are made before docutils numbers them, so that those of the text and those of the style are one series.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransform

from chapbook.citing.styles_of_publication import citation_style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pybtex.database import Entry

WITHOUT_NOTE = {"author", "authors", "authorpar", "authorpars", "cauthor", "cauthors", "year", "yearpar", "empty"}


class NumberCitations(SphinxTransform):
    """Give each citation of a document its number in it."""

    default_priority = 600  # docutils numbers footnotes at 620

    def apply(self, **_options: object) -> None:
        """Do it."""
        is_note = citation_style(self.config).is_note
        found = [xref for xref in self.document.findall(pending_xref) if xref.get("refdomain") == "cite"]
        for number, xref in enumerate(found):
            xref["citation"] = number
            if is_note and xref["reftype"] not in WITHOUT_NOTE and not _is_in_note(xref):
                self._make_note(number, xref)

    def _make_note(self, number: int, xref: pending_xref) -> None:
        name = f"citation-note-{number + 1}"
        label = nodes.footnote_reference("", auto=1, refname=name)
        self.document.note_footnote_ref(label)
        self.document.note_autofootnote_ref(label)
        inside = xref.deepcopy()
        inside["ids"], inside["names"] = [], []
        inside["in_note"] = True
        xref["has_note"] = True
        xref.parent.insert(xref.parent.index(xref) + 1, label)
        note = nodes.footnote("", nodes.paragraph("", "", inside), auto=1, names=[name])
        note.source, note.line = xref.source, xref.line
        self.document.note_autofootnote(note)
        self.document.note_explicit_target(note, note)
        top = (
            self.document[-1]
            if self.document.children and isinstance(self.document[-1], nodes.section)
            else self.document
        )
        top.append(note)


def _is_in_note(node: nodes.Node) -> bool:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, nodes.footnote):
            return True
    return False


class LaterReference(NamedTuple):
    """Stands for a reference that is not yet set when a footnote of ``footcite`` is made; it renders itself."""

    key: str

    def render(self, _backend: object) -> list[nodes.Node]:
        """Return the node that :func:`set_references` fills."""
        return [nodes.inline("", "", reference_key=self.key)]


class FootnoteStyle:
    """pybtex's formatting style that ``footcite`` asks for."""

    def format_entry(self, label: str, entry: Entry) -> object:
        """Return what stands for the reference."""
        from pybtex.style import FormattedEntry  # noqa: PLC0415  # it is loaded by who calls this

        return FormattedEntry(entry.key, LaterReference(entry.key), label)


def set_references(doctree: nodes.document, references: Mapping[str, list[nodes.Node]]) -> None:
    """Fill the footnotes of ``footcite``."""
    for node in list(doctree.findall(nodes.inline)):
        if key := node.get("reference_key"):
            node.replace_self(references.get(key, [nodes.Text(key)]))
