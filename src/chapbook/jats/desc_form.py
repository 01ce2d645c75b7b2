"""Visitors for what a program is described by: signatures of functions, classes, options, and what is said of them.

The signs between the parts of a signature are those that Sphinx writes on a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chapbook.jats.box_form import BoxForm
from chapbook.jats.writing import form, nothing

if TYPE_CHECKING:
    from docutils import nodes


class DescForm(BoxForm):
    """Descriptions: what is described is a term."""

    in_signature = False

    def visit_desc(self, node: nodes.Element) -> None:
        self.open("def-list", list_type="descriptions")
        self.open("def-item", node)

    def depart_desc(self, _node: nodes.Element) -> None:
        self.close()
        self.close()

    def visit_desc_signature(self, node: nodes.Element) -> None:
        self.in_signature = True
        self.open("term", node)

    def depart_desc_signature(self, _node: nodes.Element) -> None:
        self.in_signature = False
        self.close()

    def visit_abbreviation(self, node: nodes.abbreviation) -> None:
        # What Sphinx says of a lone star is for who asks, and no part of the signature.
        if self.in_signature:
            node["explanation"] = ""
        super().visit_abbreviation(node)

    def visit_desc_signature_line(self, node: nodes.Element) -> None:
        if node.previous_sibling() is not None:
            self.end_line()
        self.mark(node)

    def depart_desc_signature_line(self, _node: nodes.Element) -> None:
        pass

    visit_desc_content, depart_desc_content = form("def")
    visit_desc_name, depart_desc_name = form("bold")
    visit_desc_addname, depart_desc_addname = nothing()
    visit_desc_type, depart_desc_type = nothing()
    visit_desc_annotation, depart_desc_annotation = form("italic")
    visit_desc_inline, depart_desc_inline = nothing()
    visit_desc_sig_element, depart_desc_sig_element = nothing()
    visit_desc_type_parameter, depart_desc_type_parameter = nothing()

    def visit_desc_returns(self, _node: nodes.Element) -> None:
        self.say(" → ")

    def depart_desc_returns(self, _node: nodes.Element) -> None:
        pass

    def visit_desc_parameterlist(self, node: nodes.Element) -> None:
        self.mark(node)
        self.say("(")

    def depart_desc_parameterlist(self, _node: nodes.Element) -> None:
        self.say(")")

    def visit_desc_type_parameter_list(self, node: nodes.Element) -> None:
        self.mark(node)
        self.say("[")

    def depart_desc_type_parameter_list(self, _node: nodes.Element) -> None:
        self.say("]")

    def visit_desc_parameter(self, node: nodes.Element) -> None:
        self._part(node)

    def depart_desc_parameter(self, _node: nodes.Element) -> None:
        pass

    def visit_desc_optional(self, node: nodes.Element) -> None:
        self.say("[")
        self._part(node)

    def depart_desc_optional(self, _node: nodes.Element) -> None:
        self.say("]")

    def _part(self, node: nodes.Element) -> None:
        """Write what parts a parameter from the one before it, which may stand outside its brackets."""
        if node.previous_sibling() is not None:
            self.say(", ")
