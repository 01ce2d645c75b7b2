"""``links.csv``: what is known of the outside addresses of a publication, a row each.

======== ========================================================================================
column   what stands there
======== ========================================================================================
address  the address, as the text has it
checked  the day it was last asked for (ISO 8601)
answer   what it answered then: ``alive``, ``gone``, ``refuses`` (it lets no program in) or ``silent``
seen     the day it was last seen alive
copy     the address of a copy in a web archive
copied   the day that the copy shows
sister   where this very page stands in an edition like this one, which is linked in its place
======== ========================================================================================

It is a file for editors as well: what a row says is kept, until a check or an archive says something newer. Rows stand
in the order of their addresses, so that a change is one line of a diff. What a spreadsheet makes of the file is read
too: semicolons or tabs between the values, rows and columns with nothing in them.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from markdown_it.common.normalize_url import normalizeLink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LINKS = "links.csv"
"""The name of the file, which lies beside ``conf.py``."""

ANSWERS = ("alive", "gone", "refuses", "silent")
DAYS = ("checked", "seen", "copied")
ADDRESSES = ("address", "copy", "sister")
NOT_UTF_8 = "\ufffd"
UNFIT = re.compile(rf"[\s\x00-\x1f\x7f-\x9f{NOT_UTF_8}]")
"""Signs that no address has."""


@dataclass(frozen=True)
class Link:
    """A row: what is not known is empty."""

    address: str
    checked: str = ""
    answer: str = ""
    seen: str = ""
    copy: str = ""
    copied: str = ""
    sister: str = ""

    @property
    def is_gone(self) -> bool:
        """Whether the address leads nowhere any more, as far as is known."""
        return self.answer == "gone"


COLUMNS = tuple(field.name for field in fields(Link))


class Problem(NamedTuple):
    """What is wrong in a line of the file, and what to write instead."""

    line: int
    message: str


class LinkFile(NamedTuple):
    """The rows that are right, by the one form of their addresses, and what is wrong with the others."""

    links: dict[str, Link]
    problems: tuple[Problem, ...] = ()


def read_file(path: Path) -> LinkFile:
    """Read the file at a path, as :func:`read`; where none is, nothing is known."""
    return read(path.read_text(encoding="utf-8", errors="replace") if path.is_file() else "address")


def read(text: str) -> LinkFile:
    """Read the file; a row with a mistake is left out and told."""
    text = text.removeprefix("\ufeff")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    problems: list[Problem] = []
    links: dict[str, Link] = {}
    begin = 1
    try:
        columns = [name.strip().lower() for name in next(lines, [])]
        problems += _faults_of_columns(columns)
        if "address" not in columns:
            return LinkFile(links, tuple(problems))
        begin = lines.line_num + 1
        for values in lines:
            if any(map(str.strip, values)):
                problems += [Problem(begin, fault) for fault in _note(values, columns, links)]
            begin = lines.line_num + 1
    except csv.Error:  # a value is longer than any can be
        problems.append(Problem(begin, OPEN))
    return LinkFile(links, tuple(problems))


OPEN = "a value goes on in the next line; close its quotation mark in this one"


def _delimiter(text: str) -> str:
    """Return what stands between the values: a spreadsheet may write a semicolon or a tab."""
    first = re.split(r"[\r\n]", text, maxsplit=1)[0]
    return next((sign for sign in ";\t" if sign in first), ",")


def _note(values: list[str], columns: list[str], links: dict[str, Link]) -> list[str]:
    """Put a row to the others, or return what is wrong with it."""
    if any(re.search(r"[\r\n]", value.strip()) for value in values):
        return [OPEN]
    said = dict.fromkeys(columns, "") | dict(zip(columns, map(str.strip, values), strict=False))
    said = {name: said[name] for name in COLUMNS if name in said}
    faults = list(_faults(said))
    if any(map(str.strip, values[len(columns) :])):
        faults.append("the row has more values than columns; put a value with a comma in quotation marks")
    name = one_form(said["address"])
    if name in links:
        faults.append(f"{said['address']!r} has a row already; keep one of them")
    if not faults:
        links[name] = Link(**said)
    return faults


def written(links: Iterable[Link]) -> str:
    """Write the file, in the order of the addresses."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(link, name) for name in COLUMNS] for link in sorted(links, key=lambda link: link.address))
    return file.getvalue()


def is_outside(address: str) -> bool:
    """Say whether an address is one of the web, with a host."""
    try:
        parts = urlsplit(address)
        # To ask for the port is to check it.
        is_whole = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and is_whole and not UNFIT.search(address)


def one_form(address: str) -> str:
    """Return an address in the form in which Markdown writes it into a page, in ASCII.

    So an address is one, whether a text, a reference, a comment or an editor has it with letters or with these signs.
    """
    return normalizeLink(address)


def _faults_of_columns(columns: list[str]) -> Iterator[Problem]:
    if "address" not in columns:
        yield Problem(1, f"the first line must name the columns: {','.join(COLUMNS)}")
        return
    for name in filter(None, dict.fromkeys(columns)):
        if columns.count(name) > 1:
            yield Problem(1, f"there are two columns {name!r}; keep one of them")
        if name not in COLUMNS:
            yield Problem(1, f"there is no column {name!r}; the columns are {', '.join(COLUMNS)}")


def _faults(said: dict[str, str]) -> Iterator[str]:
    for name in ADDRESSES:
        value = said.get(name, "")
        if NOT_UTF_8 in value:
            yield f"{name!r} has a letter that is not UTF-8; save the file as CSV UTF-8"
        elif UNFIT.search(value):
            yield f"{name!r} has {value!r}, and no address has a space in it; write %20 for one"
        elif (value or name == "address") and not is_outside(value):
            yield f"{name!r} has {value!r}, which is no address that begins with http:// or https:// and a host"
    for name in DAYS:
        if said.get(name) and not _is_day(said[name]):
            yield f"{name!r} has {said[name]!r}; write the day as year-month-day, such as 2026-11-24"
    if said.get("answer") and said["answer"] not in ANSWERS:
        yield f"'answer' has {said['answer']!r}; write one of {', '.join(ANSWERS)}"
    if said.get("copied") and not said.get("copy"):
        yield "'copied' has the day of a copy, but 'copy' has no address"


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
