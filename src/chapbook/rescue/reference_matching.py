"""Which entries of an editor's BibTeX file may be the works of a rescued text: rows to look at, never taken unasked.

An entry is offered where the DOI is the same, or where year and a family name are and the title is in the printed
string. A work of which the text says only name and year is offered on these, and the row says so.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from pybtex.bibtex.utils import split_name_list
from pybtex.database import InvalidNameString, Person

from chapbook.citing.bibtex_values import doi as bare_doi
from chapbook.rescue.printed_names import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from chapbook.citing.bibtex_file import RawEntry
    from chapbook.rescue.printed_references import PrintedReference

LIKE_ENOUGH = 0.8
"""The part of a title's words that must stand in the printed string; a subtitle may be missing."""

LATEX = re.compile(r"\\[a-zA-Z]+\s*|\\.|[{}$]")


class Offer(NamedTuple):
    """An entry that may be a work: the work's key, the entry's, where that stands (``path:line``), and why."""

    key: str
    entry: str
    place: str
    why: str


def offers(references: Sequence[PrintedReference], entries: Mapping[str, RawEntry]) -> tuple[Offer, ...]:
    """Return what is offered, in the order of the references."""
    return tuple(
        Offer(reference.key, entry.key, f"{entry.path}:{entry.line}", why)
        for reference in references
        for entry in entries.values()
        if (why := _why(reference, entry))
    )


def _why(reference: PrintedReference, entry: RawEntry) -> str:
    """Say why an entry is offered; nothing where it is not."""
    doi = bare_doi(entry.fields.get("doi", ""))
    if reference.doi and doi:
        return "the same DOI" if reference.doi.casefold() == doi.casefold() else ""
    if not reference.year or reference.year[:4] != _year(entry):
        return ""
    cited = {folded(name) for person in reference.names.people for name in (person.family, person.printed)} - {""}
    if not cited & set(_families(entry)):
        return ""
    if not reference.printed:
        return "the same year and name; the text says no more"
    title = _words(entry.fields.get("title", ""))
    seen = title & _words(reference.printed)
    return "the same year and name, and the title" if title and len(seen) >= LIKE_ENOUGH * len(title) else ""


def _year(entry: RawEntry) -> str:
    year = re.search(r"\d{4}", entry.fields.get("date", "") or entry.fields.get("year", ""))
    return year[0] if year else ""


def _families(entry: RawEntry) -> Iterator[str]:
    """Yield the family names of an entry's authors or editors, and the names of groups, as they are compared."""
    for field in ("author", "editor", "shortauthor"):
        for name in split_name_list(entry.fields.get(field, "")):
            yield from map(_folded, _parts(name))


def _parts(name: str) -> Iterable[str]:
    if name.startswith("{") and name.endswith("}"):
        return [name]
    try:
        person = Person(name)
    except InvalidNameString:
        return [name]
    family = " ".join([*person.prelast_names, *person.last_names])
    return [family, " ".join(person.last_names), " ".join([*person.first_names, *person.middle_names, family])]


def _folded(name: str) -> str:
    return folded(LATEX.sub("", name))


def _words(text: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", LATEX.sub("", text).casefold())
    return set(re.findall(r"\w+", "".join(sign for sign in plain if not unicodedata.combining(sign))))
