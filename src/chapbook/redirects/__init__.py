"""Pages that have moved: ``sphinxext.rediraffe``, with pages in the language of the publication.

rediraffe puts only addresses into its template. So the template is read twice: first by Sphinx, which puts in the
translated words; then by rediraffe, which reads what stands in ``{% raw %}``.
It stops at a line of the list that is wrong; so it is given the others, and each wrong one is a warning.

A page of an earlier build, from before its source moved, makes room for the one that leads on.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging

from chapbook.assets import offer_static_files
from chapbook.directions import of_language
from chapbook.language import add_catalog, words_for_templates
from chapbook.language_tag import tag
from chapbook.redirects.list_file import drop_wrong, read_list
from chapbook.templates import PARTS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from chapbook.redirects.list_file import Redirects

logger = logging.getLogger(__name__)

TITLE = "This page has moved"
"""The title of such a page, as the catalogues have it."""

LIST = "redirects.txt"
TEMPLATE = PARTS / "redirects/templates/redirect.html"


def find_list(app: Sphinx, config: Config) -> None:
    """Take the list ``redirects.txt`` and our own template, where the settings name no others; read the list."""
    given = config.rediraffe_redirects
    path = Path(app.srcdir, LIST if given is None else given) if given is None or isinstance(given, str) else None
    if path and path.is_file():
        redirects = read_list(path.read_text(encoding="utf-8", errors="replace"))
        config.rediraffe_redirects = redirects.pages
        app.connect("env-updated", partial(_look_at_pages, path, redirects), priority=100)
    elif given is None:
        config.rediraffe_redirects = {}
    if not config.rediraffe_template:
        config.rediraffe_template = str(TEMPLATE)


def _look_at_pages(path: Path, redirects: Redirects, _app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Tell of every line that is wrong, and leave it out."""
    present = {env.doc2path(docname, base=False).as_posix() for docname in env.found_docs}
    drop_wrong(redirects, present, env.config.source_suffix)
    for line, message in sorted(redirects.faults):
        logger.warning("%s", message, location=f"{path}:{line}", type="chapbook", subtype="redirects")
    redirects.faults.clear()
    return []


def put_words_in(app: Sphinx) -> None:
    """Give rediraffe the template with its words in it."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        template = Path(app.srcdir, app.config.rediraffe_template)
        words = words_for_templates(app)
        language = "en" if words["our_language"](TITLE) else tag(app.config.language)
        values = {"language": language, "direction": of_language(language), **words}
        text = app.builder.templates.render_string(template.read_text(encoding="utf-8"), values)
        translated = Path(app.doctreedir, template.name)
        translated.write_text(text, encoding="utf-8")
        app.config.rediraffe_template = str(translated)


def make_room(app: Sphinx, exception: Exception | None) -> None:
    """Delete the pages of earlier builds whose sources have moved since."""
    if exception or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    given = app.config.rediraffe_redirects
    for old in given if isinstance(given, dict) else ():
        docname = old.removesuffix(next((end for end in app.config.source_suffix if old.endswith(end)), ""))
        if docname not in app.env.found_docs:
            app.builder.get_output_path(docname).unlink(missing_ok=True)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add rediraffe, and the words of its pages."""
    app.setup_extension("sphinxext.rediraffe")
    add_catalog(app)
    offer_static_files(app, "redirects")
    app.connect("config-inited", find_list)
    app.connect("builder-inited", put_words_in)
    # Earlier than rediraffe, which writes no page where one is.
    app.connect("build-finished", make_room, priority=400)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
