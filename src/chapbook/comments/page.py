"""A thread as HTML, made by the template ``thread.html``; and the form for a reply, by ``reply_form.html``.

Everything is escaped by Jinja; only a comment's cleaned body, and what stands in the form, is put in as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from chapbook.clusters import parted
from chapbook.comments.allowed import STRANGERS_LINK
from chapbook.comments.wording import about, anchor, gettext, next_about
from chapbook.templates import render

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from chapbook.comments.comment import Comment
    from chapbook.comments.passage import Passage
    from chapbook.comments.thread import Thread
    from chapbook.comments.wording import Wording

HEADING_LEVELS = 6


class Action(NamedTuple):
    """A link beside every comment: its class, address, text, and its name, with ``%(author)s`` for the commenter's."""

    style: str
    href: str
    label: str
    name: str


@dataclass(frozen=True)
class Surroundings:
    """What a thread leads to from its page.

    :param actions: links that other extensions put beside every comment.
    :param reply: where one answers, with a place for the ``query``; empty where there is no form.
    :param feed: where the feed is; empty where there is none.
    :param passages: what comments are about, by what they call it.
    :param uri: the way to another page, by its docname.
    """

    actions: Sequence[Action] = ()
    reply: str = ""
    feed: str = ""
    passages: Mapping[str, Passage] = field(default_factory=dict)
    uri: Callable[[str], str] = str

    def about(self, comment: Comment) -> AboutLink | None:
        """Return the link to what a comment is about, and to the next one about it."""
        passage = self.passages.get(comment.about)
        if passage is None:
            return None
        following = passage.next_after(anchor(comment))
        text = about(passage.title, passage.words)
        return AboutLink(self._href(passage.docname, passage.id), text, self._href(*following) if following else "")

    def _href(self, docname: str, anchor_id: str) -> str:
        return f"{self.uri(docname)}#{anchor_id}"


class AboutLink(NamedTuple):
    """A link to a passage, its text, and a link to the next comment about it; empty where there is no other."""

    href: str
    text: str
    following: str


def thread_html(
    thread: Thread,
    wording: Wording,
    heading_level: int,
    around: Surroundings = Surroundings(),
    own_folders: tuple[str, ...] = (),
) -> str:
    """Render a thread; its first comments get headings of *heading_level*, answers the levels below it."""
    levels = range(heading_level, heading_level + HEADING_LEVELS)
    return rendered(
        "thread.html",
        own_folders,
        replies=thread.replies,
        around=around,
        wording=wording,
        anchor=anchor,
        parted=parted,
        heading_levels=[min(level, HEADING_LEVELS) for level in levels],
        rel=STRANGERS_LINK,
        reply_label=gettext("Reply"),
        next_about=next_about(),
        feed_label=gettext("Follow the comments (Atom feed)"),
    )


def rendered(name: str, own_folders: tuple[str, ...], **values: object) -> str:
    """Render one of the templates."""
    return render("comments", name, own_folders, clean=Markup, **values)
