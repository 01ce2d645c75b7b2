"""``-b typstpdf``: the publication as one tagged PDF (PDF/UA-1), made by the ``typst`` wheel and nothing else.

A translator turns the assembled doctree into Typst markup; the look is one template, ``book.typ``. Another extension
shows its own node by ``app.add_node(node, typst=(visit, depart))``, or by replacing it with nodes that all builders
know. A node without a form is a warning with file and line.

Configuration: ``typst_pdf_name``, the file's name without ``.pdf`` (default: made from ``project``).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from typst_pdf.builder import TypstPdfBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

CATALOG = "typst_pdf"
LOCALE = Path(__file__).parent / "locale"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the builder and its one configuration value to Sphinx."""
    app.add_config_value("typst_pdf_name", "", "env", types=frozenset({str}))
    app.add_builder(TypstPdfBuilder)
    app.add_message_catalog(CATALOG, str(LOCALE))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
