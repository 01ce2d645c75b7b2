"""A work as JATS records it, part for part, from an item of CSL-JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from chapbook.jats.xml_tree import XLINK, made, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

KINDS = {
    "article-journal": "journal",
    "article-magazine": "periodical",
    "article-newspaper": "newspaper",
    "book": "book",
    "chapter": "book",
    "dataset": "data",
    "entry-dictionary": "book",
    "entry-encyclopedia": "book",
    "paper-conference": "confproc",
    "patent": "patent",
    "post-weblog": "web",
    "report": "report",
    "software": "software",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "web",
}
"""CSL's types by the values that the tag library suggests (*@publication-type*)."""

PEOPLE = ("author", "editor", "translator", "container-author", "collection-editor", "director", "composer")
PLAIN = {
    "edition": "edition",
    "volume": "volume",
    "issue": "issue",
    "collection-title": "series",
    "publisher-place": "publisher-loc",
    "publisher": "publisher-name",
    "event-title": "conf-name",
    "event-place": "conf-loc",
    "version": "version",
}
"""Variables by the elements that have them."""

IDENTIFIERS = {"DOI": "doi", "PMID": "pmid", "PMCID": "pmcid"}
NUMBERS = {"ISBN": "isbn", "ISSN": "issn"}
MONTHS = 12
"""Seasons are numbered behind them."""

MARKUP = re.compile(r"</?(?:i|b|sup|sub|span)\b[^<>]*>")
PAGES = re.compile(r"([^-–]*)([-–]*)(.*)", re.DOTALL)
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3041-\u30ff\uac00-\ud7af\U00020000-\U0003ffff\s·・]+")
"""Names in the scripts of China, Japan and Korea: the family's comes first."""


def element_citation(item: Mapping[str, Any]) -> _Element:
    """Return a work, an item of CSL-JSON, with all that JATS has an element for."""
    citation = made("element-citation", publication_type=KINDS.get(item.get("type", ""), "other"))
    citation.extend(_parts(item))
    return citation


def plain(value: object) -> str:
    """Return a variable as text, without markup."""
    return " ".join(MARKUP.sub("", str(value)).split())


def _parts(item: Mapping[str, Any]) -> Iterator[_Element]:
    yield from (group(role, item[role]) for role in PEOPLE if item.get(role))
    yield from _titles(item)
    yield from date_elements(item.get("issued", {}))
    yield from (made(name, plain(item[variable])) for variable, name in PLAIN.items() if item.get(variable))
    yield from _pages(item)
    for variable, kind in IDENTIFIERS.items():
        if item.get(variable):
            yield made("pub-id", plain(item[variable]), pub_id_type=kind)
    yield from (made(name, plain(item[variable])) for variable, name in NUMBERS.items() if item.get(variable))
    if accessed := iso_date(item.get("accessed", {})):
        yield made("date-in-citation", accessed, content_type="access-date", iso_8601_date=accessed)
    if address := item.get("URL"):
        yield link(str(address))


def link(address: str) -> _Element:
    """Return a link whose words are its address."""
    made_link = made("ext-link", address, ext_link_type="uri")
    made_link.set(f"{XLINK}href", printable(address))
    return made_link


def _titles(item: Mapping[str, Any]) -> Iterator[_Element]:
    title, kind = plain(item.get("title", "")), KINDS.get(item.get("type", ""), "other")
    container = plain(item.get("container-title", ""))
    if title:
        inside = "chapter-title" if kind == "book" else "data-title" if kind == "data" else "article-title"
        yield made(inside if container or kind in {"web", "data"} else "source", title)
    if container:
        yield made("source", container)


def _pages(item: Mapping[str, Any]) -> Iterator[_Element]:
    pages, number = plain(item.get("page", "")), plain(item.get("number", ""))
    first, parted, last = (part.strip() for part in PAGES.findall(pages)[0])
    if re.search("[,;&]", pages):
        yield made("page-range", pages)
    elif pages:
        yield made("fpage", first)
        if parted and last:
            yield made("lpage", last)
    if number and item.get("type") == "article-journal" and not pages:
        yield made("elocation-id", number)
    elif number:
        yield made("comment", number, content_type="number")


def group(role: str, people: list[Mapping[str, str]]) -> _Element:
    """Return the people of a role."""
    made_group = made("person-group", person_group_type=role)
    made_group.extend(map(name_element, people))
    return made_group


def name_element(person: Mapping[str, str]) -> _Element:
    """Return a person's name by its parts; one that is whole is an organisation's (CSL-JSON, *literal*)."""
    if "literal" in person:
        return made("collab", person["literal"])
    particles = (person.get(name, "") for name in ("dropping-particle", "non-dropping-particle"))
    family = " ".join(filter(None, (*particles, person.get("family", ""))))
    return name_of_person(family, person.get("given", ""), person.get("suffix", ""))


def name_of_person(family: str, given: str, suffix: str = "") -> _Element:
    """Return a person's name by its parts."""
    style = "eastern" if family and HAN.fullmatch(family + given) else "western"
    name = made("name", name_style=style if family else "given-only")
    for element, words in {"surname": family, "given-names": given, "suffix": suffix}.items():
        if words:
            etree.SubElement(name, element).text = printable(words)
    return name


def iso_date(date: Mapping[str, Any]) -> str:
    """Return a date of CSL-JSON, or the first of two, as ISO 8601 writes it, as far as it is known."""
    parts = (date.get("date-parts") or [[]])[0]
    if not parts or not all(str(part).lstrip("-").isdecimal() for part in parts):
        return ""
    year, *others = map(int, parts)
    others = [] if others and others[0] > MONTHS else others
    return "-".join([f"{year:04}", *(f"{part:02}" for part in others)]) if year >= 0 else ""


def date_elements(date: Mapping[str, Any]) -> Iterator[_Element]:
    """Yield day, month and year of a date of CSL-JSON, or what stands for them; the first of two."""
    parts = [str(part) for part in (date.get("date-parts") or [[]])[0]]
    names: tuple[str, ...] = ("year", "month", "day")
    if len(parts) > 1 and int(parts[1]) > MONTHS:
        names = ("year", "season", "day")
    for name, part in reversed(list(zip(names, parts, strict=False))):
        yield made(name, part, iso_8601_date=iso_date(date) if name == "year" else "")
    if not parts and (words := date.get("literal")):
        yield made("string-date", str(words))
