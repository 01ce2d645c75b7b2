"""Captions of tables of contents say at which level of headings they are, as each heading has to.

Sphinx makes them headings without a level (WAI-ARIA 1.2, *heading*).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

HEADING = re.compile(r'<h([1-6])[ >]|<p class="caption" role="heading"')
LOWEST = 6


def give_levels(
    _app: Sphinx, _pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Give each caption in a page the level below that of the heading that it stands under."""
    if "body" in context:
        context["body"] = leveled(context["body"])


def leveled(body: str) -> str:
    """Return a page's HTML with a level for each caption."""
    level = 0

    def with_level(found: re.Match[str]) -> str:
        nonlocal level
        if found[1]:
            level = int(found[1])
            return found[0]
        return f'{found[0]} aria-level="{min(level + 1, LOWEST)}"'

    return HEADING.sub(with_level, body)
