"""``{comment-thread} FOLDER``: the comments of a folder, as a thread, in every builder.

The directive reads each file of the folder once, as data (never as a document), and puts one section into the page:
its title counts the comments, its one node holds the finished thread. HTML builders write that node by a template; for
all others it becomes a nested list. Each comment's id, ``comment-<file name>``, can be referred to like any label. A
mistake in a comment is a warning of type ``comment_thread`` at the file's own line. A page is read again when one of
its comments is added, changed or removed.

Configuration: ``comment_thread_authors``, the names whose comments are marked as the author's (default: ``author``);
``comment_thread_largest``, how many bytes a comment's file may have (default: 65,536).

Other extensions may join in: what answers the event ``comment-thread-actions`` puts links to every comment, and the
event ``scholarly-record-comments``, where an extension has it, is told of all comments.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from comment_thread.comment_file import LARGEST
from comment_thread.doctree import thread_list
from comment_thread.page import Action, thread_html
from comment_thread.thread import folder_state, read_thread
from comment_thread.wording import CATALOG, Wording, anchor, thread_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

    from comment_thread.thread import Thread

logger = logging.getLogger(__name__)
ACTIONS = "comment-thread-actions"
"""The event that asks other extensions what can be done with a comment of the page that is being written.

A handler gets the application and the docname, and returns a list of mappings, each a link: *style* (a class), *href*,
*label*, and *name*, its name for assistive technology, in which ``%(author)s`` is the commenter's.
"""

COMMENTS = "scholarly-record-comments"
LOCALE = Path(__file__).parent / "locale"


class comment_thread(nodes.General, nodes.Element):  # noqa: N801  # docutils' way to name nodes
    """A thread, whole: its attribute *thread* is a :class:`~comment_thread.thread.Thread`."""


class CommentThread(SphinxDirective):
    """Read the folder that the argument names, relative to the document or, with a slash in front, to the source."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return the section of the thread; warn of every mistake in its files."""
        folder = Path(self.env.relfn2path(self.arguments[0])[1])
        state = folder_state(folder)
        _states(self.env).setdefault(self.env.docname, {})[folder] = state
        thread, problems = read_thread(folder, state, self.config.comment_thread_largest)
        for problem in problems:
            logger.warning("%s", problem.message, location=problem.location, type=CATALOG, subtype=problem.kind)
        for comment in thread.comments():
            self._make_referable(anchor(comment), comment.author)
        title = nodes.title("", thread_title(thread.size, self.config.project), translatable=False)
        section_id = nodes.make_id(f"thread-{folder.name}")
        section = nodes.section("", title, ids=[section_id], changing=True)
        self._make_referable(section_id, title.astext())
        if thread.size:
            section += comment_thread(thread=thread)
        self.set_source_info(section)
        self._list_comments(thread)
        return [section]

    def _list_comments(self, thread: Thread) -> None:
        names = _wording(self.config)
        _listed(self.env).setdefault(self.env.docname, []).extend(
            {
                "docname": self.env.docname,
                "id": anchor(comment),
                "author": names.name(comment),
                "date": comment.date.isoformat() if comment.date else "",
                "parent": f"comment-{comment.reply_to}" if comment.reply_to else "",
            }
            for comment in thread.comments()
        )

    def _make_referable(self, name: str, title: str) -> None:
        self.env.domains.standard_domain.note_hyperlink_target(name, self.env.docname, name, title)


class ThreadInSearch(SphinxPostTransform):
    """Put the words of a thread where the search of HTML finds them; the page itself is written from the thread."""

    default_priority = 8
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Complete every thread of the document."""
        for node in self.document.findall(comment_thread):
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
        for node in list(self.document.findall(comment_thread)):
            node.replace_self(thread_list(node["thread"].replies, _wording(self.config)))


def visit_comment_thread_html(self: HTML5Translator, node: comment_thread) -> None:
    """Write the thread below its section's title."""
    folders = tuple(str(Path(self.builder.confdir, folder)) for folder in self.config.templates_path)
    actions = self.builder.events.emit(ACTIONS, self.builder.current_docname)
    links = [Action(**link) for answer in actions for link in answer or ()]
    self.body.append(thread_html(node["thread"], _wording(self.config), self.section_level + 1, folders, links))
    raise nodes.SkipNode


def _wording(config: Config) -> Wording:
    return Wording(config.comment_thread_authors or [config.author], config.language)


def _states(env: BuildEnvironment) -> dict[str, dict[Path, dict[str, int] | None]]:
    """Return, for each document, the folders of its threads as they were when it was read."""
    if not hasattr(env, "comment_thread_states"):
        env.comment_thread_states = {}  # type: ignore[attr-defined]  # Sphinx's way to keep an extension's data
    return env.comment_thread_states  # type: ignore[attr-defined, no-any-return]  # as above


def _listed(env: BuildEnvironment) -> dict[str, list[dict[str, str]]]:
    """Return, for each document, what other extensions are told of its comments."""
    if not hasattr(env, "comment_thread_listed"):
        env.comment_thread_listed = {}  # type: ignore[attr-defined]  # as above
    return env.comment_thread_listed  # type: ignore[attr-defined, no-any-return]  # as above


def all_comments(app: Sphinx) -> list[dict[str, str]]:
    """Tell another extension of all comments."""
    return [comment for comments in _listed(app.env).values() for comment in comments]


def join_in(app: Sphinx, _config: Config) -> None:
    """Answer the event of another extension, where it has been loaded."""
    if COMMENTS in app.events.events:
        app.connect(COMMENTS, all_comments)


def documents_with_other_comments(
    _app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], _removed: set[str]
) -> list[str]:
    """Tell Sphinx which pages to read again because a file of their threads came, went or changed."""
    return [
        docname
        for docname, states in _states(env).items()
        if any(folder_state(folder) != state for folder, state in states.items())
    ]


def forget_document(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Drop what is known of a document that is about to be read again or is gone."""
    _states(env).pop(docname, None)
    _listed(env).pop(docname, None)


def take_over_documents(_app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment) -> None:
    """Take what a parallel process found out about its documents."""
    states, listed = _states(other), _listed(other)
    _states(env).update({docname: states[docname] for docname in docnames if docname in states})
    _listed(env).update({docname: listed[docname] for docname in docnames if docname in listed})


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directive, its node and its configuration values to Sphinx."""
    app.add_config_value("comment_thread_authors", [], "env", types=frozenset({list, tuple}))
    app.add_config_value("comment_thread_largest", LARGEST, "env", types=frozenset({int}))
    app.add_event(ACTIONS)
    app.add_message_catalog(CATALOG, str(LOCALE))
    app.add_node(comment_thread, html=(visit_comment_thread_html, None))
    app.add_directive("comment-thread", CommentThread)
    app.add_post_transform(ThreadInSearch)
    app.add_post_transform(ThreadAsList)
    app.connect("config-inited", join_in)
    app.connect("env-get-outdated", documents_with_other_comments)
    app.connect("env-purge-doc", forget_document)
    app.connect("env-merge-info", take_over_documents)
    return {"version": "1", "env_version": 2, "parallel_read_safe": True, "parallel_write_safe": True}
