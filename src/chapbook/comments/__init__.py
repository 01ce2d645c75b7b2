"""``{comment-thread} FOLDER``: the comments of a folder, as a thread, in every builder; and the way to answer.

The directive reads each file of the folder once, as data (never as a document), and puts one section into the page:
its title counts the comments, its one node holds the finished thread. HTML builders write that node by a template; for
all others it becomes a nested list. Each comment's id, ``comment-<file name>``, can be referred to like any label. A
mistake in a comment is a warning of type ``chapbook_comments`` at the file's own line (its subtypes are
:class:`~chapbook.comments.problem.Kind`). A page is read again when one of its comments is added, changed or removed.

``{reply-form} FOLDER`` is the form that makes such a file: see :mod:`chapbook.comments.reply_form`. A comment may be
about a section or paragraph: see :mod:`chapbook.comments.passages`. ``comments.atom`` has the latest: see
:mod:`chapbook.comments.feed_file`. ``annotations.jsonld`` has all: see :mod:`chapbook.comments.annotations`.

Configuration:

``chapbook_comments_authors``
    The names whose comments are marked as the author's (default: ``author``); brackets round one do not count.
``chapbook_comments_largest``
    How many bytes a comment's file may have (default: 65,536).
``chapbook_comments_repository``, ``chapbook_comments_branch``, ``chapbook_comments_email``
    Where the form hands a comment on.
``chapbook_comments_work_id``
    What the ids of the feed are made from.

Others may join in: what answers the event ``chapbook-comment-actions`` puts links to every comment. Where an extension
has them, the events ``chapbook-comments``, ``chapbook-part-actions``, ``chapbook-ways-in``,
``chapbook-search-passages`` and ``chapbook-lost-ids`` are told of all comments, of the links that belong beside a
passage and on the title page, of the words that are found, and of what to do where a comment's file is gone; and
``chapbook-beginnings`` and ``chapbook-previews`` of what a comment begins with, and where links lead to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chapbook.assets import link_style_from_pages_with, offer_static_files
from chapbook.comments.allowed import LARGEST
from chapbook.comments.annotations.files import annotations_to_write_again, tell_of_annotations
from chapbook.comments.closing import ClosedInWords, closed_thread
from chapbook.comments.feed_file import feed_to_write_again, tell_of_feed
from chapbook.comments.lost_comments import LOST_IDS, remedies
from chapbook.comments.margins import note_commenters
from chapbook.comments.page_data import forget_document, pages, take_over_documents
from chapbook.comments.passages import PART_ACTIONS, CommentsOnPassages, actions_of_part, find_passages
from chapbook.comments.previews import BEGINNINGS, PREVIEWS, beginnings_of_comments, links_to_and_from_comments
from chapbook.comments.reply_form import (
    FormInWords,
    ReplyForm,
    add_script,
    check_repository,
    depart_reply_form_html,
    pages_that_lead_to_the_form,
    reply_form,
    visit_reply_form_html,
)
from chapbook.comments.thread_directive import CommentThread, documents_with_other_comments, tell_of_missing
from chapbook.comments.thread_node import (
    ACTIONS,
    SEARCH_PASSAGES,
    ThreadAsList,
    add_thread_script,
    comment_thread,
    passages_for_search,
    visit_comment_thread_html,
    words_for_index,
    write_threads,
)
from chapbook.comments.way_in import WAYS_IN, way_in
from chapbook.language import add_catalog
from chapbook.margin_notes import add_margin_notes
from chapbook.settings import check_settings

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

COMMENTS = "chapbook-comments"


def all_comments(app: Sphinx) -> list[dict[str, str]]:
    """Tell another extension of all comments."""
    return [comment for page in pages(app.env).values() for comment in page.listed]


def join_in(app: Sphinx, _config: Config) -> None:
    """Answer the events of other extensions, where these have been loaded."""
    if COMMENTS in app.events.events:
        app.connect(COMMENTS, all_comments)
    if WAYS_IN in app.events.events:
        app.connect(WAYS_IN, way_in)
    if SEARCH_PASSAGES in app.events.events:
        app.connect(SEARCH_PASSAGES, passages_for_search)
    if PART_ACTIONS in app.events.events:
        app.connect(PART_ACTIONS, actions_of_part)
    if LOST_IDS in app.events.events:
        app.connect(LOST_IDS, remedies)
    if PREVIEWS in app.events.events:
        app.connect(BEGINNINGS, beginnings_of_comments)
        app.connect(PREVIEWS, links_to_and_from_comments)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directives, their nodes and the configuration values to Sphinx."""
    check_settings(app)
    text = frozenset({str})
    app.add_config_value("chapbook_comments_authors", [], "env", types=frozenset({list, tuple}))
    app.add_config_value("chapbook_comments_largest", LARGEST, "env", types=frozenset({int}))
    app.add_config_value("chapbook_comments_repository", "", "html", types=text)
    app.add_config_value("chapbook_comments_branch", "main", "html", types=text)
    app.add_config_value("chapbook_comments_email", "", "html", types=text)
    app.add_config_value("chapbook_comments_work_id", "", "html", types=text)
    app.add_event(ACTIONS)
    add_margin_notes(app)
    add_catalog(app)
    offer_static_files(app, "comments")
    link_style_from_pages_with(app, [comment_thread], "chapbook-thread.css")
    link_style_from_pages_with(app, [reply_form], "chapbook-reply-form.css")
    app.add_node(comment_thread, html=(visit_comment_thread_html, None))
    app.add_node(reply_form, html=(visit_reply_form_html, depart_reply_form_html))
    app.add_directive("comment-thread", CommentThread)
    app.add_directive("reply-form", ReplyForm)
    app.add_node(closed_thread)
    app.add_post_transform(ClosedInWords)
    app.add_post_transform(ThreadAsList)
    app.add_post_transform(FormInWords)
    app.add_post_transform(CommentsOnPassages)
    app.connect("config-inited", check_repository)
    app.connect("config-inited", join_in)
    app.connect("env-get-outdated", documents_with_other_comments)
    app.connect("env-purge-doc", forget_document)
    app.connect("env-merge-info", take_over_documents)
    # Later than an extension that keeps ids, which tells of those that are lost.
    app.connect("env-updated", find_passages, priority=950)
    app.connect("env-updated", tell_of_missing, priority=950)
    app.connect("env-updated", pages_that_lead_to_the_form)
    app.connect("env-updated", feed_to_write_again, priority=960)
    app.connect("env-updated", annotations_to_write_again, priority=960)
    # Later than what may be put at the end of a paragraph or below a heading.
    app.connect("doctree-resolved", note_commenters, priority=600)
    app.connect("doctree-resolved", words_for_index)
    # Earlier than others, which may look at what a page says.
    app.connect("html-page-context", write_threads, priority=100)
    app.connect("html-page-context", add_script)
    app.connect("html-page-context", add_thread_script)
    app.connect("html-page-context", tell_of_feed)
    app.connect("html-page-context", tell_of_annotations)
    return {"version": "2", "env_version": 9, "parallel_read_safe": True, "parallel_write_safe": True}
