"""The contents of the site, as Furo makes them: the page that one is on is marked, and names are in its language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chapbook.language import gettext as _

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

TREE = "furo_navigation_tree"
CURRENT = '<a class="current reference internal" href="#"'


def complete_contents(
    _app: Sphinx, _pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Mark the page that one is on (WAI-ARIA 1.2, aria-current), and name the switches in its language (WCAG 3.1.2)."""
    if tree := context.get(TREE):
        marked = tree.replace(CURRENT, f'{CURRENT} aria-current="page"')
        context[TREE] = marked.replace('="Toggle navigation of ', '="' + _("Toggle navigation of") + " ")
