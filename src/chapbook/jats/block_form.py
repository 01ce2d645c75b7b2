"""Visitors for what stands on its own: sections, paragraphs, lists, quotations, lines of verse, formulas."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from lxml import etree

from chapbook.jats.formula import formula
from chapbook.jats.inline_form import InlineForm
from chapbook.jats.writing import closes, form, nothing, skip
from chapbook.list_numbers import counted
from chapbook.whole.numbers import number_of_section

LISTED = {
    "arabic": "order",
    "loweralpha": "alpha-lower",
    "upperalpha": "alpha-upper",
    "lowerroman": "roman-lower",
    "upperroman": "roman-upper",
}
"""Kinds of lists, as the tag library suggests their names (*@list-type*)."""


class BlockForm(InlineForm):
    """Blocks; what may stand in what, :mod:`.settled` sees to."""

    visit_document, depart_document = nothing()
    visit_only, depart_only = nothing()
    visit_glossary, depart_glossary = nothing()
    visit_acks, depart_acks = nothing()
    visit_autosummary_table, depart_autosummary_table = nothing()
    visit_hlist, depart_hlist = nothing()
    visit_hlistcol, depart_hlistcol = nothing()
    visit_compound, depart_compound = nothing()
    visit_system_message = visit_meta = visit_pending = visit_highlightlang = visit_tabular_col_spec = skip
    visit_toctree = skip

    def visit_start_of_file(self, node: nodes.Element) -> None:
        node["before"], self.docname = self.docname, node["docname"]

    def depart_start_of_file(self, node: nodes.Element) -> None:
        self.docname = node["before"]

    def visit_section(self, node: nodes.section) -> None:
        self.open("sec", node)
        if "part" in node["classes"]:
            self.here.set("sec-type", "part")

    depart_section = closes

    def visit_title(self, node: nodes.title) -> None:
        section = node.parent
        if not isinstance(section, nodes.section):
            self.open("caption")
        elif section["ids"] and (number := number_of_section(self.builder, self.docname, section)):
            self.label(number.strip())
        self.open("title", node)

    def depart_title(self, node: nodes.title) -> None:
        self.close()
        if not isinstance(node.parent, nodes.section):
            self.close()

    def visit_subtitle(self, node: nodes.Element) -> None:
        self.open("p", node, content_type="subtitle")

    depart_subtitle = closes

    visit_paragraph, depart_paragraph = form("p")
    visit_compact_paragraph, depart_compact_paragraph = form("p")
    visit_centered, depart_centered = form("p", content_type="centered")

    def visit_rubric(self, node: nodes.Element) -> None:
        self.open("p", node, content_type="heading")
        self.open("bold")

    def depart_rubric(self, _node: nodes.Element) -> None:
        self.close()
        self.close()

    def visit_transition(self, node: nodes.transition) -> None:
        # The line above the notes of a page has no place here: notes stand at the end of all.
        if "footnotes" not in node["classes"]:
            etree.SubElement(self.open("p", node), "hr")
            self.close()
        raise nodes.SkipNode

    visit_bullet_list, depart_bullet_list = form("list", list_type="bullet")

    def visit_list_item(self, node: nodes.list_item) -> None:
        self.open("list-item", node)
        if label := node.get("label"):
            self.label(label)

    depart_list_item = closes

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        kind, start = node.get("enumtype", "arabic"), node.get("start", 1)
        self.open("list", node, list_type=LISTED.get(kind, "order"))
        if start != 1:
            # JATS counts from one; where a list begins elsewhere, its items say their numbers.
            items = [item for item in node.children if isinstance(item, nodes.list_item)]
            for number, item in enumerate(items, start):
                item["label"] = counted(number, kind)

    depart_enumerated_list = closes

    visit_definition_list, depart_definition_list = form("def-list")
    visit_definition_list_item, depart_definition_list_item = form("def-item")
    visit_field_list, depart_field_list = form("def-list", list_type="fields")
    visit_option_list, depart_option_list = form("def-list", list_type="options")
    visit_field, depart_field = form("def-item")
    visit_option_list_item, depart_option_list_item = form("def-item")
    visit_term, depart_term = form("term")
    visit_definition, depart_definition = form("def")
    visit_field_body, depart_field_body = form("def")
    visit_description, depart_description = form("def")
    visit_field_name: Any = visit_term
    visit_option_group, depart_option_group = form("term")
    visit_option_string, depart_option_string = nothing()

    def depart_field_name(self, _node: nodes.field_name) -> None:
        self.say(":")
        self.close()

    def visit_classifier(self, node: nodes.classifier) -> None:
        """Write what a term is behind the term, as the page has it."""
        before = self.here[-1] if len(self.here) and self.here[-1].tag == "term" else self.open("term")
        self.here = before
        self.say(" : ")
        self.open("italic", node)

    def depart_classifier(self, _node: nodes.classifier) -> None:
        self.close()
        self.close()

    def visit_option(self, node: nodes.option) -> None:
        self.say(", " if node.previous_sibling() is not None else "")

    def depart_option(self, _node: nodes.option) -> None:
        pass

    def visit_option_argument(self, node: nodes.option_argument) -> None:
        self.say(node.get("delimiter", " "))

    def depart_option_argument(self, _node: nodes.option_argument) -> None:
        pass

    visit_block_quote, depart_block_quote = form("disp-quote")
    visit_attribution, depart_attribution = form("attrib")
    visit_line_block, depart_line_block = form("verse-group")
    visit_line, depart_line = form("verse-line")

    def visit_math(self, node: nodes.math) -> None:
        formula(self.open("inline-formula", node), node)
        self.close()
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.math_block) -> None:
        element = self.open("disp-formula", node)
        if number := node.get("eqno"):
            self.label(number)
        formula(element, node)
        self.close()
        raise nodes.SkipNode
