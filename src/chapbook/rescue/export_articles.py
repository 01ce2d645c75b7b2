"""The articles of exports, as plain data: WordPress's export (WXR), answers of its REST API, and Blogger's export.

Their comments are read by the readers of :mod:`chapbook.comments.exchange`; here is what those leave: words, record,
and the addresses of media.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chapbook.comments.exchange.moments import zoned_moment
from chapbook.comments.exchange.record import title_slug
from chapbook.comments.exchange.safe_xml import elements
from chapbook.comments.exchange.wordpress_fields import plain_text
from chapbook.rescue.page_text import tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chapbook.comments.exchange.json_arrays import Item
    from chapbook.comments.exchange.safe_xml import Element
    from chapbook.comments.exchange.source_text import SourceText

LONGEST = 20_000_000
"""Characters of an article that are read."""

WXR_OUTER = frozenset({"item", "wp:author", "title", "language"})
WXR_KEPT = frozenset(
    {"title", "link", "dc:creator", "content:encoded", "excerpt:encoded", "wp:attachment_url"}
    | {f"wp:{name}" for name in ("post_id", "post_name", "post_type", "status", "post_date", "post_date_gmt")}
    | {"wp:author_login", "wp:author_display_name", "wp:postmeta", "wp:meta_key", "wp:meta_value"}
)
BLOGGER_OUTER = frozenset({"atom:entry", "atom:title"})
BLOGGER_KEPT = frozenset(
    {f"atom:{name}" for name in ("id", "published", "title", "content", "link", "author", "name", "category")}
    | {f"blogger:{name}" for name in ("type", "status", "filename", "trashed")}
)


@dataclass(frozen=True)
class Article:
    """A post of an export, its words as they are stored."""

    id: str
    slug: str
    address: str
    title: str
    author: str
    date: str
    html: str
    type: str = "post"
    status: str = "publish"
    line: int = 0
    notes: tuple[tuple[str, str], ...] = ()
    """Footnotes that the block editor stores apart: their ids and their HTML."""
    has_paragraphs: bool = True
    """Whether the words are HTML as a page shows it; else WordPress makes paragraphs of them."""


@dataclass
class Export:
    """What files hold: articles by their ids, media by their numbers (address and caption), names, the site's own."""

    articles: dict[str, Article] = field(default_factory=dict)
    media: dict[str, tuple[str, str]] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    site: str = ""
    language: str = ""


def read_wxr(source: SourceText, export: Export) -> None:
    """Read a WordPress export."""
    for element in elements(source, WXR_OUTER, WXR_KEPT, LONGEST):
        if element.name == "item":
            _item(element, export)
        elif element.name == "wp:author":
            export.people[element.text("wp:author_login")] = element.text("wp:author_display_name")
        elif element.name == "title":
            export.site = export.site or " ".join("".join(element.pieces).split())
        elif element.name == "language":
            export.language = export.language or "".join(element.pieces).strip()


def _item(item: Element, export: Export) -> None:
    number, kind = item.text("wp:post_id"), item.text("wp:post_type")
    if kind == "attachment":
        export.media[number] = (item.text("wp:attachment_url"), item.text("excerpt:encoded"))
        return
    moment = zoned_moment(item.text("wp:post_date"), item.text("wp:post_date_gmt"))
    meta = {one.text("wp:meta_key"): one.exact_text("wp:meta_value") for one in item.all("wp:postmeta")}
    export.articles[number] = Article(
        id=number,
        slug=item.text("wp:post_name"),
        address=item.text("link"),
        title=shown_text(item.text("title")),
        author=item.text("dc:creator"),
        date=moment.isoformat()[:10] if moment else "",
        html=item.exact_text("content:encoded"),
        type=kind,
        status=item.text("wp:status"),
        line=item.first("content:encoded").line,
        notes=tuple(_footnotes(meta.get("footnotes", ""))),
        has_paragraphs=False,
    )


