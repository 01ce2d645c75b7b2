"""The words that a thread adds to its comments, in the language of the publication.

One place for both renderings, page and doctree. Messages are looked up in the catalogue ``chapbook`` by Sphinx's
own gettext; a name that editors supplied stands in square brackets, as in a library's catalogue.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from babel import Locale, UnknownLocaleError
from babel.dates import format_date as usual_date
from sphinx.locale import get_translator
from sphinx.util.i18n import format_date

from chapbook.language import CATALOG, words_are_in
from chapbook.language_tag import tag

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from chapbook.comments.comment import Comment
    from chapbook.comments.thread import Reply

DAYS_KEPT = 4_096
"""Babel needs longer for a date than the rest of a comment's heading takes; a thread has many comments a day."""


def gettext(message: str) -> str:
    """Translate a message of this extension."""
    return get_translator(CATALOG, "general").gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """Translate a message that counts."""
    return get_translator(CATALOG, "general").ngettext(one, many, number)


def _with(number: int, message: str) -> str:
    return message.replace("%(count)s", str(number))


_ = gettext


def anchor(comment: Comment) -> str:
    """Return the id of a comment on its page: ``comment-`` and the file's name without ``.md``."""
    return anchor_of(comment.id)


def anchor_of(comment_id: str) -> str:
    """Return the id on its page of the comment with an id; empty for none."""
    return f"comment-{comment_id}" if comment_id else ""


def thread_title(size: int, work: str) -> str:
    """Return the heading of a thread, in the words of WordPress's themes; *size* is counted, *work* a title."""
    if not size:
        return _("No thoughts yet on “%(title)s”") % {"title": work}
    if size == 1:
        return _("One thought on “%(title)s”") % {"title": work}
    message = ngettext("%(count)s thought on “%(title)s”", "%(count)s thoughts on “%(title)s”", size)
    return message % {"count": size, "title": work}


def comments_counted(number: int) -> str:
    """Return how many comments a passage has."""
    return _with(number, ngettext("%(count)s comment", "%(count)s comments", number))


def thread_shape(comments: int, conversations: int) -> str:
    """Return what the picture of a thread shows, for those who do not see it."""
    threads = ngettext("%(count)s conversation", "%(count)s conversations", conversations)
    said = {"comments": comments_counted(comments), "conversations": _with(conversations, threads)}
    return _("The shape of the thread: %(comments)s in %(conversations)s") % said


def comments_about(number: int, place: str) -> str:
    """Return the name of the link from a passage to its comments, for those who do not see where it stands."""
    message = ngettext("%(count)s comment about %(place)s", "%(count)s comments about %(place)s", number)
    return message % {"count": number, "place": place}


def reply_to(place: str) -> str:
    """Return the name of the link by which a passage is answered."""
    return _("Reply to %(place)s") % {"place": place}


def about(title: str, words: str, *, is_quoted: bool = False) -> str:
    """Return what a comment says of the passage that it is about.

    :param words: the first words of a paragraph; of a section there are none.
    :param is_quoted: whether other words of it are shown beside.
    """
    if not words:
        return _("About “%(title)s”") % {"title": title}
    if is_quoted:
        return _("About %(place)s") % {"place": title}
    return _("About %(place)s: “%(words)s”") % {"place": title, "words": words}


def changed() -> str:
    """Return what is said of a passage that no longer has the words which a comment quotes."""
    return _("The passage has changed since.")


def comments_closed() -> str:
    """Return what stands where nobody can answer any more, in the words of WordPress's themes."""
    return _("Comments are closed.")


def next_about() -> str:
    """Return the name of the link to the next comment about the same passage."""
    return _("next comment about it")


def feed_title(work: str) -> str:
    """Return the title of the feed of comments; *work* is a title."""
    return _("Comments on “%(title)s”") % {"title": work}


