"""``{kept-anchor}`id```: an empty anchor where words stood that had an id, so that their address still leads there.

``{kept-anchor}`id <where>``` also leads on to where they are now. That has an id of its own, or the same one on another
page: then a reference to the id leads there, and only the old address to the anchor. A site shows the way on to who
came by that address; in a book, which has no addresses of pages, there is none.

Of a paragraph in which anchors stand alone nothing is written but they. It is counted as the one whose id it keeps, in
its place: see :mod:`chapbook.anchors.paragraph_ids`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxRole

from chapbook.language import gettext as _
from chapbook.sites import SITES

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx

WRITTEN_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LEADS_ON = re.compile(r"(?P<id>[^<]*?)\s*<(?P<where>[^<>]+)>")
KEPT = "kept-anchor"


class way_on(nodes.Inline, nodes.TextElement):  # noqa: N801  # docutils' way to name nodes
    """The words behind an anchor that say where its words are now."""


class KeptAnchor(SphinxRole):
    """The role."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the anchor and the way on, or an error where an id is none."""
        match = LEADS_ON.fullmatch(self.text)
        name, where = (match["id"], match["where"]) if match else (self.text, "")
        if not WRITTEN_ID.fullmatch(name):
            message = f"{name!r} is not an id; write small letters, digits and single hyphens, as in one-p2"
            return [], [self.inliner.reporter.error(message, line=self.lineno)]
        anchor = nodes.target("", "", ids=[name], classes=[KEPT], leads_to=where)
        self.inliner.document.note_explicit_target(anchor)
        if name != where:
            self.env.domains.standard_domain.note_hyperlink_target(name, self.env.docname, name, name)
        return [anchor, self._way_on(where)] if where else [anchor], []

    def _way_on(self, where: str) -> way_on:
        options = {"refdomain": "std", "reftype": "ref", "reftarget": where, "refexplicit": False, "refwarn": True}
        link = addnodes.pending_xref("", nodes.inline(where, where), refdoc=self.env.docname, **options)
        before, _place, after = str(_("[Moved to %(place)s]")).partition("%(place)s")
        return way_on("", "", nodes.Text(before), link, nodes.Text(after))


def visit_html(self: object, node: way_on) -> None:
    """Begin the words, which the style sheet shows to who came by the anchor's address."""
    self.body.append(self.starttag(node, "span", "", CLASS="way-on"))  # type: ignore[attr-defined]  # as translators have


def depart_html(self: object, _node: way_on) -> None:
    """End them."""
    self.body.append("</span>")  # type: ignore[attr-defined]  # as above


def kept_alone(paragraph: nodes.paragraph) -> set[str]:
    """Return the ids of the anchors of a paragraph that holds nothing else; none where it does."""
    others = [node for node in paragraph.children if not (isinstance(node, nodes.Text) and not node.strip())]
    anchors = [node for node in others if isinstance(node, nodes.Element) and KEPT in node["classes"]]
    is_alone = all(node in anchors or isinstance(node, way_on) for node in others)
    return {name for node in anchors for name in node["ids"]} if is_alone else set()


def unwrap_anchors(_app: Sphinx, doctree: nodes.document) -> None:
    """Put anchors that stand alone in a paragraph into its place."""
    for paragraph in list(doctree.findall(nodes.paragraph)):
        if kept_alone(paragraph):
            paragraph.replace_self([node for node in paragraph.children if not isinstance(node, nodes.Text)])


class NoWayOnInBooks(SphinxPostTransform):
    """Take the ways on out of what has no addresses of pages, and the anchors whose id is elsewhere in it."""

    default_priority = 5
    builders = SITES

    def is_supported(self) -> bool:
        """Leave the pages of sites as they are."""
        return not super().is_supported()

    def run(self, **_kwargs: object) -> None:
        """Look at every anchor of the document."""
        for way in list(self.document.findall(way_on)):
            way.parent.remove(way)
        for anchor in list(self.document.findall(nodes.target)):
            if anchor.get("leads_to") and anchor["leads_to"] in anchor["ids"]:
                anchor.parent.remove(anchor)
