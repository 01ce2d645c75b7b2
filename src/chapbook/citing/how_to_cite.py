"""``{how-to-cite}``: everything that one needs to cite the work, where the directive stands.

On a site's page that is a template, with the exports to see and to download, and a link to the page ``citations``,
which has the same for each section; in every other output the references to the whole work and an example of a
citation in the text.
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
from chapbook.language import gettext as _
from chapbook.sites import SITES
from chapbook.templates import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

    from chapbook.citing.citation_forms import Forms
    from chapbook.citing.noted import Part

logger = logging.getLogger(__name__)

STYLE = "chapbook-references.css"
SECTIONS_PAGE = "citations"
"""The page that says how sections are cited; the files of their records lie in a folder of that name."""


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
    return f"how-to-cite-{part_id}"


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
            node.replace_self(_definitions(forms, cited_parts(app)))


def _definitions(forms: Forms, sections: list[Part]) -> nodes.definition_list:
    work = forms.cite()
    said: list[tuple[str, list[nodes.Node]]] = [(_("In the text"), [nodes.Text(work.in_text)])]
    if sections:
        place = section_place(sections[0].title)
        said.append((_("A part of it, in the text"), [nodes.Text(forms.in_text(place))]))
    said += [(style, as_nodes(text)) for style, text in work.references.items()]
    made = nodes.definition_list(classes=["how-to-cite"])
    for term, content in said:
        definition = nodes.definition("", nodes.paragraph("", "", *content))
        made += nodes.definition_list_item("", nodes.term("", term), definition)
    return made


def _page_part(app: Sphinx, docname: str) -> str:
    made = exports(app.env)
    return _rendered(
        app,
        docname,
        "how_to_cite.html",
        work=made.citations[WORK],
        names={"work": WORK, "references": REFERENCES if made.references else ""},
        sections_page=app.builder.get_relative_uri(docname, SECTIONS_PAGE) if cited_parts(app) else "",
        sections_title=_("How to cite a section"),
    )


def make_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page that says how each section is cited, as Sphinx asks for pages that are no documents."""
    there = guide(app.env)
    if app.builder.name not in SITES or record_of(app) is None or there is None or not cited_parts(app):
        return
    docname, part_id = there
    made = exports(app.env)
    title = str(_("How to cite a section"))
    body = _rendered(
        app,
        SECTIONS_PAGE,
        "sections.html",
        title=title,
        guide=f"{app.builder.get_relative_uri(SECTIONS_PAGE, docname)}#{part_id}",
        sections=[(part, made.citations[section_file(part.id)]) for part in cited_parts(app)],
        section_file=section_file,
        anchor=part_anchor,
    )
    yield SECTIONS_PAGE, {"title": title, "body": body, "toc": "", "display_toc": False}, "page.html"


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
