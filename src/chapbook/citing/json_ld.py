"""The publication in schema.org's terms, as JSON-LD: the front page tells of the work, its parts and what it cites.

Every other page tells of itself and of the work that it is a part of, and the thread's page of the comments, so that a
page does not grow with the work.

Types and properties as of https://schema.org/ScholarlyArticle; nothing that is not known is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from chapbook.citing.apa_reference import web_address
from chapbook.citing.author_names import family_name, given_names, upright
from chapbook.citing.head_metadata import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pybtex.database import Entry, Person

    from chapbook.citing.head_metadata import Page
    from chapbook.citing.record import Author, Record

WORK_TYPES = {
    "article": "ScholarlyArticle",
    "book": "Book",
    "inbook": "Chapter",
    "incollection": "Chapter",
    "inproceedings": "ScholarlyArticle",
    "mastersthesis": "Thesis",
    "phdthesis": "Thesis",
    "techreport": "Report",
}
WHOLES = {"article": ("Periodical", "journal"), "incollection": ("Book", "booktitle"), "inbook": ("Book", "booktitle")}


class SectionLink(NamedTuple):
    """A part of the work, and where it is."""

    title: str
    href: str


class Remark(NamedTuple):
    """A comment: where it is, who wrote it, when in ISO 8601 if that is known, where the one is that it answers."""

    href: str
    author: str
    date: str = ""
    answers: str = ""


class Discussion(NamedTuple):
    """The comments: how many there are, and those that the page tells of."""

    size: int = 0
    remarks: Sequence[Remark] = ()


def article(
    record: Record, page: Page, sections: Iterable[SectionLink], cited: Iterable[str], discussion: Discussion
) -> dict[str, Any]:
    """Return the work, for its front page; *cited* is where each work that it cites is told of."""
    published_at = web_address(record.work)
    here = page.work_address
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "ScholarlyArticle",
            "headline": record.title,
            "name": record.title,
            "author": [_author(author) for author in record.authors],
            "datePublished": record.work.fields.get("year", ""),
            "dateModified": record.released.isoformat(),
            "version": record.version,
            "description": record.abstract,
            "keywords": list(record.keywords),
            "inLanguage": page.language,
            "url": here or published_at,
            "sameAs": published_at if here != published_at else "",
            "license": record.license_address,
            "isPartOf": _whole(record.work),
            "publisher": _organization(text_of(record.work, "publisher")),
            "encoding": [
                {"@type": "MediaObject", "encodingFormat": file.media_type, "contentUrl": file.address or file.href}
                for file in page.formats
            ],
            "hasPart": [
                {"@type": "CreativeWork", "name": section.title, "url": section.href, "position": position}
                for position, section in enumerate(sections, 1)
            ],
            "citation": [{"@id": href} for href in cited],
            **_of_discussion(discussion),
        }
    )


def page_of_work(
    record: Record, page: Page, cited: Mapping[str, dict[str, Any]], discussion: Discussion, *, is_chapter: bool
) -> dict[str, Any]:
    """Return another page than the front page, with the work that it is a part of.

    :param cited: the works of a reference list on the page, by where each stands; as :func:`cited_work` makes them.
    """
    work = {"@type": "ScholarlyArticle", "name": record.title, "url": page.work_address or page.front}
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "Chapter" if is_chapter else "WebPage",
            "name": page.title,
            "author": [_author(author) for author in record.authors],
            "datePublished": record.work.fields.get("year", "") if is_chapter else "",
            "dateModified": record.released.isoformat(),
            "inLanguage": page.language,
            "url": page.address,
            "license": record.license_address,
            "isPartOf": work,
            "citation": [{**told, "@id": href} for href, told in cited.items()],
            **_of_discussion(discussion),
        }
    )


def _of_discussion(discussion: Discussion) -> dict[str, Any]:
    return {"commentCount": discussion.size, "comment": [_comment(remark) for remark in discussion.remarks]}


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", [], None, {})}


def _author(author: Author) -> dict[str, Any]:
    kind = "Person" if author.is_person else "Organization"
    return _known(
        {
            "@type": kind,
            "name": author.name,
            "givenName": author.given,
            "familyName": author.family,
            "url": author.address,
        }
    )


def _organization(name: str) -> dict[str, Any] | None:
    return {"@type": "Organization", "name": name} if name else None


def _whole(work: Entry) -> dict[str, Any] | None:
    kind, field = WHOLES.get(work.type, ("CreativeWork", "booktitle"))
    name = text_of(work, field) or text_of(work, "eventtitle")
    return {"@type": kind, "name": name} if name else None


def cited_work(entry: Entry) -> dict[str, Any]:
    """Return a work that the publication cites."""
    return _known(
        {
            "@type": WORK_TYPES.get(entry.type, "CreativeWork"),
            "name": text_of(entry, "title"),
            "author": [_person(person) for person in entry.persons.get("author", [])],
            "datePublished": entry.fields.get("year", ""),
            "isPartOf": _whole(entry),
            "url": web_address(entry),
        }
    )


def _person(person: Person) -> dict[str, Any]:
    """Name an author of a cited work; one that BibTeX has in braces, without a given name, may be a group."""
    given, family = str(given_names(person)), str(family_name(person))
    if not given:
        return {"@type": "Organization", "name": family}
    return {"@type": "Person", "name": str(upright(person)), "givenName": given, "familyName": family}


def _comment(remark: Remark) -> dict[str, Any]:
    return _known(
        {
            "@type": "Comment",
            "@id": remark.href,
            "url": remark.href,
            "author": {"@type": "Person", "name": remark.author},
            "dateCreated": remark.date,
            "parentItem": {"@type": "Comment", "@id": remark.answers} if remark.answers else None,
        }
    )
