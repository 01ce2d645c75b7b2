"""A comment's body: a stranger's Markdown in, harmless XHTML out.

The promise: whatever the source holds, the result is a well-formed fragment (the same to an HTML and to an XML parser)
made of the elements in :data:`ELEMENTS` and no others, with links to web and mail addresses only. It has no id, class,
style, script, image or form. Every other tag is shown as the characters that it is, and no word is lost.

Markdown is CommonMark (markdown-it-py) without headings, rules, images, link definitions and blocks of HTML. A line
break is kept, as WordPress keeps it (``wpautop``), and a bare web address becomes a link (``make_clickable``). The
tags are those that WordPress allows in a comment (``$allowedtags``). nh3 has the last word on what may pass.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import cache
from html import escape, unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import nh3
from markdown_it import MarkdownIt

from chapbook.clusters import piles
from chapbook.comments.address import SHOWN, length_fault, link_fault, normalized
from chapbook.comments.allowed import SCHEMES, STRANGERS_LINK, TAGS
from chapbook.comments.block_quotes import with_block_quotes
from chapbook.comments.bounds import BLOCKS, DEEPEST, TAG, excess, most_pieces, pile_fault
from chapbook.comments.inline_text import balanced, link_bare_addresses
from chapbook.comments.problem import Fault, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

MODERN_NAME = {"acronym": "abbr", "strike": "s"}
"""HTML Living Standard, 16.2: elements that are obsolete, and what says the same today."""

ELEMENTS = {MODERN_NAME.get(tag, tag) for tag in TAGS} | BLOCKS | {"br"}
"""The elements of a cleaned body."""

EMPTY = re.compile("<({})\\b[^>]*>\\s*</\\1>".format("|".join(sorted(ELEMENTS - {"br", "li", "pre"}))))
PLANES = "".join(f"{chr(plane)}-{chr(plane + 0xFFFD)}" for plane in range(0x10000, 0x110000, 0x10000))
UNPRINTABLE = re.compile("[^ -~\n\t\r\xa0-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd" + PLANES + "]")
"""Characters that XML 1.0 (section 2.2) or HTML (13.2.3.5) does not take, and those that turn the order of letters
round, by which a text can look like another (Unicode Technical Report 36, 2.4; the marks U+200E and U+200F cannot).

It names those that may stand, common ones first: a search looks each character up in this order, in every comment.
"""

CHECKED = {"link_open", "html_inline"}
"""Markdown's tokens that bring in an address or a tag."""


class _Markdown(MarkdownIt):
    """Lets every link through to :func:`_checked`, which says what is wrong with one; markdown-it would not."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002  # the library's name and signature
        return True


@cache
def _markdown() -> MarkdownIt:
    markdown = _Markdown(
        "commonmark", {"breaks": True, "maxNesting": DEEPEST + 2}
    )  # deeper, for what is lost there to be seen
    link_bare_addresses(markdown)
    return markdown.disable(["heading", "hr", "html_block", "image", "lheading", "reference"])


@cache
def _cleaner() -> nh3.Cleaner:
    attributes = {MODERN_NAME.get(tag, tag): names for tag, names in TAGS.items()}
    return nh3.Cleaner(
        tags=ELEMENTS,
        attributes={**attributes, "ol": {"start"}, "*": set()},
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel=STRANGERS_LINK,
    )


def clean_body(source: str) -> tuple[str, list[Fault]]:
    """Turn Markdown into a well-formed XHTML fragment; a link that goes nowhere good is left out, its words stay.

    What is nested too deeply is shown as it was written. The lines of faults count from 0.
    """
    faults: list[Fault] = []
    markdown = _markdown()
    tokens = markdown.parse(source)
    for token in tokens:
        # Most paragraphs have neither link nor tag, and nothing else is to be checked.
        if token.children and any(child.type in CHECKED for child in token.children):
            token.children = list(_checked(token.children, token.map[0] if token.map else 0, faults))
    if "<" in source:
        tokens = list(with_block_quotes(tokens))
        for token in tokens:
            if token.children:
                token.children = list(balanced(token.children))
    html = markdown.renderer.render(tokens, markdown.options, {})
    most = most_pieces(source)
    if too_much := excess(html, most):
        faults.append(Fault(0, Kind.BODY, f"{too_much}, so that no markup is read; write fewer"))
        paragraphs = (escape(part.strip(), quote=False) for part in source.split("\n\n", most))
        html = "".join(f"<p>{part}</p>" for part in paragraphs).replace("\n", "<br>")
    html = _as_xml(_cleaner().clean(html))
    if "&" in source and not any(piles(source)) and (pile := next(piles(html), None)):
        faults.append(Fault(0, Kind.ENCODING, pile_fault(*pile)))
    if hidden := UNPRINTABLE.search(html):  # from a character reference; as itself it was seen before
        message = f"the reference to U+{ord(hidden[0]):04X}, which cannot be shown, gave U+FFFD; delete it"
        faults.append(Fault(0, Kind.ENCODING, message))
        html = UNPRINTABLE.sub("\ufffd", html)
    return html, faults


def _as_xml(html: str) -> str:
    """Mend the only places where nh3's HTML is not XML as well, and drop elements that hold nothing."""
    html = html.replace("&nbsp;", "&#160;").replace("<br>", "<br />")
    removed = 1
    while removed:  # as often as elements are deep, at most
        html, removed = EMPTY.subn("", html)
    return html.strip()


