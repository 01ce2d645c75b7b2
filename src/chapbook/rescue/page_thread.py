"""The comments of a page, by how the systems write them: WordPress's lists, Disqus, microdata, microformats.

A page's markup says who wrote a comment, when, what number it has and, by what it stands in, what it answers. Each
system has its names for these, which are data here (:data:`SYSTEMS`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from chapbook.comments.exchange.record import Imported, LeftOut
from chapbook.comments.file_name import free_id, suggested_id
from chapbook.rescue.dates_in_words import read_moment
from chapbook.rescue.page_metadata import web_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from bs4 import Tag


class System(NamedTuple):
    """How a system writes comments: selectors, from a comment's element for all but *comment*."""

    name: str
    comment: str
    words: str
    author: str
    time: str
    address: str = ""
    number: str = r"(?:^|-)comment-(\d+)$"


SYSTEMS = (
    System(
        "WordPress",
        "li.comment, li.pingback, li.trackback, li[id^='comment-'], li[id^='li-comment-'], div.comment[id^='comment-']"
        ", article.comment[id^='comment-']",
        ".comment-content, .wp-block-comment-content, .comment-text, .comment_text, .comment-entry, [itemprop~=text]",
        ".comment-author .fn, .wp-block-comment-author-name, cite.fn, b.fn, .fn, .comment-author-name"
        ", .comment-author a, .comment-author, [itemprop~=author]",
        ".comment-metadata time, .comment-meta time, .wp-block-comment-date time, time",
        ".comment-author .url, a.url, .comment-author .fn a, .wp-block-comment-author-name a",
    ),
    System(
        "Disqus",
        "li.post[id^='post-']",
        ".post-message",
        ".post-byline .author, .author",
        ".time-ago",
        "",
        r"^post-(\d+)$",
    ),
    System(
        "schema.org",
        "[itemtype$='/Comment'], [itemtype$='/UserComments']",
        "[itemprop~=text], [itemprop~=commentText]",
        "[itemprop~=author] [itemprop~=name], [itemprop~=creator] [itemprop~=name], [itemprop~=author]"
        ", [itemprop~=creator]",
        "[itemprop~=dateCreated], [itemprop~=datePublished], [itemprop~=commentTime], time",
        "[itemprop~=author] a[itemprop~=url], [itemprop~=author] a[href]",
        r"(\d+)$",
    ),
    System(
        "microformats",
        ".h-cite.u-comment, .u-comment .h-cite, .h-entry .h-cite, .hcomment, .comment.hentry",
        ".e-content, .comment-content, .entry-content",
        ".p-author .p-name, .p-author, .author .fn, .author",
        ".dt-published, time, abbr.published",
        "a.p-author, .p-author .u-url, .author a.url",
        r"(\d+)$",
    ),
    System(
        "nested elements",
        ".comment[id], li.media.comment, article.comment, div.comment",
        ".comment-content, .comment-body, .content, .body, .text",
        ".author, .username, .user, .name, cite",
        "time, .date, .timestamp",
        "",
        r"(\d+)$",
    ),
)
COUNT = re.compile(r"(\d{1,6}|one)\b.{0,40}\b(?:comments?|responses?|thoughts?|replies|reply)\b", re.IGNORECASE)
HEADINGS = ".comments-title, #comments-title, .wp-block-comments-title, #comments > h2, #comments > h3, .comment-count"
NOT_WORDS = (
    ".comment-author, .comment-meta, .commentmetadata, .comment-metadata, .reply, .comment-reply-link, .says, .fn"
    ", .avatar, .comment-awaiting-moderation, .comment-edit-link, .edit-link, .children, footer, header, time, form"
    ", .vote, .likes"
)
NO_NAME = {"", "anonymous", "says:"}
LONGEST_NAME = 200


class PageThread(NamedTuple):
    """The comments, the system that wrote them, and how many the page says it has (None: it does not say)."""

    comments: tuple[Imported, ...]
    system: str
    says: int | None