def _footnotes(text: str) -> Iterator[tuple[str, str]]:
    try:
        notes = json.loads(text) if text.strip() else []
    except (ValueError, RecursionError):
        return
    for note in notes if isinstance(notes, list) else []:
        if isinstance(note, dict) and isinstance(note.get("id"), str) and isinstance(note.get("content"), str):
            yield note["id"], note["content"]


def read_posts_json(items: Iterable[Item], export: Export) -> None:
    """Read posts and media of the REST API."""
    for item in items:
        value = item.value
        if not isinstance(value, dict):
            continue
        number = str(value.get("id", ""))
        if value.get("type") == "attachment" or "source_url" in value:
            export.media[number] = (_text(value.get("source_url")), shown_text(_rendered(value.get("caption"))))
        elif value.get("slug") and "name" in value and "content" not in value:
            export.people[number] = _text(value["name"])
        else:
            export.articles[number] = _post(number, value, item.line)


def _post(number: str, value: dict[str, Any], line: int) -> Article:
    moment = zoned_moment(_text(value.get("date")), _text(value.get("date_gmt")))
    embedded = value.get("_embedded")
    people = embedded.get("author") if isinstance(embedded, dict) else None
    names = (
        [_text(person.get("name")) for person in people if isinstance(person, dict)] if isinstance(people, list) else []
    )
    content = value.get("content")
    raw = content.get("raw") if isinstance(content, dict) else None
    rendered = _rendered(content)
    return Article(
        id=number,
        slug=_text(value.get("slug")),
        address=_text(value.get("link")),
        title=shown_text(_rendered(value.get("title"))),
        author="; ".join(filter(None, names)) or _text(value.get("author")),
        date=moment.isoformat()[:10] if moment else "",
        html=rendered or _text(raw),
        type=_text(value.get("type")) or "post",
        status=_text(value.get("status")),
        line=line,
        has_paragraphs=bool(rendered),
    )


def read_blogger(source: SourceText, export: Export) -> None:
    """Read Blogger's export."""
    for entry in elements(source, BLOGGER_OUTER, BLOGGER_KEPT, LONGEST):
        if entry.name == "atom:title":
            export.site = export.site or " ".join("".join(entry.pieces).split())
        elif entry.name == "atom:entry" and (number := _blogger_number(entry)):
            content = entry.first("atom:content")
            links = [link.attributes for link in entry.all("atom:link") if link.attributes.get("rel") == "alternate"]
            address = links[0].get("href", "") if links else ""
            title = " ".join(entry.text("atom:title").split())
            status = entry.text("blogger:status").upper()
            export.articles[number] = Article(
                id=number,
                slug=(address or entry.text("blogger:filename")).rpartition("/")[2].removesuffix(".html")
                or title_slug(title),
                address=address,
                title=title,
                author=" ".join(entry.first("atom:author").text("atom:name").split()),
                date=entry.text("atom:published")[:10],
                html="".join(content.pieces),
                status="publish" if status in {"", "LIVE"} else status.lower(),
                line=content.line,
            )


def _blogger_number(entry: Element) -> str:
    """Return the number of an entry that is a post or a page."""
    terms = " ".join(category.attributes.get("term", "") for category in entry.all("atom:category"))
    is_post = "kind#post" in terms or "kind#page" in terms or entry.text("blogger:type").upper() in {"POST", "PAGE"}
    return entry.text("atom:id").rpartition("-")[2].lower() if is_post else ""


def shown_text(html: str) -> str:
    """Return the words of a title or a caption that is stored as HTML."""
    return " ".join(tree(plain_text(html) if "<" not in html else html).get_text(" ").split())


def _rendered(value: object) -> str:
    return _text(value.get("rendered")) if isinstance(value, dict) else _text(value)


def _text(value: object) -> str:
    return str(value) if isinstance(value, str) or type(value) is int else ""
