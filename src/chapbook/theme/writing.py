"""Which way the pages are written, as it is told to browsers.

A paragraph runs as its first letter does by a rule of the style sheet. What has more than words, such as the bullets of
a list, has a class for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from chapbook.directions import of_language, of_passage, of_text
from chapbook.language_tag import tag
from chapbook.sites import SITES
from chapbook.theme.loaded_files import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def name_language(
    app: Sphinx, _pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Write the language as a tag, and its direction beside it.

    Furo's ``base.html`` has ``lang="{{ language }}"`` in a place that no block reaches.
    """
    if app.config.html_theme == THEME:
        runs = of_language(app.config.language)
        context["language"] = tag(app.config.language) + ('" dir="rtl' if runs == "rtl" else "")


WITH_MORE = (nodes.admonition, nodes.block_quote, nodes.bullet_list, nodes.definition_list, nodes.enumerated_list)
SIDES = {"ltr": "from-left", "rtl": "from-right"}


def turn_blocks(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Give classes to the blocks of a page that run the other way than what is around them."""
    if app.config.html_theme == THEME and app.builder.name in SITES:
        _turn(doctree, of_language(app.config.language))


def _turn(parent: nodes.Element, around: str) -> None:
    for node in parent.children:
        if isinstance(node, nodes.TextElement) or not isinstance(node, nodes.Element):
            continue
        runs = _runs(node) or around
        if runs != around:
            node["classes"].append(SIDES[runs])
        _turn(node, runs)


def _runs(node: nodes.Element) -> str:
    """Return which way a block runs of itself: by its language, where a writer names that, or by its first letter."""
    language = next((name for name in node["classes"] if name.startswith("language-")), "")
    if language:
        return of_passage(node.astext(), language.removeprefix("language-"))
    return of_text(node.astext()) if isinstance(node, WITH_MORE) else ""
