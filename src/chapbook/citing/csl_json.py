"""An entry as an item of CSL-JSON: types and variables of the Citation Style Language 1.0.2.

Source: https://docs.citationstyles.org/en/stable/specification.html, appendices III and IV.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pybtex.database.input.bibtex import month_names

from chapbook.citing.apa_reference import THESES, plain_text, verbatim
from chapbook.citing.author_names import given_names, lineage, name_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pybtex.database import Entry, Person

TYPES = {
    "article": "article-journal",
    "book": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "mastersthesis": "thesis",
    "misc": "webpage",
    "phdthesis": "thesis",
    "proceedings": "book",
    "techreport": "report",
    "unpublished": "manuscript",
}
VARIABLES = {
    "title": "title",
    "journal": "container-title",
    "booktitle": "container-title",
    "eventtitle": "event-title",
    "volume": "volume",
    "edition": "edition",
    "version": "version",
    "language": "language",
    "abstract": "abstract",
    "isbn": "ISBN",
    "issn": "ISSN",
    "titleaddon": "genre",
    "shortauthor": "author-short",
    "keywords": "keyword",
    "howpublished": "container-title",
    "publisher": "publisher",
    "institution": "publisher",
    "organization": "publisher",
    "school": "publisher",
}
"""CSL's variables by BibTeX's fields; ``number``, pages, notes, dates and addresses have rules of their own."""

NOTES = ("note", "aswritten", "annotation")
MONTHS = [month.casefold() for month in month_names.values()]


def csl_item(key: str, entry: Entry) -> dict[str, object]:
    """Return the item; what an entry does not have, it does not have either."""
    item: dict[str, object] = {"id": key, "type": csl_type(entry)}
    for field, variable in VARIABLES.items():
        if field in entry.fields:
            item[variable] = text_of(entry, field)
    for role, persons in entry.persons.items():
        item[role] = [_name(person) for person in persons]
    if entry.type in THESES and "titleaddon" not in entry.fields:
        item["genre"] = THESES[entry.type]
    item.update(_numbers(entry))
    if date := _date(entry):
        item["issued"] = date
    return item


def csl_type(entry: Entry) -> str:
    """Return the type; a comment is a post, and what only a group's page holds a web page."""
    if entry.fields.get("entrysubtype") == "comment":
        return "post"
    if entry.type == "misc" and "url" not in entry.fields:
        return "document"
    return TYPES.get(entry.type, "document")


def text_of(entry: Entry, field: str) -> str:
    """Return a field as text on one line; empty where the entry does not have it."""
    return " ".join(plain_text(entry, field).split())


def _numbers(entry: Entry) -> Iterator[tuple[str, str]]:
    if "number" in entry.fields:
        yield "issue" if entry.type == "article" else "number", text_of(entry, "number")
    if "pages" in entry.fields:
        yield "page", re.sub("[-–]+", "-", text_of(entry, "pages"))
    if "doi" in entry.fields:
        yield "DOI", verbatim(entry, "doi")
    if "url" in entry.fields:
        yield "URL", verbatim(entry, "url")
    if notes := [text_of(entry, field) for field in NOTES if field in entry.fields]:
        yield "note", "; ".join(notes)


def _name(person: Person) -> dict[str, str]:
    given = str(given_names(person))
    family = str(name_text(tuple(person.last_names)))
    particle = str(name_text(tuple(person.prelast_names)))
    suffix = str(lineage(person))
    if not given and not particle:
        return {"literal": family}
    parts = {"family": family, "given": given, "non-dropping-particle": particle, "suffix": suffix}
    return {name: part for name, part in parts.items() if part}


def _date(entry: Entry) -> dict[str, object]:
    """Return a date of one to three numbers; a year that is none, such as ``in press``, is given literally."""
    year, month, day = (entry.fields.get(name, "") for name in ("year", "month", "day"))
    if not year.isdecimal():
        return {"literal": year} if year else {}
    parts = [int(year)]
    if month.casefold() in MONTHS:
        parts.append(MONTHS.index(month.casefold()) + 1)
        parts += [int(day)] if day.isdecimal() else []
    return {"date-parts": [parts]}
