"""Elements of JATS: their names, what may stand in their text, and the names that places have as XML.

The tag set is Journal Archiving and Interchange 1.3 (NISO Z39.96-2021) with MathML 3.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

XLINK = "{http://www.w3.org/1999/xlink}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
XML = "{http://www.w3.org/XML/1998/namespace}"
ACCESS = "{http://www.niso.org/schemas/ali/1.0/}"
PREFIXES = {"ali": ACCESS, "mml": MATHML, "xlink": XLINK}

UNPRINTABLE = re.compile("[\x00-\x08\v\f\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no form for (2.2)."""

WHITE = re.compile(r"[ \t\r\n]+")
NAME_STARTS = "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
NAME_STARTS += "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
NO_PART = re.compile(rf"[^{NAME_STARTS}0-9.\u00b7\u0300-\u036f\u203f\u2040-]")
START = re.compile(f"[{NAME_STARTS}]")


def made(name: str, words: str = "", **attributes: str) -> _Element:
    """Make an element; names of attributes have ``_`` for ``-``, and those with a prefix are set by :func:`give`."""
    element = etree.Element(name, nsmap=None)
    give(element, {attribute.replace("_", "-"): value for attribute, value in attributes.items()})
    element.text = printable(words) or None
    return element


def give(element: _Element, attributes: dict[str, str]) -> None:
    """Give an element attributes; one without a value is left out."""
    for name, value in attributes.items():
        if value:
            element.set(name, printable(value))


def printable(words: str) -> str:
    """Return a text in which a sign stands for what XML cannot have."""
    return UNPRINTABLE.sub("\ufffd", words)


def tidy(words: str) -> str:
    """Return running text, in which white space is one space."""
    return WHITE.sub(" ", printable(words))


def say(element: _Element, words: str) -> None:
    """Add words at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def take_in(element: _Element, others: Iterator[_Element]) -> None:
    """Add elements, each of which may be nothing at all."""
    element.extend([other for other in others if len(other) or (other.text or "").strip() or other.attrib])


def xml_name(name: str) -> str:
    """Return a name as an id can have it (Namespaces in XML 1.0, *NCName*): most are it as they are."""
    name = NO_PART.sub("_", name.replace("/", "."))
    return name if START.match(name) else f"_{name}"
