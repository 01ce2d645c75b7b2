"""``other_formats``: tells the templates of a site which other formats lie beside its pages.

``chapbook_formats`` maps a format's name to a file's name. A file is offered to every template, as a link in
``other_formats``, if it is in the site's folder before the pages are written, or if ``chapbook_formats_coming`` has its
ending.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from chapbook.sites import SITES

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class OtherFormat(NamedTuple):
    """A format's name, and the address of its file from the page."""

    name: str
    href: str


def offered(app: Sphinx) -> list[str]:
    """Name the formats whose files lie in the site's folder, or come into it once its pages are written."""
    coming = tuple(app.config.chapbook_formats_coming)
    named = app.config.chapbook_formats.items()
    return [name for name, file in named if file.endswith(coming) or (app.outdir / file).is_file()]


def offer(
    app: Sphinx, _pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Give a page its links."""
    if app.builder.name in SITES:
        up = context["pathto"]("", resource=True).rstrip("/") or "."
        files = app.config.chapbook_formats
        context["other_formats"] = [OtherFormat(name, f"{up}/{files[name]}") for name in offered(app)]


def pages_to_write_again(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Write all pages again where a format has come or gone since they were written."""
    now = offered(app)
    if app.builder.name not in SITES or getattr(env, "chapbook_formats_offered", None) == now:
        return []
    env.chapbook_formats_offered = now  # type: ignore[attr-defined]  # Sphinx's way to keep an extension's data
    return sorted(env.found_docs)
