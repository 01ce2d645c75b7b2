"""What is known of an edition that is deposited: the values of ``CITATION.cff``, and nothing besides.

They are the edition's own. Where the file has a ``preferred-citation``, that is another publication of the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from chapbook.citing.citation_file import CitationFileError, read_citation_file
from chapbook.citing.csl_json import web_address
from chapbook.citing.record import BEFORE_ALL_ZIPS, NAME, Author, author_of, read_record
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from pathlib import Path

ASKED = {"date-released": "the day of the edition", "license": "the rights", "abstract": "a description"}
"""What archives ask for."""


class Deposit(NamedTuple):
    """An edition; what is not known is empty."""

    title: str
    authors: tuple[Author, ...]
    version: str
    released: str
    """A day (ISO 8601)."""
    abstract: str
    keywords: tuple[str, ...]
    licenses: tuple[str, ...]
    """Identifiers of SPDX; the reader may choose between several."""
    license_address: str
    doi: str
    address: str
    cited: str
    """Where the publication is that readers are to cite, if that is another one."""
    moment: int
    """The beginning of the edition's day, in seconds since 1970 UTC."""
    lacking: tuple[str, ...]
    """A sentence on each thing that archives ask for and that is not known."""

    @property
    def names(self) -> str:
        """Return the authors in one line."""
        return ", ".join(author.name for author in self.authors)


def read_deposit(folder: Path) -> Deposit:
    """Read what is known.

    :raises Mistake: where there is no record, or a mistake in it.
    """
    path = folder / NAME
    if not path.is_file():
        raise Mistake(path, 0, "there is no such file; it says who made the publication, and what it is called")
    try:
        whole, _ = read_citation_file(path)
        record = read_record(path)
    except CitationFileError as error:
        place, _, message = error.args[0].partition(": ")
        line = int(place.rpartition(":")[2])
        more = f"; and there are {len(error.args) - 1} more mistakes in this file" if len(error.args) > 1 else ""
        raise Mistake(path, line, f"{message}{more}") from error
    licenses = whole.get("license", [])
    licenses = (licenses,) if isinstance(licenses, str) else tuple(licenses)
    return Deposit(
        title=whole["title"],
        authors=tuple(map(author_of, whole["authors"])),
        version=whole.get("version", ""),
        released=whole.get("date-released", ""),
        abstract=whole.get("abstract", ""),
        keywords=tuple(whole.get("keywords", ())),
        licenses=licenses,
        license_address=whole.get("license-url", ""),
        doi=record.doi,
        address=whole.get("url", ""),
        cited=web_address(record.work) if "preferred-citation" in whole else "",
        moment=max(record.edition_time, _first_moment()),
        lacking=tuple(_lacking(path, whole)),
    )


def _lacking(path: Path, whole: dict[str, Any]) -> list[str]:
    missing = (key for key in ASKED if not whole.get(key) and not (key == "license" and whole.get("license-url")))
    return [f"{path} has no {key}, so that the bag does not say {ASKED[key]}" for key in missing]


def _first_moment() -> int:
    return (BEFORE_ALL_ZIPS - BEFORE_ALL_ZIPS.replace(year=1970)).days * 24 * 60 * 60
