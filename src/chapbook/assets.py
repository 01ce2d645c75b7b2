"""A part's style sheets and scripts: copied into a site or a book, and linked from the pages that need them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes
    from sphinx.application import Sphinx

PARTS = Path(__file__).parent


def offer_static_files(app: Sphinx, part: str, builder: str = "") -> None:
    """Have the files of a part's folder ``static`` copied, by every builder that writes pages or by the one named."""
    folder = str(PARTS / part / "static")
    app.connect("builder-inited", lambda app: _copy_too(app, folder, builder))


def _copy_too(app: Sphinx, folder: str, builder: str) -> None:
    writes_them = app.builder.name == builder if builder else app.builder.format == "html"
    if writes_them and folder not in app.config.html_static_path:
        app.config.html_static_path.append(folder)


def link_style_from_pages_with(app: Sphinx, kinds: Sequence[type[nodes.Element]], file: str) -> None:
    """Link a style sheet from the pages on which one of the nodes stands, and from no other."""

    def link(app: Sphinx, _page: str, _template: str, _context: dict[str, Any], doctree: nodes.document | None) -> None:
        if doctree is not None and any(doctree.findall(lambda node: isinstance(node, tuple(kinds)))):
            app.add_css_file(file)

    app.connect("html-page-context", link)
