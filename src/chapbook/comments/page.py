"""A thread as HTML, made by the template ``thread.html``; and the form for a reply, by ``reply_form.html``.

Everything is escaped by Jinja; only a comment's cleaned body, and what stands in the form, is put in as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from chapbook.clusters import parted
from chapbook.comments.allowed import STRANGERS_LINK
from chapbook.comments.known_links import with_known_links
from chapbook.comments.monogram import initials, voice
from chapbook.comments.shape import shape
from chapbook.comments.wording import about, anchor, anchor_of, changed, gettext, next_about, thread_shape
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
    :param known_links: what is known of links to other sites, by their addresses.
    :param is_site: whether what is only for a screen is wanted: what folds, and the picture of the thread's shape.
    """

    actions: Sequence[Action] = ()
    reply: str = ""
    feed: str = ""
    passages: Mapping[str, Passage] = field(default_factory=dict)
    uri: Callable[[str], str] = str
    is_site: bool = False
    known_links: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def body(self, comment: Comment) -> str:
        """Return the words of a comment, with what is known of its links."""
        return with_known_links(comment.body, self.known_links)

    def about(self, comment: Comment) -> AboutLink | None:
        """Return the link to what a comment is about, and to the next one about it."""
        passage = None if comment.removed else self.passages.get(comment.about)
        if passage is None:
            return None
        following = passage.next_after(anchor(comment))
        is_changed = anchor(comment) in passage.changed
        href = self._href(passage.docname, passage.id)
        return AboutLink(
            href=href,
            text=about(passage.title, passage.words, is_quoted=bool(comment.quote)),
            following=self._href(*following) if following else "",
            quote_href=href if is_changed else f"{href}{text_fragment(comment.quote)}",
            is_changed=is_changed,
        )

    def _href(self, docname: str, anchor_id: str) -> str:
        return f"{self.uri(docname)}#{anchor_id}"


class AboutLink(NamedTuple):
    """A link to a passage, its text, and a link to the next comment about it; empty where there is no other.

    *quote_href* leads to the words that are quoted of it, *is_changed* tells that they are no longer there.
    """

    href: str
    text: str
    following: str
    quote_href: str
    is_changed: bool


def text_fragment(words: str) -> str:
    """Return what leads to *words* behind the id of a passage (URL Fragment Text Directives, 3.3), percent-encoded."""
    return f":~:text={quote(words, safe='').replace('-', '%2D')}"


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
        anchor_of=anchor_of,
        initials=initials,
        voice=voice,
        pictures=shape(thread) if around.is_site else (),
        shape_label=thread_shape(thread.size, len(thread.replies)),
        changed=changed(),
        heading_levels=[min(level, HEADING_LEVELS) for level in levels],
        rel=STRANGERS_LINK,
        reply_label=gettext("Reply"),
        next_about=next_about(),
        feed_label=gettext("Follow the comments (Atom feed)"),
    )


def rendered(name: str, own_folders: tuple[str, ...], **values: object) -> str:
    """Render one of the templates."""
    return render("comments", name, own_folders, clean=Markup, **values)
