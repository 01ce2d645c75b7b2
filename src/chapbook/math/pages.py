"""Formulas in pages: MathML, which a browser and a screen reader know by themselves.

What its author wrote is the formula's other text (``alttext``), which is no part of the page's words. A formula that
may be wider than a phone can be scrolled by the keyboard.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import _ as sphinx_words
from sphinx.util.math import get_node_equation_number

from chapbook.language import gettext as _
from chapbook.math.formulas import TAG, is_empty, made_for

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

LONG = 20
"""From how many signs on a formula may be wider than a phone."""

CLASSES = "math notranslate nohighlight"


def visit_math(self: HTML5Translator, node: nodes.math) -> None:
    """Write a formula in a line of text."""
    scrolls = isinstance(node.parent, nodes.paragraph) and _is_long(made_for(self.builder.env, node).mathml)
    if scrolls:
        self.body.append(
            self.starttag(node, "span", "", CLASS=f"{CLASSES} math-scrolls", **_scrolling(str(_("Formula"))))
        )
    else:
        # A name of a column that is MathML alone counts as none with some checkers; they know this as its words.
        title: dict[str, Any] = {"title": _source(node)} if _names_column(node) else {}
        self.body.append(self.starttag(node, "span", "", CLASS=CLASSES, **title))
    self.body.append(f"{_written(self, node)}</span>")
    raise nodes.SkipNode


def visit_math_block(self: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula on lines of its own, and its number behind it."""
    # Where a paragraph goes on behind it, it can be no block.
    tag = "span" if isinstance(node.parent, nodes.TextElement) else "div"
    number = f"({get_node_equation_number(self, node)})" if node.get("number") else node.get(TAG, "")
    if is_empty(node) and not number and not node["ids"]:
        raise nodes.SkipNode
    name = str(_("Equation %(number)s")) % {"number": number} if number else str(_("Formula"))
    scrolling: dict[str, Any] = _scrolling(name) if _is_long(made_for(self.builder.env, node).mathml) else {}
    # A theme may have put a box around it, with its ids.
    ids = [] if node.parent.get("ids") == node["ids"] else node["ids"]
    self.body.append(self.starttag(nodes.inline(ids=ids), tag, "", CLASS=f"{CLASSES} math-block"))
    if not is_empty(node):
        self.body.append(self.starttag(nodes.inline(), tag, "", CLASS="math-formula", **scrolling))
        self.body.append(f"{_written(self, node)}</{tag}>")
    if number:
        self.body.append(f'<span class="eqno">{self.encode(number)}')
        if node.get("number"):
            self.add_permalink_ref(node, sphinx_words("Link to this equation"))
        self.body.append("</span>")
    self.body.append(f"</{tag}>" + "\n" * (tag == "div"))
    raise nodes.SkipNode


def _written(self: HTML5Translator, node: nodes.Element) -> str:
    if is_empty(node):
        return ""
    source, made = self.attval(_source(node)), made_for(self.builder.env, node)
    if not made.mathml:
        return f"<code>{self.encode(node.astext().strip())}</code>"
    display = "block" if isinstance(node, nodes.math_block) else "inline"
    xmlns = "http://www.w3.org/1998/Math/MathML"
    return f'<math xmlns="{xmlns}" display="{display}" alttext="{source}">{made.mathml}</math>'


def _source(node: nodes.Element) -> str:
    return " ".join(node.astext().split())


def _names_column(node: nodes.Node) -> bool:
    while node.parent is not None and not isinstance(node, nodes.thead):
        node = node.parent
    return isinstance(node, nodes.thead)


def _is_long(mathml: str) -> bool:
    return sum(len(sign.strip()) for sign in re.findall(r">([^<]+)", mathml)) + mathml.count("<mspace") > LONG


def _scrolling(name: str) -> dict[str, Any]:
    return {"tabindex": "0", "role": "group", "aria-label": name}
