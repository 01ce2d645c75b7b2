"""Items as pandoc reads them from BibTeX entries in, items as the entries mean them out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from chapbook.citing.bibtex_fields import ENGLISH, LANGUAGES, TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chapbook.citing.bibtex_file import RawEntry


def without_markup(text: str) -> str:
    """Return text without the markup of CSL-JSON."""
    return re.sub(r"</?(?:i|b|sup|sub|span)\b[^>]*>", "", text)


def type_of(entry: RawEntry, item: Mapping[str, Any]) -> str:
    """Return CSL's type: a comment is a post, a preprint an article, what is only an address a web page."""
    if entry.fields.get("entrysubtype") == "comment":
        return "post"
    if TYPES.get(entry.type):
        return TYPES[entry.type]
    if item["type"] and entry.type not in {"misc", "online", "electronic", "www"}:
        return str(item["type"])
    if "arxiv" in (entry.fields.get("eprinttype", "") + entry.fields.get("archiveprefix", "")).lower():
        return "article"
    return "webpage" if "URL" in item else "document"


def put_aside(entry: RawEntry, aside: Mapping[str, str], item: dict[str, Any]) -> None:
    """Put into an item what pandoc was given aside, or takes for something else."""
    if "titleaddon" in aside:
        item["genre"] = aside["titleaddon"]
    if "eventtitle" in aside:
        item["event-title"] = aside["eventtitle"]
    item.pop("event", None)
    if "eid" in aside:
        item.setdefault("number", aside["eid"])
    if "howpublished" in aside and item["type"] in {"webpage", "post", "document", "article"}:
        item.pop("publisher", None)
        item["container-title"] = aside["howpublished"]
        if publisher := entry.fields.get("publisher") or entry.fields.get("organization"):
            item["publisher"] = without_markup(publisher.strip("{}"))


def mend(fields: Mapping[str, str], item: dict[str, Any]) -> None:
    """Put right what pandoc reads otherwise than BibTeX means it."""
    if "shorttitle" not in fields:
        item.pop("title-short", None)
    if "genre" in item and "titleaddon" not in fields:
        item["genre"] = re.sub(r"[{}]", "", item["genre"])
    language = (fields.get("langid") or fields.get("language") or "").strip("{} ").lower()
    if language:
        code = LANGUAGES.get(language, "en" if language in ENGLISH else language)
        item["language"] = item.get("language", code) if code.startswith("en") else code
    keeps_particles = "useprefix=false" not in fields.get("options", "").replace(" ", "")
    for people in item.values():
        for person in people if isinstance(people, list) else ():
            if "family" in person and len(person) == 1:
                person["literal"] = person.pop("family")
            if keeps_particles and "dropping-particle" in person:
                # BibTeX prints "van der Berg" wherever it prints the name; only biblatex can be told not to.
                person["non-dropping-particle"] = person.pop("dropping-particle")
