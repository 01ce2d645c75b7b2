"""Mathematics without a program: MathML in pages and in the EPUB, mathematics of its own in the PDF.

Formulas are TeX, as the directive and the role ``math`` have it, and MyST's extensions ``dollarmath`` and ``amsmath``.
Pandoc turns all formulas of a build at once. A formula that it cannot read is shown as it is written, with a warning
that says what to do. Equations have Sphinx's numbers in all formats, and ``{eq}`` leads to them.

An author who sets ``html_math_renderer``, or loads another extension that shows mathematics, keeps that one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from chapbook.assets import link_style_from_pages_with, offer_static_files
from chapbook.language import add_catalog
from chapbook.math.equations import number_of
from chapbook.math.formulas import (
    RENDERER,
    TAG,
    documents_to_read_again,
    forget_formulas,
    is_empty,
    is_formula,
    made_for,
    note_formulas,
    take_over_formulas,
    turn_formulas,
    warn_of_refused,
)
from chapbook.math.pages import visit_math, visit_math_block
from chapbook.math.typst_markup import typst

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)

STYLE = "chapbook-math.css"


def choose_renderer(app: Sphinx, config: Config) -> None:
    """Choose MathML, unless the author has chosen another; Sphinx would ask where several are loaded."""
    if not config.html_math_renderer:
        others = [name for name in app.registry.html_inline_math_renderers if name not in {RENDERER, "mathjax"}]
        config.html_math_renderer = others[0] if len(others) == 1 else RENDERER
    if config.html_math_renderer == RENDERER and "myst_update_mathjax" in config:
        # MyST would mark what a program is to leave alone.
        config.myst_update_mathjax = False


def give_forms(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Give each formula its number, ``eqno``, and its form for a builder of no pages.

    That is ``typst`` for the PDF, and ``mathml`` for JATS.
    """
    if app.builder.format not in {"typst", "jats"}:
        return
    for node in doctree.findall(is_formula):
        assert isinstance(node, nodes.Element)  # noqa: S101  # as is_formula says
        number = number_of(app.env, node)
        node["eqno"] = f"({number})" if number else node.get(TAG, "")
        if is_empty(node):
            node["typst"] = ""
            if app.builder.format == "jats":
                node.children = []
        elif not (mathml := made_for(app.env, node).mathml):
            continue
        elif app.builder.format == "jats":
            node["mathml"] = mathml
        else:
            try:
                node["typst"] = typst(mathml)
            except ValueError as error:
                message = (
                    "the PDF shows this formula as it is written, as it has no form for %s; write it in another way"
                )
                logger.warning(message, error, location=node, type="chapbook_math", subtype="formula")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the renderer and the hooks to Sphinx."""
    app.add_html_math_renderer(RENDERER, (visit_math, None), (visit_math_block, None))
    add_catalog(app)
    offer_static_files(app, "math")
    link_style_from_pages_with(app, [nodes.math, nodes.math_block], STYLE)
    app.connect("config-inited", choose_renderer)
    app.connect("env-get-outdated", documents_to_read_again)
    # Earlier than Sphinx, which copies titles.
    app.connect("doctree-read", note_formulas, priority=400)
    app.connect("env-purge-doc", forget_formulas)
    app.connect("env-merge-info", take_over_formulas)
    app.connect("env-updated", turn_formulas)
    app.connect("env-check-consistency", warn_of_refused)
    app.connect("doctree-resolved", give_forms)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
