"""The number beside a paragraph, which links to its address: a node, and how each output writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from chapbook.language import gettext as _
from chapbook.templates import render

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class paragraph_number(nodes.Invisible, nodes.Inline, nodes.Element):  # noqa: N801  # docutils' way to name nodes
    """The number of the paragraph that it ends: *number*, *section* (a title), *target* (an id).

    On a page of the site, *actions* is a list of :class:`~chapbook.anchors.part_actions.Action`.
    """


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
    values = {"target": node["target"], "number": node["number"], "name": name, "actions": node.get("actions")}
    self.body.append(render("anchors", "paragraph_number.html", **values))
    raise nodes.SkipNode


def visit_typst(self: object, node: paragraph_number) -> None:
    """Write the number into the margin, by the template's function."""
    body: list[str] = self.body  # type: ignore[attr-defined]  # every translator has one
    body.append(f"#paragraph-number({node['number']});")
    raise nodes.SkipNode


def skip(_self: object, _node: paragraph_number) -> None:
    """Write nothing: the id is on the paragraph."""
    raise nodes.SkipNode
