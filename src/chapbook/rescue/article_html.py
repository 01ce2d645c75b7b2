"""The HTML of an article made ready for pandoc: footnotes marked, embeds as links, pictures by their own addresses.

What is left is on a short list of tags, so that nothing of a stranger's page reaches the text but its words and their
structure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

import nh3
from bs4 import Tag
from bs4.element import NavigableString

from chapbook.rescue.capture import Loss
from chapbook.rescue.footnotes import take_notes
from chapbook.rescue.page_metadata import web_address
from chapbook.rescue.page_pictures import address_of
from chapbook.rescue.page_text import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup

TAGS = {
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "br",
        "hr",
        "blockquote",
        "pre",
        "code",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
    ),
    *(
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "figure",
        "figcaption",
        "img",
        "div",
        "span",
        "a",
    ),
    *("em", "i", "strong", "b", "del", "s", "strike", "u", "ins", "sup", "sub", "kbd", "samp", "var", "tt", "q"),
}
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "pre": {"class"},
    "code": {"class"},
    "span": {"data-note"},
    "div": {"data-note"},
    **{f"h{level}": {"data-ids"} for level in range(1, 7)},
}
CODE_CLASS = re.compile(r"(?:^|\s)(?:lang(?:uage)?-|brush:\s*)([\w+#-]{1,20})")
SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
SCHEMES = {"http", "https", "mailto", "data", "cid"}
EMBEDS = {"iframe": "src", "embed": "src", "object": "data", "video": "src", "audio": "src"}


class Ready(NamedTuple):
    """The HTML for pandoc, and what has no form in it."""

    html: str
    losses: list[Loss]


def made_ready(html: str, base: str) -> Ready:
    """Prepare an article.

    :param base: the address of the page, by which its links are completed.
    """
    soup = tree(html)
    losses: list[Loss] = []
    _open_noscript(soup)
    for image in soup.find_all("img"):
        _mend_picture(image)
    losses += _embeds(soup, base)
    notes = take_notes(soup)
    _mark_code(soup)
    for number in range(1, 7):
        for heading in soup.find_all(f"h{number}"):
            _mark_heading(heading)
    for link in soup.find_all("a", href=True):
        href = str(link["href"])
        whole = href if href.startswith("#") else _completed(base, href)
        is_within = bool(base) and whole.startswith(f"{base.partition('#')[0]}#")
        link["href"] = f"#{whole.partition('#')[2]}" if is_within else whole
    for unknown in soup.find_all(["details", "summary"]):
        unknown.name = "div" if unknown.name == "details" else "p"
    body = str(soup) + "".join(f'<div data-note="{number}">{inner}</div>' for number, inner in notes.items())
    return Ready(_cleaner().clean(body), losses)


def _completed(base: str, address: str) -> str:
    """Return an address as it leads from the page; one that is none stays as it is."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS,
        attributes={**ATTRIBUTES, "*": set()},
        clean_content_tags={"script", "style"},
        url_schemes=SCHEMES,
        link_rel=None,
    )


def _open_noscript(soup: BeautifulSoup) -> None:
    """Take out what stands for a picture that a program loads, where the picture itself is beside it."""
    for tag in soup.find_all("noscript"):
        before = tag.find_previous_sibling()
        if tag.find("img") and isinstance(before, Tag) and (before.name == "img" or before.find("img")):
            tag.decompose()
        else:
            tag.unwrap()
    for tag in soup.find_all(["picture", "source"]):
        tag.unwrap()


def _mend_picture(image: Tag) -> None:
    words = str(image.get("alt") or "")
    address = address_of(image)
    if address:
        scheme = SCHEME.match(address)
        # Of an address that the cleaner would take away, nobody would hear.
        is_kept = scheme is None or scheme[1].lower() in SCHEMES
        image["src"] = address if is_kept else address.replace(":", "%3A", 1)
    else:
        image.replace_with(NavigableString(words))


def _embeds(soup: BeautifulSoup, base: str) -> Iterator[Loss]:
    for tag in soup.find_all([*EMBEDS]):
        inner = tag.find("source", src=True)
        said = str(tag.get(EMBEDS[tag.name]) or (inner["src"] if inner else ""))
        address = web_address(_completed(base, said)) if said else ""
        what = f"An embedded {'frame' if tag.name == 'iframe' else tag.name}"
        if address:
            link = soup.new_tag("a", href=address)
            link.string = address
            paragraph = soup.new_tag("p")
            paragraph.extend(["[", link, "]"])
            tag.replace_with(paragraph)
            yield Loss(f"{what}, {address}", "nothing of it is in the source; a link to it stands in its place")
        else:
            tag.unwrap()
            yield Loss(what, "it has no web address")


def _mark_code(soup: BeautifulSoup) -> None:
    """Keep of a code's classes the language alone."""
    for tag in soup.find_all(["pre", "code"]):
        found = CODE_CLASS.search(" ".join(tag.get("class") or []))
        inner = tag.find("code") if tag.name == "pre" else None
        found = found or (CODE_CLASS.search(" ".join(inner.get("class") or [])) if inner else None)
        tag["class"] = found[1].lower() if found and tag.name == "pre" else ""


def _mark_heading(heading: Tag) -> None:
    """Note the ids by which a heading is linked to."""
    ids = [str(tag.get("id") or tag.get("name") or "") for tag in [heading, *heading.find_all(["a", "span"])]]
    heading["data-ids"] = " ".join(id_ for id_ in ids if id_ and " " not in id_)
