"""Furo's boxes around tables and formulas, in which wide ones are moved sideways, without the ids that they copy."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

BOXES = {"table-wrapper", "math-wrapper"}


class IdsOnce(SphinxPostTransform):
    """Leave an id to the table or formula itself: it stands once in a page (HTML, 3.2.6, *The id attribute*)."""

    formats = ("html",)
    # Later than Furo's own, which makes the boxes.
    default_priority = 501

    def run(self, **_options: Any) -> None:  # noqa: ANN401  # Sphinx's signature
        """Look at each box of the document."""
        for box in self.document.findall(nodes.container):
            if BOXES.intersection(box["classes"]):
                box["ids"] = []
