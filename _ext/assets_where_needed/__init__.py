"""A style sheet or script is linked from those pages that have something for it, so that no reader loads it in vain.

``assets_where_needed`` maps a file's name, as it stands below ``_static/``, to the names of the nodes that need it
(``literal_block``, ``citation``); a file with none is linked from no page. Files that it does not name stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def drop_needless(
    app: Sphinx, _pagename: str, _templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Leave out what a page has no node for; a page that is no document has none."""
    kinds = {type(node).__name__ for node in doctree.findall(nodes.Element)} if doctree else set()
    needed_by = {f"_static/{name}": set(names) for name, names in app.config.assets_where_needed.items()}
    for files in ("css_files", "script_files"):
        context[files] = [
            file
            for file in context[files]
            if (needs := needed_by.get(getattr(file, "filename", file))) is None or needs & kinds
        ]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the setting and the hook to Sphinx."""
    app.add_config_value("assets_where_needed", {}, "html", types=frozenset({dict}))
    # Later than others, which may add files of their own.
    app.connect("html-page-context", drop_needless, priority=950)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
