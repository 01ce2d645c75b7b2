"""The publication in schema.org's terms, as JSON-LD: the front page tells of the work, its parts and what it cites.

Every other page tells of itself and of the work that it is a part of, and the thread's page of the comments, so that a
page does not grow with the work. Types and properties as of https://schema.org/ScholarlyArticle; nothing that is not
known is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from chapbook.citing.csl_json import family_of, in_natural_order, plain_text, web_address, year_of
from chapbook.citing.formats import TYPES, Type

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from chapbook.citing.record import Author, Record


class OtherFormat(NamedTuple):
    """The whole work as a file: its format's name, where it is from the page, its absolute address if that is known."""

    name: str
    href: str
    media_type: str
    address: str = ""


class Page(NamedTuple):
    """A page: its title, its absolute addresses if these are known, what it is about, and what lies beside it.

    By *address* it is cited, at *own_address* it is; these differ where editions are published. *work_address* is the
    front page's as *address* is the page's own, *front* where the front page is from here, empty on the front page
    itself; *exports* is where the page's records are, *cited* those of the works that it lists, both without the files'
    ending.
    """

    title: str
    address: str
    own_address: str
    work_address: str
    description: str
    is_described: bool
    language: str
    front: str
    exports: str
    cited: str
    formats: Sequence[OtherFormat]
    comment_count: int
    comments: Sequence[dict[str, Any]]
    """Those that stand on the page, as :func:`comment` makes them."""


def article(
    record: Record, page: Page, sections: Iterable[tuple[str, str]], cited: Mapping[str, dict[str, Any]]
) -> dict[str, Any]:
    """Return the work, for its front page.

    :param sections: title and place of each.
    :param cited: as for :func:`page_of_work`; here each is told of where it stands.
    """
    published_at, here = web_address(record.work), page.work_address
    same = [address for address in dict.fromkeys((published_at, *record.other_addresses)) if address != here]
    parts = enumerate(sections, 1)
    return _told(
        record,
        page,
        {
            "@type": "ScholarlyArticle",
            "headline": record.title,
            "name": record.title,
            "datePublished": year_of(record.work),
            "version": record.version,
            "description": record.abstract,
            "keywords": list(record.keywords),
            "url": here or published_at,
            "sameAs": same if len(same) > 1 else "".join(same),
            "isPartOf": _whole(record.work),
            "publisher": _organization(plain_text(record.work, "publisher")),
            "encoding": [
                {"@type": "MediaObject", "encodingFormat": file.media_type, "contentUrl": file.address or file.href}
                for file in page.formats
            ],
            "hasPart": [
                {"@type": "CreativeWork", "name": title, "url": href, "position": at} for at, (title, href) in parts
            ],
            "citation": [{"@id": href} for href in cited],
        },
    )


def page_of_work(
    record: Record, page: Page, cited: Mapping[str, dict[str, Any]], *, is_chapter: bool
) -> dict[str, Any]:
    """Return another page than the front page, with the work that it is a part of.

    :param cited: the works of a reference list on the page, by where each stands; as :func:`cited_work` makes them.
    """
    return _told(
        record,
        page,
        {
            "@type": "Chapter" if is_chapter else "WebPage",
            "name": page.title,
            "datePublished": year_of(record.work) if is_chapter else "",
            "url": page.address,
            "isPartOf": {"@type": "ScholarlyArticle", "name": record.title, "url": page.work_address or page.front},
            "citation": [{**told, "@id": href} for href, told in cited.items()],
        },
    )


def _told(record: Record, page: Page, own: dict[str, Any]) -> dict[str, Any]:
    """Return what is told of a page, with what every page tells."""
    return _known(
        {
            "@context": "https://schema.org",
            **own,
            "author": [_author(author) for author in record.authors],
            "dateModified": record.released.isoformat() if record.released else "",
            "inLanguage": page.language,
            "license": record.licenses[0] if len(record.licenses) == 1 else list(record.licenses),
            "commentCount": page.comment_count,
            "comment": page.comments,
        }
    )


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", [], None, {})}


def _author(author: Author) -> dict[str, Any]:
    return _known(
        {
            "@type": "Person" if author.is_person else "Organization",
            "name": author.name,
            "givenName": author.given,
            "familyName": author.family,
            "url": author.address,
            "affiliation": _organization(author.affiliation),
        }
    )


def _organization(name: str) -> dict[str, Any] | None:
    return {"@type": "Organization", "name": name} if name else None


def _whole(work: Mapping[str, Any]) -> dict[str, Any] | None:
    name = plain_text(work, "container-title") or plain_text(work, "event-title")
    kind = "Periodical" if work["type"].startswith("article-") else "CreativeWork"
    return {"@type": "Book" if work["type"] == "chapter" else kind, "name": name} if name else None


def cited_work(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return a work that the publication cites."""
    return _known(
        {
            "@type": TYPES.get(item["type"], Type()).schema_org,
            "name": plain_text(item, "title"),
            "author": [_person(person) for person in item.get("author", ())],
            "datePublished": year_of(item),
            "isPartOf": _whole(item),
            "url": web_address(item),
        }
    )


def _person(person: Mapping[str, str]) -> dict[str, Any]:
    """Name an author of a cited work; one whose name is a whole may be a group."""
    family = family_of(person)
    if "given" not in person:
        return {"@type": "Organization", "name": family}
    name = in_natural_order(person["given"], family, person.get("suffix", ""))
    return {"@type": "Person", "name": name, "givenName": person["given"], "familyName": family}


def comment(href: str, author: str, date: str, answers: str) -> dict[str, Any]:
    """Return a comment: where it is, who wrote it, when, if that is known, and where the one is that it answers."""
    return _known(
        {
            "@type": "Comment",
            "@id": href,
            "url": href,
            "author": {"@type": "Person", "name": author},
            "dateCreated": date,
            "parentItem": {"@type": "Comment", "@id": answers} if answers else None,
        }
    )
