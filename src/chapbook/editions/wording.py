"""What the pages about editions say, in the language of the publication."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from chapbook.edition import day_in_words, is_day
from chapbook.language import gettext as _

if TYPE_CHECKING:
    from chapbook.editions.differences import Differences, State
    from chapbook.editions.editions_file import Edition

STATES = {"changed": _("Changed"), "new": _("New"), "gone": _("Taken out"), "moved": _("Moved")}
COUNTS: dict[State, str] = {
    "changed": _("%(count)s changed"),
    "new": _("%(count)s new"),
    "gone": _("%(count)s taken out"),
    "moved": _("%(count)s moved"),
}
KINDS = {
    "caption": _("Caption"),
    "code": _("Code"),
    "comment": _("Comment"),
    "formula": _("Formula"),
    "heading": _("Heading"),
    "note": _("Note"),
    "paragraph": _("Paragraph"),
    "picture": _("Description of a picture"),
    "reference": _("Reference"),
    "rights": _("Rights"),
    "row": _("Row of a table"),
    "section": _("Heading"),
    "term": _("Term"),
    "title": _("Title"),
    "verse": _("Verse"),
}


def state_name(state: str, *, is_moved: bool = False) -> str:
    """Return what happened to a passage or a comment; one that changed may have been moved as well."""
    return str(_("Changed and moved") if is_moved else STATES[state])


def kind_name(kind: str) -> str:
    """Return what a passage is."""
    return str(KINDS[kind])


def day_of(moment: str) -> str:
    """Return the day of a date of ISO 8601 in words; what names no day, as it is."""
    day = moment.partition("T")[0]
    return day_in_words(date.fromisoformat(day)) if is_day(day) else moment


def full_name(edition: Edition) -> str:
    """Return such as ``Edition 1.1, November 26, 2026``."""
    return _("Edition %(release)s, %(day)s") % {"release": edition.version, "day": day_in_words(edition.date)}


def short_name(edition: Edition | None) -> str:
    """Return such as ``edition 1.1``; without one, what stands here now is named."""
    return _("edition %(version)s") % {"version": edition.version} if edition else str(_("now"))


def title_of_changes(old: Edition, new: Edition | None) -> str:
    """Return the title of a comparison, with what is here now where no *new* edition is given."""
    if new is None:
        return _("What changed since edition %(old)s") % {"old": old.version}
    return _("What changed from edition %(old)s to edition %(new)s") % {"old": old.version, "new": new.version}


def in_answer_to(writer: str) -> str:
    """Return which comment a comment answers."""
    return _("in answer to %(writer)s") % {"writer": writer}


def counted(found: Differences) -> list[str]:
    """Return how many passages and comments differ, a line for each; no line where none does."""
    counts = found.counts()
    lines = {"parts": _("Passages: %(counts)s"), "comments": _("Comments: %(counts)s")}
    told = {
        what: [COUNTS[state] % {"count": counts[what, state]} for state in COUNTS if counts[what, state]]
        for what in lines
    }
    return [line % {"counts": " · ".join(told[what])} for what, line in lines.items() if told[what]]
