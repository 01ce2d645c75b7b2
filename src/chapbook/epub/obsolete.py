"""What HTML had once, and an EPUB must not have: elements and attributes by which writers still say how it looks.

HTML, 16.2, lists what is obsolete, and what takes its place. Browsers know it still; a reading system may not. Nor does
one know what is new: the name that makes ``details`` a group, of which one is open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

ELEMENTS = {
    "acronym": "abbr",
    "big": "span",
    "blink": "span",
    "center": "div",
    "font": "span",
    "marquee": "span",
    "nobr": "span",
    "strike": "s",
    "tt": "code",
}
LOOKS = {
    "big": "font-size: larger",
    "center": "text-align: center",
    "nobr": "white-space: nowrap",
}
"""How what had these names looks."""

BLOCKS = {
    "caption",
    "col",
    "colgroup",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "legend",
    "p",
    "table",
    "tbody",
}
BLOCKS |= {"td", "tfoot", "th", "thead", "tr"}
SIZED = {"canvas", "embed", "iframe", "img", "input", "object", "source", "svg", "video"}
"""What may say in an attribute how large it is."""

STYLES = {
    "align": "text-align",
    "background": "",
    "bgcolor": "background-color",
    "border": "",
    "cellpadding": "",
    "cellspacing": "",
    "clear": "clear",
    "color": "color",
    "compact": "",
    "face": "font-family",
    "frame": "",
    "frameborder": "",
    "height": "height",
    "hspace": "",
    "language": "",
    "noshade": "",
    "nowrap": "",
    "rules": "",
    "size": "",
    "summary": "",
    "valign": "vertical-align",
    "vspace": "",
    "width": "width",
}
"""What says the same in a style; of the others nothing is kept."""

PLAIN = re.compile(r"#?[\w ,-]+%?")
NUMBER = re.compile(r"\d+")


def is_obsolete(name: str, attributes: set[str]) -> bool:
    """Tell whether an element has anything of it, by the names of its attributes."""
    return name in ELEMENTS or any(_is_obsolete(name, attribute) for attribute in attributes & {*STYLES, "name"})


def _is_obsolete(element: str, attribute: str) -> bool:
    if attribute in {"height", "width"}:
        return element not in SIZED
    only_of = {"name": {"a", "details"}, "size": {"font", "hr"}}.get(attribute)
    return only_of is None or element in only_of


def renew(element: _Element) -> None:
    """Write an element of HTML as it is written today."""
    name = str(element.tag)
    styles = [LOOKS[name]] if name in LOOKS else []
    for attribute in sorted({*STYLES, "name"} & set(element.attrib)):
        if _is_obsolete(name, attribute):
            value = str(element.attrib.pop(attribute)).strip()
            if attribute != "name":
                styles += _style(name, attribute, value)
            elif name == "a":
                element.set("id", element.get("id", value))
    if styles:
        own = element.get("style", "").strip().rstrip(";")
        element.set("style", "; ".join([*filter(None, [own]), *styles]))
    element.tag = ELEMENTS.get(name, name)


def _style(element: str, attribute: str, value: str) -> list[str]:
    if attribute == "align" and element not in BLOCKS:
        attribute = "float" if value.lower() in {"left", "right"} else "valign"
    if attribute == "align" and element == "table":
        return ["margin-inline: auto"] if value.lower() == "center" else []
    if attribute in {"height", "width"} and NUMBER.fullmatch(value):
        value += "px"
    style = STYLES.get(attribute, attribute)
    return [f"{style}: {value}"] if style and PLAIN.fullmatch(value) else []
