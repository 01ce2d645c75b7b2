"""Which way the parts of a page run: each as its first letter does, as in the PDF, and code from the left.

On a site a style sheet says so. In an EPUB it must not (EPUB 3.3, 6.3), as a reading system may have its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from chapbook.directions import of_passage, of_text
from chapbook.epub.well_formed import XHTML

if TYPE_CHECKING:
    from lxml.etree import _Element

FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Where all letters stand that run so (UnicodeData, *DerivedBidiClass*)."""

BY_LETTERS = {"blockquote", "caption", "dd", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p"}
BY_LETTERS |= {"td", "th", "ul"}
CODE = {"code", "kbd", "pre", "samp"}


def turned(page: str) -> str:
    """Return a page of XML whose parts say which way they run, where that is not the way of what is around them."""
    if not (FROM_THE_RIGHT.search(page) or 'dir="rtl"' in page):
        return page
    root = etree.fromstring(page.encode(), etree.XMLParser(huge_tree=True, resolve_entities=False))
    left = [(root, "ltr")]
    while left:
        element, around = left.pop()
        runs = _turn(element, around)
        left += [(child, runs) for child in element.iterchildren(etree.Element)]
    return f"<!DOCTYPE html>\n\n{etree.tostring(root, encoding='unicode')}\n"


def _turn(element: _Element, around: str) -> str:
    """Have an element say which way it runs, if need be, and return that."""
    name = str(element.tag).removeprefix(f"{{{XHTML}}}")
    runs = element.get("dir") or _by_itself(element, name) or around
    if runs == "auto":
        return of_text("".join(element.itertext())) or around
    if runs != around:
        element.set("dir", runs)
    return str(runs)


def _by_itself(element: _Element, name: str) -> str:
    if name in CODE:
        return "ltr"
    if (language := element.get("lang")) and name != "html":
        return of_passage("".join(element.itertext()), language)
    return of_text("".join(element.itertext())) if name in BY_LETTERS else ""
