"""The directive ``claims-plot``: puts a plot of some rows of a table of claims into the page, as a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging

from chapbook.claims.claims_directive import Claims
from chapbook.claims.claims_file import ID
from chapbook.claims.plot import Plot, plot_of
from chapbook.claims.plot_file import read_plot
from chapbook.claims.problem import Kind
from chapbook.claims.stated import page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chapbook.claims.claim import Claim

WIDTH_IN_PDF = "70%"
"""Of a line; letters are then as large as those of the text."""

logger = logging.getLogger(__name__)


class ClaimsPlot(Claims):
    """Name the rows, the kind and the plot; the content is its caption. The file lies beside the table."""

    has_content = True
    option_spec: ClassVar[dict[str, Callable[[str], object]]] = {
        "kind": directives.unchanged,
        "name": directives.unchanged,
        "rows": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """Return the figure; a mistake is one warning, and the caption stays."""
        path, claims, problems = self.read()
        name = (self.options.get("name") or "").strip()
        plot = self._plot(claims, name)
        if isinstance(plot, str):
            # What is wrong with the table is told once, where it is shown.
            if claims or not problems:
                logger.warning("%s", plot, location=self.get_location(), type="chapbook_claims", subtype=Kind.PLOT)
            return self.parse_content_to_nodes()
        file = path.with_name(f"{name}.svg")
        self.env.note_dependency(str(file))
        page_of(self.env, self.env.docname).plots[file] = plot
        drawn = read_plot(file)
        folder = self.arguments[0].rpartition("/")
        address = f"{folder[0]}{folder[1]}{name}.svg"
        if drawn is None:
            return [self._figure(nodes.paragraph("", plot.words))]
        return [self._figure(nodes.image(uri=address, alt=plot.words, width=WIDTH_IN_PDF))]

    def _plot(self, claims: Sequence[Claim], name: str) -> Plot | str:
        if not ID.fullmatch(name):
            return f"{name!r} cannot be the name of a plot; write small letters a-z, digits and hyphens: :name: users"
        by_id = {claim.id: claim for claim in claims}
        rows = (self.options.get("rows") or "").replace(",", " ").split()
        if missing := [row for row in rows if row not in by_id]:
            return f"the table has no row with the id {missing[0]!r}; name rows by the column id"
        kind = (self.options.get("kind") or "").strip()
        return plot_of(kind, [by_id[row] for row in rows], claims, self.config.language)

    def _figure(self, shown: nodes.Element) -> nodes.figure:
        self.set_source_info(shown)
        figure = nodes.figure("", shown, classes=["claims-plot"], changing=True)
        self.set_source_info(figure)
        first, *others = [*self.parse_content_to_nodes(), None]
        if isinstance(first, nodes.paragraph):
            figure += nodes.caption(first.rawsource, "", *first.children)
            figure[-1].source, figure[-1].line = first.source, first.line
        if rest := [node for node in (others if isinstance(first, nodes.paragraph) else (first,)) if node]:
            figure += nodes.legend("", *rest)
        self.add_name(figure)
        return figure
