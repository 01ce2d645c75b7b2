"""Every paragraph can be cited: it has an id, a label, and a quiet number beside it that is its address.

``citable_parts`` says which parts of a publication are counted: docnames, or docname and section (``index#abstract``),
with ``*`` for any characters. Ids are in every output and in ``objects.inv``. On pages the number is the link's style,
not its text, so that the words of a page are the writer's alone; its name for assistive technology says where it leads.

Where a ``CITATION.cff`` says how the work is cited, each heading, paragraph and comment of a site has a control that
says how that part is. Other extensions put links beside it: see :mod:`citable.part_actions`.

The register, ``anchors.txt``, keeps every id that was ever published: see :mod:`citable.register`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translation
from sphinx.util import logging

from citable import part_actions
from citable.cite_controls import controls_of_comments, controls_of_part, offer_dialog, write_dialog_again
from citable.paragraph_ids import drop_counted_ids, number_paragraphs
from citable.paragraph_number import (
    CATALOG,
    NumbersFirst,
    TargetsForLatex,
    paragraph_number,
    skip,
    visit_html,
    visit_typst,
)
from citable.part_actions import PART_ACTIONS, put_actions
from citable.register_check import (
    AnchorsBuilder,
    KeptAnchor,
    check_quietly,
    forget_anchors,
    note_anchors,
    take_over_anchors,
)

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)
ACTIONS = "comment-thread-actions"
LOCALE = Path(__file__).parent / "locale"
_ = get_translation(CATALOG)


def count_paragraphs(app: Sphinx, doctree: nodes.document) -> None:
    """Give the paragraphs of a document that was just read their ids, labels and numbers."""
    docname = app.env.current_document.docname
    drop_counted_ids(doctree)
    for found in number_paragraphs(doctree, docname, app.config.citable_parts):
        if not found.id:
            message = "the id by which this paragraph would be counted is written elsewhere; write its own above it"
            logger.warning(message, location=found.paragraph, type=CATALOG, subtype="taken")
            continue
        title = _("%(section)s, para. %(number)s") % {"section": found.section_title, "number": found.number}
        app.env.domains.standard_domain.note_hyperlink_target(found.id, docname, found.id, title)
        number = paragraph_number(number=found.number, section=found.section_title, target=found.id)
        found.paragraph.append(number)


def join_in(app: Sphinx, _config: Config) -> None:
    """Answer the event of another extension, where it has been loaded."""
    if ACTIONS in app.events.events:
        app.connect(ACTIONS, controls_of_comments)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the counting, its node and its one configuration value to Sphinx."""
    app.add_config_value("citable_parts", ["*"], "env", types=frozenset({list, tuple}))
    app.add_config_value("citable_register", "anchors.txt", "", types=frozenset({str}))
    app.add_builder(AnchorsBuilder)
    app.add_role("kept-anchor", KeptAnchor())
    app.add_message_catalog(CATALOG, str(LOCALE))
    silent = (skip, None)
    app.add_node(
        paragraph_number,
        html=(visit_html, None),
        typst=(visit_typst, None),
        latex=silent,
        text=silent,
        man=silent,
        texinfo=silent,
    )
    app.add_node(part_actions.part_actions, html=(part_actions.visit_html, None))
    app.add_event(PART_ACTIONS)
    app.add_post_transform(TargetsForLatex)
    app.add_post_transform(NumbersFirst)
    app.connect("config-inited", join_in)
    app.connect("builder-inited", offer_dialog)
    app.connect("env-updated", write_dialog_again)
    app.connect("doctree-read", count_paragraphs)
    app.connect("doctree-read", note_anchors)
    app.connect("env-purge-doc", forget_anchors)
    app.connect("env-merge-info", take_over_anchors)
    # Later than others, which may make labels.
    app.connect("env-updated", check_quietly, priority=900)
    # Behind what others tell of a part, such as that it was answered.
    app.connect(PART_ACTIONS, controls_of_part, priority=600)
    app.connect("doctree-resolved", put_actions)
    return {"version": "1", "env_version": 2, "parallel_read_safe": True, "parallel_write_safe": True}
