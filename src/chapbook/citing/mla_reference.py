"""A BibTeX entry in, its entry in a list of works cited out (MLA Handbook, 9th edition, chapter 5).

The core elements stand in the order of 5.2, each with the mark behind it: author, title; then of the container its
title, contributors, version, number, publisher, date and location, set apart by commas.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pybtex.richtext import HRef, Tag, Text

from chapbook.citing.apa_reference import THESES, is_part, rich_field, web_address
from chapbook.citing.author_names import mla_series, plain_series, responsible, with_role
from chapbook.citing.chicago_reference import ordinal_edition, pages_of, publisher_of
from chapbook.citing.sentences import sentences
from chapbook.citing.title_case import headline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pybtex.database import Entry

MONTHS = {"September": "Sept."}
"""How months are shortened (MLA 6.37), where that is not to three letters and a period."""

CONTAINERS = ("journal", "booktitle", "eventtitle", "howpublished")
WHOLE_MONTHS = {"May", "June", "July"}


def reference(entry: Entry) -> Text:
    """Format *entry*."""
    details = Text(", ").join(_thesis(entry) if entry.type in THESES else _container(entry))
    if not any(field in entry.fields for field in CONTAINERS):
        details = details.capfirst()
    return sentences([_author(entry), _title(entry), details])


def _author(entry: Entry) -> Text:
    return with_role(mla_series(responsible(entry)), entry, ", editor", ", editors")


def _title(entry: Entry) -> Text:
    """Set a work that is whole in italics, one that is part of another in quotation marks (MLA 5.26)."""
    title = headline(entry, "title")
    if not title:
        return rich_field(entry, "titleaddon")
    is_quoted = is_part(entry) or "howpublished" in entry.fields or entry.type in {"inproceedings", "unpublished"}
    return Text("“", title.add_period(), "”") if is_quoted else Tag("em", title)


def _container(entry: Entry) -> Iterator[Text]:
    for field in CONTAINERS:
        if field in entry.fields:
            yield Tag("em", headline(entry, field) if "." not in entry.fields[field] else rich_field(entry, field))
    if entry.persons.get("editor") and entry.persons.get("author"):
        yield Text("edited by ", plain_series(entry.persons["editor"]))
    if "edition" in entry.fields:
        yield Text(ordinal_edition(entry), " ed.")
    if "version" in entry.fields:
        yield Text("version ", rich_field(entry, "version"))
    if "volume" in entry.fields:
        yield Text("vol. ", rich_field(entry, "volume"))
    if "number" in entry.fields:
        yield Text("no. ", rich_field(entry, "number"))
    yield from _publication(entry)


def _publication(entry: Entry) -> Iterator[Text]:
    if publisher := publisher_of(entry):
        yield publisher
    if date := _date(entry):
        yield date
    if pages := _pages(entry):
        yield Text("pp. " if "–" in pages else "p. ", pages)
    if address := web_address(entry):
        yield Text(HRef(address, address))


def _pages(entry: Entry) -> str:
    """Return pages with the last two digits of the second number, or more where they differ (MLA 6.59)."""
    pages = pages_of(entry)
    first, dash, last = pages.partition("–")
    if not dash or len(first) != len(last) or len(first) < 3 or not (first + last).isdecimal():
        return pages
    same = next((at for at, digit in enumerate(first) if digit != last[at]), len(last))
    return f"{first}–{last[min(same, len(last) - 2) :]}"


def _thesis(entry: Entry) -> Iterator[Text]:
    """Name the year, then school and kind of a thesis, which has no container (MLA 5.120, "Dissertations")."""
    place = Text(", ").join(filter(None, [publisher_of(entry), Text(THESES[entry.type])]))
    yield Text(". ").join(filter(None, [Text(_date(entry)), place]))
    if "version" in entry.fields:
        yield Text("version ", rich_field(entry, "version"))
    if address := web_address(entry):
        yield Text(HRef(address, address))


def _date(entry: Entry) -> Text:
    """Write the day before the month (MLA 5.82); nothing where no date is known."""
    month = entry.fields.get("month", "")
    short = month if month in WHOLE_MONTHS else MONTHS.get(month, re.sub(r"^(\w{3})\w+$", r"\1.", month))
    if entry.type not in {"misc", "techreport", "unpublished"}:
        short = ""
    day = entry.fields.get("day", "") if short else ""
    return Text(" ".join(filter(None, [day, short, entry.fields.get("year", "")])))
