"""What sphinxcontrib-bibtex is given in the place of its own: roles that no mistake stops, lists with ids of their own.

Where the style has notes, each citation gets a footnote, made before docutils numbers footnotes, so that those of the
text and those of the style are one series.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinxcontrib.bibtex.directives import BibliographyDirective
from sphinxcontrib.bibtex.roles import CiteRole

from chapbook.citing.formatted_text import Text, as_nodes
from chapbook.citing.noted import around
from chapbook.citing.styles_of_publication import citation_style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pybtex.database import Entry
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)
IDS = ("bibtex_cite_id", "bibtex_bibliography_id")
WITHOUT_NOTE = {"author", "authors", "authorpar", "authorpars", "cauthor", "cauthors", "year", "yearpar", "empty"}

Result = tuple[list[nodes.Node], list[nodes.system_message]]


class SafeCiteRole(CiteRole):
    """A role that cites; what cannot be read is a warning, and shown as it is written."""

    def result_nodes(
        self,
        document: nodes.document,
        env: BuildEnvironment,
        node: nodes.Element,
        is_ref: bool,  # noqa: FBT001  # Sphinx's
    ) -> Result:
        """Note the works that are cited."""
        try:
            made: Result = super().result_nodes(document, env, node, is_ref)  # type: ignore[no-untyped-call]  # it is
        except ValueError:
            message = "%r is no citation; write keys parted by commas, each with words before and behind it in braces"
            logger.warning(message, self.target, location=node, type="chapbook_citing", subtype="citation")
            return [nodes.literal("", self.target)], []
        return made


class ListDirective(BibliographyDirective):
    """``{bibliography}``."""

    def run(self) -> Sequence[nodes.Node]:
        """Return the node that stands for the list."""
        style = citation_style(self.config)
        if self.options.pop("style", None) is not None:
            self._warn("one style sets all lists, chapbook_citation_style; delete the option style")
        if not style.has_list:
            message = "the style %r has no reference list, and citations stand in its place; delete the list"
            self._warn(message + ", or set another", style.name)
        number = 1 + (self.env.temp_data.get("bibtex_bibliography_count") or 0)
        forms = {name: getattr(self.config, name) for name in IDS}
        try:
            for name, form in forms.items():
                if number > 1 and form and "{bibliography_count}" not in form:
                    # The ids of the first list are those that are published.
                    setattr(self.config, name, f"{form}-{number}")
            made: Sequence[nodes.Node] = super().run()
        finally:
            for name, form in forms.items():
                setattr(self.config, name, form)
        return made

    def _warn(self, message: str, *words: str) -> None:
        logger.warning(message, *words, location=self.get_location(), type="chapbook_citing", subtype="style")


class NumberCitations(SphinxTransform):
    """Give each citation of a document its number in it."""

    default_priority = 600  # docutils numbers footnotes at 620

    def apply(self, **_options: object) -> None:
        """Do it."""
        is_note = citation_style(self.config).is_note
        found = [xref for xref in self.document.findall(pending_xref) if xref.get("refdomain") == "cite"]
        for number, xref in enumerate(found):
            xref["citation"] = number
            if is_note and xref["reftype"] not in WITHOUT_NOTE and around(xref, nodes.footnote) is None:
                self._make_note(number, xref)
        if is_note:
            self._sort_notes()

    def _sort_notes(self) -> None:
        """Have the notes numbered as the text refers to them, whoever wrote them."""
        references = [node for node in self.document.findall(nodes.footnote_reference) if node.get("auto") == 1]
        place = {node.get("refname"): at for at, node in reversed(list(enumerate(references)))}
        self.document.autofootnote_refs[:] = references
        self.document.autofootnotes.sort(
            key=lambda note: min((place[name] for name in note["names"] if name in place), default=len(references))
        )

    def _make_note(self, number: int, xref: pending_xref) -> None:
        name = f"citation-note-{number + 1}"
        label = nodes.footnote_reference("", auto=1, refname=name)
        self.document.note_footnote_ref(label)
        self.document.note_autofootnote_ref(label)
        inside = xref.deepcopy()
        inside["ids"], inside["names"] = [], []
        inside["in_note"] = xref["has_note"] = True
        xref.parent.insert(xref.parent.index(xref) + 1, label)
        note = nodes.footnote("", nodes.paragraph("", "", inside), auto=1, names=[name])
        note.source, note.line = xref.source, xref.line
        self.document.note_autofootnote(note)
        self.document.note_explicit_target(note, note)
        last = self.document.children[-1] if self.document.children else None
        (last if isinstance(last, nodes.section) else self.document).append(note)


class Printed(NamedTuple):
    """A reference in the place of pybtex's text, which renders itself; its *key*, where it is not yet set."""

    text: Text
    key: str = ""

    def render(self, _backend: object) -> list[nodes.Node]:
        """Return it as docutils nodes, or the one that :func:`set_references` fills."""
        return [nodes.inline("", "", reference_key=self.key)] if self.key else as_nodes(self.text)


class FootnoteStyle:
    """pybtex's formatting style that ``footcite`` asks for."""

    def format_entry(self, label: str, entry: Entry) -> object:
        """Return what stands for the reference."""
        from pybtex.style import FormattedEntry  # noqa: PLC0415  # it is loaded by who calls this

        return FormattedEntry(entry.key, Printed((), entry.key), label)


def set_references(doctree: nodes.document, references: Mapping[str, Text]) -> None:
    """Fill the footnotes of ``footcite``."""
    for node in list(doctree.findall(nodes.inline)):
        if key := node.get("reference_key"):
            node.replace_self(as_nodes(references[key]) if key in references else [nodes.Text(key)])
