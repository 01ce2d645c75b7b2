"""Items of CSL-JSON as they are published: an allow-list decides what leaves an author's library."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from chapbook.citing.bibtex_values import recorded
from chapbook.citing.formats import VARIABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chapbook.citing.works import Work

PRIVATE = {"abstract", "keyword"}
PUBLISHED = VARIABLES.keys() - PRIVATE | {
    *("id", "type", "author", "editor", "translator", "container-author", "collection-editor", "editorial-director"),
    *("illustrator", "composer", "director", "interviewer", "original-author", "recipient", "reviewed-author", "page"),
    *("collection-number", "event-date", "issued", "accessed", "original-date", "URL", "archive", "archive_location"),
    *("call-number", "dimensions", "scale"),
}
OWN = "chapbook"
"""What the formats are told of an item beside its variables: each note, and values as a BibTeX file records them."""

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3041-\u30ff\uac00-\ud7af\U00020000-\U0003ffff\s·・]+")
"""Names in the scripts of China, Japan and Korea: the family's comes first, and no space is between."""

MARKUP = re.compile(r"</?(?:i|b|sup|sub|span)\b[^<>]*>")


def published(work: Work) -> dict[str, Any]:
    """Return a cited work as it is offered to others, with what its editors noted, which stands on the page."""
    item = {name: work.titles.get(name, value) for name, value in work.item.items() if name in PUBLISHED}
    if work.short:
        item["author-short"] = work.short
    notes = [note for note in (item.get("note"), *work.notes.values()) if note]
    as_recorded = ("note", "aswritten", "annotation", *(("title", "booktitle") if work.titles else ()))
    values = {field: recorded(work.fields[field]) for field in as_recorded if field in work.fields}
    item[OWN] = {"notes": notes, **values}
    if notes:
        item["note"] = "; ".join(notes)
    return item


def plain_text(item: Mapping[str, Any], name: str) -> str:
    """Return a variable as text on one line, without markup; empty where the item does not have it."""
    return " ".join(MARKUP.sub("", str(item.get(name, ""))).split())


def date_parts(item: Mapping[str, Any], name: str = "issued") -> list[int]:
    """Return year, month and day of a date, or of the first of two, as far as they are known."""
    parts: list[list[int]] = item.get(name, {}).get("date-parts") or [[]]
    return parts[0]


def year_of(item: Mapping[str, Any]) -> str:
    """Return the year of an item, or the words that stand for one; empty where there is none."""
    return str(next(iter(date_parts(item)), item.get("issued", {}).get("literal", "")))


def web_address(item: Mapping[str, Any]) -> str:
    """Return where a work is found: its DOI as an address, else its address."""
    return f"https://doi.org/{item['DOI']}" if item.get("DOI") else str(item.get("URL", ""))


def family_of(person: Mapping[str, str], *particles: str) -> str:
    """Return the family's name with what stands before it, such as ``van der``; or a name that is a whole.

    :param particles: those of CSL's particles that are wanted; without any, all are.
    """
    wanted = particles or ("non-dropping-particle", "dropping-particle")
    return person.get("literal") or " ".join(person[name] for name in (*wanted, "family") if person.get(name))


def name_of(person: Mapping[str, str]) -> str:
    """Return ``Family, Given, Suffix``, or the name of who has one that is a whole."""
    parts = [family_of(person), person.get("given", ""), person.get("suffix", "")]
    return ", ".join(parts if parts[2] else filter(None, parts))


def in_natural_order(given: str, family: str, suffix: str = "") -> str:
    """Return a name as its bearer is called: ``Martin Luther King Jr.``, ``王小明``."""
    if family and HAN.fullmatch(given + family):
        return f"{family}{given}"
    return " ".join(filter(None, (given, family, suffix)))
