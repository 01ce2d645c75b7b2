"""Defaults that no publication has to repeat; its ``conf.py`` can override each of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

DEFAULTS: dict[str, Any] = {
    "include_patterns": ["index.md", "chapters/**", "appendices/**"],
    # There is nothing to be found there, and .venv alone has thousands of files to look through.
    "exclude_patterns": [".*", "_*", "comments", "requirements"],
    "smartquotes": False,
    "nitpicky": True,
    # Without it {numref} refers to nothing.
    "numfig": True,
    # A chapter's file bears the name of its section, so that [text](#introduction) means both; MyST takes the section.
    # Text that is struck out is so in all formats. Lines that part a card of sphinx-design are old, and all is there.
    "suppress_warnings": ["myst.xref_ambiguous", "myst.strikethrough", "design.card_legacy"],
    "myst_enable_extensions": ["colon_fence"],
    "bibtex_bibfiles": ["references.bib"],
    "bibtex_cite_id": "ref-{key}",
    "bibtex_bibliography_id": "reference-list",
    # A preview has the reference; as the title of each link, it would be in the page, and read out, as often.
    "bibtex_tooltips": False,
    "chapbook_parts": ["index#abstract", "chapters/*"],
    "html_copy_source": False,
    "html_show_sphinx": False,
    "html_use_index": False,
    "epub_uid": "publication-id",
    # An address in brackets behind each link would be words that the pages do not have.
    "epub_show_urls": "no",
}
"""What stands in the place of Sphinx's own defaults, and of those of the extensions."""


def set_defaults(app: Sphinx) -> None:
    """Let each default hold that ``conf.py`` does not set; the command line overrides both, as always.

    Sphinx reads the settings after it has loaded the extensions, so that they are as if ``conf.py`` had them. There is
    no public way to say so; Furo does the same.
    """
    written = app.config._raw_config  # noqa: SLF001  # as said
    if root := written.get("root_doc", written.get("master_doc")):
        # What is given for the front page is one of the pages.
        written.setdefault("include_patterns", [f"{root}.md", *DEFAULTS["include_patterns"][1:]])
    for name, value in DEFAULTS.items():
        written.setdefault(name, value)
    written.setdefault("html_baseurl", os.environ.get("READTHEDOCS_CANONICAL_URL", ""))


def name_files(_app: Sphinx, config: Config) -> None:
    """Offer the other formats by the names that their builders give them, unless the publication says otherwise."""
    config.chapbook_jats_name = config.chapbook_jats_name or config.chapbook_pdf_name
    if not config.chapbook_formats:
        named = {"PDF": f"{config.chapbook_pdf_name}.pdf", "EPUB": f"{config.epub_basename}.epub"}
        named["JATS"] = f"{config.chapbook_jats_name}.xml"
        config.chapbook_formats = {name: file for name, file in named.items() if not file.startswith(".")}
