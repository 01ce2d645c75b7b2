"""Pages that have moved: ``sphinxext.rediraffe``, whose pages here speak the language of the publication.

rediraffe fills its template with addresses and nothing else. So the template is read twice: Sphinx puts in the words,
translated like those of every other template, and what it is told to leave, ``{% raw %}``, rediraffe reads as its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def put_words_in(app: Sphinx) -> None:
    """Give rediraffe the template with its words in it."""
    if isinstance(app.builder, StandaloneHTMLBuilder) and app.config.rediraffe_template:
        template = Path(app.srcdir, app.config.rediraffe_template)
        language = app.config.language.replace("_", "-")
        text = app.builder.templates.render_string(template.read_text(encoding="utf-8"), {"language": language})
        translated = Path(app.doctreedir, template.name)
        translated.write_text(text, encoding="utf-8")
        app.config.rediraffe_template = str(translated)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add rediraffe, and the words of its pages."""
    app.setup_extension("sphinxext.rediraffe")
    app.connect("builder-inited", put_words_in)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
