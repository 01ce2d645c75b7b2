"""The theme ``chapbook``, a child of Furo, for a text that is read, cited and answered.

``html_theme = "chapbook"`` is enough, in any Sphinx project. The page loads only the style sheets and scripts that it
needs (:mod:`.loaded_files`), and brings its own icon. It mirrors where the language is written from the right
(:mod:`.writing`). The extensions ``chapbook.title_page`` and ``chapbook.search`` come with it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from chapbook.language import add_catalog, words_for_templates
from chapbook.settings import check_settings
from chapbook.theme import boxes
from chapbook.theme.addresses import mark_bare_addresses
from chapbook.theme.furo_sheet import write_sheets
from chapbook.theme.loaded_files import THEME, drop_needless, link_script
from chapbook.theme.navigation import give_toctree_back, make_contents
from chapbook.theme.selected_words import write_script
from chapbook.theme.writing import name_language, turn_blocks

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

HERE = Path(__file__).parent


def name_icon(_app: Sphinx, config: Config) -> None:
    """Put the icon into the page itself, which asks for one file less; a publication may have its own.

    Sphinx knows an address by its ``://``, which stands in the drawing's ``xmlns``.
    """
    if config.html_theme == THEME and not config.html_favicon:
        drawing = (HERE / "favicon.svg").read_text(encoding="utf-8").strip()
        config.html_favicon = f"data:image/svg+xml,{quote(drawing, safe=':/=')}"


def choose_colours_of_code(app: Sphinx) -> None:
    """Let code be read in the dark as well (WCAG 1.4.6); a publication may have colours of its own.

    Furo, which has the setting, is loaded only with its theme.
    """
    if app.config.html_theme == THEME and getattr(app.config, "pygments_dark_style", "") == "native":
        app.config.pygments_dark_style = "a11y-high-contrast-dark"


def translate_templates(
    app: Sphinx, _pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Let the theme's templates find their words."""
    if app.config.html_theme == THEME:
        context.update(words_for_templates(app))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the theme, the setting and the hooks to Sphinx."""
    app.add_html_theme(THEME, str(HERE / THEME))
    app.setup_extension("chapbook.title_page")
    app.setup_extension("chapbook.search")
    check_settings(app)
    add_catalog(app)
    app.add_node(boxes.sideways_box, html=(boxes.visit_html, boxes.depart_html))
    app.add_post_transform(boxes.OwnBoxes)
    app.connect("config-inited", name_icon)
    app.connect("builder-inited", choose_colours_of_code, priority=400)
    app.connect("builder-inited", write_sheets)
    app.connect("builder-inited", link_script)
    app.connect("doctree-resolved", turn_blocks)
    app.connect("write-started", write_script)
    app.connect("doctree-resolved", mark_bare_addresses)
    app.connect("html-page-context", name_language)
    app.connect("html-page-context", translate_templates)
    # Before and behind Furo's own handler, which would make the contents.
    app.connect("html-page-context", make_contents, priority=400)
    app.connect("html-page-context", give_toctree_back, priority=600)
    # Later than others, which may add files of their own.
    app.connect("html-page-context", drop_needless, priority=950)
    return {"version": "1", "env_version": 3, "parallel_read_safe": True, "parallel_write_safe": True}
