"""MathML in, Typst's mathematics out, so that the PDF shows what the pages show.

Every character of a formula is written so that it means itself. What Typst has no form for is an error.
"""

from __future__ import annotations

import re
from string import punctuation
from typing import TYPE_CHECKING
from unicodedata import category
from xml.etree import ElementTree as ET

from chapbook.typst_string import string

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Element = ET.Element

NUMBER = re.compile(r"\d+(?:\.\d+)?")
BESIDE_TEXT = re.compile(r' ?(?<![\w(])("(?:[^"\\]|\\.)*") ?')
APPLY = "\N{FUNCTION APPLICATION}"
NOTHING = '""'
STRETCHED = {"prefix": 'class("opening", {})', "postfix": 'class("closing", {})'}
BARS = set("|∥‖")
"""What TeX sets without space where no other command asks for it."""
LARGE = set("∏∐∑⋀⋁⋂⋃⨀⨁⨂⨄⨅⨆")
"""Operators whose bounds stand above and below them in a block only, as Typst knows."""
LINES = {"_": "underline", "‾": "overline", "¯": "overline", "⏞": "overbrace", "⏟": "underbrace"} | {
    "⎴": "overbracket",
    "⎵": "underbracket",
    "⏜": "overparen",
    "⏝": "underparen",
}
ENCLOSED = {
    "math-updiagonalstrike": "cancel({})",
    "math-downdiagonalstrike": "cancel(inverted: #true, {})",
    "math-updiagonalstrike math-downdiagonalstrike": "cancel(cross: #true, {})",
    "math-box": '#box(stroke: 0.5pt, inset: 3pt, text(top-edge: "bounds", bottom-edge: "bounds", $display({})$))',
}
PAIRS_APART = "#h(2em)"
ARROWS = set("←→↔⇐⇒⇔↦↩↪↠↞⇌⇋")


def typst(mathml: str) -> str:
    """Return the source of a formula, to be evaluated as mathematics.

    :param mathml: one element.
    :raises ValueError: where Typst has no form for it.
    """
    element = ET.fromstring(mathml)  # noqa: S314  # pandoc has written it
    while element.tag == "mrow" and len(element) == 1 and not element.attrib:
        element = element[0]
    return _lines(element) if element.tag == "mtable" and _is_in_lines(element) else _of(element)


def _of(element: Element) -> str:
    write = FORMS.get(element.tag)
    if write is None:
        raise ValueError(f"<{element.tag}>")
    return write(element)


def _all(elements: Iterable[Element]) -> str:
    written = " ".join(filter(None, map(_of, elements))) or NOTHING
    # Typst shows a space beside a text.
    return BESIDE_TEXT.sub(r"\1", written)


def _text(element: Element) -> str:
    # Spaces at its ends are elements of their own.
    text = "".join(element.itertext()).strip()
    return text if len(text) == 1 and text.isalpha() and not text.isascii() else string(text)


def _signs(text: str) -> str:
    """Write signs so that none of them is markup."""
    return "".join(rf"\{sign}" if sign in punctuation or category(sign) in {"Ps", "Pe"} else sign for sign in text)


def _token(element: Element) -> str:
    text = "".join(element.itertext()).strip().replace(APPLY, "")
    if len(text) > 1 and any(map(str.isalpha, text)):
        return f"op({string(text)})"
    if NUMBER.fullmatch(text) or (len(text) == 1 and text.isalnum()):
        return f"upright({text})" if element.get("mathvariant") == "normal" and text.isalpha() else text
    return string(text) if text.isalnum() else _sign(element, text)


def _sign(element: Element, text: str) -> str:
    signs = _signs(text)
    if size := element.get("minsize"):
        return f"lr(size: #{float(size.removesuffix('%')) / 100}em, {signs})"
    if element.get("stretchy") == "true":
        return STRETCHED.get(element.get("form", ""), "mid({})").format(signs)
    return f'class("normal", {signs})' if text in BARS and element.get("stretchy") else signs


def _space(element: Element) -> str:
    return f"#h({float(element.get('width', '0em').removesuffix('em'))}em)"


