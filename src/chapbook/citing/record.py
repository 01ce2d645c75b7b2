"""The one record of a publication: ``CITATION.cff`` in, the work as an item of CSL-JSON with its edition out.

The work is the file's ``preferred-citation``, or the file's own values where there is none; the edition is the file's
``version`` and ``date-released``. It is an item like the works that it cites, so that one style and one set of writers
serve all of them.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils.nodes import make_id

from chapbook.citing.citation_file import read_citation_file
from chapbook.citing.csl_json import date_parts, family_of, in_natural_order, web_address, year_of
from chapbook.citing.formats import CFF_TYPES, VARIABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from chapbook.citing.bibtex_file import Fault

NAME = "CITATION.cff"
BEFORE_ALL_ZIPS = date(1980, 1, 1)
"""The first day that a zip file can name: what bears a time bears this one, where the record has none."""

PEOPLE = {"authors": "author", "editors": "editor", "editors-series": "collection-editor", "translators": "translator"}
REPOSITORIES = ("repository-artifact", "repository-code", "repository")
USED = {
    *(*(called.cff for called in VARIABLES.values()), *PEOPLE, *REPOSITORIES),
    *("cff-version", "conference", "contact", "date-accessed", "date-published", "date-released", "doi", "end"),
    *("identifiers", "institution", "keywords", "languages", "license", "license-url", "message", "month"),
    *("preferred-citation", "publisher", "start", "type", "url", "version", "year", "year-original"),
}
"""Keys that are used; ``contact`` is for whoever keeps the file."""


class Author(NamedTuple):
    """An author as a page's metadata names one; *family* is empty for a name that is one whole."""

    name: str
    given: str = ""
    family: str = ""
    is_person: bool = True
    address: str = ""
    affiliation: str = ""
    suffix: str = ""

    @property
    def sorted_name(self) -> str:
        """Return the name with the family's first, as catalogues have it."""
        return ", ".join(filter(None, (self.family, self.given, self.suffix))) if self.family else self.name


class Record(NamedTuple):
    """The work, its edition and its rights, as far as they are known."""

    key: str
    work: dict[str, Any]
    authors: tuple[Author, ...]
    released: date | None
    version: str
    abstract: str
    keywords: tuple[str, ...]
    language: str
    licenses: tuple[str, ...]
    """Addresses; where there are several, a reader may choose."""
    other_addresses: tuple[str, ...] = ()
    """Where else it is: identifiers and repositories that the citation does not name."""
    doi: str = ""
    """The edition's own, which is not the work's where another publication of that is to be cited."""
    unused: tuple[Fault, ...] = ()

    @property
    def edition_time(self) -> int:
        """Return the beginning of the edition's day, in seconds since 1970 UTC."""
        parts = date_parts(self.work)
        day = self.released or (date(*[*parts, 1, 1][:3]) if parts else BEFORE_ALL_ZIPS)
        return int(datetime.combine(day, time(), UTC).timestamp())

    @property
    def title(self) -> str:
        """Return the work's title."""
        return str(self.work["title"])

    @property
    def edition(self) -> str:
        """Return version and date of the edition, as far as there are any."""
        return ", ".join(filter(None, (self.version, self.released.isoformat() if self.released else "")))

    @property
    def publisher(self) -> str:
        """Return who brought the work out or, where that is not said, where it was read or printed."""
        names = ("publisher", "container-title", "event-title")
        return str(next((self.work[name] for name in names if name in self.work), ""))

    @property
    def year(self) -> str:
        """Return the work's year as a citation has it."""
        return year_of(self.work) or "n.d."

    def part(self, suffix: str, place: str, address: str) -> dict[str, Any]:
        """Return the item of a part: the work's, with the part's place and, where known, its address."""
        item = {**self.work, "id": f"{self.key}-{suffix}" if suffix else self.key}
        own = {"version": self.edition, "note": "; ".join(filter(None, (place, item.get("note")))), "URL": address}
        return item | {name: value for name, value in own.items() if value}


def read_record(path: Path) -> Record:
    """Read the record.

    :raises CitationFileError: with every mistake of the file.
    """
    whole, unused = read_citation_file(path, USED)
    # What the file says of the whole holds for the work too, where the work's own part is silent.
    work = whole.get("preferred-citation", whole)
    said = {**whole, **work}
    item = _item(work)
    named = said.get("license", [])
    at_spdx = tuple(f"https://spdx.org/licenses/{one}.html" for one in ([named] if isinstance(named, str) else named))
    doi = [f"https://doi.org/{whole['doi']}"] if "doi" in whole else []
    addresses = dict.fromkeys((*doi, *_addresses(work), *_addresses(whole)))
    item["id"] = key = _key(item)
    return Record(
        key=key,
        work=item,
        authors=tuple(map(author_of, work["authors"])),
        released=date.fromisoformat(whole["date-released"]) if "date-released" in whole else None,
        version=whole.get("version", ""),
        abstract=said.get("abstract", ""),
        keywords=tuple(said.get("keywords", ())),
        language=item.get("language", ""),
        licenses=(said["license-url"],) if said.get("license-url") else at_spdx,
        other_addresses=tuple(address for address in addresses if address not in {item.get("URL"), web_address(item)}),
        doi=doi_of(whole),
        unused=unused,
    )


