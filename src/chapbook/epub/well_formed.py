"""A page as an EPUB can have it: well-formed XML (EPUB 3.3, 6.1), whatever HTML a writer has put into it.

Markdown lets HTML through in any state: ``<br>``, tags that are never closed, attributes without quotation marks, names
of characters. A browser makes the best of it; a reading system shows an error in the place of the whole chapter.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from lxml import etree, html

from chapbook.epub.elsewhere import is_elsewhere, lead_there
from chapbook.epub.obsolete import is_obsolete, renew

if TYPE_CHECKING:
    from lxml.html import HtmlElement

OPS = "http://www.idpf.org/2007/ops"
XHTML = "http://www.w3.org/1999/xhtml"
NAMESPACES = {"svg": "http://www.w3.org/2000/svg", "math": "http://www.w3.org/1998/Math/MathML"}
"""What HTML knows by its name alone."""

OF_XML = {"amp", "lt", "gt", "quot", "apos"}
NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
NUMBERED = re.compile(r"&#(?:[xX][0-9a-fA-F]+|\d+);?")
UNPRINTABLE = re.compile("[\x00-\x08\v\f\x0e-\x1f\ufffe\uffff]")
NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
ATTRIBUTE = re.compile(r"(?:xml:)?[A-Za-z_][\w.-]*|xmlns:epub|epub:type", re.ASCII)
SWALLOWS = re.compile(
    r"<(?=(?P<name>textarea|title|xmp|plaintext|script|style|iframe|noembed|noframes)\b(?!.*?</(?P=name)\b)|!--(?!.*?-->))",
    re.DOTALL | re.IGNORECASE,
)
"""What would take all that follows for its own words, as its end is missing."""

MIXED_CASE = re.compile(r"\b[a-z]+[A-Z][A-Za-z]*\b")
"""Names of SVG, such as ``viewBox``, which a parser of HTML writes in small letters."""


PHRASES = {"abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "i", "kbd", "mark", "p", "pre", "q"}
PHRASES |= {"s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"}
"""What holds text and no blocks, such as paragraphs; one that was never closed may have swallowed some."""

BLOCKS = {"address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset", "figure"}
BLOCKS |= {"footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre"}
BLOCKS |= {"section", "table", "ul"}


def well_formed(page: str) -> str:
    """Return a page of XHTML as it is, or what a browser would make of it, as XML."""
    page = NAMED.sub(_character, page)
    return page if _is_sound(page) else _mended(page)


def _character(found: re.Match[str]) -> str:
    """Return the character that HTML has a name for; XML knows five of these."""
    return found[0] if found[1] in OF_XML else unescape(found[0]).replace("&", "&amp;")


def _is_sound(page: str) -> bool:
    """Tell whether a page is XML whose elements are those of HTML, and of what stands in it by its own name."""
    try:
        elements = ET.fromstring(page).iter()  # noqa: S314  # the builder's own document type, with nothing to expand
    except ET.ParseError:
        return False
    return all(_is_of_today(str(element.tag).removeprefix(f"{{{XHTML}}}"), element) for element in elements)


def _is_of_today(name: str, element: ET.Element) -> bool:
    if name.startswith("{"):
        return True
    is_known = name.islower() and name not in NAMESPACES and not is_obsolete(name, set(element.attrib))
    return is_known and not is_elsewhere(name, element.attrib)


def _mended(page: str) -> str:
    page = UNPRINTABLE.sub("\ufffd", NUMBERED.sub(lambda found: _printable(found[0]), page))
    page = SWALLOWS.sub("&lt;", page)
    tree = html.document_fromstring(
        page.encode(), parser=html.HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=True)
    )
    etree.strip_elements(tree, etree.PI, with_tail=False)
    mixed = {name.lower(): name for name in MIXED_CASE.findall(page)}
    for element in tree.iter():
        _mend(element, mixed)
    for element in tree.iter(PHRASES):
        if next(element.iterdescendants(BLOCKS), None) is not None:
            element.tag = "div"
    written = etree.tostring(tree, encoding="unicode", method="xml")
    return f"<!DOCTYPE html>\n\n{written}\n"


def _printable(reference: str) -> str:
    character = unescape(reference)
    return reference if character and not UNPRINTABLE.fullmatch(character) else "\ufffd"


def _mend(element: HtmlElement, mixed: dict[str, str]) -> None:
    """Give an element, and what it has, names that XML allows, and the namespace of what it begins."""
    name = str(element.tag)
    is_foreign = name in NAMESPACES or any(parent.tag in NAMESPACES for parent in element.iterancestors())
    for attribute, value in list(element.attrib.items()):
        proper = mixed.get(attribute, attribute) if is_foreign else attribute
        if proper != attribute or not ATTRIBUTE.fullmatch(attribute):
            del element.attrib[attribute]
        if proper != attribute:
            element.set(proper, value)
    if not NAME.fullmatch(name):
        element.tag = "span"
    elif is_foreign:
        element.tag = mixed.get(name, name)
    elif is_elsewhere(name, element.attrib):
        lead_there(element)
    else:
        renew(element)
    if name in NAMESPACES:
        element.set("xmlns", NAMESPACES[name])
