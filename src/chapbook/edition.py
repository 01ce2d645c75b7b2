"""Which edition of a work it is, in words: its version and its day, as far as they are known.

Both are Sphinx's settings, ``release`` and ``today``, which the record of a publication fills. Nothing is said of what
is not known. Where editions are published and the newest has changed since the last of them, it is said.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from sphinx.util.i18n import format_date

from chapbook.language import gettext as _, spoken
from chapbook.publishing import publishing

if TYPE_CHECKING:
    from sphinx.config import Config


def edition_of(config: Config) -> str:
    """Return such as ``Edition 1.0, May 31, 2026``; empty where neither version nor day is known.

    A release that is a day itself (ISO 8601) is said once.
    """
    said, told = _said(config), publishing(config)
    if said and told.has_changed and told.version == str(config.release):
        return _("%(edition)s, with changes since") % {"edition": said}
    return said


def _said(config: Config) -> str:
    release, day = str(config.release), str(config.today)
    if is_day(release):
        release, day = "", day or day_in_words(date.fromisoformat(release))
    if release and day:
        return _("Edition %(release)s, %(day)s") % {"release": release, "day": day}
    if release:
        return _("Edition %(release)s") % {"release": release}
    return _("Edition of %(day)s") % {"day": day} if day else ""


def is_day(text: str) -> bool:
    """Tell whether a text is a day of ISO 8601."""
    try:
        return len(text) == len("2026-05-31") and bool(date.fromisoformat(text))
    except ValueError:
        return False


def day_in_words(day: date) -> str:
    """Return a day as it is written in the language in which the press speaks."""
    moment = datetime.combine(day, time(), UTC)
    return format_date(str(_("%B %-d, %Y")), date=moment, language=spoken())
