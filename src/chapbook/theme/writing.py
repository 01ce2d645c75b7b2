"""Which way the pages are written: told to browsers, and to the style sheets of Furo, which knows one way only.

A paragraph runs as its first letter does by a rule of the style sheet. What has more than words, such as the bullets of
a list, has a class for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from chapbook.directions import of_language, of_passage, of_text
from chapbook.language_tag import tag
from chapbook.mirrored import mirrored
from chapbook.sites import SITES
from chapbook.theme.loaded_files import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SHEET = "styles/furo.css"


def mirror_sheet(app: Sphinx) -> None:
    """Have Furo's style sheet copied mirrored, where the language is written from the right."""
    theme = getattr(app.builder, "theme", None)
    if app.config.html_theme != THEME or theme is None or of_language(app.config.language) == "ltr":
        return
    folder = Path(app.doctreedir, "mirrored")
    found = [path for place in theme.get_theme_dirs() if (path := Path(place, "static", SHEET)).is_file()]
    for path in found[:1]:
        target = folder / SHEET
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(mirrored(path.read_text(encoding="utf-8")), encoding="utf-8")
        # Before those of the publication, which may have its own.
        app.config.html_static_path.insert(0, str(folder))


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
