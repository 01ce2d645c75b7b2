"""What a page says of its article: Highwire, Dublin Core, Open Graph, JSON-LD, microformats, and what it shows.

Of several that say the same field the most exact is taken: what is made for scholars before what is made for social
media, that before what the page shows. Nothing is joined or inferred.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from chapbook.comments.address import link_fault, normalized
from chapbook.rescue import page_text
from chapbook.rescue.dates_in_words import read_moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup

ARTICLES = {"Article", "BlogPosting", "ScholarlyArticle", "NewsArticle", "Report", "TechArticle", "WebPage", "Thesis"}
DAY = re.compile(r"(\d{4})(?:[-/](\d\d?)(?:[-/](\d\d?))?)?(?:[T ].*)?")
NAMES: dict[str, tuple[str, ...]] = {
    "title": ("citation_title", "DC.title", "DCTERMS.title", "og:title", "twitter:title"),
    "author": ("citation_author", "DC.creator", "DCTERMS.creator", "author", "article:author"),
    "date": (
        *("citation_publication_date", "citation_date", "citation_online_date", "DC.date", "DCTERMS.issued"),
        *("article:published_time", "datePublished"),
    ),
    "address": ("og:url", "citation_abstract_html_url", "citation_public_url"),
    "site": ("citation_conference_title", "citation_journal_title", "og:site_name"),
    "licence": ("DC.rights", "DCTERMS.license", "DC.rights.license", "copyright"),
    "language": ("citation_language", "DC.language", "og:locale"),
}
IN_JSON = {"title": "headline", "date": "datePublished", "licence": "license", "language": "inLanguage"}
SHOWN = {
    "title": "h1.entry-title, .entry-title, h1.post-title, .wp-block-post-title, .p-name, [itemprop~=headline]"
    ", article h1, h1",
    "author": ".byline .author .fn, .entry-meta .author .fn, .entry-meta .fn, .byline .fn, .author.vcard, [rel=author]"
    ", .wp-block-post-author-name, .wp-block-post-author__name, .post-footer .fn, [itemprop~=author]",
}
TIMES = (
    "time.entry-date[datetime], time.published[datetime], .wp-block-post-date time[datetime]"
    ", time.dt-published[datetime]"
)
DATES = ".entry-date, .post-date, .published, .date"
LONGEST = 500
MOST_AUTHORS = 100
DEEPEST = 6


class Said(NamedTuple):
    """The fields of a capture, "" where the page does not say them."""

    title: str = ""
    author: str = ""
    date: str = ""
    address: str = ""
    site: str = ""
    licence: str = ""
    language: str = ""


def read_address(soup: BeautifulSoup, known: str = "") -> str:
    """Return where a page stood, as it says itself or as is *known* from what saved it."""
    canonical = soup.select_one("link[rel~=canonical][href]")
    metas = _metas(soup)
    said = (str(canonical["href"]) if canonical else "", *_distinct(metas, NAMES["address"]), known)
    return next((address for address in map(web_address, said) if address), "")


def read_metadata(text: str, soup: BeautifulSoup, address: str) -> Said:
    """Read the metadata of a page, out of which its comments were taken.

    :param text: the page as it was, with its scripts.
    :param address: where it stood.
    """
    metas = _metas(soup)
    things = [thing for thing in _things(text) if ARTICLES & set(_texts(thing.get("@type")))]
    found = {name: "; ".join(_distinct(metas, names)) for name, names in NAMES.items()}
    for name, key in IN_JSON.items():
        found[name] = found[name] or next((text for thing in things for text in _texts(thing.get(key))), "")
    if not metas.get("citation_author") and (names := _people(things)):
        found["author"] = "; ".join(names)
    found["author"] = "; ".join(name for name in found["author"].split("; ") if "://" not in name)
    for name, selector in SHOWN.items():
        shown = soup.select_one(selector) if not found[name] else None
        found[name] = found[name] or (_line(shown.get_text(" ")) if shown else "")
    licence = soup.select_one("link[rel~=license][href], a[rel~=license][href]")
    linked = web_address(urljoin(address, str(licence["href"]))) if licence else ""
    return Said(
        title=found["title"] or _page_title(soup),
        author=re.sub(r"^by\s+", "", found["author"], flags=re.IGNORECASE),
        date=_day(found["date"]) or _shown_day(soup),
        address=address,
        site=found["site"] or (urlsplit(address).hostname or ""),
        licence=linked or found["licence"],
        language=page_text.language(text) or found["language"],
    )


def web_address(text: str) -> str:
    """Return a web address in its right form; "" of anything else, such as the place of a file."""
    address = normalized(text) if text else ""
    return address if address.startswith(("http://", "https://")) and not link_fault(address) else ""


def _line(text: str) -> str:
    return " ".join(text.split())[:LONGEST]


def _metas(soup: BeautifulSoup) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in soup.select("meta[content]"):
        name = str(meta.get("name") or meta.get("property") or meta.get("itemprop") or "")
        if content := _line(str(meta["content"])):
            metas.setdefault(name.lower(), []).append(content)
    return metas


def _distinct(metas: dict[str, list[str]], names: tuple[str, ...]) -> list[str]:
    """Return what the first name says that says anything: all authors, or one value."""
    said = next((metas[name.lower()] for name in names if name.lower() in metas), [])
    return [*dict.fromkeys(said)][:MOST_AUTHORS] if names is NAMES["author"] else said[:1]


def _things(text: str) -> Iterator[dict[str, Any]]:
    for block in page_text.json_ld(text):
        try:
            value = json.loads(block)
        except (ValueError, RecursionError):
            continue
        yield from _objects(value, DEEPEST)


def _objects(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"), depth - 1)
    elif isinstance(value, list) and depth:
        for item in value:
            yield from _objects(item, depth - 1)


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [_line(text) for text in values if isinstance(text, str) and text.strip()]


def _people(things: list[dict[str, Any]]) -> list[str]:
    """Return the names of the authors of the first thing that names any."""
    for thing in things:
        author = thing.get("author")
        people = author if isinstance(author, list) else [author]
        names = [
            name for person in people for name in _texts(person.get("name") if isinstance(person, dict) else person)
        ]
        if names:
            return names[:MOST_AUTHORS]
    return []


def _page_title(soup: BeautifulSoup) -> str:
    """Return the title of the window, without the name of the site that themes put behind it."""
    title = _line(soup.title.get_text()) if soup.title else ""
    parts = re.split(r"\s+[|–—·»«]\s+", title)
    return parts[0] if len(parts) > 1 else title


def _day(text: str) -> str:
    if found := DAY.fullmatch(text.strip()):
        return "-".join(part.zfill(2) for part in found.groups() if part)
    moment = read_moment(text)
    return moment.isoformat()[:10] if moment else ""


def _shown_day(soup: BeautifulSoup) -> str:
    time = soup.select_one(TIMES)
    shown = soup.select_one(DATES)
    return _day(str(time["datetime"])) if time else _day(_line(shown.get_text(" "))) if shown else ""
