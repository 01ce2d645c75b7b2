"""Links whose words are their address: on paper, where others have it behind them, it stands there once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from chapbook.sites import SITES
from chapbook.theme.loaded_files import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx

BARE = "bare"
"""The class of such links."""


def mark_bare_addresses(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Give such links of a page their class."""
    if app.config.html_theme == THEME and app.builder.name in SITES:
        for link in doctree.findall(nodes.reference):
            if link.get("refuri", "").removeprefix("mailto:") == link.astext():
                link["classes"].append(BARE)
