"""Visitors for what stands inside a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.util import logging

from chapbook.clusters import LONGEST, piles
from chapbook.pdf.destinations import WITHIN
from chapbook.pdf.markup import anchor, code, formula, text
from chapbook.pdf.named_language import arguments, language_of
from chapbook.pdf.stand_ins import StandIns
from chapbook.typst_string import string
from chapbook.whole.places import nearest_with_line

if TYPE_CHECKING:
    from chapbook.whole.assembly import Anchors


logger = logging.getLogger(__name__)

LINE_BREAK = "<br />"
"""What MyST makes of a backslash at the end of a line."""


# Docutils' stubs name every visitor with its node's own type; visitors that serve many nodes are Any to them.
def around(before: str, after: str = "];") -> tuple[Any, Any]:
    """Make the two visitors of a node that is its content between *before* and *after*."""

    def visit(self: InlineMarkup, node: nodes.Element) -> None:
        # Within the brackets it is surely content; before them it may be a call's list of arguments.
        opens = before.endswith("[")
        self.body.append(before if opens else "")
        self.mark(node)
        self.body.append("" if opens else before)

    def depart(self: InlineMarkup, _node: nodes.Element) -> None:
        self.body.append(after)

    return visit, depart


def nothing() -> tuple[Any, Any]:
    """Make the two visitors of a node that is no more than its content."""
    return around("", "")


def _skip(_self: InlineMarkup, _node: nodes.Element) -> None:
    """Visit a node that is not for readers of a PDF."""
    raise nodes.SkipNode


skip: Any = _skip


def is_of_a_comment(node: nodes.Node) -> bool:
    """Tell whether a node is a stranger's, which is looked at before it comes here."""
    while node.parent is not None and "comments" not in node.parent.get("classes", ()):
        node = node.parent
    return node.parent is not None


HTML_FORMS = {
    "br": ("#linebreak();", ""),
    "wbr": ("#box[];", ""),
    "s": ("#strike[", "];"),
    "u": ("#underline[", "];"),
    "mark": ("#highlight[", "];"),
    "small": ("#small[", "];"),
}
"""How an ``inline`` node is written that was made of HTML which docutils has no node for, by its attribute *html*."""


class InlineMarkup(StandIns):
    """Text, emphasis, links, notes' marks, pictures in a line."""

    anchors: Anchors
    docname: str
    is_repeated = False
    """Whether a title is written for where it stands again, without places, links and notes."""

    def __init__(self, document: nodes.document, builder: object) -> None:
        super().__init__(document, builder)  # type: ignore[arg-type]  # the builder is this package's own
        self.body: list[str] = []
        self.marked: set[str] = set()

    def repeated(self, title: nodes.Element) -> str:
        """Write a title's words as the contents and the head of the page have them."""
        body, self.body, self.is_repeated = self.body, [], True
        for child in title.children:
            child.walkabout(self)
        written = "".join(self.body)
        self.body, self.is_repeated = body, False
        return written

    def mark(self, node: nodes.Element) -> None:
        """Write an anchor for each id of a node, once."""
        ids: list[str] = [] if self.is_repeated else node.get("ids", [])
        for id_ in ids:
            name = self.anchors.name(self.docname, id_)
            if name and name not in self.marked:
                self.marked.add(name)
                self.body.append(anchor(name))

    def warn(self, message: str, node: nodes.Node, *values: object) -> None:
        """Tell a writer, at the node's own file and line, what a PDF cannot show."""
        logger.warning(message, *values, location=nearest_with_line(node), type="chapbook_pdf")

    def unknown_visit(self, node: nodes.Node) -> None:
        self.warn("the PDF has no form for %r; its words are there, write it in another way", node, type(node).__name__)

    def unknown_departure(self, _node: nodes.Node) -> None:
        pass

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802  # docutils' name
        words = node.astext()
        if next(piles(words), None) and not is_of_a_comment(node):
            message = "more than %d signs follow each other that stand on a letter or join others; the PDF parts them"
            self.warn(f"{message}; delete some", node, LONGEST)
        self.body.append(text(words))

    def depart_Text(self, _node: nodes.Text) -> None:  # noqa: N802  # docutils' name
        pass

    visit_emphasis, depart_emphasis = around("#emph[")
    visit_literal_emphasis, depart_literal_emphasis = around("#emph[")
    visit_title_reference, depart_title_reference = around("#emph[")
    visit_strong, depart_strong = around("#strong[")
    visit_manpage, depart_manpage = around("#emph[")
    visit_literal_strong, depart_literal_strong = around("#strong[")
    visit_superscript, depart_superscript = around("#super[")
    visit_subscript, depart_subscript = around("#sub[")

    def visit_inline(self, node: nodes.inline) -> None:
        form = HTML_FORMS.get(node.get("html", ""), ("", ""))[0]
        said = language_of(node)
        self.body.append(f"#text({arguments(said)})[" if said else "")
        self.body.append(text(" ") if self.is_repeated and node.get("html") == "br" else form)
        self.mark(node)

    def depart_inline(self, node: nodes.inline) -> None:
        self.body.append(HTML_FORMS.get(node.get("html", ""), ("", ""))[1])
        self.body.append("];" if language_of(node) else "")

    visit_generated, depart_generated = nothing()
    visit_download_reference, depart_download_reference = nothing()
    visit_problematic, depart_problematic = nothing()
    visit_index = visit_comment = visit_substitution_definition = visit_fontawesome = skip

    def visit_raw(self, node: nodes.raw) -> None:
        """Break the line where MyST does; nothing else that is raw means something here."""
        if node.get("format") == "html" and node.astext().strip() == LINE_BREAK:
            self.body.append("#linebreak();")
        raise nodes.SkipNode

    visit_acronym, depart_acronym = nothing()

    def visit_abbreviation(self, node: nodes.abbreviation) -> None:
        self.mark(node)

    def depart_abbreviation(self, node: nodes.abbreviation) -> None:
        if explanation := node.get("explanation"):
            self.body.append(text(f" ({explanation})"))

    def visit_literal(self, node: nodes.literal) -> None:
        self.mark(node)
        self.body.append(code(node.astext()))
        raise nodes.SkipNode

    def visit_math(self, node: nodes.math) -> None:
        self.mark(node)
        written = node.astext()
        self.body.append(f"{formula(node['typst'], written)};" if "typst" in node else code(written))
        raise nodes.SkipNode

    def visit_target(self, node: nodes.target) -> None:
        self.mark(node)

    def depart_target(self, _node: nodes.target) -> None:
        pass

    def visit_reference(self, node: nodes.reference) -> None:
        if self.is_repeated:
            self.body.append("#[")
            return
        self.mark(node)
        self.body.append(f"#link({destination})[" if (destination := self._destination(node)) else "#[")

    def depart_reference(self, node: nodes.reference) -> None:
        # A picture that is a link stands on its own.
        self.body.append("];" if isinstance(node.parent, nodes.TextElement) else "]\n\n")

    visit_number_reference, depart_number_reference = visit_reference, depart_reference

    def _destination(self, node: nodes.reference) -> str:
        """Return where a reference leads, as Typst writes it: an address in quotes, or nothing."""
        uri = node.get("refuri", "")
        if urlsplit(uri).scheme:
            return string(uri)
        docname, _, id_ = uri.removeprefix("%").partition("#") if uri else (self.docname, "", node.get("refid", ""))
        name = self.anchors.name(docname or self.docname, id_)
        if name is None:
            self.warn(
                "the link to %r leads to nothing in PDF and JATS; link to a section or a written id", node, uri or id_
            )
            return ""
        return string(WITHIN + name)
