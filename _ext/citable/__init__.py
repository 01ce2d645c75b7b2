"""Every paragraph can be cited: it has an id, a label, and a quiet number beside it that is its address.

``citable_parts`` says which parts of a publication are counted: docnames, or docname and section (``index#abstract``),
with ``*`` for any characters. Ids are in every output and in ``objects.inv``. On pages the number is the link's style,
not its text, so that the words of a page are the writer's alone; its name for assistive technology says where it leads.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform

from citable.paragraph_ids import number_paragraphs

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

CATALOG = "citable"
LOCALE = Path(__file__).parent / "locale"
TEMPLATES = Path(__file__).parent / "templates"
_ = get_translation(CATALOG)


class paragraph_number(nodes.Invisible, nodes.Inline, nodes.Element):  # noqa: N801  # docutils' way to name nodes
    """The number of the paragraph that it begins: *number*, *section* (a title), *target* (an id)."""


def count_paragraphs(app: Sphinx, doctree: nodes.document) -> None:
    """Give the paragraphs of a document that was just read their ids, labels and numbers."""
    docname = app.env.current_document.docname
    for found in number_paragraphs(doctree, docname, app.config.citable_parts):
        title = _("%(section)s, para. %(number)s") % {"section": found.section_title, "number": found.number}
        app.env.domains.standard_domain.note_hyperlink_target(found.id, docname, found.id, title)
        number = paragraph_number(number=found.number, section=found.section_title, target=found.id)
        found.paragraph.append(number)


class TargetsForLatex(SphinxPostTransform):
    """Put a target before each paragraph with an id; LaTeX's writer has none for a paragraph's own."""

    default_priority = 900
    formats = ("latex",)

    def run(self, **_kwargs: object) -> None:
        """Mark every numbered paragraph of the document."""
        for node in list(self.document.findall(paragraph_number)):
            paragraph = node.parent
            index = paragraph.parent.index(paragraph)
            paragraph.parent.insert(index, nodes.target("", "", ids=list(paragraph["ids"])))


class NumbersFirst(SphinxPostTransform):
    """Put the number before the paragraph's words where it is set into the margin, beside the first line."""

    default_priority = 900
    formats = ("typst",)

    def run(self, **_kwargs: object) -> None:
        """Move every number of the document."""
        for node in list(self.document.findall(paragraph_number)):
            paragraph = node.parent
            paragraph.remove(node)
            paragraph.insert(0, node)


def visit_html(self: HTML5Translator, node: paragraph_number) -> None:
    """Write the number's link at the end of the paragraph, where a permalink stands."""
    name = _("Permalink to paragraph %(number)s of %(section)s") % node.attributes
    self.body.append(_template().render(target=node["target"], number=node["number"], name=name))
    raise nodes.SkipNode


def visit_typst(self: object, node: paragraph_number) -> None:
    """Write the number into the margin, by the template's function."""
    body: list[str] = self.body  # type: ignore[attr-defined]  # every translator has one
    body.append(f"#paragraph-number({node['number']});")
    raise nodes.SkipNode


def skip(_self: object, _node: paragraph_number) -> None:
    """Write nothing: the id is on the paragraph."""
    raise nodes.SkipNode


@cache
def _template() -> Template:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("paragraph_number.html")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the counting, its node and its one configuration value to Sphinx."""
    app.add_config_value("citable_parts", ["*"], "env", types=frozenset({list, tuple}))
    app.add_message_catalog(CATALOG, str(LOCALE))
    silent = (skip, None)
    app.add_node(
        paragraph_number,
        html=(visit_html, None),
        typst=(visit_typst, None),
        latex=silent,
        text=silent,
        man=silent,
        texinfo=silent,
    )
    app.add_post_transform(TargetsForLatex)
    app.add_post_transform(NumbersFirst)
    app.connect("doctree-read", count_paragraphs)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
