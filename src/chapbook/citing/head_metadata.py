"""What the head of a page says to programs: the record and the page in, tags and links out; never an empty one.

Highwire Press tags (``citation_*``) are one record a work, so they stand on the front page only, as Google Scholar's
inclusion guidelines ask. Dublin Core as of RFC 2731 and 5013, Open Graph as of https://ogp.me, typed links as of
https://signposting.org and RFC 8574 (``cite-as``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from chapbook.citing.csl_json import plain_text
from chapbook.citing.export_formats import FORMATS
from chapbook.citing.record import web_address, year_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from chapbook.citing.record import Record


class OtherFormat(NamedTuple):
    """The whole work as a file: its format's name, where it is from the page, its absolute address if that is known."""

    name: str
    href: str
    media_type: str
    address: str = ""


class Page(NamedTuple):
    """A page: its title, its absolute address if that is known, what it is about, and what lies beside it.

    *work_address* is the front page's absolute address if that is known, *front* where the front page is from here,
    empty on the front page itself; *exports* is where the page's records are, without the files' ending.
    """

    title: str
    address: str
    work_address: str
    description: str
    is_described: bool
    language: str
    front: str
    exports: str
    formats: Sequence[OtherFormat] = ()
    cited: str = ""
    """Where the records of the cited works are, without the files' ending; empty where the page has no list of them."""
    cited_title: str = ""


class Tag(NamedTuple):
    """A ``meta`` element: ``name`` or ``property``, which one, and what it says."""

    attribute: str
    name: str
    content: str


class Link(NamedTuple):
    """A ``link`` element."""

    rel: str
    href: str
    type: str = ""
    title: str = ""


def tags(record: Record, page: Page, references: Iterable[str]) -> list[Tag]:
    """Return the ``meta`` elements of a page; *references* are those of the cited works, as text."""
    found = [] if page.is_described else [("name", "description", page.description)]
    found += [("property", name, content) for name, content in _open_graph(record, page)]
    found += [("name", f"DC.{name}", content) for name, content in _dublin_core(record, page)]
    if not page.front:
        found += [("name", f"citation_{name}", content) for name, content in _highwire(record, page, references)]
    return [Tag(*tag) for tag in found if tag[2]]


def links(record: Record, page: Page) -> list[Link]:
    """Return the ``link`` elements of a page."""
    found = [
        Link("schema.DC", "http://purl.org/dc/elements/1.1/"),
        Link("cite-as", persistent_address(record, page)),
        Link("license", record.license_address),
        Link("type", "https://schema.org/AboutPage"),
        Link("type", "https://schema.org/WebPage" if page.front else "https://schema.org/ScholarlyArticle"),
        *(Link("author", author.address) for author in record.authors),
    ]
    for form in FORMATS:
        href = f"{page.exports}.{form.suffix}"
        found += [Link("alternate", href, form.media_type, form.name), Link("describedby", href, form.media_type)]
    for form in FORMATS if page.cited else ():
        found.append(
            Link("alternate", f"{page.cited}.{form.suffix}", form.media_type, f"{page.cited_title} ({form.name})")
        )
    if page.front:
        found.append(Link("collection", page.front, "text/html"))
    else:
        for file in page.formats:
            found += [
                Link("alternate", file.href, file.media_type, file.name),
                Link("item", file.href, file.media_type),
            ]
    return [link for link in found if link.href]


def persistent_address(record: Record, page: Page) -> str:
    """Return by which address the work is cited: its DOI, else this site's front page, else where it was published."""
    published_at = web_address(record.work)
    return published_at if "DOI" in record.work else page.work_address or published_at


def _open_graph(record: Record, page: Page) -> Iterator[tuple[str, str]]:
    yield "og:type", "article"
    yield "og:site_name", record.title
    yield "og:title", page.title
    yield "og:description", page.description
    yield "og:url", page.address


def _dublin_core(record: Record, page: Page) -> Iterator[tuple[str, str]]:
    yield "title", page.title
    for author in record.authors:
        yield "creator", author.name
    yield "date", year_of(record.work)
    yield "description", page.description
    yield "identifier", page.address
    yield "language", page.language
    yield "publisher", plain_text(record.work, "publisher")
    yield "relation", record.title if page.front else ""
    yield "rights", record.license_address
    yield "type", "Text"


def _highwire(record: Record, page: Page, references: Iterable[str]) -> Iterator[tuple[str, str]]:
    work = record.work
    yield "title", record.title
    for author in record.authors:
        yield "author", f"{author.family}, {author.given}" if author.family and author.given else author.name
    yield "publication_date", date_of(work)
    for name, field in _WHERE_PUBLISHED.get(work["type"], {}).items():
        yield name, plain_text(work, field)
    pages = re.split("[-–]+", plain_text(work, "page"))
    yield "firstpage", pages[0].strip()
    yield "lastpage", pages[-1].strip() if len(pages) > 1 else ""
    yield "doi", plain_text(work, "DOI")
    for name in ("ISBN", "ISSN", "publisher", "volume"):
        yield name.lower(), plain_text(work, name)
    yield "abstract", record.abstract
    yield "language", page.language
    yield "public_url", page.address or web_address(work)
    yield from (("pdf_url", file.address) for file in page.formats if file.media_type == "application/pdf")
    yield from (("reference", reference) for reference in references)


_WHERE_PUBLISHED = {
    "article-journal": {"journal_title": "container-title", "issue": "issue"},
    "chapter": {"inbook_title": "container-title"},
    "paper-conference": {"conference_title": "event-title", "inbook_title": "container-title"},
    "thesis": {"dissertation_institution": "publisher"},
    "report": {"technical_report_institution": "publisher", "technical_report_number": "number"},
}


def date_of(work: Mapping[str, Any]) -> str:
    """Return a date as Google Scholar reads it: ``YYYY/MM/DD`` where the day is known, else the year."""
    parts = work.get("issued", {}).get("date-parts", [[]])[0]
    return f"{parts[0]}/{parts[1]:02}/{parts[2]:02}" if len(parts) == 3 else year_of(dict(work))
