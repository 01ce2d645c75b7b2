"""``404.html``: what a reader sees who comes to an address at which there is no page.

Read the Docs, GitHub Pages and others show the file at whatever address was asked for, at any depth. So its links begin
at the root of the host, which ``html_baseurl`` tells; without that they are right beside the front page alone. It has
the contents and a search; a script finds the pages whose names or titles are close to what was asked for.

A document ``404``, or the extension ``notfound``, takes its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from sphinx.builders.html import StandaloneHTMLBuilder

from chapbook.assets import offer_static_files
from chapbook.language import add_catalog, gettext as _
from chapbook.not_found.rooted import rooted
from chapbook.sites import SITES
from chapbook.templates import render

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

PAGE = "404"
OTHER = "notfound.extension"


class Chapter(NamedTuple):
    """A page of the contents, and where it is from the page that is made."""

    title: str
    href: str


def make_page(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Write the page, when Sphinx asks for pages that are no documents; none is left to it."""
    builder = app.builder
    has_another = PAGE in app.env.found_docs or OTHER in app.extensions
    if builder.name not in SITES or not isinstance(builder, StandaloneHTMLBuilder) or has_another:
        return []
    title = str(_("Page not found"))
    body = render(
        "not_found",
        "not_found.html",
        title=title,
        chapters=[
            Chapter(app.env.titles[docname].astext(), builder.get_relative_uri(PAGE, docname))
            for docname in app.env.collect_relations()
            if docname in app.env.titles
        ],
        search=builder.get_relative_uri(PAGE, "search") if builder.search else "",
    )
    metatags = '<meta name="robots" content="noindex">'
    context = {"title": title, "body": body, "toc": "", "display_toc": False, "pageurl": None, "metatags": metatags}
    path = builder.outdir / f"{PAGE}.html"
    # A server shows this file alone, also where pages are folders.
    builder.handle_page(PAGE, context, "page.html", outfilename=path)
    root = urlsplit(app.config.html_baseurl).path.rstrip("/") + "/" if app.config.html_baseurl else ""
    page = rooted(path.read_text(encoding="utf-8"), builder.get_target_uri(PAGE), root)
    path.write_text(page, encoding="utf-8")
    return []


def link_files(app: Sphinx, pagename: str, _template: str, _context: dict[str, Any], _doctree: object) -> None:
    """Link style sheet and script from the page alone."""
    if pagename == PAGE and app.builder.name in SITES and PAGE not in app.env.found_docs:
        app.add_css_file("chapbook-not-found.css")
        app.add_js_file("chapbook-not-found.js", loading_method="defer")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the hooks to Sphinx."""
    add_catalog(app)
    offer_static_files(app, "not_found")
    app.connect("html-collect-pages", make_page)
    app.connect("html-page-context", link_files)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
