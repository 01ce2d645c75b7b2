"""Items as RIS, written by rispy: every variable that is published, each value on one line.

Tags as of the format's specification by Research Information Systems (2012 edition); types are those that reference
managers read as the same type again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import rispy

from chapbook.citing.csl_json import OWN, name_of, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

TYPES = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "VIDEO",
    "chapter": "CHAP",
    "classic": "CLSWK",
    "dataset": "DATA",
    "entry": "ENCYC",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "graphic": "ART",
    "hearing": "HEAR",
    "interview": "PCOMM",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "personal_communication": "PCOMM",
    "post": "BLOG",
    "post-weblog": "BLOG",
    "regulation": "STAT",
    "report": "RPRT",
    "software": "COMP",
    "song": "MUSIC",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
OTHER = "ANCIENT"
"""What Zotero reads as a document; of ``GEN`` it makes an article of a journal."""

FIELDS = {
    "title": "title",
    "title-short": "short_title",
    "container-title": "secondary_title",
    "event-title": "secondary_title",
    "collection-title": "tertiary_title",
    "container-title-short": "alternate_title2",
    "volume": "volume",
    "number": "number",
    "issue": "number",
    "publisher": "publisher",
    "publisher-place": "place_published",
    "edition": "edition",
    "version": "edition",
    "genre": "type_of_work",
    "ISSN": "issn",
    "ISBN": "issn",
    "language": "language",
    "abstract": "abstract",
    "author-short": "custom1",
    "DOI": "doi",
    "section": "section",
    "status": "custom7",
}
"""rispy's names of the tags by CSL's variables; people, dates, pages, addresses and notes have rules of their own."""

OF_TYPES = {
    "paper-conference": {"container-title": "custom3"},
    "report": {"number": "issn"},
}
"""Tags of types: ``C3`` is the title of proceedings, ``SN`` is the number of a report."""

ROLES = {"author": "authors", "editor": "secondary_authors", "translator": "subsidiary_authors"}
EDITORS_OF_A_WHOLE = {"book"}
"""Types whose editors are ``A3``; their ``A2`` are those of a series."""


class _Writer(rispy.RisWriter):  # type: ignore[misc]  # rispy comes without types
    """rispy's writer, without a number above each record, which no specification knows."""

    def set_header(self, count: int) -> str:  # noqa: ARG002  # rispy's
        return ""


def ris_text(items: Iterable[Mapping[str, Any]]) -> str:
    """Write items as a RIS file."""
    text: str = rispy.dumps([ris_record(item) for item in items], implementation=_Writer)
    return text


def ris_record(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item as rispy has it: a value, or a list of values, by the name of the tag."""
    record: dict[str, Any] = {"type_of_reference": TYPES.get(item["type"], OTHER), "id": item["id"]}
    for role, tag in ROLES.items():
        if names := [" ".join(name_of(person).split()) for person in item.get(role, ())]:
            record["tertiary_authors" if role == "editor" and item["type"] in EDITORS_OF_A_WHOLE else tag] = names
    for name, tag in {**FIELDS, **OF_TYPES.get(item["type"], {})}.items():
        if text := plain_text(item, name):
            record[tag] = text
    if item["type"] == "paper-conference" and "container-title" in item:
        record["type_of_reference"] = "CONF"
        record["custom2"] = _year(item)
    record.update(_dates(item))
    record.update(_pages(item))
    if "URL" in item:
        record["urls"] = [item["URL"]]
    if "keyword" in item:
        record["keywords"] = [word.strip() for word in plain_text(item, "keyword").split(",")]
    notes = item.get(OWN, {}).get("notes") or [plain_text(item, "note")] * ("note" in item)
    notes = [" ".join(note.split()) for note in notes]
    if "version" in item:
        # Few programs read the tag of editions for every type; all read notes.
        notes.append(f"Version {plain_text(item, 'version')}")
    if notes:
        record["notes"] = notes
    return {tag: value for tag, value in record.items() if value}


def _year(item: Mapping[str, Any]) -> str:
    return str((item.get("issued", {}).get("date-parts") or [[""]])[0][0])


def _dates(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    issued = item.get("issued", {})
    for parts in (issued.get("date-parts") or [[]])[:1]:
        if parts:
            yield "year", str(parts[0])
        if len(parts) > 1 and parts[1] <= 12:
            yield "date", "/".join(f"{part:02}" for part in parts)
    if literal := issued.get("literal") or ("" if issued else item.get("status")):
        yield "year", literal
    if accessed := (item.get("accessed", {}).get("date-parts") or [[]])[0]:
        yield "access_date", "/".join(f"{part:02}" for part in accessed)


def _pages(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    first, _, last = re.sub("[-–]+", "-", plain_text(item, "page")).partition("-")
    if first:
        yield "start_page", first.strip()
    if last:
        yield "end_page", last.strip()
