"""Visitors for tables and pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from chapbook.pdf.inline_markup import nothing
from chapbook.pdf.markup import array, string
from chapbook.pdf.note_markup import NoteMarkup
from chapbook.pdf.turning_markup import END

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.builders import Builder


class TypstTranslator(NoteMarkup):
    """The whole translator: a doctree in, the body of a Typst document out, in *body*."""

    builder: Builder

    def _open_captioned(self, caption: Sequence[nodes.Node]) -> None:
        """Begin what may have a caption, up to the bracket before its own content."""
        self.body.append("#captioned(")
        if caption:
            self.body.append("caption: [")
            for child in caption:
                child.walkabout(self)
            self.body.append("], ")
        self.body.append("[")

    def visit_table(self, node: nodes.table) -> None:
        self.mark(node)
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        if title is not None:
            node.remove(title)
        self._open_captioned(title.children if title is not None else [])

    def depart_table(self, _node: nodes.table) -> None:
        self.body.append(f"]){END}")

    def visit_tgroup(self, node: nodes.tgroup) -> None:
        widths = [f"{spec.get('colwidth', 1)}fr" for spec in node.findall(nodes.colspec)]
        self.body.append(f"#table(columns: {array(widths)}, ")

    def depart_tgroup(self, _node: nodes.tgroup) -> None:
        self.body.append(")")

    def visit_colspec(self, _node: nodes.colspec) -> None:
        raise nodes.SkipNode

    def visit_thead(self, _node: nodes.thead) -> None:
        self.body.append("table.header(")

    def depart_thead(self, _node: nodes.thead) -> None:
        self.body.append("), ")

    visit_tbody, depart_tbody = nothing()
    visit_row, depart_row = nothing()

    def visit_entry(self, node: nodes.entry) -> None:
        columns, rows = node.get("morecols", 0) + 1, node.get("morerows", 0) + 1
        self.body.append(f"table.cell(colspan: {columns}, rowspan: {rows})[")
        self.mark(node)

    def depart_entry(self, _node: nodes.entry) -> None:
        self.body.append("], ")

    def visit_figure(self, node: nodes.figure) -> None:
        self.mark(node)
        caption = [child for child in node.children if isinstance(child, (nodes.caption, nodes.legend))]
        picture = [child for child in node.children if child not in caption]
        self._open_captioned(caption)
        for part in picture:
            part.walkabout(self)
        self.body.append(f"]){END}")
        raise nodes.SkipNode

    def visit_image(self, node: nodes.image) -> None:
        self.mark(node)
        name = self.builder.images.get(node["uri"])
        if name is None:
            self.warn("the picture %r cannot be found; name a file of the project", node, node["uri"])
            self.stand_in(node)
            raise nodes.SkipNode
        picture = f"image({string(f'images/{name}')}"
        if alt := node.get("alt", "").strip():
            picture += f", alt: {string(alt)})"
        else:
            self.warn("the picture %r has no text for those who cannot see it; add :alt:", node, Path(node["uri"]).name)
            picture = f"pdf.artifact({picture}))"
        inline = isinstance(node.parent, nodes.TextElement)
        self.body.append(f"#box({picture});" if inline else f"#{picture}{END}")
        raise nodes.SkipNode
