"""The reference list: what each entry says besides its reference, and markup that everybody can read.

Under each entry stand how the text writes it (field ``aswritten``), how sure its identification is (field
``annotation``) and a link back to every place that cites it. In HTML the list is a list; docutils' own markup for it,
a ``role=list`` around deprecated ``doc-biblioentry`` roles, fails WCAG 2 (1.3.1, 4.1.2).
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from chapbook.citing.citing_domain import domain_of
from chapbook.citing.coins import context_object
from chapbook.citing.csl_json import published
from chapbook.citing.noted import Place, citing
from chapbook.citing.roles_and_lists import set_references
from chapbook.citing.styles_of_publication import citation_style
from chapbook.language import gettext as _, our_classes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

    from chapbook.citing.works import Work


def complete_lists(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Complete the entries that sphinxcontrib-bibtex made, in a document whose references are resolved."""
    domain = domain_of(app.env)
    set_references(doctree, domain.data["references_printed"])
    entries = {(entry.bibliography_key.docname, entry.citation_id): entry for entry in domain.citations}
    places = citing(app.env)
    for node in doctree.findall(nodes.citation):
        own_docname = node.get("docname", docname)
        entry = entries.get((own_docname, node["ids"][0])) if node["ids"] else None
        if entry is None:
            continue
        work = domain.works[entry.entry.key]
        if app.builder.format in {"html", "typst", "jats"}:
            # A list in the order of its authors needs no label; one in the order of numbers begins with them.
            label = cast("nodes.Element", node.pop(0)).astext()
            if citation_style(app.config).is_numeric:
                cast("nodes.Element", node[0]).insert(0, nodes.Text(f"{label} "))
        if app.builder.format == "html":
            node["coins"] = context_object(published(work))
        node["csl"] = published(work) if app.builder.format == "jats" else {}
        node.attributes.pop("backrefs", None)
        for field, said in notes_of(work).items():
            node.append(nodes.paragraph("", said, classes=[f"citation-{field}"]))
        node.append(_links_back(app.builder, own_docname, places.get(entry.key, [])))
    for inline in doctree.findall(nodes.inline):
        if "bibtex-citation" in inline["classes"]:
            # docutils counted these out; nothing refers to them, and they move.
            inline["ids"] = []


def notes_of(work: Work) -> dict[str, str]:
    """Return what is said of a work below its reference, by the field that it is taken from."""
    said = {"aswritten": _("Written in the text as:"), "annotation": _("Identification:")}
    return {field: f"{words} {work.notes[field]}" for field, words in said.items() if field in work.notes}


def _links_back(builder: Builder, docname: str, places: list[Place]) -> nodes.paragraph:
    said = nodes.inline("", _("Cited in:"), classes=our_classes())
    paragraph = nodes.paragraph("", "", *([said] if our_classes() else said.children), classes=["citation-places"])
    paragraph += nodes.Text(" ")
    for number, place in enumerate(places):
        if number:
            paragraph += nodes.Text("; ")
        title = nodes.inline("", place_name(builder.env, place))
        try:
            paragraph += make_refnode(builder, docname, place.docname, place.id, title)
        except NoUri:
            paragraph += title
    return paragraph


def place_name(env: BuildEnvironment, place: Place) -> str:
    """Return how a place that cites is called."""
    labels = env.domains.standard_domain.labels
    return labels[place.id][2] if place.id in labels else place.section_title


def visit_citation_html(self: HTML5Translator, node: nodes.citation) -> None:
    """Open an entry, and the list before the first."""
    if not isinstance(node.previous_sibling(), nodes.citation):
        self.body.append('<ul class="citation-list">\n')
    self.body.append(self.starttag(node, "li", CLASS="citation"))


def depart_citation_html(self: HTML5Translator, node: nodes.citation) -> None:
    """Close an entry, and the list behind the last."""
    if coins := node.get("coins"):
        self.body.append(f'<span class="Z3988" title="{escape(coins)}"></span>\n')
    self.body.append("</li>\n")
    if not isinstance(node.next_node(descend=False, siblings=True), nodes.citation):
        self.body.append("</ul>\n")
