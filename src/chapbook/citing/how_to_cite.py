"""``{how-to-cite}``: everything that one needs to cite the work, where the directive stands.

On a site's page that is a template, with the exports to see and to download, and a link to a page that has the same
for each section (:mod:`.sections_page`); in every other output the references to the whole work and an example of a
citation in the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from chapbook.citing.export_formats import FORMATS
from chapbook.citing.exports import REFERENCES, WORK, cited_parts, exports, section_place
from chapbook.citing.formatted_text import as_html, as_nodes
from chapbook.citing.forms_of_publication import forms_of
from chapbook.citing.publication import has_record
from chapbook.language import gettext as _
from chapbook.sites import SITES
from chapbook.templates import render

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

    from chapbook.citing.citation_forms import Forms
    from chapbook.citing.parts import Part

logger = logging.getLogger(__name__)


class how_to_cite(nodes.General, nodes.Element):  # noqa: N801  # docutils' way to name nodes
    """Stands for what the directive writes, which is known when all documents are: on a site the attribute *html*."""


class HowToCite(SphinxDirective):
    """Leave the node."""

    def run(self) -> list[nodes.Node]:
        """Return it."""
        node = how_to_cite()
        self.set_source_info(node)
        return [node]


class Guide(NamedTuple):
    """Where the directive stands: a document, and the id of its section."""

    docname: str
    id: str


def note_guide(app: Sphinx, doctree: nodes.document) -> None:
    """Remember where the directive stands, so that other parts can point there."""
    node = doctree.next_node(how_to_cite)
    section = node.parent if node else None
    while section is not None and not isinstance(section, nodes.section):
        section = section.parent
    app.env.metadata[app.env.current_document.docname]["how-to-cite"] = section["ids"][0] if section else ""


def guide(env: BuildEnvironment) -> Guide | None:
    """Return where the directive stands; none where it is nowhere."""
    found = (
        Guide(docname, known["how-to-cite"]) for docname, known in env.metadata.items() if known.get("how-to-cite")
    )
    return next(found, None)


SECTIONS_PAGE = "citations"
"""The page that says how sections are cited; the files of their records lie in a folder of that name."""


def part_anchor(part_id: str) -> str:
    """Return the id of what the directive says of a section."""
    return f"how-to-cite-{part_id}"


def say_how_to_cite(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Complete every node of a document; without a record there is nothing to cite by."""
    for node in list(doctree.findall(how_to_cite)):
        forms = forms_of(app)
        if forms is None and has_record(app):
            # What is wrong with it has been told.
            node.parent.remove(node)
        elif forms is None:
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
    return nodes.definition_list("", *(_definition(term, content) for term, content in said), classes=["how-to-cite"])


def _definition(term: str, content: list[nodes.Node]) -> nodes.definition_list_item:
    paragraph = nodes.paragraph("", "", *content)
    return nodes.definition_list_item("", nodes.term("", term), nodes.definition("", paragraph))


def _page_part(app: Sphinx, docname: str) -> str:
    made = exports(app.env)
    uri = app.builder.get_relative_uri
    return render(
        "citing",
        "how_to_cite.html",
        work=made.citations[WORK],
        formats=FORMATS,
        files=lambda name: beside(uri(docname, app.config.root_doc), name),
        names={"work": WORK, "references": REFERENCES if made.references else ""},
        sections_page=uri(docname, SECTIONS_PAGE) if cited_parts(app) else "",
        sections_title=sections_title(),
        html=as_html,
    )


def sections_title() -> str:
    """Return the title of the page that says how sections are cited."""
    return str(_("How to cite a section"))


def visit_html(self: HTML5Translator, node: how_to_cite) -> None:
    """Write what the template made."""
    self.body.append(node["html"])
    raise nodes.SkipNode


def beside(front: str, name: str) -> str:
    """Return the address of a file that lies beside the front page, from where *front* leads to it."""
    folder, slash, _file = front.rpartition("/")
    return f"{folder}{slash}{name}"
