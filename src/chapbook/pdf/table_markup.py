"""Visitors for tables: as wide as the page has them, and as the PDF's page is; where it is not, the page is turned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from chapbook.pdf.inline_markup import nothing
from chapbook.pdf.markup import array
from chapbook.pdf.picture_markup import PictureMarkup, length
from chapbook.pdf.table_fit import fit, is_kept_whole
from chapbook.pdf.turning_markup import END
from chapbook.whole.places import nearest_with_line

if TYPE_CHECKING:
    from collections.abc import Iterator

logger = logging.getLogger(__name__)
LINKS = (nodes.reference, nodes.footnote_reference, nodes.citation_reference)
LINES_OF_A_PICTURE = 16
ALIGNED = {"text-left": "left", "text-center": "center", "text-right": "right"}


class TableMarkup(PictureMarkup):
    """Tables, their rows and cells."""

    def visit_table(self, node: nodes.table) -> None:
        self.mark(node)
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        if title is not None:
            node.remove(title)
        can_turn = isinstance(node.parent, nodes.section)
        fitted = fit(_columns(node), can_turn=can_turn)
        node["turned"] = fitted.is_turned
        if fitted.is_turned:
            message = "the PDF has this table on a page that is turned, as it is wide"
            logger.info(message, location=nearest_with_line(node))
        if not fitted.fits:
            message = "the table is wider than a page of the PDF, even if it is turned and its letters are small"
            self.warn(f"{message}; take columns out, or part it in two", node)
        self.body.append("#turned[" if fitted.is_turned else "")
        self.body.append(f"#small-table({fitted.scale:.2f})[" if fitted.scale < 1 else "#[")
        self.open_captioned("table", node, title.children if title is not None else [])

    def depart_table(self, node: nodes.table) -> None:
        self.body.append("])]")
        self.body.append(f"]{END}" if node["turned"] else END)

    def visit_tgroup(self, node: nodes.tgroup) -> None:
        table = node.parent
        specs = [spec for spec in node.children if isinstance(spec, nodes.colspec)]
        node["stubs"] = [bool(spec.get("stub")) for spec in specs]
        is_given = "colwidths-given" in table["classes"]
        widths = [f"{spec.get('colwidth', 1)}fr" if is_given else "auto" for spec in specs]
        width = length(table.get("width", ""))
        if width != "auto" and not is_given:
            widths = ["1fr"] * len(specs)
        self.body.append(f"#block(width: {width}, " if width != "auto" else "#block(")
        self.body.append(f"table(columns: {array(widths)}, ")

    def depart_tgroup(self, _node: nodes.tgroup) -> None:
        self.body.append("))")

    def visit_colspec(self, _node: nodes.colspec) -> None:
        raise nodes.SkipNode

    def visit_thead(self, node: nodes.thead) -> None:
        # A head is repeated on the next page, but not the places in it, nor links, which lead from one.
        has_places = any(isinstance(inner, LINKS) or inner["ids"] for inner in node.findall(nodes.Element))
        self.body.append(f"table.header({'repeat: false, ' if has_places else ''}")

    def depart_thead(self, _node: nodes.thead) -> None:
        self.body.append("), ")

    visit_tbody, depart_tbody = nothing()

    def visit_row(self, node: nodes.row) -> None:
        columns = len(node.parent.parent["stubs"])
        node["whole"] = is_kept_whole(
            [(cell.astext(), cell.get("morecols", 0) + 1) for cell in node.findall(nodes.entry)], columns
        )

    def depart_row(self, _node: nodes.row) -> None:
        pass

    def visit_entry(self, node: nodes.entry) -> None:
        given = {"colspan": node.get("morecols", 0) + 1, "rowspan": node.get("morerows", 0) + 1}
        values = {name: str(number) for name, number in given.items() if number > 1}
        aligned = next((ALIGNED[name] for name in node["classes"] if name in ALIGNED), None)
        if aligned:
            values["align"] = aligned
        if node.parent["whole"] and "rowspan" not in values:
            values["breakable"] = "false"
        options = ", ".join(f"{name}: {value}" for name, value in values.items())
        head = "#strong[" if _is_head(node) else ""
        self.body.append(f"table.cell({options})[{head}")
        self.mark(node)

    def depart_entry(self, node: nodes.entry) -> None:
        self.body.append("]], " if _is_head(node) else "], ")


def _is_head(node: nodes.entry) -> bool:
    """Tell whether a cell is one of a head: of a row of it, or of a column."""
    row = node.parent
    group = row.parent.parent
    stubs = group["stubs"]
    place = next(place for place, cell in _cells(row) if cell is node)
    # Cells that reach down from rows above move those of this one; heads of columns are first, where nothing does.
    return isinstance(row.parent, nodes.thead) or (place < len(stubs) and stubs[place])


def _shown(cell: nodes.entry) -> str:
    """Return a cell's words, with lines for each picture."""
    return cell.astext() + "\n" * LINES_OF_A_PICTURE * len(list(cell.findall(nodes.image)))


def _columns(table: nodes.table) -> list[list[str]]:
    """Return the words of each column of a table, of those cells that have one column alone."""
    group = next(child for child in table.children if isinstance(child, nodes.tgroup))
    columns: list[list[str]] = [[] for child in group.children if isinstance(child, nodes.colspec)]
    rows = [row for part in group.children if isinstance(part, (nodes.thead, nodes.tbody)) for row in part.children]
    for row in rows:
        for place, cell in _cells(row):
            if place < len(columns) and not cell.get("morecols", 0):
                columns[place].append(cell.astext())
    return columns


def _cells(row: nodes.Node) -> Iterator[tuple[int, nodes.entry]]:
    place = 0
    for cell in row.children:
        if isinstance(cell, nodes.entry):
            yield place, cell
            place += cell.get("morecols", 0) + 1
