"""The front matter: what the record says of the work, and nothing else.

The record comes from whoever answers the event :data:`RECORD`; without one, title, authors, language and edition are
those of Sphinx's settings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from chapbook.jats.citation import NUMBERS, date_elements, iso_date, link, name_of_person, plain
from chapbook.jats.xml_tree import ACCESS, XLINK, made, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.etree import _Element
    from sphinx.builders import Builder

RECORD = "chapbook-record"
"""The event that asks other extensions for the record of the work.

A handler gets the application and returns nothing, or a mapping: *work*, an item of CSL-JSON; *authors*, mappings with
*name*, *given*, *family*, *suffix*, *is_person*, *address* and *affiliation*; *version*, *released* (ISO 8601, or
empty), *abstract*, *keywords*, *language*, *licenses* (addresses), *addresses* (where else the work is) and *site*, the
address of the site.
"""

RIGHTS = re.compile(r"(\d{4}(?:[-–]\d{4})?),? +(.+)", re.DOTALL)
"""A year and a holder, as Sphinx asks for them (*project_copyright*)."""

ORCID = "https://orcid.org/"


def record_of(builder: Builder) -> dict[str, Any]:
    """Return the record that another extension tells, or what the settings say."""
    told = next((answer for answer in builder.events.emit(RECORD) if answer), None)
    if told:
        return dict(told)
    config = builder.config
    nothing = dict.fromkeys(("given", "family", "suffix", "address", "affiliation"), "")
    author = {"name": config.author, "is_person": True, **nothing}
    settings = {"work": {"title": config.project}, "authors": [author] * bool(config.author), "version": config.release}
    silent = dict.fromkeys(("released", "abstract", "language", "site"), "")
    return {**silent, **settings, "keywords": [], "licenses": [], "addresses": []}


def front(
    record: Mapping[str, Any], rights: Sequence[str], named: Mapping[str, str], abstract: _Element | None
) -> _Element:
    """Return the front matter.

    :param named: what the contents name beside the chapters: addresses with their titles.
    :param rights: what the publication says of its rights, each as ``2022, Ann Ah``.
    :param abstract: the abstract that stands in the text; without one, the record's is taken.
    """
    made_front, work = etree.Element("front"), record["work"]
    journal = etree.Element("journal-meta")
    journal.extend(_journal(work))
    if len(journal):
        made_front.append(journal)
    meta = etree.SubElement(made_front, "article-meta")
    meta.extend(_identifiers(record))
    titles = etree.SubElement(meta, "title-group")
    etree.SubElement(titles, "article-title").text = printable(plain(work["title"]))
    if record["authors"]:
        people = etree.SubElement(meta, "contrib-group")
        people.extend(map(_contrib, record["authors"]))
    if issued := list(date_elements(work.get("issued", {}))):
        date = made("pub-date", date_type="pub", iso_8601_date=iso_date(work["issued"]))
        date.extend(issued)
        meta.append(date)
    meta.extend(_place_in_volume(work))
    meta.extend(_edition(record))
    meta.extend(_permissions(record, rights))
    meta.extend(_addresses(record))
    for address, title in named.items():
        meta.append(made("related-object", title, link_type="contents"))
        meta[-1].set(f"{XLINK}href", printable(address))
    if abstract is None and record["abstract"]:
        abstract = etree.Element("abstract")
        etree.SubElement(abstract, "p").text = printable(record["abstract"])
    if abstract is not None:
        meta.append(abstract)
    if record["keywords"]:
        group = etree.SubElement(meta, "kwd-group", {"kwd-group-type": "author"})
        group.extend(made("kwd", word) for word in record["keywords"])
    meta.extend(_conference(work))
    return made_front


def _journal(work: Mapping[str, Any]) -> Iterator[_Element]:
    if work.get("type", "").startswith("article") and work.get("container-title"):
        group = etree.Element("journal-title-group")
        group.append(made("journal-title", plain(work["container-title"])))
        yield group
    for variable, name in reversed(NUMBERS.items()):
        if work.get(variable):
            yield made(name, plain(work[variable]))
    if work.get("publisher"):
        publisher = etree.Element("publisher")
        publisher.append(made("publisher-name", plain(work["publisher"])))
        if work.get("publisher-place"):
            publisher.append(made("publisher-loc", plain(work["publisher-place"])))
        yield publisher


def _identifiers(record: Mapping[str, Any]) -> Iterator[_Element]:
    if doi := record["work"].get("DOI"):
        yield made("article-id", str(doi), pub_id_type="doi")
    if record["version"]:
        yield made("article-version", record["version"], iso_8601_date=record["released"])


def _contrib(author: Mapping[str, Any]) -> _Element:
    contrib = made("contrib", contrib_type="author")
    address = str(author["address"])
    if address.startswith(ORCID):
        contrib.append(made("contrib-id", address, contrib_id_type="orcid"))
    if not author["is_person"]:
        contrib.append(made("collab", author["name"]))
    elif author["family"]:
        contrib.append(name_of_person(author["family"], author["given"], author["suffix"]))
    else:
        contrib.append(made("string-name", author["name"]))
    if author["affiliation"]:
        contrib.append(made("aff", author["affiliation"]))
    if address and not address.startswith(ORCID):
        contrib.append(link(address))
    return contrib


def _place_in_volume(work: Mapping[str, Any]) -> Iterator[_Element]:
    for variable in ("volume", "issue"):
        if work.get(variable):
            yield made(variable, plain(work[variable]))
    first, _, last = plain(work.get("page", "")).replace("–", "-").partition("-")
    if first:
        yield made("fpage", first.strip())
        if last.strip("- "):
            yield made("lpage", last.strip("- "))


def _edition(record: Mapping[str, Any]) -> Iterator[_Element]:
    """Yield the day on which this edition came out, which is not the day of the work."""
    if record["released"]:
        history = etree.Element("pub-history")
        event = etree.SubElement(history, "event", {"event-type": "edition"})
        if record["version"]:
            event.append(made("article-version", record["version"]))
        date = made("date", date_type="edition", iso_8601_date=record["released"])
        year, month, day = record["released"].split("-")
        date.extend([made("day", day), made("month", month), made("year", year)])
        event.append(date)
        yield history


def _permissions(record: Mapping[str, Any], rights: Sequence[str]) -> Iterator[_Element]:
    permissions = etree.Element("permissions")
    told = [found for found in map(RIGHTS.fullmatch, rights) if found]
    permissions.extend(made("copyright-statement", f"© {statement}") for statement in rights)
    permissions.extend(made("copyright-year", found[1]) for found in told)
    permissions.extend(made("copyright-holder", found[2]) for found in told)
    for address in record["licenses"]:
        granted = etree.SubElement(permissions, "license", {f"{XLINK}href": printable(address)})
        etree.SubElement(granted, f"{ACCESS}license_ref").text = printable(address)
    if len(permissions):
        yield permissions


def _addresses(record: Mapping[str, Any]) -> Iterator[_Element]:
    work = record["work"]
    for address in dict.fromkeys(filter(None, (work.get("URL"), *record["addresses"], record["site"]))):
        uri = made("self-uri", str(address))
        uri.set(f"{XLINK}href", printable(str(address)))
        yield uri


def _conference(work: Mapping[str, Any]) -> Iterator[_Element]:
    if work.get("event-title"):
        conference = etree.Element("conference")
        if day := iso_date(work.get("event-date", {})):
            conference.append(made("conf-date", day, iso_8601_date=day))
        conference.append(made("conf-name", plain(work["event-title"])))
        if work.get("event-place"):
            conference.append(made("conf-loc", plain(work["event-place"])))
        yield conference
