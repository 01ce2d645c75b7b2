"""The publication in schema.org's terms, as JSON-LD: the front page tells of the work, its parts and what it cites.

Every other page tells of itself and of the work that it is a part of, and the thread's page of the comments, so that a
page does not grow with the work.

Types and properties as of https://schema.org/ScholarlyArticle; nothing that is not known is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from chapbook.citing.csl_json import particle_of, plain_text
from chapbook.citing.record import in_natural_order, web_address, year_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from chapbook.citing.head_metadata import Page
    from chapbook.citing.record import Author, Record

WORK_TYPES = {
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "motion_picture": "Movie",
    "paper-conference": "ScholarlyArticle",
    "post-weblog": "BlogPosting",
    "report": "Report",
    "software": "SoftwareApplication",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
WHOLES = {
    "article-journal": "Periodical",
    "article-magazine": "Periodical",
    "article-newspaper": "Periodical",
    "chapter": "Book",
}


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
            "datePublished": year_of(record.work),
            "dateModified": record.released.isoformat() if record.released else "",
            "version": record.version,
            "description": record.abstract,
            "keywords": list(record.keywords),
            "inLanguage": page.language,
            "url": here or published_at,
            "sameAs": _same_as(record, here, published_at),
            "license": record.license_address,
            "isPartOf": _whole(record.work),
            "publisher": _organization(plain_text(record.work, "publisher")),
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
            "datePublished": year_of(record.work) if is_chapter else "",
            "dateModified": record.released.isoformat() if record.released else "",
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
            "affiliation": _organization(author.affiliation),
        }
    )


def _organization(name: str) -> dict[str, Any] | None:
    return {"@type": "Organization", "name": name} if name else None


def _same_as(record: Record, here: str, published_at: str) -> str | list[str]:
    found = [address for address in dict.fromkeys((published_at, *record.other_addresses)) if address != here]
    return found if len(found) > 1 else "".join(found)


def _whole(work: Mapping[str, Any]) -> dict[str, Any] | None:
    name = plain_text(work, "container-title") or plain_text(work, "event-title")
    return {"@type": WHOLES.get(work["type"], "CreativeWork"), "name": name} if name else None


def cited_work(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return a work that the publication cites."""
    return _known(
        {
            "@type": WORK_TYPES.get(item["type"], "CreativeWork"),
            "name": plain_text(item, "title"),
            "author": [_person(person) for person in item.get("author", ())],
            "datePublished": year_of(item),
            "isPartOf": _whole(item),
            "url": web_address(item),
        }
    )


def _person(person: Mapping[str, str]) -> dict[str, Any]:
    """Name an author of a cited work; one whose name is a whole may be a group."""
    if "given" not in person:
        return {"@type": "Organization", "name": person.get("literal") or person.get("family", "")}
    family = " ".join(filter(None, (particle_of(person), person.get("family"))))
    name = in_natural_order(person["given"], family, person.get("suffix", ""))
    return {"@type": "Person", "name": name, "givenName": person["given"], "familyName": family}


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
