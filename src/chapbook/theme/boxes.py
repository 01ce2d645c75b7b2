"""Furo's boxes around tables and formulas, in which wide ones are moved sideways.

Furo gives a box the id of what is in it, which a page may have once (HTML, 3.2.6, *The id attribute*). And no key
reaches a box, so that nobody without a mouse sees the whole of a wide table (WCAG 2.1.1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

BOXES = {"table-wrapper", "math-wrapper"}


class sideways_box(nodes.container):  # noqa: N801  # docutils' form
    """A box that keys reach."""


def visit_html(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin a box."""
    self.body.append(self.starttag(node, "div", CLASS="docutils container", tabindex="0"))


def depart_html(self: HTML5Translator, _node: nodes.Element) -> None:
    """End a box."""
    self.body.append("</div>\n")


class OwnBoxes(SphinxPostTransform):
    """Put such boxes in the place of Furo's."""

    formats = ("html",)
    # Later than Furo's own, which makes the boxes.
    default_priority = 501

    def run(self, **_options: Any) -> None:  # noqa: ANN401  # Sphinx's signature
        """Look at each box of the document."""
        for box in list(self.document.findall(nodes.container)):
            if BOXES.intersection(box["classes"]):
                box.parent.replace(box, sideways_box("", *box.children, classes=box["classes"]))