def undated(edition: str) -> str:
    """Return what stands in the feed before a comment without a date; *edition* is a date of ISO 8601."""
    return _("[This comment has no date; the date given is that of the edition, %(date)s.]") % {"date": edition}


@lru_cache(DAYS_KEPT)
def _day(year: int, month: int, day: int, language: str) -> str:
    moment = datetime(year, month, day, tzinfo=UTC)
    if words_are_in():
        with suppress(UnknownLocaleError, ValueError):
            return usual_date(moment, "long", Locale.parse(tag(language), sep="-"))
    return format_date(_("%B %-d, %Y"), date=moment, language=language)


class Wording(NamedTuple):
    """What is said about a comment; *work_authors* are the names whose comments are marked, *language* forms dates."""

    work_authors: Collection[str]
    language: str

    def name(self, comment: Comment) -> str:
        """Return the commenter's name, in square brackets where the editors supplied it."""
        return f"[{comment.author}]" if "author" in comment.supplied else comment.author

    def says(self) -> str:
        """Return the line above a comment, a pattern for the name ``author``."""
        return _("%(author)s says:")

    def is_by_author(self, comment: Comment) -> bool:
        """Tell whether the work's author wrote the comment (WordPress: ``bypostauthor``)."""
        return comment.author in self.work_authors

    def removed(self, comment: Comment) -> str:
        """Return what stands in the place of a comment whose words were removed."""
        return _("[removed: %(reason)s]") % {"reason": comment.removed}

    def mark(self) -> str:
        """Return the mark of a comment by the work's author."""
        return _("author")

    def in_reply_to(self, comment: Comment) -> str:
        """Return whom a reply to *comment* answers."""
        return _("in reply to %(author)s") % {"author": self.name(comment)}

    def answers(self, reply: Reply) -> str:
        """Return whom a reply answers, where its place does not tell; else nothing."""
        return self.in_reply_to(reply.answers) if reply.answers else ""

    def next_reply(self, comment: Comment) -> str:
        """Return the name of the link to the next answer to *comment*."""
        return _("next reply to %(author)s") % {"author": self.name(comment)}

    def replies(self, number: int) -> str:
        """Return how many replies a comment has, with the replies to these."""
        return _with(number, ngettext("%(count)s reply", "%(count)s replies", number))

    def answered(self, reply: Reply) -> str:
        """Return the editors' mark of a comment that is answered, by a comment of the thread or by other means."""
        if reply.answer:
            return _("[answered by %(author)s]") % {"author": self.name(reply.answer)}
        return _("[answered]")

    def date(self, comment: Comment) -> str:
        """Return the date as the language writes it, with time and zone where they are known; empty without one."""
        moment = comment.date
        if moment is None:
            return ""
        text = _day(moment.year, moment.month, moment.day, self.language)
        if isinstance(moment, datetime):
            text = _("%(day)s at %(time)s") % {"day": text, "time": moment.strftime("%H:%M %Z").rstrip()}
        return f"[{text}]" if "date" in comment.supplied else text

    def permalink(self, comment: Comment) -> str:
        """Return the name of a comment's permalink, for those who do not see where it stands."""
        name = _("Permalink to the comment by %(author)s") % {"author": self.name(comment)}
        return f"{name}, {self.date(comment)}" if comment.date else name

    def reply(self, comment: Comment) -> str:
        """Return the name of the link by which a comment is answered."""
        return reply_to(self.name(comment))

    def remarks(self, reply: Reply) -> Iterator[str]:
        """Yield what stands beside "says:": the mark, the date, whom it answers."""
        if self.is_by_author(reply.comment):
            yield self.mark()
        yield from filter(None, (self.date(reply.comment), self.answers(reply)))

    def editors_marks(self, reply: Reply) -> Iterator[tuple[str, Comment | None]]:
        """Yield what the editors say of a comment, and where there is one, the comment that a mark leads to."""
        if reply.comment.answered:
            yield self.answered(reply), reply.answer
        if reply.comment.closed:
            yield _("[closed]"), None
