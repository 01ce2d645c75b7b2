"""Patterns of citations: written once, by the record's own styles and formats, with tokens where a part's words stand.

The script of the pages puts those words in, so that a page weighs no more for being citable in every paragraph, and a
thread of thousands of comments costs nothing more to build.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pybtex.database import Entry, Person

from chapbook.citing.apa_reference import NO_DATE, reference, rich_field, web_address
from chapbook.citing.bibtex_record import literal_name, plain_field
from chapbook.citing.citation_forms import cite
from chapbook.citing.export_formats import CSL_JSON
from chapbook.citing.export_text import files_of, json_text
from chapbook.citing.how_to_cite import as_html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chapbook.citing.citation import Citation
    from chapbook.citing.record import Record

ID = "CITEDID"
PLACE = "CITEDPLACE"
NAME = "CITEDNAME"
WORDS = "CITEDWORDS"
YEAR = "CITEDYEAR"
MONTH = "CITEDMONTH"
DAY = "CITEDDAY"
ADDRESS = "https://citation.invalid/"
"""Stands for an address, and is none (RFC 6761, 6.4)."""

SPECIAL_IN_BIBTEX = "\\{}$&#^_%~@"
SITES_OF_WORKS = ("booktitle", "eventtitle", "journal", "publisher", "institution", "school")


def patterns(record: Record, comment_on: str) -> dict[str, Any]:
    """Return the patterns for the work, a part of it, and a comment on it without and with a date; as plain JSON.

    :param comment_on: what a comment is called in its reference (APA 10.1), with ``%(title)s`` for the work.
    """
    return {
        "work": _plain(cite(record, address=ADDRESS)),
        "part": _plain(cite(record, ID, PLACE, ADDRESS)),
        "comment": _comment(record, comment_on, {}),
        "dated": _comment(record, comment_on, {"year": YEAR, "month": MONTH, "day": DAY}),
        "published": web_address(record.work),
        "bibtex": {character: plain_field(character) for character in SPECIAL_IN_BIBTEX},
    }


def _plain(citation: Citation) -> dict[str, Any]:
    references = {style: as_html(text) for style, text in citation.references.items()}
    return {"inText": citation.in_text, "references": references, "files": citation.files}


def _comment(record: Record, comment_on: str, date: Mapping[str, str]) -> dict[str, Any]:
    """Cite a comment as its commenter's, in the work and its edition (APA 10.1, comment on a text)."""
    edition = rich_field(record.work, "version")
    fields = {
        "title": f"{{{WORDS}}}",
        "titleaddon": plain_field(comment_on % {"title": record.title, "version": str(edition)}),
        "howpublished": next(filter(None, (record.work.fields.get(name) for name in SITES_OF_WORKS)), ""),
        "url": ADDRESS,
        "entrysubtype": "comment",
    }
    person = Person()
    person.last_names.append(literal_name(NAME))
    known = {name: value for name, value in fields.items() if value}
    year = date.get("year", NO_DATE)
    in_full = Entry("misc", fields={**known, **date}, persons={"author": [person]})
    by_year = {name: value for name, value in date.items() if name == "year"}
    files = files_of({ID: Entry("misc", fields={**known, **by_year}, persons={"author": [person]})})
    if date:
        [item] = json.loads(files[CSL_JSON.suffix])
        item["issued"] = {"date-parts": [[YEAR]]}
        files[CSL_JSON.suffix] = json_text([item])
    return {
        "inText": f"({NAME}, {year})",
        "references": {"APA 7": as_html(reference(in_full, year))},
        "files": files,
    }
