"""The works of a publication's BibTeX files: read once, beside Sphinx's own reading, and where one has changed."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from pybtex.bibtex.utils import split_name_list
from pybtex.database import BibliographyData, Entry, InvalidNameString, Person
from sphinx.util import logging

from chapbook.citing.bibtex_file import Fault, RawEntry, read_file
from chapbook.citing.works import Reading, Work
from chapbook.pandoc import PandocError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

logger = logging.getLogger(__name__)


class Bibliography:
    """Entries as they are written, and the works that they are, for which it waits when they are first asked for."""

    def __init__(self, entries: dict[str, RawEntry] | None = None, kept: Path | None = None) -> None:
        """Begin to read *entries*, which are there by their keys."""
        self.entries = entries or {}
        self.sets = {
            key: [member.strip() for member in entry.fields.get("entryset", "").split(",") if member.strip()]
            for key, entry in self.entries.items()
            if entry.type == "set"
        }
        self._works: dict[str, Work] = {}
        self._reading: Reading | None = None
        if self.entries and kept:
            try:
                self._reading = Reading(self.entries, kept)
            except PandocError as error:
                self._fail(error)

    def __getstate__(self) -> dict[str, Any]:
        return {"entries": self.entries, "sets": self.sets, "_works": self.works, "_reading": None}

    @property
    def works(self) -> dict[str, Work]:
        """Return the works by their citation keys."""
        if reading := self._reading:
            self._reading = None
            try:
                self._works = reading.works()
            except PandocError as error:
                self._fail(error)
            tell(reading.faults)
        return self._works

    def _fail(self, error: PandocError) -> None:
        self._works = {key: Work(key, {"id": key, "type": "document", "title": key}) for key in self.entries}
        logger.error("%s", error, type="chapbook_citing", subtype="pandoc")

    def keys_of(self, path: Path) -> list[str]:
        """Return the keys of a file's entries, in its order; those of works that can be cited."""
        return [
            entry.key for entry in self.entries.values() if entry.path == path and entry.type not in {"set", "xdata"}
        ]

    def for_filters(self) -> BibliographyData:
        """Return the entries as sphinxcontrib-bibtex asks them for keys, types, fields and names in its filters."""
        data = BibliographyData()
        for key, entry in self.entries.items():
            persons = {role: _people(entry.fields[role]) for role in ("author", "editor") if role in entry.fields}
            fields = {name: value for name, value in {"title": key, **entry.fields}.items() if name not in persons}
            data.entries[key] = Entry(entry.type, fields=fields, persons=persons)
            data.entries[key].key = key
        return data

    def remedy(self, key: str) -> str:
        """Say what to write where a key is not there."""
        near = get_close_matches(key, self.entries, 1)
        same = next((known for known in self.entries if known.lower() == key.lower()), near[0] if near else "")
        add = "add an entry with this key to a BibTeX file"
        return f"write {same!r}, or {add}" if same else add


def bibliography(paths: Iterable[Path], kept: Path, before: Bibliography) -> Bibliography:
    """Return what the files hold; *before* itself where that has not changed."""
    first: dict[str, RawEntry] = {}
    for path in paths:
        file = read_file(path)
        tell(file.faults)
        for key, entry in file.entries.items():
            if known := first.get(key.lower()):
                text = f"the key {key!r} was given to an entry of {known.path} already; give this one its own"
                tell([Fault(f"{path}:{entry.line}", text)])
            first.setdefault(key.lower(), entry)
    entries = {entry.key: entry for entry in first.values()}
    return before if before.entries == entries else Bibliography(entries, kept)


def tell(faults: Iterable[Fault]) -> None:
    """Warn of what is wrong with files, where it is."""
    for fault in faults:
        logger.warning("%s", fault.text, location=fault.place, type="chapbook_citing", subtype=fault.kind)


def _people(names: str) -> list[Person]:
    people = []
    for name in split_name_list(names):
        try:
            people.append(Person(name))
        except InvalidNameString:
            people.append(Person(last=name))
    return people
