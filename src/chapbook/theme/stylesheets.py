"""Links style sheets of Furo and Sphinx only from the pages that need them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NEEDED_BY: dict[str, tuple[type[nodes.Node], ...]] = {
    "_static/pygments.css": (nodes.literal_block, nodes.doctest_block),
    "_static/styles/furo-extensions.css": (),
}
"""The nodes that have a use for a file; those that a publication adds itself are not named here, and stay."""

THEME = "chapbook"


def drop_needless(
    app: Sphinx, _pagename: str, _templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Leave out what a page has no node for; a page that is no document has none."""
    if app.config.html_theme != THEME:
        return
    kinds = {type(node) for node in doctree.findall(nodes.Element)} if doctree else set()
    context["css_files"] = [
        file
        for file in context["css_files"]
        if (needs := NEEDED_BY.get(getattr(file, "filename", file))) is None or kinds.intersection(needs)
    ]
