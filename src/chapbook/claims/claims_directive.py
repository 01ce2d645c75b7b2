"""The directive ``claims``: reads a table of claims and puts it into the page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.docutils import SphinxDirective

from chapbook.claims.claims_file import read_claims
from chapbook.claims.claims_table import anchor, claims_table
from chapbook.claims.places import tell
from chapbook.claims.stated import page_of

if TYPE_CHECKING:
    from docutils import nodes

    from chapbook.claims.claim import Claim
    from chapbook.claims.problem import Problem


class Claims(SphinxDirective):
    """Read the CSV file that the argument names, relative to the document or, with a slash in front, to the source."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return the table; warn of every mistake in it."""
        path, claims, problems = self.read()
        for problem in problems:
            tell(problem)
        if not claims:
            return []
        page = page_of(self.env, self.env.docname)
        page.claims += [(path, claim) for claim in claims]
        domain = self.env.domains.standard_domain
        for claim in claims:
            domain.note_hyperlink_target(anchor(claim), self.env.docname, anchor(claim), claim.quantity)
        table = claims_table(claims, self.env.docname, self.config.language)
        self.set_source_info(table)
        return [table]

    def read(self) -> tuple[Path, tuple[Claim, ...], list[Problem]]:
        """Return the path of the table, what it holds and what is wrong with it; a change of it is seen."""
        named, file = self.env.relfn2path(self.arguments[0])
        self.env.note_dependency(named)
        return (Path(file), *read_claims(Path(file)))
