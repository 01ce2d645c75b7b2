"""Plots in pages and books: drawn into a page, a picture in the PDF, words where a builder has no drawings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from chapbook.claims.plot_file import read_plot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

DRAWING = "image/svg+xml"


class drawn_plot(nodes.General, nodes.Element):  # noqa: N801  # docutils' way to name nodes
    """A plot as *markup*."""


def visit_html(self: HTML5Translator, node: drawn_plot) -> None:
    """Write the drawing."""
    self.body.append(node["markup"])
    raise nodes.SkipNode


def show_plots(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Draw plots into the pages of sites and EPUBs, where they have the colours and letters of the page.

    A builder that takes no drawings gets the words.
    """
    builder = app.builder
    for image in _plots_in(doctree):
        drawn = read_plot(Path(app.srcdir, image["uri"])) if builder.format == "html" else None
        if drawn is not None:
            image.replace_self(drawn_plot(markup=drawn.in_page(image["alt"])))
        elif DRAWING not in builder.supported_image_types:
            image.replace_self(nodes.paragraph("", image["alt"]))


def _plots_in(document: nodes.document) -> Iterator[nodes.image]:
    """Yield the pictures of plots in a document."""
    for figure in list(document.findall(nodes.figure)):
        if "claims-plot" in figure["classes"]:
            yield from [child for child in figure.children if isinstance(child, nodes.image)]
