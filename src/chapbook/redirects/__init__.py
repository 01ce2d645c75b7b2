"""Pages that have moved: ``sphinxext.rediraffe``, with pages in the language of the publication.

rediraffe puts only addresses into its template. So the template is read twice: first by Sphinx, which puts in the
translated words; then by rediraffe, which reads what stands in ``{% raw %}``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from chapbook.assets import offer_static_files
from chapbook.language import add_catalog, words_for_templates
from chapbook.templates import PARTS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

LIST = "redirects.txt"
TEMPLATE = PARTS / "redirects/templates/redirect.html"


def find_list(app: Sphinx, config: Config) -> None:
    """Take the list ``redirects.txt`` and our own template, where the settings name no others."""
    if config.rediraffe_redirects is None:
        config.rediraffe_redirects = LIST if Path(app.srcdir, LIST).is_file() else {}
    if not config.rediraffe_template:
        config.rediraffe_template = str(TEMPLATE)


def put_words_in(app: Sphinx) -> None:
    """Give rediraffe the template with its words in it."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        template = Path(app.srcdir, app.config.rediraffe_template)
        language = app.config.language.replace("_", "-")
        values = {"language": language, **words_for_templates(app)}
        text = app.builder.templates.render_string(template.read_text(encoding="utf-8"), values)
        translated = Path(app.doctreedir, template.name)
        translated.write_text(text, encoding="utf-8")
        app.config.rediraffe_template = str(translated)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add rediraffe, and the words of its pages."""
    app.setup_extension("sphinxext.rediraffe")
    add_catalog(app)
    offer_static_files(app, "redirects")
    app.connect("config-inited", find_list)
    app.connect("builder-inited", put_words_in)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
