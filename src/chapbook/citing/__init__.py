"""The scholarly record of a publication: its references in any style, checked, complete and linked both ways.

sphinxcontrib-bibtex has the roles, the lists and the filters; what they print, a style of the Citation Style Language
sets (``chapbook_citation_style``). Entries of a list say how they were written, how surely they are identified and
where they are cited, and other projects can refer to them. What is wrong with an entry costs that entry, with a warning
at its line; an entry that nobody cites is a warning too. What an output tells of time is the time of the edition in
``CITATION.cff``.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from docutils import nodes
from pybtex.plugin import register_plugin
from sphinx.util import logging

from chapbook.assets import link_style_from_pages_with, offer_static_files
from chapbook.citing.cite_controls import join_in, offer_dialog, write_dialog_again
from chapbook.citing.citing_domain import CitingDomain, domain_of, read_bibliography
from chapbook.citing.how_to_cite import (
    STYLE,
    HowToCite,
    how_to_cite,
    link_style,
    make_page,
    note_guide,
    say_how_to_cite,
    visit_html,
)
from chapbook.citing.margins import note_citations, pages_to_note_again
from chapbook.citing.noted import citing, forget, lists_to_write_again, note, take_over
from chapbook.citing.page_head import COMMENTS, describe, pages_to_describe_again
from chapbook.citing.previews import PREVIEWS, previews_of_works
from chapbook.citing.publication import describe_by_record, forms_of, record_of
from chapbook.citing.reference_list import complete_lists, depart_citation_html, visit_citation_html
from chapbook.citing.rights import keep_rights
from chapbook.citing.roles_and_lists import FootnoteStyle, ListDirective, NumberCitations, SafeCiteRole
from chapbook.citing.styles_of_publication import add_settings
from chapbook.language import add_catalog
from chapbook.margin_notes import add_margin_notes
from chapbook.named_parts import add_setting

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)


def set_time_of_edition(app: Sphinx, _config: Config) -> None:
    """Let all that bears a time bear the edition's, unless ``SOURCE_DATE_EPOCH`` gives another."""
    record = record_of(app)
    if record and "SOURCE_DATE_EPOCH" not in os.environ:
        os.environ["SOURCE_DATE_EPOCH"] = str(record.edition_time)


def show_works(app: Sphinx, _config: Config) -> None:
    """Tell previews, where there are any, of the works of the lists."""
    if PREVIEWS in app.events.events:
        app.connect(PREVIEWS, previews_of_works)


def begin(app: Sphinx) -> None:
    """Read the bibliography and begin to set how the work is cited, both beside what Sphinx goes on to do."""
    read_bibliography(app)
    # What was told of the work is told again only where something has changed.
    forms = None if hasattr(app.env, "chapbook_citing_told") and app.parallel == 1 else forms_of(app)
    if app.parallel > 1:
        # What a process of its own began, the others can neither wait for nor begin again.
        domain_of(app.env).works  # noqa: B018  # it waits
        if forms:
            forms.cite()


def make_entries_referable(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Give each entry a label, so that ``{ref}`` and other projects reach it: that of the longest list that has it."""
    standard = env.domains.standard_domain
    for citation in domain_of(env).by_length():
        name, docname = citation.citation_id, citation.bibliography_key.docname
        standard.anonlabels[name] = docname, name
        standard.labels[name] = docname, name, citation.formatted_entry.label
    return []


def check_entries(_app: Sphinx, env: BuildEnvironment) -> None:
    """Say which entries no text cites, as a list holds what was cited (APA 8.4), and which say nothing.

    A list with the option ``all`` holds the others on purpose, as one does that was printed before.
    """
    domain = domain_of(env)
    cited = {own for key in citing(env) for own in domain.own_keys(key)}
    for key, work in domain.works.items():
        if key not in cited and not domain.lists_all:
            message = "nothing cites %r; cite it as {cite:p}`%s`, or delete the entry"
            logger.warning(message, key, key, location=work.place, type="chapbook_citing", subtype="uncited")
        elif not {"title", "genre", "author", "editor"} & work.item.keys():
            message = "%r has neither title nor author, and its key is printed; give it one"
            logger.warning(message, key, location=work.place, type="chapbook_citing", subtype="bibliography")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the style, the list and the checks to Sphinx, and sphinxcontrib-bibtex with them."""
    app.setup_extension("sphinxcontrib.bibtex")
    register_plugin("pybtex.style.formatting", "chapbook", FootnoteStyle, force=True)
    app.add_domain(CitingDomain, override=True)
    app.add_role("cite", SafeCiteRole(), override=True)
    app.add_directive("bibliography", ListDirective, override=True)
    app.add_transform(NumberCitations)
    add_settings(app)
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
    app.connect("config-inited", show_works)
    app.connect("builder-inited", offer_dialog)
    app.connect("env-updated", write_dialog_again)
    app.connect("config-inited", set_time_of_edition, priority=100)
    app.connect("config-inited", describe_by_record, priority=100)
    keep_rights(app)
    app.connect("builder-inited", begin, priority=400)
    # Later than others, which may give paragraphs their ids.
    app.connect("doctree-read", note, priority=600)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", take_over)
    app.connect("env-updated", pages_to_describe_again, priority=700)
    app.connect("env-updated", make_entries_referable, priority=600)
    app.connect("env-updated", lists_to_write_again, priority=600)
    app.connect("env-check-consistency", check_entries)
    app.connect("doctree-resolved", complete_lists)
    # Later than others, which may put something below headings.
    add_margin_notes(app)
    app.connect("env-updated", pages_to_note_again, priority=700)
    app.connect("doctree-resolved", note_citations, priority=700)
    # Later than others, which may add formats.
    app.connect("html-page-context", describe, priority=900)
    return {"version": "1", "env_version": 9, "parallel_read_safe": True, "parallel_write_safe": True}
