"""Visitors for code: lines, code with markup in it, grammars."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from chapbook.jats.picture_form import PictureForm
from chapbook.jats.writing import closes, nothing
from chapbook.jats.xml_tree import XML

NUMBERED = "lines-numbered-from-"
"""What says, with a number, that a page shows the numbers of the lines: in the code they would be code."""


class CodeForm(PictureForm):
    """Code, which keeps its spaces and its lines."""

    def visit_literal_block(self, node: nodes.Element) -> None:
        language = node.get("language", "")
        is_known = language not in {"", "none", "default", "text"}
        if any(not isinstance(child, nodes.Text) for child in node.children):
            self.visit_parsed_code(node)
            return
        given: dict[str, Any] = node.get("highlight_args", {})
        numbered = f"{NUMBERED}{given.get('linenostart', 1)}" if node.get("linenos") else ""
        code = self.open("code", node, language=language if is_known else "", specific_use=numbered)
        code.set(f"{XML}space", "preserve")
        self.say(node.astext().rstrip("\n"))
        self.close()
        raise nodes.SkipNode

    visit_doctest_block: Any = visit_literal_block
    depart_literal_block: Any = closes
    depart_doctest_block: Any = closes

    def visit_parsed_code(self, node: nodes.Element) -> None:
        """Begin code that has links or emphasis in it."""
        self.open("preformat", node).set(f"{XML}space", "preserve")

    visit_productionlist, depart_productionlist = visit_parsed_code, closes
    visit_production, depart_production = nothing()
