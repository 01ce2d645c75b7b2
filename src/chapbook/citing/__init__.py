"""The scholarly record of a publication: its references in APA style, checked, complete and linked both ways.

To sphinxcontrib-bibtex it adds a style, ``apa``, for the list and for citations in the text; a reference list whose
entries say how they were written, how surely they are identified and where they are cited; entries that other projects
can refer to; and a check of the BibTeX files: what cannot be read stops the build, an entry that nobody cites is a
warning. What an output tells of time is the time of the edition in ``CITATION.cff``.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.errors import SphinxError
from sphinx.util import logging

from chapbook.assets import link_style_from_pages_with, offer_static_files
from chapbook.citing.apa_style import keep_plain_backend, register
from chapbook.citing.bibtex_file import BrokenBibliographyError, entry_lines
from chapbook.citing.cite_controls import join_in, offer_dialog, write_dialog_again
from chapbook.citing.citing_places import citing, forget_places, lists_to_write_again, note_places, take_over_places
from chapbook.citing.how_to_cite import HowToCite, how_to_cite, note_guide, say_how_to_cite, visit_html
from chapbook.citing.page_head import COMMENTS, describe, pages_to_describe_again
from chapbook.citing.parts import forget_parts, note_parts, take_over_parts
from chapbook.citing.publication import describe_by_record, record_of
from chapbook.citing.reference_list import (
    complete_lists,
    depart_citation_html,
    drop_counted_ids,
    visit_citation_html,
)
from chapbook.citing.sections_page import STYLE, link_style, make_page
from chapbook.language import add_catalog
from chapbook.named_parts import add_setting

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata
    from sphinxcontrib.bibtex.domain import BibtexDomain

logger = logging.getLogger(__name__)


class BibliographyError(SphinxError):
    """The bibliography cannot be read; the message has a line for each mistake."""

    category = "Bibliography error"


def set_time_of_edition(app: Sphinx, _config: Config) -> None:
    """Let all that bears a time bear the edition's, unless ``SOURCE_DATE_EPOCH`` gives another."""
    record = record_of(app)
    if record and "SOURCE_DATE_EPOCH" not in os.environ:
        os.environ["SOURCE_DATE_EPOCH"] = str(record.edition_time)


def check_files(app: Sphinx) -> None:
    """Stop before sphinxcontrib-bibtex meets a file that it would read in half.

    :raises BibliographyError: with all mistakes of the first file that has any.
    """
    for file in app.config.bibtex_bibfiles or ():
        try:
            entry_lines(Path(app.confdir, file))
        except BrokenBibliographyError as error:
            raise BibliographyError("\n".join(error.args)) from error


def make_entries_referable(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Give each entry of a list a label, so that ``{ref}`` and other projects reach it."""
    domain = cast("BibtexDomain", env.domains["cite"])
    for citation in domain.citations:
        name = citation.citation_id
        title = citation.formatted_entry.label
        env.domains.standard_domain.note_hyperlink_target(name, citation.bibliography_key.docname, name, title)
    return []


def warn_of_uncited_entries(app: Sphinx, env: BuildEnvironment) -> None:
    """Say which entries no text cites; a reference list holds what was cited, and nothing else (APA 8.4)."""
    cited = citing(env)
    for file in app.config.bibtex_bibfiles or ():
        path = Path(app.confdir, file)
        for key, line in entry_lines(path).items():
            if key not in cited:
                message = "nothing cites %r; cite it as {cite:p}`%s`, or delete the entry"
                logger.warning(message, key, key, location=f"{path}:{line}", type="chapbook_citing", subtype="uncited")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the style, the list and the checks to Sphinx, and sphinxcontrib-bibtex with them."""
    app.setup_extension("sphinxcontrib.bibtex")
    register()
    add_setting(app)
    app.add_event(COMMENTS)
    add_catalog(app)
    offer_static_files(app, "citing")
    link_style_from_pages_with(app, [nodes.citation, how_to_cite], STYLE)
    app.add_node(nodes.citation, override=True, html=(visit_citation_html, depart_citation_html))
    app.add_node(how_to_cite, html=(visit_html, None))
    app.add_directive("how-to-cite", HowToCite)
    app.connect("doctree-read", note_guide)
    app.connect("doctree-resolved", say_how_to_cite)
    app.connect("html-collect-pages", make_page)
    app.connect("html-page-context", link_style)
    app.connect("config-inited", join_in)
    app.connect("builder-inited", offer_dialog)
    app.connect("env-updated", write_dialog_again)
    app.connect("config-inited", set_time_of_edition, priority=100)
    app.connect("config-inited", describe_by_record, priority=100)
    app.connect("builder-inited", check_files, priority=400)
    # Later than others, which may give paragraphs their ids.
    app.connect("doctree-read", note_places, priority=600)
    app.connect("env-purge-doc", forget_places)
    app.connect("env-merge-info", take_over_places)
    app.connect("doctree-read", note_parts)
    app.connect("env-purge-doc", forget_parts)
    app.connect("env-merge-info", take_over_parts)
    app.connect("env-updated", pages_to_describe_again, priority=700)
    app.connect("env-updated", make_entries_referable, priority=600)
    app.connect("env-updated", lists_to_write_again, priority=600)
    app.connect("env-check-consistency", warn_of_uncited_entries)
    # Sphinx checks where it is about to write, and not where there is nothing to do.
    app.connect("env-check-consistency", lambda _app, _env: keep_plain_backend())
    app.connect("doctree-resolved", complete_lists)
    app.connect("doctree-resolved", drop_counted_ids)
    # Later than others, which may add formats.
    app.connect("html-page-context", describe, priority=900)
    return {"version": "1", "env_version": 6, "parallel_read_safe": True, "parallel_write_safe": True}
