"""Visitors for what stands apart from the text: admonitions, asides, panels that the site folds or has side by side."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.locale import admonitionlabels

from chapbook.jats.code_form import CodeForm
from chapbook.jats.writing import closes, form, nothing

PANELS = {"card", "dropdown", "tab-item"}
"""What sphinx-design draws a frame around; all other of its components are no more than their content."""


def _admonition(kind: str) -> tuple[Any, Any]:
    """Make the visitors of an admonition whose title is Sphinx's own word for it."""

    def visit(self: BoxForm, node: nodes.Element) -> None:
        self.open("boxed-text", node, content_type=kind)
        self.open("caption")
        self.open("title").text = str(admonitionlabels[kind])
        self.close()
        self.close()

    return visit, closes


class BoxForm(CodeForm):
    """Blocks with a title and a frame of their own; all of what is folded on a page is there."""

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
    visit_admonition, depart_admonition = form("boxed-text", content_type="admonition")
    visit_todo_node, depart_todo_node = form("boxed-text", content_type="todo")
    visit_topic, depart_topic = form("boxed-text", content_type="topic")
    visit_sidebar, depart_sidebar = form("boxed-text", content_type="sidebar", position="margin")
    visit_versionmodified, depart_versionmodified = nothing()
    visit_PassthroughTextElement, depart_PassthroughTextElement = form("p")  # noqa: N815  # sphinx-design's name

    def visit_container(self, node: nodes.container) -> None:
        node["boxes"] = 0
        if node.get("literal_block"):
            self.open_numbered("boxed-text", node, content_type="listing")
            node["boxes"] = 1
        elif node.get("design_component") in PANELS:
            self.open("boxed-text", node, content_type=node["design_component"])
            node["boxes"] = 1
        elif node.get("design_component") == "card-title":
            self.open("p", node, content_type="heading")
            self.open("bold")
            node["boxes"] = 2
        elif node.get("changing"):
            self.open("boxed-text", node)
            node["boxes"] = 1
        else:
            self.mark(node)

    def depart_container(self, node: nodes.container) -> None:
        for _box in range(node["boxes"]):
            self.close()

    def visit_caption(self, node: nodes.caption) -> None:
        if isinstance(node.parent, nodes.container):
            self.open("caption")
        self.open("title", node)

    def depart_caption(self, node: nodes.caption) -> None:
        self.close()
        if isinstance(node.parent, nodes.container):
            self.close()
