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
in the order of their addresses, so that a change is one line of a diff.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LINKS = "links.csv"
"""The name of the file, which lies beside ``conf.py``."""

ANSWERS = ("alive", "gone", "refuses", "silent")
DAYS = ("checked", "seen", "copied")
ADDRESSES = ("address", "copy", "sister")


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
    """The rows that are right, by their addresses, and what is wrong with the others."""

    links: dict[str, Link]
    problems: tuple[Problem, ...] = ()


def read(text: str) -> LinkFile:
    """Read the file; a row with a mistake is left out and told."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), restkey="")
    named = list(rows.fieldnames or ())
    problems = list(_faults_of_columns(named))
    links: dict[str, Link] = {}
    if "address" not in named:
        return LinkFile(links, tuple(problems))
    for row in rows:
        said = {name: (row[name] or "").strip() for name in COLUMNS if name in named}
        faults = list(_faults(said))
        if "" in row:
            faults.append("the row has more values than columns; put a value with a comma in quotation marks")
        if said["address"] in links:
            faults.append(f"{said['address']!r} has a row already; keep one of them")
        if not faults:
            links[said["address"]] = Link(**said)
        problems += [Problem(rows.line_num, fault) for fault in faults]
    return LinkFile(links, tuple(problems))


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
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _faults_of_columns(named: list[str]) -> Iterator[Problem]:
    if "address" not in named:
        yield Problem(1, f"the first line must name the columns: {','.join(COLUMNS)}")
        return
    for name in named:
        if name not in COLUMNS:
            yield Problem(1, f"there is no column {name!r}; the columns are {', '.join(COLUMNS)}")


def _faults(said: dict[str, str]) -> Iterator[str]:
    for name in ADDRESSES:
        value = said.get(name, "")
        if (value or name == "address") and not is_outside(value):
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
