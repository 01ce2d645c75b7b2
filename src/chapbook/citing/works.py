"""Entries of BibTeX files in, works as items of CSL-JSON out, with what only an edition knows of them.

Pandoc reads names, titles and inheritance; each entry is one line of what it gets, so that a mistake that it finds has
an entry. What its reader loses is kept beside: dates in any form, article numbers, descriptions for a title.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from chapbook.citing import bibtex_values as values
from chapbook.citing.bibtex_fields import BOOKKEEPING, ENGLISH, KNOWN_TYPE, READ
from chapbook.citing.bibtex_file import Fault, Kind
from chapbook.citing.bibtex_items import mend, put_aside, type_of, without_markup
from chapbook.citing.dates import Dated, date_of, read_date
from chapbook.pandoc import PandocError, Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from chapbook.citing.bibtex_file import RawEntry

ARGUMENTS = ("--from=biblatex", "--to=csljson", "works.bib")
DATES = {"date", "year", "month", "day", "pubstate", "urldate", "origdate", "eventdate"}
PEOPLE = {
    "author", "editor", "editora", "editorb", "editorc", "translator", "bookauthor", "afterword", "annotator",
    "commentator", "foreword", "introduction", "holder", "director", "shortauthor",
}  # fmt: skip
ADDRESSES = {"url", "doi", "eprint", "isbn", "issn"}
SCHEMES = {"http", "https", "ftp", "mailto", "doi"}
ASIDE = (
    "aswritten",
    "annotation",
    "titleaddon",
    "eventtitle",
    "eid",
    "shortauthor",
    "howpublished",
    "title",
    "booktitle",
)
"""Fields that pandoc is given a second time, each as the note of an entry of its own, which keeps every sign of it."""

TITLES = {"title": "title", "booktitle": "container-title"}

NOT_PASSED = DATES | {"aswritten", "annotation", "titleaddon", "shortauthor", "keywords", "abstract", "file"}


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
                why = _short(str(error))
                text = f"the entry {entry.key!r} is not written as LaTeX wants it ({why}); look at its braces"
                self._tell(entry, Kind.BIBLIOGRAPHY, text)
                self._run = self._start()

    def _tell(self, entry: RawEntry, kind: Kind, text: str) -> None:
        self.faults.append(Fault(f"{entry.path}:{entry.line}", text, kind))

    def _prepared(self, entry: RawEntry) -> dict[str, str]:
        """Return the fields as pandoc reads them."""
        made = {}
        for name, value in entry.fields.items():
            if name in ADDRESSES:
                made[name] = values.doi(value) if name == "doi" else values.address(value)
            elif name in PEOPLE:
                made[name], by_semicolon = values.names(value)
                if by_semicolon:
                    self._tell(
                        entry, Kind.NAMES, f"{entry.key!r}: names are parted by “and”; write it for the semicolons"
                    )
            elif name in {"pages", "edition"}:
                made[name] = getattr(values, name)(value)
            elif name in {"crossref", "xdata", "entryset"}:
                made[name] = ",".join(self._others(entry, name))
            else:
                made[name] = values.text(value)
        self._take_addresses(entry, made)
        scheme = re.match(r"([A-Za-z][A-Za-z\d+.-]*):(?!\d)", made.get("url", ""))
        if scheme and scheme[1].lower() not in SCHEMES:
            text = f"the address of {entry.key!r} begins with {scheme[0]!r}, and is not used; write one with https://"
            self._tell(entry, Kind.ADDRESS, text)
            del made["url"]
        if entry.type in {"misc", "online", "electronic", "www"} and "arxiv" in made.get("archiveprefix", "").lower():
            made.setdefault("eprinttype", "arxiv")
        return made

    def _others(self, entry: RawEntry, field: str) -> Iterator[str]:
        for key in re.split(r"\s*,\s*", entry.fields[field].strip()):
            if key.lower() in self._ids:
                yield self._ids[key.lower()]
            elif key:
                text = (
                    f"{field!r} of {entry.key!r} names {key!r}, which is no entry; correct the key, or delete the field"
                )
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
            if (found or seen) and rest:
                made[field] = values.text(rest)
            elif found or seen:
                made.pop(field)

    def _written(self) -> Iterator[tuple[str, RawEntry]]:
        for key, entry in self._entries.items():
            fields = {name: value for name, value in self._fields[key].items() if name not in NOT_PASSED}
            if language := fields.get("langid") or fields.get("hyphenation") or fields.get("language"):
                fields["langid"] = "english" if language.lower().strip("{}").split("-")[0] in ENGLISH else "german"
            yield _line(entry.type, self._ids[key], fields), entry
            for name in ASIDE:
                if value := self._fields[key].get(name):
                    yield _line("misc", f"{self._ids[key]}-{name}", {"annotation": value}), entry

    def _inherited(self, key: str, depth: int = 0) -> Dated:
        """Return the date of an entry, or of that which it is a part of."""
        fields = self._fields[key]
        own = date_of(fields)
        if own.date or own.status or depth > len(self._ids):
            return own
        parents = [name for field in ("crossref", "xdata") for name in fields.get(field, "").split(",") if name]
        keys = [key for key, made in self._ids.items() if made in parents]
        return next((dated for key in keys if (dated := self._inherited(key, depth + 1)).date), own)

    def _work(self, entry: RawEntry, found: Mapping[str, dict[str, Any]], own_id: str) -> Work:
        fields = self._fields[entry.key.lower()]
        aside = {
            name: without_markup(found[f"{own_id}-{name}"]["annote"])
            for name in ASIDE
            if "annote" in found.get(f"{own_id}-{name}", {})
        }
        item = {**found[own_id], "id": entry.key}
        item["type"] = type_of(entry, item)
        self._put_dates(entry, fields, item)
        put_aside(entry, aside, item)
        mend(fields, item)
        if fields.get("title") and "title" not in item:
            self._tell(
                entry, Kind.BIBLIOGRAPHY, f"the title of {entry.key!r} cannot be read as LaTeX; write it in plain text"
            )
        notes = {name: text for name, text in aside.items() if name in {"aswritten", "annotation"}}
        titles = {
            name: found[f"{own_id}-{field}"]["annote"]
            for field, name in TITLES.items()
            if field in aside
            and name in item
            and not {"subtitle", "maintitle", "booksubtitle", "crossref"} & fields.keys()
        }
        place = f"{entry.path}:{entry.line}"
        return Work(entry.key, item, entry.type, entry.fields, place, aside.get("shortauthor", ""), titles, notes)

    def _put_dates(self, entry: RawEntry, fields: Mapping[str, str], item: dict[str, Any]) -> None:
        issued = self._inherited(entry.key.lower())
        others = {"accessed": "urldate", "original-date": "origdate", "event-date": "eventdate"}
        dates = {"issued": issued, **{name: read_date(fields.get(field, "")) for name, field in others.items()}}
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
        unused = [name for name in entry.fields if not READ.fullmatch(name) and not BOOKKEEPING.fullmatch(name)]
        for name in unused:
            if name not in self._told:
                text = (
                    f"the field {name!r} of {entry.key!r} is not used; give what it says in another field, or delete it"
                )
                self._tell(entry, Kind.UNUSED, text)
        if not KNOWN_TYPE.fullmatch(entry.type) and f"@{entry.type}" not in self._told:
            self._tell(
                entry, Kind.UNUSED, f"the type @{entry.type} of {entry.key!r} is not known; it is taken for @misc"
            )
        self._told |= {*unused, f"@{entry.type}"}


def _short(message: str) -> str:
    return " ".join(message.partition("):")[2].split())[:120] or message[:120]


def _line(kind: str, key: str, fields: Mapping[str, str]) -> str:
    given = ", ".join(f"{name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{kind}{{{key}, {given}}}"
