"""Visitors for what stands inside a paragraph."""

from __future__ import annotations

from urllib.parse import urlsplit

from docutils import nodes
from lxml import etree

from chapbook.jats.writing import Writing, form, language_of, nothing, skip
from chapbook.jats.xml_tree import XLINK, printable

LINE_BREAK = "<br />"
"""What MyST makes of a backslash at the end of a line."""

HTML_FORMS = {"s": "strike", "u": "underline", "mark": "styled-content", "small": "styled-content"}
"""What an ``inline`` node is that was made of HTML which docutils has no node for, by its attribute *html*."""

BREAKS = {"attrib", "label", "target", "td", "th", "title", "xref"}
"""Elements in which JATS knows the end of a line."""


ORIGINAL = "data-originalurl"
"""What a link to a copy says of the original, as Robust Links does."""


class InlineForm(Writing):
    """Text, emphasis, links."""

    visit_emphasis, depart_emphasis = form("italic")
    visit_literal_emphasis, depart_literal_emphasis = form("italic")
    visit_title_reference, depart_title_reference = form("italic")
    visit_manpage, depart_manpage = form("italic")
    visit_strong, depart_strong = form("bold")
    visit_literal_strong, depart_literal_strong = form("bold")
    visit_superscript, depart_superscript = form("sup")
    visit_subscript, depart_subscript = form("sub")
    visit_literal, depart_literal = form("monospace")
    visit_generated, depart_generated = nothing()
    visit_download_reference, depart_download_reference = nothing()
    visit_problematic, depart_problematic = nothing()
    visit_target, depart_target = nothing()
    visit_index = visit_comment = visit_substitution_definition = visit_fontawesome = visit_sd_icon = skip

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802  # docutils' name
        self.say(node.astext())

    def depart_Text(self, _node: nodes.Text) -> None:  # noqa: N802  # docutils' name
        pass

    def visit_inline(self, node: nodes.inline) -> None:
        kind = node.get("html", "")
        if kind == "br":
            self.end_line()
        if kind in {"br", "wbr"}:
            self.mark(node)
            raise nodes.SkipNode
        is_marked = language_of(node) or node.get("changing")
        node["written"] = name = HTML_FORMS.get(kind) or ("styled-content" if is_marked else "")
        if not name:
            self.mark(node)
            return
        self.open(name, node, **({"style_type": kind} if name == "styled-content" else {}))

    def depart_inline(self, node: nodes.inline) -> None:
        if node["written"]:
            self.close()

    def end_line(self) -> None:
        """End a line; where JATS has no form for that, a space parts the words, and an instruction tells."""
        if self.here.tag in BREAKS:
            etree.SubElement(self.here, "break")
        else:
            self.here.append(etree.ProcessingInstruction("line-break"))
            self.say(" ")

    def visit_raw(self, node: nodes.raw) -> None:
        """Break the line where MyST does; nothing else that is raw means something here."""
        if node.get("format") == "html" and node.astext().strip() == LINE_BREAK:
            self.end_line()
        raise nodes.SkipNode

    visit_acronym, depart_acronym = form("abbrev")

    def visit_abbreviation(self, node: nodes.abbreviation) -> None:
        self.open("abbrev", node)

    def depart_abbreviation(self, node: nodes.abbreviation) -> None:
        self.close()
        if explanation := node.get("explanation"):
            self.say(f" ({explanation})")

    def visit_reference(self, node: nodes.reference) -> None:
        uri = node.get("refuri", "")
        if urlsplit(uri).scheme:
            self.open("ext-link", node, ext_link_type="uri").set(f"{XLINK}href", printable(uri))
            return
        docname, _, id_ = uri.removeprefix("%").partition("#") if uri else (self.docname, "", node.get("refid", ""))
        name = self.anchors.name(docname or self.docname, id_)
        if name is None:
            message = "the link to %r leads to nothing in PDF and JATS; link to a section or a written id"
            self.warn(message, node, uri or id_)
        # Which id a place has, and of what kind it is, is known when all is written.
        self.open("xref", node, rid=name or "")

    def depart_reference(self, node: nodes.reference) -> None:
        if original := dict[str, str](node.get("data", ())).get(ORIGINAL):
            relation = self.open("related-object", link_type="original", ext_link_type="uri")
            relation.set(f"{XLINK}href", printable(original))
            self.close()
        self.close()

    visit_number_reference, depart_number_reference = visit_reference, depart_reference
