"""Visitors for what stands on its own: paragraphs, lists, quotations, lines of verse."""

from __future__ import annotations

from docutils import nodes

from chapbook.pdf.inline_markup import around, is_of_a_comment, nothing, skip
from chapbook.pdf.markup import code_block, formula, lines, text
from chapbook.pdf.turning_markup import END, MANY_PIECES, TurningMarkup, turned
from chapbook.typst_string import string

TERMS = (nodes.term, nodes.classifier)


def _next(node: nodes.Element, kind: type | tuple[type, ...]) -> bool:
    """Tell whether what stands beside a node, behind it, is of a kind."""
    siblings = node.parent.children
    place = siblings.index(node) + 1
    return place < len(siblings) and isinstance(siblings[place], kind)


def _is_plain(block: nodes.line_block) -> bool:
    """Tell whether lines are nothing but text."""
    return all(
        isinstance(node, nodes.line) and set(map(type, node.children)) <= {nodes.Text} for node in block.children
    )


class BlockMarkup(TurningMarkup):
    """Blocks; each ends with a blank line, which ends a paragraph in Typst."""

    visit_document, depart_document = nothing()
    visit_compound, depart_compound = nothing()
    visit_only, depart_only = nothing()
    visit_glossary, depart_glossary = nothing()
    visit_acks, depart_acks = nothing()
    visit_autosummary_table, depart_autosummary_table = nothing()
    visit_hlist, depart_hlist = nothing()
    visit_hlistcol, depart_hlistcol = nothing()
    visit_system_message = skip
    visit_meta = visit_pending = visit_highlightlang = visit_tabular_col_spec = skip

    visit_paragraph, depart_paragraph = turned("", END)
    visit_compact_paragraph, depart_compact_paragraph = visit_paragraph, depart_paragraph
    visit_centered, depart_centered = around("#align(center)[", f"]{END}")

    def visit_transition(self, node: nodes.transition) -> None:
        # The line above the notes of a page has no place here: notes stand at the foot of their pages.
        if "footnotes" not in node["classes"]:
            self.mark(node)
            self.body.append(f"#transition(){END}")
        raise nodes.SkipNode

    visit_list, depart_list = turned("#list(tight: false, ", f"){END}")

    def visit_bullet_list(self, node: nodes.bullet_list) -> None:
        if "comments" not in node["classes"]:
            self.visit_list(node)
            return
        # Each of its comments runs its own way.
        self.mark(node)
        self.body.append("#thread(")

    def depart_bullet_list(self, node: nodes.bullet_list) -> None:
        if "comments" not in node["classes"]:
            self.depart_list(node)
        else:
            self.body.append(f"){END}")

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        self.turn(node)
        self.mark(node)
        forms = {"loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}
        numbering = f"{node.get('prefix', '')}{forms.get(node.get('enumtype', ''), '1')}{node.get('suffix', '.')}"
        self.body.append(f"#enum(tight: false, start: {node.get('start', 1)}, numbering: {string(numbering)}, ")

    depart_enumerated_list = depart_list
    visit_list_item, depart_list_item = around("[", "], ")

    visit_definition_list, depart_definition_list = around("#definitions(below: true, ", f"){END}")
    visit_definition_list_item, depart_definition_list_item = around("(", "), ")
    visit_field_list, depart_field_list = around("#definitions(", f"){END}")
    visit_option_list, depart_option_list = visit_field_list, depart_field_list
    visit_field, depart_field = visit_definition_list_item, depart_definition_list_item
    visit_option_list_item, depart_option_list_item = visit_definition_list_item, depart_definition_list_item

    def visit_term(self, node: nodes.term) -> None:
        # What several terms mean together is said once, below the last.
        self.body.append("#next-term();" if isinstance(node.previous_sibling(), TERMS) else "[")
        self.mark(node)

    def depart_term(self, node: nodes.term) -> None:
        self.body.append("" if _next(node, TERMS) else "], ")

    def visit_classifier(self, node: nodes.classifier) -> None:
        self.mark(node)
        self.body.append('#" : ";#emph[')

    def depart_classifier(self, node: nodes.classifier) -> None:
        self.body.append("];" if _next(node, TERMS) else "];], ")

    visit_field_name, depart_field_name = around("[", f"{text(':')}], ")
    visit_field_body, depart_field_body = around("[", "], ")
    visit_description, depart_description = visit_field_body, depart_field_body

    def visit_definition(self, node: nodes.definition) -> None:
        # A term may have several; all that is said of it is one.
        self.body.append("" if isinstance(node.previous_sibling(), nodes.definition) else "[")
        self.mark(node)

    def depart_definition(self, node: nodes.definition) -> None:
        self.body.append(END if _next(node, nodes.definition) else "], ")

    visit_option_group, depart_option_group = around("[", "], ")

    def visit_option(self, node: nodes.option) -> None:
        self.body.append(text(", ") if node.previous_sibling() is not None else "")

    def depart_option(self, _node: nodes.option) -> None:
        pass

    visit_option_string, depart_option_string = nothing()

    def visit_option_argument(self, node: nodes.option_argument) -> None:
        self.body.append(text(node.get("delimiter", " ")))

    def depart_option_argument(self, _node: nodes.option_argument) -> None:
        pass

    visit_block_quote, depart_block_quote = turned("#quotation[", f"]{END}")
    visit_attribution, depart_attribution = around("#attribution[", f"]{END}")

    def visit_line_block(self, node: nodes.line_block) -> None:
        nested = isinstance(node.parent, nodes.line_block)
        if not nested:
            self.turn(node)
        is_prose = is_of_a_comment(node)
        if is_prose and not _is_plain(node):
            return
        if is_prose:
            self.body.append(f"{lines([line.astext() for line in node.children])}{END}")
            self.turn_back()
            raise nodes.SkipNode
        if not nested and len(node.children) > MANY_PIECES and _is_plain(node):
            self.body.append(f"#lines([{lines([line.astext() for line in node.children])}]){END}")
            self.turn_back()
            raise nodes.SkipNode
        side = "left" if self.directions[-1] == "ltr" else "right"
        self.body.append(f"[#pad({side}: 1em, lines(" if nested else "#lines(")

    def depart_line_block(self, node: nodes.line_block) -> None:
        nested = isinstance(node.parent, nodes.line_block)
        if is_of_a_comment(node):
            self.body.append(END)
            self.turn_back()
            return
        self.body.append("))], " if nested else f"){END}")
        if not nested:
            self.turn_back()

    def visit_line(self, node: nodes.line) -> None:
        # A comment's paragraph with line breaks is set as other paragraphs are, and not as verse.
        is_prose = is_of_a_comment(node)
        self.body.append("[" if not is_prose else "#linebreak();" if node.previous_sibling() is not None else "")
        self.mark(node)

    def depart_line(self, node: nodes.line) -> None:
        self.body.append("" if is_of_a_comment(node) else "], ")

    def visit_math_block(self, node: nodes.math_block) -> None:
        self.mark(node)
        written, number = node.astext(), node.get("eqno", "")
        if "typst" in node:
            self.body.append(formula(node["typst"], written, is_block=True, number=number) + END)
        elif number:
            self.body.append(f"#numbered({string(number)}, [{code_block(written)}]){END}")
        else:
            self.body.append(code_block(written) + END)
        raise nodes.SkipNode
