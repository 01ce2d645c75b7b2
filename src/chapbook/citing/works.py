"""Entries of BibTeX files in, works as items of CSL-JSON out, with what only an edition knows of them.

Pandoc reads names, titles and inheritance; each entry is one line of what it gets, so that a mistake that it finds has
an entry. What its reader loses is kept beside: dates in any form, article numbers, descriptions for a title.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from chapbook.citing import bibtex_items as rules, bibtex_values as values
from chapbook.citing.bibtex_file import Fault, Kind
from chapbook.citing.dates import Dated, date_of, read_date
from chapbook.pandoc import PandocError, Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from chapbook.citing.bibtex_file import RawEntry

ARGUMENTS = ("--from=biblatex", "--to=csljson", "works.bib")
PEOPLE = (
    *("author", "editor", "editora", "editorb", "editorc", "translator", "bookauthor", "afterword", "annotator"),
    *("commentator", "foreword", "introduction", "holder", "director", "shortauthor"),
)
READERS = {
    **dict.fromkeys(("url", "eprint", "isbn", "issn"), values.address),
    "doi": values.doi,
    "pages": values.pages,
    "edition": values.edition,
}
"""What reads a field, where that is no text."""

TITLES = {"title": "title", "booktitle": "container-title"}
ASIDE = ("aswritten", "annotation", "titleaddon", "eventtitle", "eid", "shortauthor", "howpublished", "type", *TITLES)
"""Fields that pandoc is given a second time, each as the note of an entry of its own, which keeps every sign of it."""

OLD_NAMES = {"origyear": "origdate"}
DATES = {"accessed": "urldate", "original-date": "origdate", "event-date": "eventdate"}
NOT_PASSED = {
    *("date", "year", "month", "day", "pubstate", *DATES.values()),
    *("aswritten", "annotation", "titleaddon", "shortauthor", "keywords", "abstract", "file"),
}


class Work(NamedTuple):
    """A work that can be cited: its item, the type of its entry, where that stands, and what its editors noted."""

    key: str
    item: dict[str, Any]
    type: str = "misc"
    fields: Mapping[str, str] = {}
    place: str = ""
    short: str = ""
    """What stands in the text for the name of a group, such as CNNIC."""
    titles: Mapping[str, str] = {}
    """Titles as they are recorded, where pandoc gives them in sentence case, which the styles need."""
    notes: Mapping[str, str] = {}
    """How the text writes it (``aswritten``) and how sure its identification is (``annotation``)."""


class Reading:
    """Entries that pandoc is reading; :meth:`works` waits for it."""

    def __init__(self, entries: Mapping[str, RawEntry], kept: Path) -> None:
        """Begin to read.

        :raises PandocError: where there is no pandoc.
        """
        self.faults: list[Fault] = []
        self._kept = kept
        self._entries = {key.lower(): entry for key, entry in entries.items()}
        self._ids = {key: f"w{number}" for number, key in enumerate(self._entries)}
        self._fields = {key: self._prepared(entry) for key, entry in self._entries.items()}
        self._told: set[str] = set()
        self._lines = dict(self._written())
        self._run = self._start()

    def _start(self) -> Run:
        return Run("works", ARGUMENTS, {"works.bib": "\n".join(self._lines) + "\n"}, self._kept)

    def works(self) -> dict[str, Work]:
        """Return the works by their citation keys."""
        found = {item["id"]: item for item in json.loads(self._text() or "[]")}
        for entry in self._entries.values():
            self._tell_unused(entry)
        return {
            entry.key: self._work(entry, found, self._ids[key])
            for key, entry in self._entries.items()
            if self._ids[key] in found and entry.type not in {"xdata", "set"}
        }

    def _text(self) -> str:
        while True:
            try:
                return values.restored(unicodedata.normalize("NFC", self._run.text()))
            except PandocError as error:
                line = re.search(r"line (\d+)", str(error))
                lines = list(self._lines)
                if line is None or not 0 < int(line[1]) <= len(lines):
                    raise
                entry = self._lines.pop(lines[int(line[1]) - 1])
                why = " ".join((str(error).partition("):")[2] or str(error)).split())[:120]
                text = f"the entry {entry.key!r} is not written as LaTeX wants it ({why}); look at its braces"
                self._tell(entry, Kind.BIBLIOGRAPHY, text)
                self._run = self._start()

    def _tell(self, entry: RawEntry, kind: Kind, text: str) -> None:
        self.faults.append(Fault(f"{entry.path}:{entry.line}", text, kind))

    def _prepared(self, entry: RawEntry) -> dict[str, str]:
        """Return the fields as pandoc reads them."""
        made = {}
        fields = {OLD_NAMES.get(name, name): value for name, value in entry.fields.items()}
        for name, value in fields.items():
            if name in PEOPLE:
                made[name], by_semicolon = values.names(value)
                if by_semicolon:
                    text = f"{entry.key!r}: names are parted by “and”; write it for the semicolons"
                    self._tell(entry, Kind.NAMES, text)
            elif name in {"crossref", "xdata", "entryset"}:
                made[name] = ",".join(self._others(entry, name))
            else:
                made[name] = READERS.get(name, values.text)(value)
        self._take_addresses(entry, made)
        if (url := made.get("url")) and (why := values.fault_of_address(url)):
            text = f"the address of {entry.key!r} {why}, and is not used; write one with https://"
            self._tell(entry, Kind.ADDRESS, text)
            del made["url"]
        if entry.type in rules.ONLINE and "arxiv" in made.get("archiveprefix", "").lower():
            made.setdefault("eprinttype", "arxiv")
        return made

    def _others(self, entry: RawEntry, field: str) -> Iterator[str]:
        for key in re.split(r"\s*,\s*", entry.fields[field].strip()):
            if key.lower() in self._ids:
                yield self._ids[key.lower()]
            elif key:
                text = f"{field!r} of {entry.key!r} names {key!r}, which is no entry; correct the key, or delete it"
                self._tell(entry, Kind.BIBLIOGRAPHY, text)

    @staticmethod
    def _take_addresses(entry: RawEntry, made: dict[str, str]) -> None:
        """Take an address, and the day when it was seen, from where entries without fields for them have them."""
        for field in ("howpublished", "note"):
            found, seen, rest = values.address_in(entry.fields.get(field, ""))
            if found and "url" not in made and "doi" not in made:
                made["url"] = found
            elif found and found not in {made.get("url"), f"https://doi.org/{made.get('doi')}"}:
                continue
            if seen:
                made.setdefault("urldate", seen)
            if found or seen:
                made[field] = values.text(rest)

    def _written(self) -> Iterator[tuple[str, RawEntry]]:
        for key, entry in self._entries.items():
            known = self._fields[key]
            fields = {name: value for name, value in known.items() if name not in NOT_PASSED}
            if language := known.get("langid") or known.get("hyphenation") or known.get("language"):
                # Pandoc writes titles of English works in sentence case, and those of no others.
                fields["langid"] = (
                    "english" if language.lower().strip("{}").split("-")[0] in rules.ENGLISH else "german"
                )
            yield _line(entry.type, self._ids[key], fields), entry
            for name in ASIDE:
                if value := known.get(name):
                    yield _line("misc", f"{self._ids[key]}-{name}", {"annotation": value}), entry

    def _inherited(self, key: str, depth: int = 0) -> Dated:
        """Return the date of an entry, or of that which it is a part of."""
        fields = self._fields[key]
        own = date_of(fields)
        if own.date or own.status or depth > len(self._ids):
            return own
        parents = {name for field in ("crossref", "xdata") for name in fields.get(field, "").split(",")}
        keys = [key for key, made in self._ids.items() if made in parents]
        return next((dated for key in keys if (dated := self._inherited(key, depth + 1)).date), own)

    def _work(self, entry: RawEntry, found: Mapping[str, dict[str, Any]], own_id: str) -> Work:
        fields = self._fields[entry.key.lower()]
        asides = {name: found.get(f"{own_id}-{name}", {}).get("annote") for name in ASIDE}
        kept = {name: text for name, text in asides.items() if text is not None}
        aside = {name: rules.without_markup(text) for name, text in kept.items()}
        item = {**found[own_id], "id": entry.key}
        item["type"] = rules.type_of(entry, item)
        self._put_dates(entry, fields, item)
        rules.put_aside(entry, aside, item)
        rules.mend(fields, item)
        if fields.get("title") and "title" not in item:
            text = f"the title of {entry.key!r} cannot be read as LaTeX; write it in plain text"
            self._tell(entry, Kind.BIBLIOGRAPHY, text)
        notes = {name: text for name, text in aside.items() if name in {"aswritten", "annotation"}}
        is_whole = not {"subtitle", "maintitle", "booksubtitle", "crossref"} & fields.keys()
        titles = {name: kept[field] for field, name in TITLES.items() if is_whole and field in kept and name in item}
        place = f"{entry.path}:{entry.line}"
        return Work(entry.key, item, entry.type, entry.fields, place, aside.get("shortauthor", ""), titles, notes)

    def _put_dates(self, entry: RawEntry, fields: Mapping[str, str], item: dict[str, Any]) -> None:
        issued = self._inherited(entry.key.lower())
        dates = {"issued": issued, **{name: read_date(fields.get(field, "")) for name, field in DATES.items()}}
        for name, dated in dates.items():
            item.pop(name, None)
            if dated.date:
                item[name] = dated.date
            if not dated.is_understood:
                text = f"the date of {entry.key!r} cannot be read, and is printed as it is; write it like 2026-05-31"
                self._tell(entry, Kind.DATE, text)
        if issued.status:
            item["status"] = issued.status

    def _tell_unused(self, entry: RawEntry) -> None:
        for name in entry.fields:
            if not rules.READ.fullmatch(name) and not rules.BOOKKEEPING.fullmatch(name) and name not in self._told:
                text = f"the field {name!r} of {entry.key!r} is not used; give what it says in another, or delete it"
                self._tell(entry, Kind.UNUSED, text)
        if not rules.KNOWN_TYPE.fullmatch(entry.type) and f"@{entry.type}" not in self._told:
            text = f"the type @{entry.type} of {entry.key!r} is not known; it is taken for @misc"
            self._tell(entry, Kind.UNUSED, text)
        self._told |= {*entry.fields, f"@{entry.type}"}


def _line(kind: str, key: str, fields: Mapping[str, str]) -> str:
    given = ", ".join(f"{name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{kind}{{{key}, {given}}}"