def _checked(tokens: list[Token], line: int, faults: list[Fault]) -> Iterator[Token]:
    """Yield inline tokens without bad links, with allowed tags in their plainest form and other tags as text."""
    dropped = 0
    for token in tokens:
        # Counted first: a tag in its plainest form stands on one line.
        lines = token.type in {"softbreak", "hardbreak"} or token.content.count("\n")
        if token.type == "link_open":
            token.attrs["href"] = href = normalized(str(token.attrs["href"]))
            bad = link_fault(href)
            if fault := bad or length_fault(href):
                faults.append(Fault(line, Kind.LINK, fault))
        if token.type == "link_open" and bad:
            dropped += 1
        elif token.type == "link_close" and dropped:
            dropped -= 1
        else:
            if token.type == "html_inline":
                _reduce_tag(token, line, faults)
            yield token
        line += lines


def _reduce_tag(token: Token, line: int, faults: list[Fault]) -> None:
    """Rewrite a tag of the commenter's, or make it the text that it looks like."""
    tag = _Tag(token.content)
    if tag.name not in TAGS:
        token.type = "text"
        return
    name = MODERN_NAME.get(tag.name, tag.name)
    if tag.closes:
        token.content = f"</{name}>"
        return
    kept = {}
    for key in tag.attributes.keys() & TAGS[tag.name]:
        value = attribute_value(key, tag.attributes[key])
        if fault := attribute_fault(key, value):
            faults.append(Fault(line, Kind.LINK, fault))
        else:
            kept[key] = escape(value)
            if key == "href" and (fault := length_fault(value)):
                faults.append(Fault(line, Kind.LINK, fault))
    attributes = "".join(f' {key}="{value}"' for key, value in sorted(kept.items()))
    token.content = "" if name == "a" and "href" not in kept else f"<{name}{attributes}>"


class _Tag(HTMLParser):
    """One tag as a browser reads it: *name*, *attributes* (entities decoded, the first of two wins), *closes*."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.name = ""
        self.closes = False
        self.attributes: dict[str, str] = {}
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.name = tag
        for key, value in attrs:
            self.attributes.setdefault(key, value or "")

    def handle_endtag(self, tag: str) -> None:
        self.name = tag
        self.closes = True


def attribute_value(key: str, value: str) -> str:
    """Return an attribute's value as it is judged and shown: an address in its right form, anything else as it is."""
    return normalized(value) if key in {"href", "cite"} else value


def attribute_fault(key: str, value: str) -> str:
    """Say what is wrong with an attribute's value; empty for one that a tag may have."""
    if key == "href":
        return link_fault(value)
    if key == "cite" and (link_fault(value) or not value.lower().startswith("https:")):
        return f"cite={value[:SHOWN]!r} was left out; it is for the address of a source, which begins with https://"
    if key == "datetime" and parse_moment(value) is None:
        return f"datetime={value!r} is no date; write one like 2022-05-31"
    return ""


def parse_moment(value: str) -> date | datetime | None:
    """Read an ISO 8601 date, or date and time; None where it is neither (a zone has no seconds there)."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return None if (moment.utcoffset() or timedelta()) % timedelta(minutes=1) else moment


def words_of(html: str) -> str:
    """Return the words of a cleaned body, separated where elements separate them."""
    return " ".join(unescape(TAG.sub(" ", html)).split())
