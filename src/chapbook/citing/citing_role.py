"""What sphinxcontrib-bibtex is given in the place of its own: roles that no mistake stops, references that are set."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.util import logging
from sphinxcontrib.bibtex.roles import CiteRole

from chapbook.citing.formatted_text import Text, as_nodes

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


class Printed(NamedTuple):
    """A reference, in the place of pybtex's text, which renders itself."""

    text: Text

    def render(self, _backend: object) -> list[nodes.Node]:
        """Return it as docutils nodes."""
        return as_nodes(self.text)


Result = tuple[list[nodes.Node], list[nodes.system_message]]


class SafeCiteRole(CiteRole):
    """A role that cites; what cannot be read is a warning, and shown as it is written."""

    def result_nodes(
        self,
        document: nodes.document,
        env: BuildEnvironment,
        node: nodes.Element,
        is_ref: bool,  # noqa: FBT001  # Sphinx's
    ) -> Result:
        """Note the works that are cited."""
        try:
            made: Result = super().result_nodes(document, env, node, is_ref)  # type: ignore[no-untyped-call]  # it is
        except ValueError:
            message = "%r is no citation; write keys parted by commas, each with words before and behind it in braces"
            logger.warning(message, self.target, location=node, type="chapbook_citing", subtype="citation")
            return [nodes.literal("", self.target)], []
        return made
