"""The directive ``comment-thread``: reads a folder of comments and puts its thread into the page."""

from __future__ import annotations

import heapq
from html import escape
from os.path import normpath
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from chapbook.clusters import parted
from chapbook.comments.closing import closed_thread
from chapbook.comments.feed_data import LATEST, Entry
from chapbook.comments.folder import folder_state
from chapbook.comments.lost_comments import is_lost
from chapbook.comments.moment import order_of_news, removed_on
from chapbook.comments.page_data import About, PageData, page_of, pages
from chapbook.comments.thread_node import comment_thread, wording_of
from chapbook.comments.wording import anchor, anchor_of, comments_closed, thread_title
from chapbook.language import our_classes

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from chapbook.comments.comment import Comment
    from chapbook.comments.problem import Problem
    from chapbook.comments.thread import Thread
    from chapbook.comments.wording import Wording

logger = logging.getLogger(__name__)


class CommentThread(SphinxDirective):
    """Read the folder that the argument names, relative to the document or, with a slash in front, to the source."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Callable[[str], str]]] = {"closed": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Return the section of the thread; warn of every mistake in its files."""
        # Markdown, YAML and the cleaner of HTML are loaded where a thread is read, and not in every build.
        from chapbook.comments.thread import read_thread  # noqa: PLC0415  # as said

        folder = self._folder(self.arguments[0])
        state = folder_state(folder)
        page = page_of(self.env, self.env.docname)
        page.folders[folder] = state
        thread, problems = read_thread(folder, state, self.config.chapbook_comments_largest)
        page.unanswerable += [problem for problem in problems if problem.missing]
        for problem in problems:
            if not problem.missing:
                tell(problem)
        for comment in thread.comments():
            self._make_referable(anchor(comment), comment.author)
        words = nodes.inline("", thread_title(thread.size, self.config.project), classes=our_classes())
        title = nodes.title("", "", *([words] if our_classes() else words.children), translatable=False)
        section_id = nodes.make_id(f"thread-{folder.name}")
        section = nodes.section("", title, ids=[section_id], changing=True)
        self._make_referable(section_id, title.astext())
        is_closed = "closed" in self.options
        if thread.size:
            section += comment_thread(thread=thread, is_closed=is_closed)
        if is_closed:
            page.closed[folder] = " ".join(self.options["closed"].split()) or comments_closed()
            section += closed_thread(folder=folder)
        self.set_source_info(section)
        page.section = page.section or section_id
        keep(page, thread, self.env.docname, wording_of(self.config))
        return [section]

    def _folder(self, named: str) -> Path:
        """Return the folder of that name; a link is not followed, as it may lead to what nobody is to publish."""
        above = Path(self.env.doc2path(self.env.docname)).parent
        return Path(normpath(self.env.srcdir / named.lstrip("/") if named.startswith("/") else above / named))

    def _make_referable(self, name: str, title: str) -> None:
        self.env.domains.standard_domain.note_hyperlink_target(name, self.env.docname, name, title)


def tell(problem: Problem) -> None:
    """Warn of a mistake in a comment's file."""
    logger.warning("%s", problem.message, location=problem.location, type="chapbook_comments", subtype=problem.kind)


def tell_of_missing(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Warn of answers to comments that are not there; of one that was published and is lost its file is told itself."""
    for page in pages(env).values():
        for problem in page.unanswerable:
            if not is_lost(env, anchor_of(problem.missing)):
                tell(problem)
    return []


def keep(page: PageData, thread: Thread, docname: str, wording: Wording) -> None:
    """Note what is told of a thread outside its page: to other extensions, at passages, in the feed."""
    for comment in thread.comments():
        page.listed.append(_listed(comment, docname, wording))
        if comment.about and not comment.removed:
            location = f"{comment.path}:{comment.lines['about']}"
            page.abouts.append(About(anchor(comment), comment.about, location, comment.quote))
    latest = heapq.nlargest(LATEST, thread.comments(), key=order_of_news)
    page.latest.extend(_entry(comment, docname, wording) for comment in latest)


def _listed(comment: Comment, docname: str, wording: Wording) -> dict[str, str]:
    return {
        "docname": docname,
        "id": anchor(comment),
        "author": wording.name(comment),
        "date": comment.date.isoformat() if comment.date else "",
        "parent": anchor_of(comment.reply_to),
    }


def _entry(comment: Comment, docname: str, wording: Wording) -> Entry:
    name = parted(wording.name(comment))
    return Entry(
        anchor=anchor(comment),
        docname=docname,
        title=wording.says() % {"author": name},
        author=name,
        url=comment.url,
        date=comment.date,
        content=f"<p>{escape(wording.removed(comment))}</p>" if comment.removed else parted(comment.body),
        parent=anchor_of(comment.reply_to),
        about="" if comment.removed else comment.about,
        quote=parted(comment.quote),
        is_removed=bool(comment.removed),
        removed_on=removed_on(comment),
    )


def documents_with_other_comments(
    _app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], _removed: set[str]
) -> list[str]:
    """Tell Sphinx which pages to read again because a file of their threads came, went or changed."""
    return [
        docname
        for docname, page in pages(env).items()
        if any(folder_state(folder) != state for folder, state in page.folders.items())
    ]
