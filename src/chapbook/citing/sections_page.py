"""The page ``citations``: how each section is cited, with its records; made where a ``{how-to-cite}`` leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chapbook.citing.export_formats import FORMATS
from chapbook.citing.exports import cited_parts, exports, section_file
from chapbook.citing.formatted_text import as_html
from chapbook.citing.how_to_cite import SECTIONS_PAGE, beside, guide, part_anchor, sections_title
from chapbook.citing.publication import record_of
from chapbook.sites import SITES
from chapbook.templates import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

STYLE = "chapbook-references.css"


def make_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page, as Sphinx asks for pages that are no documents."""
    there = guide(app.env)
    if app.builder.name not in SITES or record_of(app) is None or there is None or not cited_parts(app):
        return
    made = exports(app.env)
    uri = app.builder.get_relative_uri
    title = sections_title()
    body = render(
        "citing",
        "sections.html",
        title=title,
        guide=f"{uri(SECTIONS_PAGE, there.docname)}#{there.id}",
        sections=[(part, made.citations[section_file(part.id)]) for part in cited_parts(app)],
        formats=FORMATS,
        files=lambda name: beside(uri(SECTIONS_PAGE, app.config.root_doc), name),
        section_file=section_file,
        anchor=part_anchor,
        html=as_html,
    )
    yield SECTIONS_PAGE, {"title": title, "body": body, "toc": "", "display_toc": False}, "page.html"


def link_style(app: Sphinx, pagename: str, _template: str, _context: dict[str, Any], _doctree: object) -> None:
    """Link the style sheet, which documents get by what stands in them."""
    if pagename == SECTIONS_PAGE:
        app.add_css_file(STYLE)
