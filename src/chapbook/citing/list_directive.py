"""``{bibliography}`` of sphinxcontrib-bibtex; a second list in a document has ids of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinxcontrib.bibtex.directives import BibliographyDirective

from chapbook.citing.styles_of_publication import citation_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes

logger = logging.getLogger(__name__)
IDS = ("bibtex_cite_id", "bibtex_bibliography_id")


class ListDirective(BibliographyDirective):
    """The directive."""

    def run(self) -> Sequence[nodes.Node]:
        """Return the node that stands for the list."""
        style = citation_style(self.config)
        if "style" in self.options:
            message = "one style sets all lists, chapbook_citation_style; delete the option style"
            logger.warning(message, location=self.get_location(), type="chapbook_citing", subtype="style")
        if not style.has_list:
            message = (
                "the style %r has no reference list, and citations stand in its place; delete the list, or set another"
            )
            logger.warning(message, style.name, location=self.get_location(), type="chapbook_citing", subtype="style")
        number = 1 + (self.env.temp_data.get("bibtex_bibliography_count") or 0)
        forms = {name: getattr(self.config, name) for name in IDS}
        try:
            for name, form in forms.items():
                if number > 1 and form and "{bibliography_count}" not in form:
                    # The ids of the first list are those that are published.
                    setattr(self.config, name, f"{form}-{number}")
            made: Sequence[nodes.Node] = super().run()
        finally:
            for name, form in forms.items():
                setattr(self.config, name, form)
        return made
