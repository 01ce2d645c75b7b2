"""Visitors for tables, as XHTML has them."""

from __future__ import annotations

from docutils import nodes

from chapbook.jats.block_form import BlockForm
from chapbook.jats.writing import closes, form, skip
from chapbook.whole.numbers import number_of_caption

ALIGNED = {"text-left": "left", "text-center": "center", "text-right": "right"}


class TableForm(BlockForm):
    """Tables, their rows and cells."""

    def open_numbered(self, name: str, node: nodes.Element, **attributes: str) -> None:
        """Begin what may have a number, and write that."""
        self.open(name, node, **attributes)
        if number := number_of_caption(self.builder, self.docname, node):
            self.label(number)

    def visit_table(self, node: nodes.table) -> None:
        titles = [child for child in node.children if isinstance(child, nodes.title)]
        self.open_numbered("table-wrap", node)
        for title in titles:
            title.walkabout(self)
            node.remove(title)
        self.open("table")

    def depart_table(self, _node: nodes.table) -> None:
        self.close()
        self.close()

    def visit_tgroup(self, node: nodes.tgroup) -> None:
        node["stubs"] = [bool(child.get("stub")) for child in node.children if isinstance(child, nodes.colspec)]

    def depart_tgroup(self, _node: nodes.tgroup) -> None:
        pass

    visit_colspec = skip
    visit_thead, depart_thead = form("thead")
    visit_tbody, depart_tbody = form("tbody")
    visit_row, depart_row = form("tr")

    def visit_entry(self, node: nodes.entry) -> None:
        spans = {"colspan": node.get("morecols", 0) + 1, "rowspan": node.get("morerows", 0) + 1}
        attributes = {name: str(number) for name, number in spans.items() if number > 1}
        attributes["align"] = next((ALIGNED[name] for name in node["classes"] if name in ALIGNED), "")
        self.open(_cell(node), node, **attributes)
        only = node.children[0] if len(node.children) == 1 else None
        if isinstance(only, nodes.paragraph) and not only["ids"] and not only["classes"]:
            for child in only.children:
                child.walkabout(self)
            self.close()
            raise nodes.SkipNode

    depart_entry = closes


def _cell(node: nodes.entry) -> str:
    """Return the name of a cell: one of a head, or of a column of heads, or another."""
    row = node.parent
    stubs: list[bool] = row.parent.parent.get("stubs", [])
    place = 0
    for cell in row.children:
        if cell is node:
            break
        place += cell.get("morecols", 0) + 1 if isinstance(cell, nodes.entry) else 0
    is_head = isinstance(row.parent, nodes.thead) or (place < len(stubs) and stubs[place])
    return "th" if is_head else "td"