def _row(element: Element) -> str:
    if kind := element.get("class"):
        if kind not in ENCLOSED:
            raise ValueError(kind)
        return ENCLOSED[kind].replace("{}", _all(element))
    inner = list(element)
    opens = bool(inner) and _stretches(inner[0], "prefix")
    closes = len(inner) > 1 and _stretches(inner[-1], "postfix")
    return f"lr({_all(inner)})" if opens or closes else _all(inner)


def _stretches(element: Element, form: str) -> bool:
    return (element.tag, element.get("stretchy"), element.get("form")) == ("mo", "true", form)


def _fraction(element: Element) -> str:
    above, below = element
    if element.get("linethickness") == "0":
        return f"mat(delim: #none, row-gap: #0.3em, {_of(above)}; {_of(below)})"
    return f"frac({_of(above)}, {_of(below)})"


def _root(element: Element) -> str:
    inner, degree = element
    return f"root({_of(degree)}, {_of(inner)})"


def _scripts(element: Element) -> str:
    base, *others = element
    places = {"msub": "b", "msup": "t", "msubsup": "bt"}[element.tag]
    written = _of(base) or NOTHING
    return _attached(f"scripts({written})" if written in LARGE else written, places, others)


def _bounds(element: Element) -> str:
    base, *others = element
    places = {"munder": "b", "mover": "t", "munderover": "bt"}[element.tag]
    if len(others) == 1 and others[0].get("accent") == "true":
        sign = "".join(others[0].itertext())
        return f"{LINES[sign]}({_of(base)})" if sign in LINES else f"accent({_of(base)}, {_signs(sign)})"
    written = _of(base) or NOTHING
    if written.startswith("op("):
        written = f"{written.removesuffix(')')}, limits: #true)"
    elif written in ARROWS:
        written = f"limits(stretch({written}, size: #(100% + 0.8em)))"
    elif written not in LARGE:
        written = f"limits({written})"
    return _attached(written, places, others)


def _attached(base: str, places: str, others: list[Element]) -> str:
    scripts = [f"{place}: {_of(other) or NOTHING}" for place, other in zip(places, others, strict=True)]
    return f"attach({', '.join([base, *scripts])})"


def _styled(element: Element) -> str:
    styles = {"true": "display", "false": "inline"}
    style = styles.get(element.get("displaystyle", ""))
    return f"{style}({_all(element)})" if style else _all(element)


def _is_in_lines(table: Element) -> bool:
    """Tell whether the columns of a table are those of equations: right and left by turns, or one in the middle."""
    sides = [[cell.get("columnalign") for cell in row] for row in table]
    in_turn = all(side == ("right", "left")[place % 2] for row in sides for place, side in enumerate(row))
    return in_turn or all(row == ["center"] for row in sides)


def _lines(table: Element) -> str:
    return " \\\n".join(f" & {PAIRS_APART} ".join(_pairs(row)) for row in table)


def _table(table: Element) -> str:
    if _is_in_lines(table):
        style = "{}" if all(len(row) == 1 for row in table) else "display({})"
        rows = [[style.format(pair) for pair in _pairs(row)] for row in table]
        gaps = "row-gap: #0.6em, column-gap: #1em"
    else:
        sides = {"left": "& {}", "right": "{} &"}
        rows = [[sides.get(cell.get("columnalign", ""), "{}").format(_all(cell)) for cell in row] for row in table]
        gaps = "row-gap: #0.4em, column-gap: #0.8em"
    return f"mat(delim: #none, {gaps}, {'; '.join(', '.join(row) for row in rows)})"


def _pairs(row: Element) -> list[str]:
    cells = [_all(cell) for cell in row]
    return [" & ".join(cells[place : place + 2]) for place in range(0, len(cells), 2)]


FORMS: dict[str, Callable[[Element], str]] = {
    "mi": _token,
    "mn": _token,
    "mo": _token,
    "mtext": _text,
    "mspace": _space,
    "mrow": _row,
    "mpadded": _all,
    "mfrac": _fraction,
    "msqrt": lambda element: f"sqrt({_all(element)})",
    "mroot": _root,
    "msub": _scripts,
    "msup": _scripts,
    "msubsup": _scripts,
    "munder": _bounds,
    "mover": _bounds,
    "munderover": _bounds,
    "mstyle": _styled,
    "mphantom": lambda element: f"#hide($display({_all(element)})$)",
    "mtable": _table,
}
"""How each element is written."""
