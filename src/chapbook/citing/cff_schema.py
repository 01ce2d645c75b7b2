"""What a ``CITATION.cff`` may hold: the keys and values of the Citation File Format 1.2.0, as data.

Source: the format's guide, https://doi.org/10.5281/zenodo.5171937.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from packaging.licenses import canonicalize_license_expression

if TYPE_CHECKING:
    from collections.abc import Callable


def _names(text: str) -> list[str]:
    return text.split()


class Scalar(NamedTuple):
    """A single value: *what* it is, for people; a *pattern* of its text; the *kinds* of YAML that it may be.

    What *read* raises a :exc:`ValueError` for is none either.
    """

    what: str
    pattern: str = r"(?s).*\S.*"
    kinds: frozenset[str] = frozenset({"str"})
    read: Callable[[str], object] = str


class Listing(NamedTuple):
    """A list with at least one item, each by the same rule; *alone*, an item may stand without a list."""

    what: str
    item: Scalar | Mapping
    alone: bool = False


class Mapping(NamedTuple):
    """Keys and their rules; *required* must be there, and one of *any_of* where it names some."""

    what: str
    keys: dict[str, Scalar | Listing | Mapping]
    required: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    instead: dict[str, Mapping] = {}  # noqa: RUF012  # a default of a tuple that nobody writes to
    """Another rule for the mapping, by a key that is there."""
    examples: dict[str, str] = {}  # noqa: RUF012  # as above
    """Lines for required keys, where those of other mappings would be wrong."""


Rule = Scalar | Listing | Mapping

NUMBER = frozenset({"str", "int", "float"})
TEXT = Scalar("text")
WHOLE = Scalar("text or a whole number", kinds=frozenset({"str", "int"}))
NUMERAL = Scalar("text or a number", kinds=NUMBER)
DATE = Scalar("a date like 2026-05-31", r"\d{4}-\d\d-\d\d", frozenset({"str", "timestamp"}), date.fromisoformat)
URL = Scalar("an address that begins with https:// or http://", r"(https?|s?ftp)://\S+")
DOI = Scalar(
    "a DOI without an address, like 10.5281/zenodo.1003149", r"10\.\d{4,9}(\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+"
)


def _checked_orcid(address: str) -> None:
    """Raise where the last sign is not what the others sum up to (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in re.sub(r"\D", "", address.removeprefix("https://orcid.org/")[:-1]):
        total = (total + int(digit)) * 2
    if address[-1] != "0123456789X"[(12 - total % 11) % 11]:
        raise ValueError(address)


ORCID = Scalar(
    "an address like https://orcid.org/0000-0002-1825-0097",
    r"https://orcid\.org/(\d{4}-){3}\d{3}[\dX]",
    read=_checked_orcid,
)
EMAIL = Scalar("an e-mail address", r"\S+@\S+\.\S{2,}")
ISBN = Scalar("an ISBN of 10 or 13 digits", r"[0-9\- ]{10,17}X?", kinds=frozenset({"str", "int"}))
ISSN = Scalar("an ISSN like 1932-8036", r"\d{4}-\d{3}[\dxX]")
MONTH = Scalar("the number of a month, 1 to 12", r"[1-9]|1[012]", kinds=frozenset({"str", "int"}))
LANGUAGES = Listing("a list of languages", Scalar("a language of two or three small letters, like en", r"[a-z]{2,3}"))
KEYWORDS = Listing("a list of words", TEXT)
LICENSE = Listing(
    "a list of licences",
    Scalar("an SPDX licence, like CC-BY-4.0", r"[A-Za-z0-9.+-]+", read=canonicalize_license_expression),
    alone=True,
)
IDENTIFIER = Mapping(
    "an identifier",
    {"type": Scalar("one of doi, url, swh, other", "doi|url|swh|other"), "value": TEXT, "description": TEXT},
    ("type", "value"),
    examples={"type": "type: doi"},
)

_REACHED_AT: dict[str, Rule] = {
    "address": TEXT,
    "alias": TEXT,
    "city": TEXT,
    "country": Scalar("a country of two capital letters, like DE", "[A-Z]{2}"),
    "email": EMAIL,
    "fax": TEXT,
    "orcid": ORCID,
    "post-code": NUMERAL,
    "region": TEXT,
    "tel": TEXT,
    "website": URL,
}
ENTITY = Mapping(
    "an organisation",
    {**_REACHED_AT, "name": TEXT, "location": TEXT, "date-start": DATE, "date-end": DATE},
    ("name",),
)
PERSON = Mapping(
    "a person",
    {
        **_REACHED_AT,
        **dict.fromkeys(("affiliation", "family-names", "given-names", "name-particle", "name-suffix"), TEXT),
    },
    any_of=("family-names", "given-names", "alias", "name"),
    instead={"name": ENTITY},
)
PEOPLE = Listing("a list, one author a line, each beginning with a hyphen", PERSON)

_EVERYWHERE: dict[str, Rule] = {
    "abstract": TEXT,
    "authors": PEOPLE,
    "commit": TEXT,
    "contact": PEOPLE,
    "date-released": DATE,
    "doi": DOI,
    "identifiers": Listing("a list of identifiers", IDENTIFIER),
    "keywords": KEYWORDS,
    "license": LICENSE,
    "license-url": URL,
    "repository": URL,
    "repository-artifact": URL,
    "repository-code": URL,
    "title": TEXT,
    "url": URL,
    "version": NUMERAL,
}
TYPES = _names(
    "art article audiovisual bill blog book catalogue conference conference-paper data database dictionary "
    "edited-work encyclopedia film-broadcast generic government-document grant hearing historical-work "
    "legal-case legal-rule magazine-article manual map multimedia music newspaper-article pamphlet patent "
    "personal-communication proceedings report serial slides software software-code software-container "
    "software-executable software-virtual-machine sound-recording standard statute thesis unpublished video "
    "website"
)
_TEXTS = _names(
    "abbreviation collection-title collection-type copyright data-type database department edition entry "
    "filename format issue-date issue-title journal medium nihmsid notes scope section term thesis-type "
    "volume-title"
)
_PEOPLE = _names("editors editors-series recipients senders translators")
_ENTITIES = _names("conference database-provider institution location publisher")
_WHOLES = _names("end loc-end loc-start number-volumes pages start volume year year-original")
REFERENCE = Mapping(
    "a reference",
    {
        **_EVERYWHERE,
        **dict.fromkeys(_TEXTS, TEXT),
        **dict.fromkeys(_PEOPLE, PEOPLE),
        **dict.fromkeys(_ENTITIES, ENTITY),
        **dict.fromkeys(_WHOLES, WHOLE),
        "collection-doi": DOI,
        "date-accessed": DATE,
        "date-downloaded": DATE,
        "date-published": DATE,
        "isbn": ISBN,
        "issn": ISSN,
        "issue": NUMERAL,
        "languages": LANGUAGES,
        "month": MONTH,
        "number": NUMERAL,
        "patent-states": KEYWORDS,
        "pmcid": Scalar("an id like PMC1234567", r"PMC\d{7}"),
        "section": NUMERAL,
        "status": Scalar(
            "one of abstract, advance-online, in-preparation, in-press, preprint, submitted",
            "abstract|advance-online|in-preparation|in-press|preprint|submitted",
        ),
        "type": Scalar(f"one of {', '.join(TYPES)}", "|".join(TYPES)),
    },
    ("authors", "title", "type"),
)
FILE = Mapping(
    "CITATION.cff",
    {
        **_EVERYWHERE,
        "cff-version": Scalar("1.2.0", r"1\.(0\.[0-3]|1\.0|2\.0)"),
        "message": TEXT,
        "preferred-citation": REFERENCE,
        "references": Listing("a list of references", REFERENCE),
        "type": Scalar("software or dataset", "software|dataset"),
    },
    ("cff-version", "message", "title", "authors"),
)
