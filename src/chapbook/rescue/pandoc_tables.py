"""Pandoc's tables as rows of cells, and what any block that holds blocks holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chapbook.rescue.pandoc_blocks import content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chapbook.rescue.pandoc_blocks import Content, Node

    Cell = list[Node]

WIDEST_CELL = 100


class Table(NamedTuple):
    """The rows of a table's head, and all others; a cell over several columns has empty ones behind."""

    heads: list[list[Cell]]
    rows: list[list[Cell]]

    @property
    def all(self) -> list[list[Cell]]:
        """All rows."""
        return [*self.heads, *self.rows]

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(map(len, self.all), default=0)


def table_of(inner: Content) -> Table:
    """Return the rows of a table."""
    heads = [_cells(row) for row in inner[3][1]]
    rows: list[list[Cell]] = []
    for _attributes, _columns, body_heads, body in inner[4]:
        if heads or rows:
            rows += map(_cells, body_heads)
        else:
            heads += map(_cells, body_heads)
        rows += map(_cells, body)
    rows += map(_cells, inner[5][1])
    used = max((at for row in (*heads, *rows) for at, cell in enumerate(row, 1) if cell), default=0)
    return Table([row[:used] for row in heads], [row[:used] for row in rows])


def _cells(row: Content) -> list[Cell]:
    cells: list[Cell] = []
    for cell in row[1]:
        cells += [cell[4], *([[]] * (min(cell[3], WIDEST_CELL) - 1))]
    return cells


def blocks_in(block: Node) -> Iterator[Node]:
    """Yield the blocks that a block holds, whatever it is."""
    kind, inner = block["t"], content(block)
    if kind == "BlockQuote":
        yield from inner
    elif kind in {"BulletList", "OrderedList"}:
        yield from (one for item in (inner if kind == "BulletList" else inner[1]) for one in item)
    elif kind == "DefinitionList":
        for term, definitions in inner:
            yield {"t": "Para", "c": term}
            yield from (one for definition in definitions for one in definition)
    elif kind == "Table":
        yield from (one for row in table_of(inner).all for cell in row for one in cell)
