"""``-b epub``: Sphinx's EPUB 3 builder, with what makes its books valid and accessible.

Sphinx's own lacks the language of the book and of each page as a tag (BCP 47; WCAG 3.1.1) and the way that it is
written; pages that are XML whatever a writer has put into them (:mod:`.well_formed`); the accessibility metadata that
catalogues show (:mod:`.held`); each author for himself; one identifier in package and table of contents; and the same
bytes from the same source. Style sheets for print are left out, as a reading system makes its own pages. The book has a
small style sheet, which leaves colours to the reading system.

Configuration: ``chapbook_epub_authors``, the names of the authors (default: ``epub_author``, as one name); and
``chapbook_epub_identifiers``, further ones beside ``epub_identifier``, such as a DOI.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chapbook.assets import offer_static_files
from chapbook.epub.builder import SoundEpubBuilder
from chapbook.language import add_catalog
from chapbook.language_tag import tag
from chapbook.settings import check_settings

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


UNSAID = "\ufffc"
SPHINX = 500
"""When Sphinx looks at the settings of a book, among what is done as soon as the builder is known."""


def name_language(_app: Sphinx, config: Config) -> None:
    """Write the language as a tag, ``zh-CN``, where Sphinx has the name of a locale, ``zh_CN``."""
    config.epub_language = tag(config.epub_language)


def claim_version(app: Sphinx) -> None:
    """Spare a book without a version Sphinx's warning: no EPUB needs one (EPUB 3.3, 5.5)."""
    if app.builder.name == SoundEpubBuilder.name:
        app.config.version = app.config.version or UNSAID


def disclaim_version(app: Sphinx) -> None:
    """Say again that nobody has said one."""
    app.config.version = app.config.version.removeprefix(UNSAID)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put this builder in the place of Sphinx's."""
    app.setup_extension("sphinx.builders.epub3")
    check_settings(app)
    app.add_config_value("chapbook_epub_authors", [], "epub", types=frozenset({list, tuple}))
    app.add_config_value("chapbook_epub_identifiers", [], "epub", types=frozenset({list, tuple}))
    add_catalog(app)
    offer_static_files(app, "epub", SoundEpubBuilder.name)
    app.connect("config-inited", name_language)
    app.connect("builder-inited", claim_version, priority=SPHINX - 1)
    app.connect("builder-inited", disclaim_version, priority=SPHINX + 1)
    app.add_builder(SoundEpubBuilder, override=True)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