def read_thread(page: Tag, path: Path, base: str) -> PageThread:
    """Read the comments of a page, by the system that finds the most.

    :param base: the address of the page, by which its links are completed.
    """
    best: tuple[System, Sequence[Tag]] = (SYSTEMS[0], [])
    for system in SYSTEMS:
        items = [tag for tag in page.select(system.comment) if _has_words(tag, system)]
        if len(items) > len(best[1]):
            best = (system, items)
    system, found = best
    return PageThread(tuple(_comments(found, system, path, base)), system.name if found else "", _says(page))


def _has_words(tag: Tag, system: System) -> bool:
    return bool(tag.select_one(system.words)) or bool(system is SYSTEMS[0] and tag.get_text(strip=True))


def _says(page: Tag) -> int | None:
    heading = page.select_one(HEADINGS)
    found = COUNT.search(" ".join(heading.get_text(" ").split())) if heading else None
    return None if not found else 1 if found[1].lower() == "one" else int(found[1])


def _comments(items: Sequence[Tag], system: System, path: Path, base: str) -> Iterator[Imported]:
    at = {id(tag): number for number, tag in enumerate(items)}
    above = [next((at[id(parent)] for parent in tag.parents if id(parent) in at), None) for tag in items]
    taken: set[str] = set()
    ids = []
    for position, tag in enumerate(items, 1):
        ids.append(free_id(_number(tag, system) or str(position), taken))
        taken.add(ids[-1])
    made = []
    # The innermost first: what answers a comment is taken out of it before it is read.
    for number, tag in reversed([*enumerate(items)]):
        tag.extract()
        answered = above[number]
        made.append(_comment(tag, system, path, base, (ids[number], "" if answered is None else ids[answered])))
    return reversed(made)


def _comment(tag: Tag, system: System, path: Path, base: str, place: tuple[str, str]) -> Imported:
    author = _author(tag, system)
    is_author = not author and "bypostauthor" in (tag.get("class") or [])
    return Imported(
        path=path,
        line=0,
        number=place[0],
        parent=place[1],
        author="Author" if is_author else author,
        url=_site(tag, system, base),
        date=_moment(tag, system),
        left_out=_left_out(tag),
        html=_words(tag, system),
        has_plain_lines=False,
        own={"supplied": "author"} if is_author else {},
    )


def _number(tag: Tag, system: System) -> str:
    names = [str(tag.get("id") or ""), *(str(inner["id"]) for inner in tag.select("[id]", limit=3))]
    found = next(filter(None, (re.search(system.number, name) for name in names)), None)
    return suggested_id(found[1]) if found else ""


def _author(own: Tag, system: System) -> str:
    for selector in system.author.split(", "):
        if found := own.select_one(selector):
            said = str(found.get("content") or "") or found.get_text(" ")
            name = re.sub(r"\s+(?:says|said|on|wrote)\s*:?$", "", " ".join(said.split()))[:LONGEST_NAME]
            return "" if name.lower() in NO_NAME else name
    return ""


def _site(own: Tag, system: System, base: str) -> str:
    found = own.select_one(system.address) if system.address else None
    address = web_address(urljoin(base, str(found.get("href") or ""))) if found and found.get("href") else ""
    return "" if base and address.split("#")[0] == base.split("#", maxsplit=1)[0] else address


def _moment(own: Tag, system: System) -> date | None:
    for found in own.select(system.time):
        for said in (found.get("datetime"), found.get("content"), found.get("title"), found.get_text(" ")):
            if said and (moment := read_moment(str(said))):
                return moment
    meta = own.select_one(".comment-meta, .commentmetadata, .comment-metadata, .comment-date")
    return read_moment(meta.get_text(" ")) if meta else None


def _words(own: Tag, system: System) -> str:
    found = own.select_one(system.words) or own.select_one(".comment-body") or own
    for furniture in found.select(NOT_WORDS):
        furniture.decompose()
    return found.decode_contents()


def _left_out(tag: Tag) -> LeftOut | None:
    classes = set(tag.get("class") or [])
    if "pingback" in classes:
        return LeftOut.PINGBACK
    if "trackback" in classes:
        return LeftOut.TRACKBACK
    return LeftOut.UNAPPROVED if tag.select_one(".comment-awaiting-moderation") else None
