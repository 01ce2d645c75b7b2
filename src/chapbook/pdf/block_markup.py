"""Visitors for what stands on its own: sections, paragraphs, lists, quotations, code, admonitions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import admonitionlabels

from chapbook.pdf.inline_markup import around, nothing, skip
from chapbook.pdf.markup import code_block, formula, lines, string, text
from chapbook.pdf.turning_markup import END, MANY_PIECES, TurningMarkup, turned

if TYPE_CHECKING:
    from sphinx import addnodes


def _is_plain(block: nodes.line_block) -> bool:
    """Tell whether lines are nothing but text."""
    return all(
        isinstance(node, nodes.line) and set(map(type, node.children)) <= {nodes.Text} for node in block.children
    )


def _admonition(kind: str) -> tuple[Any, Any]:
    """Make the visitors of an admonition whose title is Sphinx's own word for it."""

    def visit(self: BlockMarkup, node: nodes.Element) -> None:
        self.mark(node)
        self.body.append(f"#admonition({string(kind)}, [{text(str(admonitionlabels[kind]))}])[")

    return visit, around("", f"]{END}")[1]


class BlockMarkup(TurningMarkup):
    """Blocks; each ends with a blank line, which ends a paragraph in Typst."""

    def __init__(self, document: nodes.document, builder: object) -> None:
        super().__init__(document, builder)
        self.level = 0
        self.contents_shown = False
        self.chapters_begun = False

    visit_document, depart_document = nothing()
    visit_compound, depart_compound = nothing()
    visit_container, depart_container = nothing()
    visit_only, depart_only = nothing()
    visit_glossary, depart_glossary = nothing()
    visit_hlist, depart_hlist = nothing()
    visit_hlistcol, depart_hlistcol = nothing()
    visit_system_message = skip
    visit_meta = visit_pending = visit_highlightlang = visit_tabular_col_spec = skip

    def visit_start_of_file(self, node: addnodes.start_of_file) -> None:
        self.docname = node["docname"]
        self.level = node["level"] - 1 if node["level"] else -1
        if node["level"] and not self.chapters_begun:
            self.chapters_begun = True
            self.body.append(f"#begin-chapters(){END}")

    def depart_start_of_file(self, _node: addnodes.start_of_file) -> None:
        pass

    def visit_section(self, _node: nodes.section) -> None:
        self.level += 1

    def depart_section(self, _node: nodes.section) -> None:
        self.level -= 1

    def visit_title(self, node: nodes.title) -> None:
        section = node.parent
        if not isinstance(section, nodes.section):
            self.turn(node)
            self.body.append("#strong[")
        elif "title-page" in section["classes"]:
            self.turn(node)
            self.mark(section)
            self.body.append("#rubric[")
        elif self.level:
            self.turn(node)
            self.body.append(f"#heading(level: {self.level})[")
            self.turn_in_line(node)
        else:
            # The publication's own title stands on the title page, where the template sets it.
            self.mark(section)
            raise nodes.SkipNode

    def depart_title(self, node: nodes.title) -> None:
        section = node.parent
        if not isinstance(section, nodes.section):
            self.body.append(f"];{END}")
            self.turn_back()
            return
        if "title-page" in section["classes"]:
            self.body.append(f"]{END}")
            self.turn_back()
            return
        self.body.append("];]")
        names = [name for id_ in section["ids"] if (name := self.anchors.name(self.docname, id_))]
        if names:
            # Typst makes a destination of a heading's label; a heading has one, other ids stand behind it.
            self.marked.add(names[0])
            self.body.append(f"#label({string(names[0])})")
        self.body.append(END)
        self.turn_back()
        self.mark(section)

    visit_rubric, depart_rubric = turned("#rubric[", f"]{END}")

    def visit_toctree(self, _node: nodes.Element) -> None:
        if not self.contents_shown:
            self.contents_shown = True
            self.body.append(f"#contents(){END}")
        raise nodes.SkipNode

    visit_paragraph, depart_paragraph = turned("", END)
    visit_compact_paragraph, depart_compact_paragraph = visit_paragraph, depart_paragraph
    visit_caption, depart_caption = nothing()
    visit_legend, depart_legend = around("#linebreak();", "")
    visit_centered, depart_centered = around("#align(center)[", f"]{END}")
    visit_transition, depart_transition = around("#transition()", END)

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

    visit_definition_list, depart_definition_list = around("#definitions(", f"){END}")
    visit_definition_list_item, depart_definition_list_item = around("(", "), ")
    visit_field_list, depart_field_list = visit_definition_list, depart_definition_list
    visit_option_list, depart_option_list = visit_definition_list, depart_definition_list
    visit_field, depart_field = visit_definition_list_item, depart_definition_list_item
    visit_option_list_item, depart_option_list_item = visit_definition_list_item, depart_definition_list_item
    visit_term, depart_term = around("[", "], ")
    visit_field_name, depart_field_name = visit_term, depart_term
    visit_classifier, depart_classifier = around('[#" : ";#emph[', "]], ")
    visit_field_body, depart_field_body = around("[", "], ")
    visit_description, depart_description = visit_field_body, depart_field_body

    def visit_definition(self, node: nodes.definition) -> None:
        # A term may have several; all that is said of it is one.
        self.body.append("" if isinstance(node.previous_sibling(), nodes.definition) else "[")
        self.mark(node)

    def depart_definition(self, node: nodes.definition) -> None:
        following = node.next_node(nodes.definition, descend=False, siblings=True)
        self.body.append(END if following else "], ")

    visit_option_group, depart_option_group = visit_term, depart_term
    visit_option, depart_option = around("", '#" ";')
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
        if not nested and len(node.children) > MANY_PIECES and _is_plain(node):
            self.body.append(f"#lines([{lines([line.astext() for line in node.children])}]){END}")
            self.turn_back()
            raise nodes.SkipNode
        side = "left" if self.directions[-1] == "ltr" else "right"
        self.body.append(f"[#pad({side}: 1em, lines(" if nested else "#lines(")

    def depart_line_block(self, node: nodes.line_block) -> None:
        nested = isinstance(node.parent, nodes.line_block)
        self.body.append("))], " if nested else f"){END}")
        if not nested:
            self.turn_back()

    visit_line, depart_line = around("[", "], ")

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        self.mark(node)
        language = node.get("language", "")
        self.body.append(code_block(node.astext(), language if language not in {"none", "default"} else "") + END)
        raise nodes.SkipNode

    visit_doctest_block: Any = visit_literal_block

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
    visit_admonition, depart_admonition = around('#admonition("note", none)[', f"]{END}")
    visit_topic, depart_topic = visit_admonition, depart_admonition
    visit_sidebar, depart_sidebar = visit_admonition, depart_admonition
    visit_versionmodified, depart_versionmodified = nothing()
