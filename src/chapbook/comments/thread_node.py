"""The node that holds a thread, and what becomes of it: a template's HTML on pages, a nested list elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from chapbook.comments.feed_file import feed_address
from chapbook.comments.known_links import known_links
from chapbook.comments.passages import passages
from chapbook.comments.reply_form import reply_address
from chapbook.comments.wording import Wording, anchor
from chapbook.sites import SITES
from chapbook.templates import own_folders

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.writers.html5 import HTML5Translator


SCRIPT = "chapbook-thread.js"
BLOCK_END = re.compile(r"</(?:p|li|pre|blockquote)>|<br ?/?>")
SEARCH_PASSAGES = "chapbook-search-passages"
ACTIONS = "chapbook-comment-actions"
"""The event that asks other extensions what can be done with a comment of the page that is being written.

A handler gets the application and the docname, and returns a list of mappings, each a link: *style* (a class), *href*,
*label*, and *name*, its name for assistive technology, in which ``%(author)s`` is the commenter's.
"""


class comment_thread(nodes.General, nodes.Element):  # noqa: N801  # docutils' way to name nodes
    """A thread, whole: its attribute *thread* is a :class:`~chapbook.comments.thread.Thread`.

    *is_closed* tells whether nobody can answer any more.
    """


def passages_for_search(app: Sphinx, _docname: str, doctree: nodes.document) -> list[dict[str, str]]:
    """Tell a search that answers with passages of each comment whose words are there, by the event of that name."""
    from chapbook.comments.body import words_of  # noqa: PLC0415  # no other page needs it

    wording = wording_of(app.config)
    return [
        {
            "id": anchor(comment),
            "author": wording.name(comment),
            "text": "\n".join(map(words_of, BLOCK_END.split(comment.body))),
        }
        for node in doctree.findall(comment_thread)
        for comment in node["thread"].comments()
        if not comment.removed
    ]


def words_for_index(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Put the words of a thread where Sphinx finds them, if it makes an index; the page is written from the thread."""
    if getattr(app.builder, "indexer", None) is None:
        return
    for node in doctree.findall(comment_thread):
        texts = (text for comment in node["thread"].comments() for text in (comment.author, comment.words))
        # The index asks whether a word is on a page, not how often.
        words = dict.fromkeys(word for text in texts for word in text.split())
        node.append(nodes.Text(" ".join(words)))


class ThreadAsList(SphinxPostTransform):
    """Give all builders that do not write HTML the nodes that they know, before links are looked at."""

    default_priority = 8
    formats = ("html",)

    def is_supported(self) -> bool:
        """Turn the choice of *formats* round."""
        return not super().is_supported()

    def run(self, **_kwargs: object) -> None:
        """Replace every thread of the document."""
        from chapbook.comments.doctree import thread_list  # noqa: PLC0415  # no page needs it

        docname = self.env.current_document.docname
        for node in list(self.document.findall(comment_thread)):
            node.replace_self(thread_list(node["thread"].replies, wording_of(self.config), passages(self.env), docname))


def visit_comment_thread_html(self: HTML5Translator, node: comment_thread) -> None:
    """Leave a mark where the thread is to stand; docutils' writer holds each page several times over."""
    node["mark"] = f"<!--comment-thread {len(self.body)}-->"
    node["heading_level"] = self.section_level + 1
    self.body.append(node["mark"])
    raise nodes.SkipNode


def write_threads(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Write each thread of a page in the place of its mark."""
    for node in doctree.findall(comment_thread) if doctree else ():
        html = _html(app, pagename, node)
        context["body"] = context["body"].replace(node["mark"], html)


def add_thread_script(
    app: Sphinx, _pagename: str, _template: str, _context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Link the script that unfolds from a page of the site with a thread, and from no other."""
    if app.builder.name in SITES and doctree and any(doctree.findall(comment_thread)):
        app.add_js_file(SCRIPT, loading_method="defer")


def _html(app: Sphinx, docname: str, node: comment_thread) -> str:
    from chapbook.comments.page import Action, Surroundings, thread_html  # noqa: PLC0415  # only where a thread is

    builder, config = app.builder, app.config
    actions = app.emit(ACTIONS, docname)
    around = Surroundings(
        actions=[Action(**link) for answer in actions for link in answer or ()],
        reply="" if node["is_closed"] else reply_address(builder, docname),
        feed=feed_address(builder, docname),
        passages=passages(app.env),
        uri=lambda page: builder.get_relative_uri(docname, page),
        is_site=builder.name in SITES,
        known_links=known_links(app),
    )
    return thread_html(
        node["thread"], wording_of(config), node["heading_level"], around, own_folders(builder, "comments")
    )


def wording_of(config: Config) -> Wording:
    """Return the words of the publication's language; an author's name in brackets is one that the editors supplied."""
    authors = config.chapbook_comments_authors or [config.author]
    return Wording([author.strip("[]") for author in authors], config.language)
