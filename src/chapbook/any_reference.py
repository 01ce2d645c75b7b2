"""What ``{any}`` refers to by a name that is both a chapter's file and its section: the section.

A chapter's file bears its section's name. Sphinx would warn of two targets, in each reference of ``{any}`` and of
sphinx-design's buttons and badges, though both lead to one place.
"""

from __future__ import annotations

from posixpath import dirname, join, normpath
from typing import Any

from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform


class SectionOfItsFile(SphinxPostTransform):
    """Make such a reference one to the section, before Sphinx resolves it."""

    default_priority = 5

    def run(self, **_options: Any) -> None:  # noqa: ANN401  # Sphinx's signature
        """Look at each reference of the document."""
        labels = self.env.domains.standard_domain.labels
        for node in self.document.findall(addnodes.pending_xref):
            target = node["reftarget"]
            if node["reftype"] != "any" or target not in labels:
                continue
            folder = dirname(node.get("refdoc", self.env.current_document.docname))
            if labels[target][0] == normpath(join(folder, target)):
                node["reftype"], node["refdomain"] = "ref", "std"
