"""Notes in the margins of a page: a node, where it stands, and how a page writes it.

A note says beside a word what else is known of it. It is no word of the text: it has no children, so that no index, no
catalogue and no other format has it, and only the pages of a theme that sets margins get any. Such a theme says so by
its option ``margin_notes``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from chapbook.sites import SITES

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

OPTION = "margin_notes"
FLOW = (
    *(nodes.TextElement, nodes.bullet_list, nodes.enumerated_list, nodes.list_item),
    *(nodes.definition_list, nodes.definition_list_item, nodes.definition),
)
"""Elements as wide as the text, at whose end its margin begins; in all others, such as tables, it is far away."""


class margin_note(nodes.Invisible, nodes.Inline, nodes.Element):  # noqa: N801  # docutils' way to name nodes
    """A note; *markup* is what it says, as HTML."""


def has_margins(app: Sphinx) -> bool:
    """Tell whether the pages that are built have margins with notes."""
    if app.builder.name not in SITES:
        return False
    theme = app.builder.theme  # type: ignore[attr-defined]  # each builder of a site has one
    option = app.config.html_theme_options.get(OPTION, theme.get_config("options", OPTION, ""))
    return str(option).lower() in {"1", "on", "true", "yes"}


def place(words: nodes.Element) -> tuple[nodes.Element, int]:
    """Return where a note about words stands, as a parent and an index in it.

    That is behind them; below the heading in which they are; or before the outermost box in which they are, such as a
    table, or a row of boxes of one kind, such as footnotes.
    """
    node, outermost = words, words
    while node.parent is not None and not isinstance(node.parent, (nodes.section, nodes.document)):
        node = node.parent
        if not isinstance(node, FLOW):
            outermost = node
    if node.parent is None:
        return node, len(node)
    if isinstance(node, nodes.title):
        return node.parent, place_for(node.parent)
    parent = outermost.parent
    index = parent.index(outermost)
    if outermost is words:
        return parent, index + 1
    while index and type(parent[index - 1]) is type(outermost):
        index -= 1
    return parent, index


def place_for(part: nodes.Element) -> int:
    """Return where a note about all of a part stands: below a section's heading, at a paragraph's end.

    What is there already, and is not part of the text, is what can be done with the part, or its number.
    """
    if isinstance(part, nodes.section):
        return next((at for at in range(1, len(part)) if not isinstance(part[at], nodes.Invisible)), len(part))
    return next((at + 1 for at in reversed(range(len(part))) if not isinstance(part[at], nodes.Invisible)), 0)


def visit_html(self: HTML5Translator, node: margin_note) -> None:
    """Write the note."""
    self.body.append(node["markup"])
    raise nodes.SkipNode


def add_margin_notes(app: Sphinx) -> None:
    """Let pages have notes; each part that makes some asks for it, as each can be loaded alone."""
    app.add_node(margin_note, override=True, html=(visit_html, None))
