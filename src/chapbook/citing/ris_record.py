"""Entries as RIS, written by rispy: every field that an entry has, each value on one line.

Tags as of the format's specification by Research Information Systems (2012 edition).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import rispy

from chapbook.citing.apa_reference import THESES, verbatim
from chapbook.citing.author_names import family_name, given_names, lineage
from chapbook.citing.csl_json import MONTHS, NOTES, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pybtex.database import Entry, Person

TYPES = {
    "article": "JOUR",
    "book": "BOOK",
    "inbook": "CHAP",
    "incollection": "CHAP",
    "inproceedings": "CPAPER",
    "mastersthesis": "THES",
    "phdthesis": "THES",
    "proceedings": "BOOK",
    "techreport": "RPRT",
    "unpublished": "UNPB",
}
FIELDS = {
    "title": "title",
    "journal": "secondary_title",
    "booktitle": "secondary_title",
    "eventtitle": "secondary_title",
    "howpublished": "secondary_title",
    "volume": "volume",
    "number": "number",
    "publisher": "publisher",
    "institution": "publisher",
    "organization": "publisher",
    "school": "publisher",
    "edition": "edition",
    "version": "edition",
    "titleaddon": "type_of_work",
    "issn": "issn",
    "isbn": "issn",
    "language": "language",
    "abstract": "abstract",
    "shortauthor": "custom1",
}
"""rispy's names of the tags by BibTeX's fields; people, dates, pages, addresses and notes have rules of their own."""

OF_TYPES = {
    "inproceedings": {"booktitle": "custom3", "year": "custom2"},
    "techreport": {"number": "issn"},
}
"""Tags of types: ``C3`` and ``C2`` are title and year of proceedings, ``SN`` is the number of a report."""

EDITORS_OF_A_WHOLE = {"book", "proceedings"}
"""Types whose editors are ``A3``; their ``A2`` are those of a series."""


class _Writer(rispy.RisWriter):  # type: ignore[misc]  # rispy comes without types
    """rispy's writer, without a number above each record, which no specification knows."""

    def set_header(self, count: int) -> str:  # noqa: ARG002  # rispy's
        return ""


def ris_text(entries: Mapping[str, Entry]) -> str:
    """Write entries, by their citation keys, as a RIS file."""
    text: str = rispy.dumps([ris_record(key, entry) for key, entry in entries.items()], implementation=_Writer)
    return text


def ris_record(key: str, entry: Entry) -> dict[str, Any]:
    """Return an entry as rispy has it: a value, or a list of values, by the name of the tag."""
    unknown_type = "ELEC" if "url" in entry.fields else "GEN"
    record: dict[str, Any] = {"type_of_reference": TYPES.get(entry.type, unknown_type), "id": key}
    record.update(_people(entry))
    for field, name in {**FIELDS, **OF_TYPES.get(entry.type, {})}.items():
        if field in entry.fields:
            record[name] = text_of(entry, field)
    if entry.type == "inproceedings" and "booktitle" in entry.fields:
        record["type_of_reference"] = "CONF"
    if entry.type in THESES:
        record.setdefault("type_of_work", THESES[entry.type])
    record.update(_date(entry))
    record.update(_pages(entry))
    if "doi" in entry.fields:
        record["doi"] = verbatim(entry, "doi")
    if "url" in entry.fields:
        record["urls"] = [verbatim(entry, "url")]
    if "keywords" in entry.fields:
        record["keywords"] = [word.strip() for word in text_of(entry, "keywords").split(",")]
    notes = [text_of(entry, field) for field in NOTES if field in entry.fields]
    if "version" in entry.fields:
        # Few programs read the tag of editions for every type; all read notes.
        notes.append(f"Version {text_of(entry, 'version')}")
    if notes:
        record["notes"] = notes
    return record


def _people(entry: Entry) -> Iterator[tuple[str, list[str]]]:
    editors = "tertiary_authors" if entry.type in EDITORS_OF_A_WHOLE else "secondary_authors"
    for role, name in (("author", "authors"), ("editor", editors)):
        if role in entry.persons:
            yield name, [_name(person) for person in entry.persons[role]]


def _name(person: Person) -> str:
    """Write ``Family, Given, Suffix``, as the specification has it."""
    family, given, suffix = str(family_name(person)), str(given_names(person)), str(lineage(person))
    name = ", ".join([family, given, suffix] if suffix else filter(None, [family, given]))
    return " ".join(name.split())


def _date(entry: Entry) -> Iterator[tuple[str, str]]:
    year, month, day = (text_of(entry, name) for name in ("year", "month", "day"))
    if year:
        yield "year", year
    if year and month.casefold() in MONTHS:
        number = f"{MONTHS.index(month.casefold()) + 1:02}"
        yield "date", f"{year}/{number}/{int(day):02}" if day.isdecimal() else f"{year}/{number}"


def _pages(entry: Entry) -> Iterator[tuple[str, str]]:
    first, _, last = re.sub("[-–]+", "-", text_of(entry, "pages")).partition("-")
    if first:
        yield "start_page", first.strip()
    if last:
        yield "end_page", last.strip()
