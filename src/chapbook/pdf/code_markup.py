"""Visitors for code: lines with their numbers, code with markup in it, grammars."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from chapbook.pdf.markup import array, code_block, parsed_code
from chapbook.pdf.turning_markup import END, TurningMarkup


class CodeMarkup(TurningMarkup):
    """Code, which keeps its spaces and its lines."""

    in_parsed_code = False

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        self.mark(node)
        if any(not isinstance(child, nodes.Text) for child in node.children):
            self.visit_parsed_code(node)
            return
        language = node.get("language", "")
        block = code_block(node.astext().rstrip("\n"), language if language not in {"none", "default"} else "")
        self.body.append(_with_numbers(node, block) + END)
        raise nodes.SkipNode

    def depart_literal_block(self, node: nodes.literal_block) -> None:
        self.depart_parsed_code(node)

    visit_doctest_block: Any = visit_literal_block
    depart_doctest_block: Any = depart_literal_block

    def visit_parsed_code(self, node: nodes.Element) -> None:
        """Begin code that has links or emphasis in it."""
        self.mark(node)
        self.in_parsed_code = True
        self.body.append("#parsed-code[")

    def depart_parsed_code(self, _node: nodes.Element) -> None:
        """End what :meth:`visit_parsed_code` began."""
        self.in_parsed_code = False
        self.body.append(f"]{END}")

    visit_productionlist: Any = visit_parsed_code
    depart_productionlist: Any = depart_parsed_code

    def visit_production(self, node: nodes.Element) -> None:
        self.mark(node)

    def depart_production(self, _node: nodes.Element) -> None:
        pass

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802  # docutils' name
        if self.in_parsed_code:
            self.body.append(parsed_code(node.astext()))
        else:
            super().visit_Text(node)

    def visit_literal(self, node: nodes.literal) -> None:
        if not self.in_parsed_code:
            super().visit_literal(node)
        self.mark(node)

    def depart_literal(self, _node: nodes.literal) -> None:
        pass


def _with_numbers(node: nodes.Element, block: str) -> str:
    """Write a block of code with the numbers of its lines, and with a ground behind some, where the page has that."""
    given: dict[str, Any] = node.get("highlight_args", {})
    marked = given.get("hl_lines", [])
    if not node.get("linenos") and not marked:
        return block
    start = given.get("linenostart", 1) if node.get("linenos") else "none"
    return f"#code-lines(start: {start}, marked: {array([str(line) for line in marked])})[{block}]"
