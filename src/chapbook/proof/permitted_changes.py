"""``appendices/editorial-changes.csv``: every change that an edition makes, and the source's words with these made.

The table has five columns: where, how often, in the copy, in this edition, why. Backquotes around a value are left out;
``U+00A0`` is that character. Several words that are taken out several times, such as the numbers of a list, are each
taken out once.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, NamedTuple

from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TABLE = "appendices/editorial-changes.csv"
COLUMNS = ("where", "how often", "in the copy", "in this edition", "why")


class Permitted(NamedTuple):
    """A row: how often *old* stands in the copy and *new* in its place, and the row's line in the table."""

    times: int
    old: str
    new: str
    why: str
    line: int


class Changed(NamedTuple):
    """A text with its permitted changes, and each row that is not true of it, as a sentence with its line."""

    text: str
    faults: tuple[tuple[int, str], ...]


def read_changes(path: Path) -> tuple[Permitted, ...]:
    """Read the table; no rows where there is no file.

    :raises Mistake: where a row has not its five columns.
    """
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        return tuple(_row(path, reader.line_num, cells) for number, cells in enumerate(reader) if number and any(cells))


def _row(path: Path, line: int, cells: Sequence[str]) -> Permitted:
    if len(cells) != len(COLUMNS):
        raise Mistake(path, line, f"a row has {len(COLUMNS)} columns: {', '.join(COLUMNS)}; this has {len(cells)}")
    _where, times, old, new, why = cells
    if not times.isdecimal():
        raise Mistake(path, line, f"{times!r} is not how often the words stand in the copy; write a number")
    if not old:
        raise Mistake(path, line, "it does not say what stands in the copy; write the words around what was added")
    return Permitted(int(times), _value(old), _value(new), why, line)


def _value(cell: str) -> str:
    bare = cell.strip("`") if cell.startswith("`") else cell
    return chr(int(bare.removeprefix("U+"), base=16)) if re.fullmatch(r"U\+[0-9A-F]{4,5}", bare) else bare


def changed(text: str, rows: Sequence[Permitted]) -> Changed:
    """Make the changes of a table, in its order."""
    faults = []
    for row in rows:
        are_words = row.times > 1 and not row.new and " " in row.old
        for old in row.old.split() if are_words else [row.old]:
            # Words stand in a line or over two; a no-break space is a sign of its own.
            plain = r"\s+".join(map(re.escape, re.split(r"[ \t\r\n]+", old)))
            pattern = rf"(?<!\S){plain}(?!\S)" if are_words else plain
            text, found = re.subn(pattern, row.new.replace("\\", r"\\"), text)
            if found != (1 if are_words else row.times):
                said = f"the source has “{old}” {found} times, and not {1 if are_words else row.times}"
                faults.append((row.line, f"{said}; correct the row, or delete it"))
    return Changed(text, tuple(faults))
