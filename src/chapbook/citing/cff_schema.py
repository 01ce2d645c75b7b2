"""What a ``CITATION.cff`` may hold: the keys and values of the Citation File Format 1.2.0, as data.

Source: the format's guide, https://doi.org/10.5281/zenodo.5171937.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from packaging.licenses import canonicalize_license_expression

from chapbook.citing.formats import CFF_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable


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


def _checked_orcid(address: str) -> None:
    """Raise where the last sign is not what the others sum up to (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in re.sub(r"\D", "", address.removeprefix("https://orcid.org/")[:-1]):
        total = (total + int(digit)) * 2
    if address[-1] != "0123456789X"[(12 - total % 11) % 11]:
        raise ValueError(address)


def _one_of(names: list[str]) -> Scalar:
    return Scalar(f"one of {', '.join(names)}", "|".join(names))


def _each(rule: Rule, names: str) -> dict[str, Rule]:
    return dict.fromkeys(names.split(), rule)


NUMBER, INTEGER = frozenset({"str", "int", "float"}), frozenset({"str", "int"})
TYPES = sorted({*CFF_TYPES, "generic"} - {"dataset"})

TEXT = Scalar("text")
WHOLE = Scalar("text or a whole number", kinds=INTEGER)
NUMERAL = Scalar("text or a number", kinds=NUMBER)
DATE = Scalar("a date like 2026-05-31", r"\d{4}-\d\d-\d\d", frozenset({"str", "timestamp"}), date.fromisoformat)
URL = Scalar("an address that begins with https:// or http://", r"(https?|s?ftp)://\S+")
DOI_FORM = r"10\.\d{4,9}(\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+"
DOI = Scalar("a DOI without an address, like 10.5281/zenodo.1003149", DOI_FORM)
ORCID_FORM = r"https://orcid\.org/(\d{4}-){3}\d{3}[\dX]"
ORCID = Scalar("an address like https://orcid.org/0000-0002-1825-0097", ORCID_FORM, read=_checked_orcid)
LANGUAGE = Scalar("a language of two or three small letters, like en", r"[a-z]{2,3}")
LICENSE = Scalar("an SPDX licence, like CC-BY-4.0", r"[A-Za-z0-9.+-]+", read=canonicalize_license_expression)
KEYWORDS = Listing("a list of words", TEXT)

IDENTIFIER = Mapping(
    "an identifier",
    {"type": _one_of(["doi", "url", "swh", "other"]), **_each(TEXT, "value description")},
    ("type", "value"),
    examples={"type": "type: doi"},
)
_REACHED_AT: dict[str, Rule] = {
    **_each(TEXT, "address alias city fax region tel"),
    "country": Scalar("a country of two capital letters, like DE", "[A-Z]{2}"),
    "email": Scalar("an e-mail address", r"\S+@\S+\.\S{2,}"),
    "orcid": ORCID,
    "post-code": NUMERAL,
    "website": URL,
}
ENTITY = Mapping(
    "an organisation",
    {**_REACHED_AT, **_each(TEXT, "name location"), **_each(DATE, "date-start date-end")},
    ("name",),
)
PERSON = Mapping(
    "a person",
    {**_REACHED_AT, **_each(TEXT, "affiliation family-names given-names name-particle name-suffix")},
    any_of=("family-names", "given-names", "alias", "name"),
    instead={"name": ENTITY},
)
PEOPLE = Listing("a list, one author a line, each beginning with a hyphen", PERSON)

_EVERYWHERE: dict[str, Rule] = {
    **_each(TEXT, "abstract commit title"),
    **_each(PEOPLE, "authors contact"),
    **_each(URL, "license-url repository repository-artifact repository-code url"),
    "date-released": DATE,
    "doi": DOI,
    "identifiers": Listing("a list of identifiers", IDENTIFIER),
    "keywords": KEYWORDS,
    "license": Listing("a list of licences", LICENSE, alone=True),
    "version": NUMERAL,
}
REFERENCE = Mapping(
    "a reference",
    {
        **_EVERYWHERE,
        **_each(TEXT, "abbreviation collection-title collection-type copyright data-type database department edition"),
        **_each(TEXT, "entry filename format issue-date issue-title journal medium nihmsid notes scope term"),
        **_each(TEXT, "thesis-type volume-title"),
        **_each(PEOPLE, "editors editors-series recipients senders translators"),
        **_each(ENTITY, "conference database-provider institution location publisher"),
        **_each(WHOLE, "end loc-end loc-start number-volumes pages start volume year year-original"),
        **_each(DATE, "date-accessed date-downloaded date-published"),
        **_each(NUMERAL, "issue number section"),
        "collection-doi": DOI,
        "isbn": Scalar("an ISBN of 10 or 13 digits", r"[0-9\- ]{10,17}X?", INTEGER),
        "issn": Scalar("an ISSN like 1932-8036", r"\d{4}-\d{3}[\dxX]"),
        "languages": Listing("a list of languages", LANGUAGE),
        "month": Scalar("the number of a month, 1 to 12", r"[1-9]|1[012]", INTEGER),
        "patent-states": KEYWORDS,
        "pmcid": Scalar("an id like PMC1234567", r"PMC\d{7}"),
        "status": _one_of(["abstract", "advance-online", "in-preparation", "in-press", "preprint", "submitted"]),
        "type": _one_of(TYPES),
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
