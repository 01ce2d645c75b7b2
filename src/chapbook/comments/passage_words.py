"""The words of a passage as far as they are known before its page is written, with what is not known marked as such."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from chapbook.comments.quote import UNKNOWN

WRITTEN_LATER = (nodes.citation_reference, nodes.footnote_reference, nodes.math, nodes.math_block, nodes.raw)
"""What a page shows by other characters than the source has."""


def known_words(node: nodes.Node) -> str:
    """Return the words of a part of a document, with :data:`~chapbook.comments.quote.UNKNOWN` for each gap in them."""
    if isinstance(node, nodes.Text):
        return str(node)
    if isinstance(node, nodes.Invisible):
        return ""
    if isinstance(node, WRITTEN_LATER) or _is_named_later(node):
        return UNKNOWN
    return "".join(known_words(child) for child in node.children)


def words_of_part(part: nodes.Element) -> str:
    """Return what a comment about a part can quote: the words of a paragraph, around an anchor, or of a section."""
    if isinstance(part, nodes.section):
        blocks = (text for text in part.findall(nodes.TextElement) if not isinstance(text.parent, nodes.TextElement))
        return "\n".join(map(known_words, blocks))
    return known_words(part.parent if isinstance(part, nodes.target) else part)


def _is_named_later(node: nodes.Node) -> bool:
    """Tell whether this is a citation, or a link that takes its words from what it leads to."""
    return isinstance(node, addnodes.pending_xref) and (node["refdomain"] == "cite" or not node.get("refexplicit"))
