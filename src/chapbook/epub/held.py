"""What stands in the pages of a book, and what its package says of it: to catalogues, and to reading systems.

Catalogues are told how the book can be read (EPUB Accessibility 1.1, 2.2, in schema.org's words), and only what is true
of this one. A reading system is told of each page what is in it beside HTML (EPUB 3.3, D.6).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chapbook.epub.elsewhere import REMOTE
from chapbook.epub.well_formed import NAMESPACES, XHTML
from chapbook.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree import ElementTree as ET

MATH = f"{{{NAMESPACES['math']}}}math"
SVG = f"{{{NAMESPACES['svg']}}}svg"
IMAGE, SCRIPT, FORM = (f"{{{XHTML}}}{name}" for name in ("img", "script", "form"))
MOVING = {f"{{{XHTML}}}{name}" for name in ("audio", "video", "iframe", "embed", "object")}
NAMES = ("alt", "aria-label", "aria-labelledby", "title")


@dataclass(frozen=True, slots=True)
class Held:
    """What stands in one page.

    *pictures* tells of each picture whether words stand for it; one that is decoration, with an empty ``alt``, is none.
    *media* is whether anything may move or sound. *properties* are those of the page in the package's list of files.
    """

    pictures: tuple[bool, ...] = ()
    math: bool = False
    media: bool = False
    properties: frozenset[str] = frozenset()


def held(page: ET.Element) -> Held:
    """Look at a page, an ``html`` element."""
    elements = list(page.iter())
    names = {str(element.tag) for element in elements}
    inner = {id(part) for element in elements if element.tag == SVG for part in element.iter() if part is not element}
    pictures = [element for element in elements if element.tag in {IMAGE, SVG} and id(element) not in inner]
    loaded = [element.get(name, "") for element in elements for name in ("src", "poster", "data")]
    properties = {
        "mathml": MATH in names,
        "remote-resources": any(address.startswith(REMOTE) for address in loaded),
        "scripted": bool(names & {SCRIPT, FORM}),
        "svg": SVG in names,
    }
    return Held(
        tuple(_is_described(picture) for picture in pictures if not _is_decoration(picture)),
        MATH in names,
        bool(names & MOVING) or any(picture.get("src", "").lower().endswith(".gif") for picture in pictures),
        frozenset(name for name, true in properties.items() if true),
    )


def _is_decoration(picture: ET.Element) -> bool:
    hidden = picture.get("aria-hidden") == "true" or picture.get("role") in {"presentation", "none"}
    return hidden or (picture.tag == IMAGE and picture.get("alt") == "")


def _is_described(picture: ET.Element) -> bool:
    has_title = picture.tag == SVG and picture.find(f"{SVG.removesuffix('svg')}title") is not None
    return has_title or any(picture.get(name, "").strip() for name in NAMES)


def accessibility(pages: Iterable[Held], *, has_index: bool = False) -> list[tuple[str, str]]:
    """Return what is said of a book with these pages: names of properties and their values, in order."""
    pages = list(pages)
    pictures = [described for page in pages for described in page.pictures]
    seen, math = bool(pictures), any(page.math for page in pages)
    media = any(page.media for page in pages)
    features = {
        "alternativeText": seen and all(pictures),
        "displayTransformability": True,
        "index": has_index,
        "MathML": math,
        "readingOrder": True,
        "structuralNavigation": True,
        "tableOfContents": True,
    }
    said = [("accessMode", "textual"), *[("accessMode", "visual")] * seen]
    said.append(("accessModeSufficient", "textual" if all(pictures) else "textual,visual"))
    said += [("accessibilityFeature", name) for name, true in features.items() if true]
    said.append(("accessibilityHazard", "unknown" if media else "none"))
    said.append(("accessibilitySummary", str(_summary(pictures))))
    return [(f"schema:{name}", value) for name, value in said]


def _summary(pictures: list[bool]) -> str:
    if not pictures:
        return _(
            "All content is text, in reading order, with headings, a table of contents and links between its parts."
        )
    text = _("The text is in reading order, with headings, a table of contents and links between its parts.")
    all_told, some_told = _("Words stand for each picture."), _("Some pictures have no words that stand for them.")
    return f"{text} {all_told if all(pictures) else some_told}"
