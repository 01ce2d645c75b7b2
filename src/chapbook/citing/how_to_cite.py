"""``{how-to-cite}``: everything that one needs to cite the work, where the directive stands.

On a site's page that is a template, with the exports to see and to download, and a link to a page that has the same
for each section (:mod:`.sections_page`); in every other output the references to the whole work and an example of a
citation in the text.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from markupsafe import Markup
from pybtex.backends.html import Backend as HtmlBackend
from pybtex_docutils import Backend as DocutilsBackend
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from chapbook.citing.export_formats import FORMATS
from chapbook.citing.exports import REFERENCES, WORK, cited_parts, exports, section_place
from chapbook.citing.publication import record_of
from chapbook.language import gettext as _
from chapbook.sites import SITES
from chapbook.templates import render

if TYPE_CHECKING:
    from pybtex.richtext import Text
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

    from chapbook.citing.parts import Part
    from chapbook.citing.record import Record

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
    record = record_of(app)
    for node in list(doctree.findall(how_to_cite)):
        if record is None:
            message = "there is no CITATION.cff beside conf.py to cite by; write one, or delete the directive"
            logger.warning(message, location=node, type="chapbook_citing", subtype="record")
            node.parent.remove(node)
        elif app.builder.name in SITES:
            node["html"] = _page_part(app, docname)
        else:
            node.replace_self(_definitions(record, cited_parts(app)))


def _definitions(record: Record, sections: list[Part]) -> nodes.definition_list:
    from chapbook.citing.citation_forms import cite  # noqa: PLC0415  # a site has it of its exports

    backend = DocutilsBackend()
    work = cite(record)
    said: list[tuple[str, list[nodes.Node]]] = [(_("In the text"), [nodes.Text(work.in_text)])]
    if sections:
        place = section_place(sections[0].title)
        said.append((_("A part of it, in the text"), [nodes.Text(record.in_text(place))]))
    said += [(style, text.render(backend)) for style, text in work.references.items()]
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


class _Html(HtmlBackend):  # type: ignore[misc]  # pybtex comes without types
    """pybtex's HTML, with addresses escaped and without marks that mean nothing to a reader."""

    def format_protected(self, text: str) -> str:
        return text

    @staticmethod
    def format_href(url: str, text: str, external: bool = False) -> str:  # noqa: ARG004, FBT001, FBT002  # pybtex's
        return f'<a href="{escape(url)}">{text}</a>' if text else ""


def as_html(text: Text) -> Markup:
    """Render a reference as HTML, everything in it escaped."""
    return Markup(text.render(_Html()))  # noqa: S704  # the backend escapes
