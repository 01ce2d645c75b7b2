"""An id, a label and a number for every paragraph, so that it can be cited.

``chapbook_parts`` says which sections are numbered: docnames, or docname and section (``index#abstract``), with ``*``
for any characters. Ids are in every output and in ``objects.inv``. On a page the number is the link's style, not its
text, so the words of the page are the writer's alone; the link's accessible name says where it leads.

Other extensions put links beside headings and paragraphs, such as "Cite": see :mod:`chapbook.anchors.part_actions`.

The register, ``anchors.txt``, keeps every id that was ever published: see :mod:`chapbook.anchors.register`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from chapbook.anchors import kept_anchor, noted, part_actions
from chapbook.anchors.keep_builder import KeepBuilder
from chapbook.anchors.label_carrier import LabelsPassRawText
from chapbook.anchors.paragraph_ids import drop_counted_ids, number_paragraphs, sections_without_id
from chapbook.anchors.paragraph_number import (
    NumbersFirst,
    TargetsForLatex,
    paragraph_number,
    skip,
    visit_html,
    visit_typst,
)
from chapbook.anchors.part_actions import PART_ACTIONS, put_actions
from chapbook.anchors.register_check import LOST_IDS, AnchorsBuilder, check_quietly, register_of
from chapbook.assets import link_style_from_pages_with, offer_static_files
from chapbook.language import add_catalog, gettext as _
from chapbook.named_parts import add_setting
from chapbook.settings import check_settings

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)

REGISTER = "chapbook-register"


def count_paragraphs(app: Sphinx, doctree: nodes.document) -> None:
    """Give the paragraphs of a document that was just read their ids, labels and numbers."""
    docname = app.env.current_document.docname
    for section in sections_without_id(doctree, docname, app.config.chapbook_parts):
        message = (
            "no address can be made of this heading that stays; write one above it, in Latin letters: (background)="
        )
        logger.warning(message, location=section[0], type="chapbook_anchors", subtype="heading")
    for found in number_paragraphs(doctree, docname, app.config.chapbook_parts):
        if not found.id:
            continue
        title = _("%(section)s, para. %(number)s") % {"section": found.section_title, "number": found.number}
        app.env.domains.standard_domain.note_hyperlink_target(found.id, docname, found.id, title)
        if found.has_words:
            number = paragraph_number(number=found.number, section=found.section_title, target=found.id)
            found.paragraph.append(number)


def join_in(app: Sphinx, _config: Config) -> None:
    """Answer the events of other extensions, where these have been loaded."""
    if REGISTER in app.events.events:
        app.connect(REGISTER, tell_register)


def tell_register(app: Sphinx) -> list[dict[str, str]]:
    """Tell another extension of the ids that were published."""
    return [anchor._asdict() for anchor in register_of(app.env).anchors.values()]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the counting, its node and its one configuration value to Sphinx."""
    check_settings(app)
    add_setting(app)
    app.add_config_value("chapbook_register", "anchors.txt", "", types=frozenset({str}))
    app.add_builder(AnchorsBuilder)
    app.add_builder(KeepBuilder)
    app.add_event(LOST_IDS)
    app.add_role("kept-anchor", kept_anchor.KeptAnchor())
    app.add_node(kept_anchor.way_on, html=(kept_anchor.visit_html, kept_anchor.depart_html))
    add_catalog(app)
    offer_static_files(app, "anchors")
    link_style_from_pages_with(
        app, [paragraph_number, part_actions.part_actions, kept_anchor.way_on], "chapbook-anchors.css"
    )
    silent = (skip, None)
    app.add_node(
        paragraph_number,
        html=(visit_html, None),
        typst=(visit_typst, None),
        latex=silent,
        text=silent,
        man=silent,
        texinfo=silent,
        jats=silent,
    )
    app.add_node(part_actions.part_actions, html=(part_actions.visit_html, None))
    app.add_event(PART_ACTIONS)
    app.add_transform(LabelsPassRawText)
    app.add_post_transform(TargetsForLatex)
    app.add_post_transform(NumbersFirst)
    app.add_post_transform(kept_anchor.NoWayOnInBooks)
    # Earlier than Sphinx, which notes for its contents what leads to a heading.
    app.connect("doctree-read", lambda _app, doctree: drop_counted_ids(doctree), priority=100)
    app.connect("config-inited", join_in)
    app.connect("doctree-read", count_paragraphs)
    app.connect("doctree-read", noted.note_parts)
    # Later than what has to see which paragraphs are gone.
    app.connect("doctree-read", kept_anchor.unwrap_anchors, priority=900)
    app.connect("env-purge-doc", noted.forget_parts)
    app.connect("env-merge-info", noted.take_over_parts)
    # Later than others, which may make labels.
    app.connect("env-updated", check_quietly, priority=900)
    app.connect("doctree-resolved", put_actions)
    return {"version": "1", "env_version": 3, "parallel_read_safe": True, "parallel_write_safe": True}
