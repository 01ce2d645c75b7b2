"""The one record of a publication: ``CITATION.cff`` in, the work as a bibliographic entry with its edition out.

The work is the file's ``preferred-citation``, or the file's own values where there is none; the edition is the file's
``version`` and ``date-released``. The entry is a BibTeX one, so that one style and one set of writers serve the work,
its parts and the works that it cites.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils.nodes import make_id
from pybtex.database import Entry, Person
from pybtex.database.input.bibtex import month_names

from chapbook.citing.apa_reference import NO_DATE, plain_text, short_authors
from chapbook.citing.author_names import in_natural_order
from chapbook.citing.bibtex_record import address_field, literal_name, name_words, plain_field
from chapbook.citing.citation_file import read_citation_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "CITATION.cff"
MONTHS = list(month_names.values())
ENTRY_TYPES = {
    "article": "article",
    "book": "book",
    "catalogue": "book",
    "conference": "proceedings",
    "conference-paper": "inproceedings",
    "dictionary": "book",
    "edited-work": "book",
    "encyclopedia": "book",
    "government-document": "techreport",
    "magazine-article": "article",
    "manual": "book",
    "newspaper-article": "article",
    "proceedings": "proceedings",
    "report": "techreport",
    "thesis": "phdthesis",
    "unpublished": "unpublished",
}
"""BibTeX's types by those of the Citation File Format; every other is ``misc``."""


class Author(NamedTuple):
    """An author as a page's metadata names one; *family* is empty for a name that is one whole."""

    name: str
    given: str = ""
    family: str = ""
    is_person: bool = True
    address: str = ""


class Record(NamedTuple):
    """The work, its edition and its rights, as far as they are known."""

    key: str
    work: Entry
    authors: tuple[Author, ...]
    released: date
    version: str
    abstract: str
    keywords: tuple[str, ...]
    language: str
    license_address: str

    @property
    def edition_time(self) -> int:
        """Return the beginning of the edition's day, in seconds since 1970 UTC."""
        return int(datetime.combine(self.released, time(), UTC).timestamp())

    @property
    def title(self) -> str:
        """Return the work's title as plain text."""
        return plain_text(self.work, "title")

    @property
    def publisher(self) -> str:
        """Return who brought the work out or, where that is not said, where it was read or printed."""
        fields = ("publisher", "institution", "school", "journal", "booktitle", "eventtitle")
        return next((plain_text(self.work, field) for field in fields if field in self.work.fields), "")

    @property
    def year(self) -> str:
        """Return the work's year as a citation has it."""
        return str(self.work.fields.get("year", NO_DATE))

    def part(self, suffix: str, place: str, address: str) -> tuple[str, Entry]:
        """Return the key and the entry of a part: the work's, with the part's place and, where known, its address."""
        fields = dict(self.work.fields)
        if place:
            fields["note"] = plain_field(place)
        if address:
            fields["url"] = address_field(address)
        return f"{self.key}-{suffix}" if suffix else self.key, Entry(
            self.work.type, fields=fields, persons=self.work.persons
        )

    def in_text(self, place: str) -> str:
        """Return the citation in the text (APA 8.13), of a part where *place* names one."""
        return f"({', '.join(filter(None, (short_authors(self.work), self.year, place)))})"


def read_record(path: Path) -> Record:
    """Read the record.

    :raises CitationFileError: with every mistake of the file.
    """
    whole = read_citation_file(path)
    # What the file says of the whole holds for the work too, where the work's own part is silent.
    work = whole.get("preferred-citation", whole)
    released = date.fromisoformat(whole["date-released"])
    version = whole.get("version", "")
    entry = _entry(work)
    entry.fields["version"] = plain_field(", ".join(filter(None, (version, released.isoformat()))))
    licenses = work.get("license", whole.get("license", []))
    license_id = licenses if isinstance(licenses, str) else "".join(licenses[:1])
    return Record(
        key=_key(entry),
        work=entry,
        authors=tuple(map(_author, work["authors"])),
        released=released,
        version=version,
        abstract=work.get("abstract", whole.get("abstract", "")),
        keywords=tuple(work.get("keywords", whole.get("keywords", ()))),
        language=(work.get("languages") or [""])[0],
        license_address=work.get("license-url")
        or whole.get("license-url")
        or (f"https://spdx.org/licenses/{license_id}.html" if license_id else ""),
    )


def _key(work: Entry) -> str:
    """Return a citation key of small letters and digits: by the authors where the first has any, else ``work``."""
    names = short_authors(work)
    first = names.partition(" ")[0]
    return make_id(f"{names if make_id(first) else 'work'}{work.fields.get('year', '')}").replace("-", "")


def _author(given: dict[str, str]) -> Author:
    address = given.get("orcid") or given.get("website", "")
    if "name" in given:
        return Author(given["name"], is_person=False, address=address)
    family = " ".join(filter(None, (given.get("name-particle"), given.get("family-names"))))
    first = given.get("given-names", "")
    name = in_natural_order(first, family, given.get("name-suffix", ""))
    return Author(name or given.get("alias", ""), first, family, address=address)


def _person(given: dict[str, str]) -> Person:
    person = Person()
    literal = given.get("name") or ("" if "family-names" in given else given.get("given-names", given.get("alias", "")))
    if literal:
        person.last_names.append(literal_name(literal))
        return person
    for key, names in (
        ("given-names", person.first_names),
        ("name-particle", person.prelast_names),
        ("family-names", person.last_names),
        ("name-suffix", person.lineage_names),
    ):
        names.extend(name_words(given.get(key, "")))
    return person


def _entry(work: dict[str, Any]) -> Entry:
    kind = ENTRY_TYPES.get(work.get("type", ""), "misc")
    if kind == "phdthesis" and "master" in work.get("thesis-type", "").lower():
        kind = "mastersthesis"
    fields = {name: plain_field(value) for name, value in _fields(work, kind) if value}
    fields |= {name: address_field(work[name]) for name in ("doi", "url") if name in work}
    if pages := "--".join(plain_field(work[name]) for name in ("start", "end") if name in work):
        fields["pages"] = pages
    persons = {
        role: [_person(given) for given in work[key]]
        for role, key in (("author", "authors"), ("editor", "editors"))
        if key in work
    }
    return Entry(kind, fields=fields, persons=persons)


def _fields(work: dict[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    """Yield BibTeX's fields; an empty value is none."""
    yield from ((name, work.get(name, "")) for name in ("title", "volume", "isbn", "issn", "edition"))
    yield "journal", work.get("journal", "")
    yield "booktitle", work.get("collection-title", "") if kind == "inproceedings" else ""
    yield "eventtitle", _name_of(work, "conference")
    yield "number", work.get("issue", work.get("number", ""))
    yield "publisher", _name_of(work, "publisher")
    yield "school" if kind.endswith("thesis") else "institution", _name_of(work, "institution")
    yield "language", (work.get("languages") or [""])[0]
    day = work.get("date-published") or work.get("date-released", "")
    year, _, rest = day.partition("-")
    yield "year", work.get("year") or year
    if "year" not in work and rest:
        month, _, of_month = rest.partition("-")
        yield "month", MONTHS[int(month) - 1]
        yield "day", of_month.lstrip("0")
    elif "month" in work:
        yield "month", MONTHS[int(work["month"]) - 1]


def _name_of(work: dict[str, Any], key: str) -> str:
    name: str = work.get(key, {}).get("name", "")
    return name
