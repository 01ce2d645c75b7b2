"""Items, which bear their keys, in; the text of a file in one of the formats out: each value of RIS on one line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import rispy

from chapbook.citing.bibtex_record import bibtex_text
from chapbook.citing.csl_json import OWN, date_parts, name_of, plain_text, year_of
from chapbook.citing.formats import BIBTEX, CSL_JSON, FORMATS, RIS, TYPES, VARIABLES, Type

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

RIS_OF_TYPES = {"paper-conference": {"container-title": "custom3"}, "report": {"number": "issn"}}
"""Tags of types: ``C3`` is the title of proceedings, ``SN`` is the number of a report."""

ROLES = {"author": "authors", "editor": "secondary_authors", "translator": "subsidiary_authors"}


class _Writer(rispy.RisWriter):  # type: ignore[misc]  # rispy comes without types
    """rispy's writer, without a number above each record, which no specification knows."""

    def set_header(self, count: int) -> str:  # noqa: ARG002  # rispy's
        return ""


def csl_text(items: Iterable[Mapping[str, Any]]) -> str:
    """Write items as CSL-JSON, https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html."""
    listed = [{name: value for name, value in item.items() if name != OWN} for item in items]
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


def ris_text(items: Iterable[Mapping[str, Any]]) -> str:
    """Write items as a RIS file."""
    text: str = rispy.dumps([_ris_record(item) for item in items], implementation=_Writer)
    return text


WRITERS = {BIBTEX: bibtex_text, RIS: ris_text, CSL_JSON: csl_text}


def files_of(items: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return items in each format, by the ending of the format's files."""
    listed = list(items)
    return {form.suffix: WRITERS[form](listed) for form in FORMATS}


def _ris_record(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item as rispy has it: a value, or a list of values, by the name of the tag."""
    kind = item["type"]
    record: dict[str, Any] = {"type_of_reference": TYPES.get(kind, Type()).ris, "id": item["id"]}
    for role, tag in ROLES.items():
        # The editors of a book are A3; its A2 are those of a series.
        of_whole = role == "editor" and kind == "book"
        names = [" ".join(name_of(person).split()) for person in item.get(role, ())]
        record["tertiary_authors" if of_whole else tag] = names
    for name, called in VARIABLES.items():
        if called.ris and (text := plain_text(item, name)):
            record[RIS_OF_TYPES.get(kind, {}).get(name, called.ris)] = text
    if kind == "paper-conference" and "container-title" in item:
        record |= {"type_of_reference": "CONF", "custom2": str(next(iter(date_parts(item)), ""))}
    issued, accessed = date_parts(item), date_parts(item, "accessed")
    record["year"] = year_of(item) or ("" if "issued" in item else item.get("status", ""))
    record["date"] = _day(issued) if len(issued) > 1 and issued[1] <= 12 else ""
    record["access_date"] = _day(accessed)
    first, _, last = re.sub("[-–]+", "-", plain_text(item, "page")).partition("-")
    record |= {"start_page": first.strip(), "end_page": last.strip()}
    record["urls"] = [item["URL"]] if "URL" in item else []
    record["keywords"] = [word.strip() for word in plain_text(item, "keyword").split(",")] if "keyword" in item else []
    notes = item.get(OWN, {}).get("notes") or [item.get("note", "")]
    # Few programs read the tag of editions for every type; all read notes.
    notes = [*notes, f"Version {plain_text(item, 'version')}" if "version" in item else ""]
    record["notes"] = [" ".join(note.split()) for note in notes if note]
    return {tag: value for tag, value in record.items() if value}


def _day(parts: list[int]) -> str:
    return "/".join(f"{part:02}" for part in parts)
