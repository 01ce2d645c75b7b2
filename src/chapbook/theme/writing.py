"""Which way the pages are written: told to browsers, and to the style sheets of Furo, which knows one way only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from chapbook.directions import of_language
from chapbook.language_tag import tag
from chapbook.mirrored import mirrored
from chapbook.theme.stylesheets import THEME

if TYPE_CHECKING:
    from docutils import nodes
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
