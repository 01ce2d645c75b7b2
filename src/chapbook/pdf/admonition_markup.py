"""Visitors for what stands apart from the text: admonitions, asides, panels that the site folds or has side by side."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.locale import admonitionlabels

from chapbook.pdf.caption_markup import CaptionMarkup
from chapbook.pdf.inline_markup import around, nothing
from chapbook.pdf.markup import text
from chapbook.pdf.turning_markup import END
from chapbook.typst_string import string

PANELS = {"card", "dropdown", "tab-item"}
"""What sphinx-design draws a frame around; all other of its components are no more than their content."""


def _admonition(kind: str) -> tuple[Any, Any]:
    """Make the visitors of an admonition whose title is Sphinx's own word for it."""

    def visit(self: AdmonitionMarkup, node: nodes.Element) -> None:
        self.mark(node)
        self.body.append(f"#admonition({string(kind)}, [{text(str(admonitionlabels[kind]))}])[")

    return visit, around("", f"]{END}")[1]


class AdmonitionMarkup(CaptionMarkup):
    """Blocks with a title and a frame of their own; all of what is folded on a page is seen."""

    visit_note, depart_note = _admonition("note")
    visit_attention, depart_attention = _admonition("attention")
    visit_caution, depart_caution = _admonition("caution")
    visit_danger, depart_danger = _admonition("danger")
    visit_error, depart_error = _admonition("error")
    visit_hint, depart_hint = _admonition("hint")
    visit_important, depart_important = _admonition("important")
    visit_tip, depart_tip = _admonition("tip")
    visit_warning, depart_warning = _admonition("warning")
    visit_seealso, depart_seealso = _admonition("seealso")

    def visit_admonition(self, node: nodes.Element) -> None:
        self.turn_where_said(node)
        self.mark(node)
        self.body.append('#admonition("note", none)[')

    def depart_admonition(self, node: nodes.Element) -> None:  # noqa: ARG002  # the name is docutils'
        self.body.append(f"]{END}")
        self.turn_back()

    visit_topic, depart_topic = visit_admonition, depart_admonition
    visit_sidebar, depart_sidebar = visit_admonition, depart_admonition
    visit_todo_node, depart_todo_node = visit_admonition, depart_admonition
    visit_versionmodified, depart_versionmodified = nothing()
    visit_PassthroughTextElement, depart_PassthroughTextElement = around("", END)  # noqa: N815  # sphinx-design's name

    def visit_container(self, node: nodes.container) -> None:
        self.mark(node)
        if node.get("literal_block"):
            self.open_captioned("code", node, [child for child in node if isinstance(child, nodes.caption)])
            for child in node.children:
                if not isinstance(child, nodes.caption):
                    child.walkabout(self)
            self.body.append(f"]){END}")
            raise nodes.SkipNode
        self.turn_where_said(node)
        self.body.append(_opening(node))

    def depart_container(self, node: nodes.container) -> None:
        self.body.append(f"]{END}" if _opening(node) else "")
        self.turn_back()


def _opening(node: nodes.container) -> str:
    component = node.get("design_component")
    if component in PANELS:
        return "#panel["
    if component == "card-title":
        return "#block-title["
    return f"#align({node['align']})[" if node.get("align") else ""
