"""Items of CSL-JSON as they are published: an allow-list decides what leaves an author's library.

Types and variables are those of the Citation Style Language 1.0.2,
https://docs.citationstyles.org/en/stable/specification.html, appendices III and IV.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from chapbook.citing.bibtex_values import recorded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chapbook.citing.works import Work

PUBLISHED = {
    *("id", "type", "title", "title-short", "author", "editor", "translator", "container-author", "collection-editor"),
    *("editorial-director", "illustrator", "composer", "director", "interviewer", "original-author", "recipient"),
    *("reviewed-author", "container-title", "container-title-short", "collection-title", "collection-number", "volume"),
    *("volume-title", "issue", "number", "number-of-pages", "number-of-volumes", "page", "chapter-number", "section"),
    *("edition", "version", "genre", "medium", "status", "publisher", "publisher-place", "event-title", "event-place"),
    *("event-date", "issued", "accessed", "original-date", "original-title", "original-publisher", "language", "DOI"),
    *("original-publisher-place", "URL", "ISBN", "ISSN", "PMID", "PMCID", "archive", "archive_location", "call-number"),
    *("dimensions", "scale", "note"),
}
OWN = "chapbook"
"""What the formats are told of an item beside its variables: each note, and values as a BibTeX file records them."""

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3041-\u30ff\uac00-\ud7af\U00020000-\U0003ffff\s·・]+")
"""Names in the scripts of China, Japan and Korea: the family's comes first, and no space is between."""

MARKUP = re.compile(r"</?(?:i|b|sup|sub|span)\b[^<>]*>")


def published(work: Work) -> dict[str, Any]:
    """Return a cited work as it is offered to others, with what its editors noted, which stands on the page."""
    item = {name: value for name, value in work.item.items() if name in PUBLISHED}
    item |= {name: title for name, title in work.titles.items() if name in item}
    if work.short:
        item["author-short"] = work.short
    notes = [note for note in (item.get("note"), *work.notes.values()) if note]
    as_recorded = ("note", "aswritten", "annotation", *(("title", "booktitle") if work.titles else ()))
    item[OWN] = {
        "notes": notes,
        **{field: recorded(work.fields[field]) for field in as_recorded if field in work.fields},
    }
    if notes:
        item["note"] = "; ".join(notes)
    return item


def plain_text(item: Mapping[str, Any], name: str) -> str:
    """Return a variable as text on one line, without markup; empty where the item does not have it."""
    return " ".join(MARKUP.sub("", str(item.get(name, ""))).split())


def name_of(person: Mapping[str, str]) -> str:
    """Return ``Family, Given, Suffix``, or the name of who has one that is a whole."""
    family = " ".join(filter(None, (particle_of(person), person.get("family"))))
    parts = [person.get("literal") or family, person.get("given", ""), person.get("suffix", "")]
    return ", ".join(parts if parts[2] else filter(None, parts))


def particle_of(person: Mapping[str, str]) -> str:
    """Return what stands between the names, such as ``van der``."""
    return person.get("non-dropping-particle") or person.get("dropping-particle", "")
