"""``-b typstpdf``: the publication as one tagged PDF (PDF/UA-1), made by the ``typst`` wheel and nothing else.

A translator turns the assembled doctree into Typst markup; the look is one template, ``book.typ``. Another extension
shows its own node by ``app.add_node(node, typst=(visit, depart))``, or by replacing it with nodes that all builders
know. A node without a form is a warning with file and line. A formula that has a
form in Typst (``node["typst"]``) is set by it, and otherwise shown as it is written.

Configuration: ``chapbook_pdf_name``, the file's name without ``.pdf`` (default: made from ``project``); and
``chapbook_pdf_subject``, what its metadata have as its subject, where readers look for a DOI.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chapbook.language import add_catalog
from chapbook.pdf.builder import TypstPdfBuilder
from chapbook.settings import check_settings

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the builder and its one configuration value to Sphinx."""
    check_settings(app)
    app.add_config_value("chapbook_pdf_name", "", "env", types=frozenset({str}))
    app.add_config_value("chapbook_pdf_subject", "", "", types=frozenset({str}))
    app.add_builder(TypstPdfBuilder)
    add_catalog(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
