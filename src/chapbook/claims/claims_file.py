"""A table of claims: the bytes of a CSV file in, frozen records and a list of problems out.

The table is data: nothing in it is run, and a cell that begins as a formula of a spreadsheet is the text that it is.
What can be shown is shown; nothing here raises because of what a file says (RFC 4180; spreadsheets also write a byte
order mark, and semicolons or tabulators in the place of commas).
"""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING

from chapbook.claims.claim import AGREES, Claim, is_date, value_of
from chapbook.claims.problem import Kind, Problem
from chapbook.clusters import LONGEST, parted, piles
from chapbook.decoded import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

REQUIRED = ("id", "quantity", "paragraph", "words")
COLUMNS = ("id", "quantity", "value", "unit", "date", "paragraph", "words", "source", "agrees", "note")
DELIMITERS = ",;\t"
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")
"""What XML or HTML does not take, and what turns the order of letters round."""

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


def read_claims(path: Path) -> tuple[tuple[Claim, ...], list[Problem]]:
    """Read a file; without a table that can be read, no claims come back."""
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"the table of claims cannot be read ({error.strerror}); name a CSV file of the publication"
        return (), [Problem(path, 0, Kind.FILE, message)]
    return parse_claims(path, data)


def parse_claims(path: Path, data: bytes) -> tuple[tuple[Claim, ...], list[Problem]]:
    """Parse the bytes of the table at *path*."""
    reader = _Reader(path)
    return tuple(reader.read(data)), reader.problems


class _Reader:
    """Reads one table; gathers its problems on the way."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.lines: dict[str, int] = {}

    def tell(self, line: int, kind: Kind, message: str) -> None:
        self.problems.append(Problem(self.path, line, kind, message))

    def read(self, data: bytes) -> Iterator[Claim]:
        text = self._decode(data)
        if text is None:
            return
        rows = self._rows(text)
        line, heading = next(rows, (1, []))
        columns = [name.strip().lower() for name in heading]
        if not self._has_good_columns(line, columns):
            return
        has_rows = False
        for line, cells in rows:
            has_rows = True
            if claim := self._claim(line, columns, cells):
                yield claim
        if not has_rows and not self.problems:
            self.tell(line, Kind.FILE, "the table has no rows; write one for each quantity of the text")

    def _decode(self, data: bytes) -> str | None:
        text, faults = decoded(data, UNPRINTABLE, "save the table as “CSV UTF-8”")
        for line, message in faults:
            self.tell(line, Kind.ENCODING, message)
        if text is None:
            return None
        if pile := next(piles(text), None):
            message = f"more than {LONGEST} signs stand on a letter, join others or cannot be seen; delete some"
            self.tell(text.count("\n", 0, pile[0]) + 1, Kind.ENCODING, message)
            text = parted(text)
        return text

    def _rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Yield each row that is not empty, with the line on which it begins."""
        first = next((line for line in text.splitlines() if line.strip()), "")
        delimiter = max(DELIMITERS, key=first.count)
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        line = 1
        try:
            for cells in reader:
                if any(map(str.strip, cells)):
                    yield line, cells
                line = reader.line_num + 1
        except csv.Error as error:
            message = f"the rows from here on cannot be read ({error}); put a cell with quotation marks in it into "
            self.tell(line, Kind.ROW, f'{message}quotation marks, and write those inside twice: "a ""b"" c"')

    def _has_good_columns(self, line: int, columns: Sequence[str]) -> bool:
        missing = [name for name in REQUIRED if name not in columns]
        if missing:
            message = f"the table lacks the columns {', '.join(missing)}; its first row names them: {','.join(COLUMNS)}"
            self.tell(line, Kind.COLUMN, message)
            return False
        for name in dict.fromkeys(columns):
            if name not in COLUMNS:
                message = f"{name!r} is no column of a table of claims, which are {', '.join(COLUMNS)}; it is left out"
                self.tell(line, Kind.COLUMN, message)
            elif columns.count(name) > 1:
                self.tell(line, Kind.COLUMN, f"the column {name!r} is there twice, and the last one is taken")
        return True

    def _claim(self, line: int, columns: Sequence[str], cells: Sequence[str]) -> Claim | None:
        if len(cells) > len(columns) and any(map(str.strip, cells[len(columns) :])):
            message = f"this row has {len(cells)} cells, and the table {len(columns)} columns; put a cell with the "
            self.tell(line, Kind.ROW, f"{message}sign that parts cells into quotation marks")
            return None
        row = {name: " ".join(cell.split()) for name, cell in zip(columns, cells, strict=False) if name in COLUMNS}
        if empty := [name for name in REQUIRED if not row.get(name)]:
            self.tell(line, Kind.VALUE, f"this row has no {', '.join(empty)}; it is left out")
            return None
        if not self._has_good_id(line, row["id"]):
            return None
        return Claim(**{**row, **self._checked(line, row)}, line=line)  # type: ignore[arg-type]  # by columns

    def _has_good_id(self, line: int, name: str) -> bool:
        if not ID.fullmatch(name):
            self.tell(line, Kind.ID, f"{name!r} is no id; write small letters a-z, digits and hyphens: daily-users")
        elif name in self.lines:
            self.tell(line, Kind.ID, f"the row of line {self.lines[name]} has the id {name!r} as well; write another")
        else:
            self.lines[name] = line
            return True
        return False

    def _checked(self, line: int, row: dict[str, str]) -> dict[str, object]:
        """Return the cells that have a form; what is not of it is left out, and told."""
        value = value_of(row.get("value", ""))
        if row.get("value") and value is None:
            message = f"{row['value']!r} is no value; write a number without signs between its digits, as 1250000, "
            self.tell(line, Kind.VALUE, f"{message}0.5 or 1/3, with > < or ~ before it for more than, less than, about")
        day = row.get("date", "")
        if day and not is_date(day):
            message = f"{day!r} is no date; write 2020, 2020-03 or 2020-03-31, or two of them with a slash between them"
            self.tell(line, Kind.VALUE, message)
            day = ""
        agrees = row.get("agrees", "").lower()
        if agrees and agrees not in AGREES:
            self.tell(line, Kind.VALUE, f"{agrees!r} says not whether it agrees; write {', '.join(AGREES)} or nothing")
            agrees = ""
        return {"value": value, "date": day, "agrees": agrees}