def doi_of(whole: dict[str, Any]) -> str:
    """Return the DOI that a file gives to what it lies beside; empty where it gives none."""
    listed = (one["value"] for one in whole.get("identifiers", ()) if one["type"] == "doi")
    return str(whole.get("doi") or next(listed, ""))


def _key(work: dict[str, Any]) -> str:
    """Return a citation key of small letters and digits: by the authors where the first has any, else ``work``."""
    names = [family_of(person) for person in work["author"]]
    names = [*names[:1], "et al"] if len(names) > 2 else names
    said = "".join(names) if make_id(names[0].partition(" ")[0]) else "work"
    return make_id(f"{said}{year_of(work)}").replace("-", "")


def author_of(given: dict[str, str]) -> Author:
    """Return an author of the file, with the names in the order in which they are said."""
    address = given.get("orcid") or given.get("website", "")
    if "name" in given:
        return Author(given["name"], is_person=False, address=address)
    family = " ".join(filter(None, (given.get("name-particle"), given.get("family-names"))))
    first = given.get("given-names", "")
    suffix = given.get("name-suffix", "")
    name = in_natural_order(first, family, suffix) or given.get("alias", "")
    return Author(name, first, family, address=address, affiliation=given.get("affiliation", ""), suffix=suffix)


def _person(given: dict[str, str]) -> dict[str, str]:
    literal = given.get("name") or ("" if "family-names" in given else given.get("given-names", given.get("alias", "")))
    if literal:
        return {"literal": literal}
    parts = {
        "family": given.get("family-names", ""),
        # Initials that nothing parts are one word to the styles.
        "given": re.sub(r"(?<=\b[^\W\d_]\.)(?=[^\W\d_]\.)", " ", given.get("given-names", "")),
        "non-dropping-particle": given.get("name-particle", ""),
        "suffix": given.get("name-suffix", ""),
    }
    return {name: part for name, part in parts.items() if part}


def _item(work: dict[str, Any]) -> dict[str, Any]:
    item = {variable: work[called.cff] for variable, called in VARIABLES.items() if work.get(called.cff)}
    item |= {role: [_person(given) for given in work[key]] for key, role in PEOPLE.items() if key in work}
    item |= {name: value for name, value in _other_variables(work) if value}
    known = CFF_TYPES.get(work.get("type", ""))
    item["type"] = known or ("webpage" if "URL" in item or "DOI" in item else "document")
    if item["type"] == "paper-conference" and "collection-title" in item:
        item["container-title"] = item.pop("collection-title")
    if "genre" in item and not re.search("thesis|dissertation|arbeit", item["genre"], re.IGNORECASE):
        item["genre"] += " thesis"
    if "issue" not in item and "number" in item and item["type"].startswith("article"):
        item["issue"] = item.pop("number")
    return item


def _other_variables(work: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    dois = (one["value"] for one in work.get("identifiers", ()) if one["type"] == "doi")
    yield "DOI", work.get("doi") or next(dois, "")
    yield "URL", next(_addresses(work), "")
    names = {key: work.get(key, {}).get("name") for key in ("conference", "publisher", "institution")}
    yield "event-title", names["conference"]
    yield "publisher", names["publisher"] or names["institution"]
    yield "publisher-place", work.get("publisher", {}).get("city")
    yield "language", next(iter(work.get("languages", ())), "")
    yield "keyword", ", ".join(work.get("keywords", ()))
    yield "page", "-".join(work[name] for name in ("start", "end") if name in work)
    if "year" in work:
        yield "issued", _date("-".join(filter(None, (work["year"], work.get("month"))))) or {"literal": work["year"]}
    else:
        yield "issued", _date(work.get("date-published") or work.get("date-released", ""))
    for variable, key in (("accessed", "date-accessed"), ("original-date", "year-original")):
        yield variable, _date(work.get(key, ""))


def _addresses(work: dict[str, Any]) -> Iterator[str]:
    """Yield where the work is: its own address, those among its identifiers, the place of its source."""
    if "url" in work:
        yield work["url"]
    before = {"doi": "https://doi.org/", "swh": "https://archive.softwareheritage.org/", "url": ""}
    for one in work.get("identifiers", ()):
        if one["type"] in before and (one["type"] != "url" or re.match("https?://", one["value"])):
            yield before[one["type"]] + one["value"]
    yield from (work[key] for key in REPOSITORIES if key in work)


def _date(day: str) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in day.split("-")]]} if re.fullmatch(r"\d+(-\d+)*", day) else {}
