"""``{claims} TABLE.csv``: what a text says in numbers, as a table, and as plots by ``{claims-plot}``, in every builder.

A row of the table is a claim: a quantity, its value, unit and date, the id of the paragraph that states it, the
paragraph's words, the work that is cited there, and whether another source agrees (:mod:`.claims_file`). Each row leads
to its paragraph and its source, and has an id, ``claim-<id>``; where an extension puts links beside paragraphs (its
event ``chapbook-part-actions``), each paragraph leads to its rows. Words that do not stand in their paragraph are told
(:mod:`.places`). A mistake in a table is a warning of type ``chapbook_claims`` at the file's own line (its subtypes are
:class:`~chapbook.claims.problem.Kind`).

Plots are drawn by ``-b figures``, with matplotlib, into files that a publication keeps (:mod:`.figures_builder`); a
build puts these files into its pages and books, needs no matplotlib, and says which of them are out of date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chapbook.assets import offer_static_files
from chapbook.claims.claims_directive import Claims
from chapbook.claims.claims_table import claim_link
from chapbook.claims.figures_builder import FiguresBuilder, FiguresCheckBuilder, check_plots
from chapbook.claims.places import PART_ACTIONS, actions_of_part, find_places, lead_to_places
from chapbook.claims.plot_directive import ClaimsPlot
from chapbook.claims.plot_node import drawn_plot, show_plots, visit_html
from chapbook.claims.stated import forget_document, pages, take_over_documents
from chapbook.language import add_catalog

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def join_in(app: Sphinx, _config: Config) -> None:
    """Answer the event of an extension that puts links beside paragraphs, where it has been loaded."""
    if PART_ACTIONS in app.events.events:
        app.connect(PART_ACTIONS, actions_of_part)


def link_style(app: Sphinx, page: str, *_others: object) -> None:
    """Link the style sheet from the pages that have claims, and from no other."""
    if page in pages(app.env):
        app.add_css_file("chapbook-claims.css")


def name_columns(app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Say of what the headings of a table are, in which a row over all columns stands (WCAG technique H63).

    docutils has no node for it, and writes the headings of columns in this form alone.
    """
    if page in pages(app.env):
        context["body"] = context["body"].replace('<th class="head">', '<th class="head" scope="col">')


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directives, their nodes and the builder to Sphinx."""
    add_catalog(app)
    offer_static_files(app, "claims")
    app.add_node(claim_link)
    app.add_node(drawn_plot, html=(visit_html, None))
    app.add_directive("claims", Claims)
    app.add_directive("claims-plot", ClaimsPlot)
    app.add_builder(FiguresBuilder)
    app.add_builder(FiguresCheckBuilder)
    app.connect("config-inited", join_in)
    app.connect("html-page-context", link_style)
    app.connect("html-page-context", name_columns)
    app.connect("env-purge-doc", forget_document)
    app.connect("env-merge-info", take_over_documents)
    # Later than what sets the titles of citations and finds labels.
    app.connect("env-updated", find_places, priority=950)
    app.connect("env-updated", check_plots, priority=950)
    app.connect("doctree-resolved", lead_to_places)
    app.connect("doctree-resolved", show_plots)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
