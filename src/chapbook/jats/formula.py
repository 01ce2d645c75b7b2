"""A formula as MathML, with its TeX beside it, as an archive wants both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from lxml import etree

from chapbook.jats.xml_tree import MATHML, printable

if TYPE_CHECKING:
    from lxml.etree import _Element

SPACE = MATHML.strip("{}")


def formula(into: _Element, node: nodes.Element) -> None:
    """Write the formula of a node: its attribute *mathml*, and its words, which are TeX."""
    written = printable(node.astext().strip())
    mathml = node.get("mathml", "")
    both = etree.SubElement(into, "alternatives") if mathml and written else into
    if mathml:
        display = "block" if isinstance(node, nodes.math_block) else "inline"
        # A sign that XML has no form for may be in it by its number.
        reader = etree.XMLParser(
            recover=True, resolve_entities=False, remove_comments=True, remove_pis=True, huge_tree=True
        )
        parsed = etree.fromstring(f'<math xmlns="{SPACE}">{printable(mathml)}</math>', reader)
        math = _copied(both, parsed)
        math.set("display", display)
        math.set("alttext", " ".join(written.split()))
    if written:
        etree.SubElement(both, "tex-math").text = written


def _copied(into: _Element, element: _Element) -> _Element:
    """Copy an element: the DTD knows those of MathML by the prefix that the whole has for them."""
    left = [(into, element)]
    while left:
        above, original = left.pop()
        copy = etree.SubElement(above, original.tag, dict(original.attrib))
        copy.text, copy.tail = original.text, original.tail
        left += [(copy, child) for child in reversed(list(original.iterchildren(etree.Element)))]
    return into[-1]
