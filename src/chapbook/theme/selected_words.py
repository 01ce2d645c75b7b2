"""What a reader can do with words that are selected: copy a link to them, cite them, answer them.

The script is written by the build, with its words in the language of the publication. A page loads it with the first
selection. It finds the ways to cite and to answer by the links that other parts put beside each passage and comment.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chapbook.sites import SITES
from chapbook.templates import render
from chapbook.theme.loaded_files import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

SCRIPT = "chapbook-selected-words.js"


def write_script(app: Sphinx, builder: Builder) -> None:
    """Write the script beside the pages."""
    if app.config.html_theme == THEME and builder.name in SITES:
        path = Path(app.outdir, "_static", SCRIPT)
        path.parent.mkdir(parents=True, exist_ok=True)
        script = render("theme", "selected-words.js", bar=render("theme", "selected_words.html"))
        path.write_text(script, encoding="utf-8", newline="\n")
