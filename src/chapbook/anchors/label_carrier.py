"""A label above what shows nothing, such as raw HTML for a logo: it is meant for what follows, such as the title.

docutils gives the id of a label to the next node, whatever that is (its transform ``PropagateTargets``); raw text and
comments have no place on a page for it.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform


class LabelsPassRawText(SphinxTransform):
    """Give the ids of raw text and comments to what stands behind them."""

    default_priority = 261  # behind docutils' PropagateTargets

    def apply(self, **_kwargs: object) -> None:
        """Look at all such nodes of the document, in order, so that an id passes several."""
        for node in list(self.document.findall(nodes.Element)):
            following = node.next_node(nodes.Element, descend=False, siblings=True, ascend=True)
            if isinstance(node, (nodes.raw, nodes.comment)) and node["ids"] and following is not None:
                following["ids"] = node["ids"] + following["ids"]
                following["names"] += node["names"]
                for name in node["ids"]:
                    self.document.ids[name] = following
                node["ids"], node["names"] = [], []
