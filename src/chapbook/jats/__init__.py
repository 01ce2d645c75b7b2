"""``-b jats``: the publication as one article of the Journal Article Tag Suite, which libraries and archives keep.

It is JATS Archiving 1.3 (NISO Z39.96-2021): front matter from the record, sections and paragraphs with their ids,
pictures, tables, code, formulas as MathML, notes, and references by their parts and as they are printed. Comments are
sub-articles, each with the answers to it. Another extension shows its own node by
``app.add_node(node, jats=(visit, depart))``, or by replacing it with nodes that all builders know. A node without a
form is a warning with file and line, and its words are there.

Configuration: ``chapbook_jats_name``, the file's name without ``.xml`` (default: made from ``project``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chapbook.jats.builder import JatsBuilder
from chapbook.jats.front import RECORD
from chapbook.named_parts import add_setting
from chapbook.settings import check_settings

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the builder, its configuration value and its event to Sphinx."""
    check_settings(app)
    app.add_config_value("chapbook_jats_name", "", "env", types=frozenset({str}))
    add_setting(app)
    app.add_event(RECORD)
    app.add_builder(JatsBuilder)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
