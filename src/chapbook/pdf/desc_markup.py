"""Visitors for what a program is described by: signatures of functions, classes, options, and what is said of them.

The signs between the parts of a signature are those that Sphinx writes on a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chapbook.pdf.inline_markup import around, nothing
from chapbook.pdf.markup import text
from chapbook.pdf.turning_markup import END, TurningMarkup

if TYPE_CHECKING:
    from docutils import nodes


class DescMarkup(TurningMarkup):
    """Descriptions: a signature, and indented below it what it means."""

    visit_desc, depart_desc = nothing()
    in_signature = False

    def visit_desc_signature(self, node: nodes.Element) -> None:
        self.in_signature = True
        self.body.append("#signature[")
        self.mark(node)

    def depart_desc_signature(self, _node: nodes.Element) -> None:
        self.in_signature = False
        self.body.append(f"]{END}")

    def depart_abbreviation(self, node: nodes.abbreviation) -> None:
        # What Sphinx says of a lone star is for who asks, and no part of the signature.
        if not self.in_signature:
            super().depart_abbreviation(node)

    visit_desc_signature_line, depart_desc_signature_line = around("", "#linebreak();")
    visit_desc_content, depart_desc_content = around("#described[", f"]{END}")
    visit_desc_name, depart_desc_name = around("#strong[")
    visit_desc_addname, depart_desc_addname = nothing()
    visit_desc_type, depart_desc_type = nothing()
    visit_desc_annotation, depart_desc_annotation = around("#emph[")
    visit_desc_inline, depart_desc_inline = nothing()
    visit_desc_sig_element, depart_desc_sig_element = nothing()
    visit_desc_returns, depart_desc_returns = around(text(" → "), "")
    visit_desc_type_parameter, depart_desc_type_parameter = nothing()

    def visit_desc_parameterlist(self, node: nodes.Element) -> None:
        self.mark(node)
        self.body.append(text("("))

    def depart_desc_parameterlist(self, _node: nodes.Element) -> None:
        self.body.append(text(")"))

    def visit_desc_type_parameter_list(self, node: nodes.Element) -> None:
        self.mark(node)
        self.body.append(text("["))

    def depart_desc_type_parameter_list(self, _node: nodes.Element) -> None:
        self.body.append(text("]"))

    def visit_desc_parameter(self, node: nodes.Element) -> None:
        self._part(node)

    def depart_desc_parameter(self, _node: nodes.Element) -> None:
        pass

    def visit_desc_optional(self, node: nodes.Element) -> None:
        self.body.append(text("["))
        self._part(node)

    def depart_desc_optional(self, _node: nodes.Element) -> None:
        self.body.append(text("]"))

    def _part(self, node: nodes.Element) -> None:
        """Write what parts a parameter from the one before it, which may stand outside its brackets."""
        if node.previous_sibling() is not None:
            self.body.append(text(", "))
