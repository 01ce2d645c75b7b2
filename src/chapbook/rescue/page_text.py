"""The bytes of a page as text, and as a tree: decoded as it declares (Encoding Standard), read as a browser reads it.

nh3 (html5ever) closes what is open and drops what runs; Beautiful Soup gives the tree. What nobody sees in a browser,
such as metadata in a script, is taken from the text before.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import NamedTuple

import nh3
from bs4 import BeautifulSoup
from bs4.element import NavigableString

from chapbook.comments.exchange.html_tags import EMOJI
from chapbook.comments.exchange.source_text import KNOWN, MARKS, WIDER

DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
HEAD = 8_192
DEEPEST = 200
"""How many elements are kept in each other; browsers stop at 512, and no page of words comes near."""

JSON_LD = re.compile(
    r"<script\b[^>]*\btype\s*=\s*[\"']?application/ld\+json\b[^>]*>(.*?)</script", re.IGNORECASE | re.DOTALL
)
SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
LANGUAGE = re.compile(r"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z0-9_-]{2,35})", re.IGNORECASE)
TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?:\s[^\s=>]+=\"[^\"]*\")*\s*/?>")
"""A tag as nh3 writes it."""

ANY_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
DEEPEST_READ = 2_000
ENDED_BY_OTHERS = {
    "p",
    "li",
    "dt",
    "dd",
    "tr",
    "td",
    "th",
    "thead",
    "tbody",
    "tfoot",
    "option",
    "optgroup",
    "html",
    "body",
}
"""Elements that end where another begins (HTML, 13.1.2.4), so that many in a row are no nesting."""

VOID = {"br", "col", "embed", "hr", "img", "link", "meta", "source", "wbr"}
PARAGRAPHS = {"p", "pre", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
TABLES = {"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th"}
GROUPS = {"article", "aside", "center", "details", "div", "fieldset", "footer", "form", "header", "hgroup", "main"} | {
    "nav",
    "section",
    "summary",
    "address",
    "figure",
    "figcaption",
}
WORDS = {
    "a",
    "abbr",
    "acronym",
    "b",
    "bdi",
    "bdo",
    "big",
    "br",
    "cite",
    "code",
    "del",
    "dfn",
    "em",
    "font",
    "i",
    "ins",
} | {
    *("kbd", "mark", "q", "ruby", "rb", "rp", "rt", "s", "samp", "small", "span", "strike", "strong", "sub", "sup"),
    *("time", "tt", "u", "var", "wbr", "label", "legend", "button"),
}
MEDIA = {"img", "picture", "source", "video", "audio", "iframe", "embed", "object", "noscript"}
RECORD = {"title", "meta", "link"}
ATTRIBUTES = {
    "class",
    "id",
    "itemprop",
    "itemscope",
    "itemtype",
    "rel",
    "title",
    "lang",
    "dir",
    "hidden",
    "style",
    "role",
}
OF_TAGS = {
    "a": {"href", "name"},
    "img": {"src", "srcset", "alt", "width", "height"},
    "source": {"src", "srcset"},
    "video": {"src", "poster"},
    "audio": {"src"},
    "iframe": {"src", "srcdoc"},
    "embed": {"src"},
    "object": {"data"},
    "meta": {"name", "property", "content", "charset"},
    "link": {"href"},
    "time": {"datetime"},
    "ol": {"start", "type", "reversed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "blockquote": {"cite"},
}


class PageText(NamedTuple):
    """The text of a page, its encoding, and how many bytes are not of it; these are U+FFFD."""

    text: str
    encoding: str
    unreadable: int


def decoded(data: bytes, said: str = "") -> PageText:
    """Decode a page.

    :param said: the encoding that comes with it, as a part of an MHTML file has one.
    """
    encoding = next((name for mark, name in MARKS.items() if data.startswith(mark)), "") or _known(said)
    declared = DECLARED.search(data[:HEAD])
    encoding = encoding or _known(declared[1].decode() if declared else "")
    if not encoding:
        try:
            return PageText(data.decode(), "utf-8", 0)
        except UnicodeDecodeError:
            encoding = "cp1252"  # what browsers take where nothing is said
    text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
    return PageText(text, encoding, text.count("\ufffd"))


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name).name if name else ""
    except LookupError:
        return ""
    if found in {"iso8859-1", "ascii"}:
        found = "cp1252"  # as browsers read these names (Encoding Standard, 4.2)
    found = "utf-8" if found.startswith(("utf-16", "utf-32")) else WIDER.get(found, found)
    return found if KNOWN.fullmatch(found) else ""


def tree(text: str) -> BeautifulSoup:
    """Return the balanced tree of a page or of a piece of one, without what runs, and nowhere deeper than a page is.

    The picture of an emoji is its character.
    """
    soup = BeautifulSoup(_flattened(_cleaner().clean(_bounded(text))), "html.parser")
    for image in soup.select("img[alt][class]"):
        if EMOJI.search(" ".join(image["class"])):
            image.replace_with(NavigableString(str(image["alt"])))
    return soup


def _bounded(text: str) -> str:
    """Return a page without tags that are open by the thousand, as reading them takes time by the square of that."""
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        name = tag["name"].lower()
        if name in VOID or name in ENDED_BY_OTHERS:
            return tag[0]
        depth = max(0, depth - 1) if tag["end"] else depth + 1
        return tag[0] if depth <= DEEPEST_READ else ""

    return ANY_TAG.sub(kept, text)


def _flattened(html: str) -> str:
    """Return balanced HTML without the tags that lie too deep; what is in them stays."""
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag["name"] in VOID:
            return tag[0]
        depth -= bool(tag["end"])
        is_kept = depth < DEEPEST
        depth += not tag["end"]
        return tag[0] if is_kept else ""

    return TAG.sub(kept, html)


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=PARAGRAPHS | TABLES | GROUPS | WORDS | MEDIA | RECORD,
        attributes={"*": ATTRIBUTES, **OF_TAGS},
        generic_attribute_prefixes={"data-"},
        clean_content_tags={"script", "style", "template", "svg"},
        url_schemes={"http", "https", "mailto", "data", "file", "cid", "blob", "about", "tel", "ftp"},
        link_rel=None,
    )


def json_ld(text: str) -> list[str]:
    """Return the blocks of JSON-LD."""
    return JSON_LD.findall(text)


def saved_from(text: str) -> str:
    """Return the address that a browser writes at the top of a page that it saves."""
    found = SAVED_FROM.search(text[:HEAD])
    return found[1] if found else ""


def language(text: str) -> str:
    """Return the language of the element ``html``."""
    found = LANGUAGE.search(text[:HEAD])
    return found[1] if found else ""
