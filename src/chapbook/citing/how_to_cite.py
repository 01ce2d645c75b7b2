"""``{how-to-cite}``: how the work is cited, where the directive stands: one reference, in the style of the publication.

On a site's page there are the exports to download with it, and a link to the page ``citations``, which has all styles
and formats, for the whole work and for each section; in every other output examples of a citation in the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from chapbook.citing.exports import REFERENCES, WORK, exports, section_file, section_place
from chapbook.citing.formats import FORMATS
from chapbook.citing.formatted_text import as_html, as_nodes
from chapbook.citing.noted import around, cited_parts
from chapbook.citing.publication import forms_of, has_record, record_of
from chapbook.citing.styles_of_publication import chosen_style
from chapbook.language import gettext as _
from chapbook.sites import SITES
from chapbook.templates import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

    from chapbook.citing.citation_forms import Forms

logger = logging.getLogger(__name__)

STYLE = "chapbook-references.css"
SECTIONS_PAGE = "citations"
"""The page that says how all is cited; the files of the sections' records lie in a folder of that name."""

GUIDE = "how-to-cite"
"""The id of what is on that page."""

PART_ACTIONS = "chapbook-part-actions"


class how_to_cite(nodes.General, nodes.Element):  # noqa: N801  # docutils' way to name nodes
    """Stands for what the directive writes, which is known when all documents are: on a site the attribute *html*."""


class HowToCite(SphinxDirective):
    """Leave the node."""

    def run(self) -> list[nodes.Node]:
        """Return it."""
        node = how_to_cite()
        self.set_source_info(node)
        return [node]


def note_guide(app: Sphinx, doctree: nodes.document) -> None:
    """Remember where the directive stands, so that other parts can point there."""
    node = doctree.next_node(how_to_cite)
    section = around(node, nodes.section) if node else None
    app.env.metadata[app.env.current_document.docname]["how-to-cite"] = section["ids"][0] if section else ""


def guide(env: BuildEnvironment) -> tuple[str, str] | None:
    """Return where the directive stands, a document and the id of its section; none where it is nowhere."""
    ids = ((docname, known.get("how-to-cite", "")) for docname, known in env.metadata.items())
    return next(((docname, part_id) for docname, part_id in ids if part_id), None)


def part_anchor(part_id: str) -> str:
    """Return the id of what the directive says of a section."""
    return f"{GUIDE}-{part_id}"


def say_how_to_cite(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Complete every node of a document; without a record there is nothing to cite by."""
    for node in list(doctree.findall(how_to_cite)):
        forms = forms_of(app)
        if forms is None:
            # What is wrong with a record has been told.
            if not has_record(app):
                message = "there is no CITATION.cff beside conf.py to cite by; write one, or delete the directive"
                logger.warning(message, location=node, type="chapbook_citing", subtype="record")
            node.parent.remove(node)
        elif app.builder.name in SITES:
            node["html"] = _page_part(app, docname)
        else:
            node.replace_self(_in_words(app, forms))


def _in_words(app: Sphinx, forms: Forms) -> nodes.container:
    work, sections = forms.cite(), cited_parts(app)
    said = [(_("In the text"), work.in_text)]
    if sections:
        said.append((_("A part of it, in the text"), forms.in_text(section_place(sections[0].title))))
    made = nodes.definition_list()
    for term, citation in said:
        definition = nodes.definition("", nodes.paragraph("", citation))
        made += nodes.definition_list_item("", nodes.term("", term), definition)
    reference = work.references.get(chosen_style(app.config), ())
    shown = [nodes.paragraph("", "", *as_nodes(reference))] if reference else []
    return nodes.container("", *shown, made, classes=["how-to-cite"], changing=True)


def _page_part(app: Sphinx, docname: str) -> str:
    work = exports(app.env).citations[WORK]
    return _rendered(
        app,
        docname,
        "how_to_cite.html",
        reference=work.references.get(chosen_style(app.config), ()),
        file=WORK,
        everything=app.builder.get_relative_uri(docname, SECTIONS_PAGE),
    )


def make_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page that says how all is cited, as Sphinx asks for pages that are no documents."""
    if not has_page(app):
        return
    made = exports(app.env)
    title = str(_("How to cite"))
    body = _rendered(
        app,
        SECTIONS_PAGE,
        "citations.html",
        title=title,
        work=made.citations[WORK],
        names={"work": WORK, "references": REFERENCES if made.references else ""},
        sections=[(part, made.citations[section_file(part.id)]) for part in cited_parts(app)],
        section_file=section_file,
        anchor=part_anchor,
        guide=GUIDE,
        has_controls=PART_ACTIONS in app.events.events,
    )
    yield SECTIONS_PAGE, {"title": title, "body": body, "toc": "", "display_toc": False}, "page.html"


def has_page(app: Sphinx) -> bool:
    """Tell whether there is such a page: where the directive stands, so that something leads there."""
    is_known = app.builder.name in SITES and record_of(app) is not None and guide(app.env) is not None
    return is_known and WORK in exports(app.env).citations


def _rendered(app: Sphinx, pagename: str, template: str, **values: Any) -> str:  # noqa: ANN401  # a template's
    """Render a template, whose *files* lie beside the front page."""
    folder, slash, _file = app.builder.get_relative_uri(pagename, app.config.root_doc).rpartition("/")
    return render(
        "citing", template, files=lambda name: f"{folder}{slash}{name}", formats=FORMATS, html=as_html, **values
    )


def link_style(app: Sphinx, pagename: str, _template: str, _context: dict[str, Any], _doctree: object) -> None:
    """Link the style sheet, which documents get by what stands in them."""
    if pagename == SECTIONS_PAGE:
        app.add_css_file(STYLE)


def visit_html(self: HTML5Translator, node: how_to_cite) -> None:
    """Write what the template made."""
    self.body.append(node["html"])
    raise nodes.SkipNode
