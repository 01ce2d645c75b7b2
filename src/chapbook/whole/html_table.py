"""A table of raw HTML, as docutils has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from chapbook.whole.html_tree import Tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Blocks = Callable[[Iterable[nodes.Node | Tag]], Sequence[nodes.Node]]

CELLS = {"td", "th"}


def table(tag: Tag, blocks: Blocks) -> nodes.table:
    """Return a table; its first rows are its head, as far as they stand in one or have no other cells.

    :param blocks: makes blocks of what is in a cell.
    """
    rows = list(_rows(tag.content))
    heads = next((number for number, row in enumerate(rows) if not _is_head(row)), len(rows))
    heads = heads if heads < len(rows) else 0
    columns = max((sum(_span(cell, "colspan") for cell in _cells(row)) for row in rows), default=1)
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in range(columns)), cols=columns)
    if heads:
        group += nodes.thead("", *(_row(row, blocks) for row in rows[:heads]))
    group += nodes.tbody("", *(_row(row, blocks) for row in rows[heads:]))
    made = nodes.table("", group, classes=["colwidths-auto"])
    for caption in tag.content:
        if isinstance(caption, Tag) and caption.name == "caption":
            words = [node for block in blocks(caption.content) for node in block.children]
            made.insert(0, nodes.title("", "", *words))
    return made


def outside_cells(tag: Tag) -> Iterator[nodes.Node | Tag]:
    """Yield what is in a table, but neither in a cell nor in its caption."""
    for found in tag.content:
        if not isinstance(found, Tag):
            yield found
        elif found.name in {"colgroup", "tbody", "tfoot", "thead", "tr"}:
            yield from outside_cells(found)
        elif found.name not in {*CELLS, "caption", "col"}:
            yield found


def _rows(content: Iterable[nodes.Node | Tag]) -> Iterator[Tag]:
    for found in content:
        if isinstance(found, Tag) and found.name == "tr":
            yield found
        elif isinstance(found, Tag) and found.name in {"tbody", "tfoot", "thead"}:
            yield from _rows(found.content)


def _cells(row: Tag) -> list[Tag]:
    return [cell for cell in row.content if isinstance(cell, Tag) and cell.name in CELLS]


def _is_head(row: Tag) -> bool:
    return all(cell.name == "th" for cell in _cells(row))


def _row(row: Tag, blocks: Blocks) -> nodes.row:
    made = nodes.row()
    for cell in _cells(row):
        entry = nodes.entry("", *blocks(cell.content))
        for name, attribute in (("colspan", "morecols"), ("rowspan", "morerows")):
            if (span := _span(cell, name)) > 1:
                entry[attribute] = span - 1
        if (aligned := cell.attributes.get("align", "")) in {"left", "center", "right"}:
            entry["classes"].append(f"text-{aligned}")
        made += entry
    return made


def _span(cell: Tag, name: str) -> int:
    given = cell.attributes.get(name, "1")
    return max(int(given), 1) if given.isdecimal() else 1
