"""Dates of comments as moments, by which they are put in order."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chapbook.comments.comment import Comment

DIGITS = re.compile("([0-9]+)")
DAY = re.compile(r"(?<![\d-])\d{4}-\d\d-\d\d(?![\d-])")
FIRST_MOMENT = datetime.min.replace(tzinfo=UTC)


def moment(day: date) -> datetime:
    """Return a date as a moment: a date without time is the day's beginning, a time without zone is taken as UTC."""
    if not isinstance(day, datetime):
        day = datetime.combine(day, time.min)
    return day if day.tzinfo else day.replace(tzinfo=UTC)


def lies_ahead(day: date) -> bool:
    """Tell whether a date has still to come, by this machine's clock or by the edition's date, whichever is later.

    A day is allowed for, as zones are that far apart.
    """
    edition = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH") or 0), UTC)
    return moment(day) - max(datetime.now(UTC), edition) > timedelta(days=1)


def removed_on(comment: Comment) -> datetime | None:
    """Return when a comment was removed: on the last day that the reason names; None where it names none."""
    for text in reversed(DAY.findall(comment.removed)):
        with suppress(ValueError):
            day = date.fromisoformat(text)
            return None if lies_ahead(day) else moment(day)
    return None


def order(comment: Comment) -> tuple[datetime, list[str | int], str]:
    """Sort by moment, then id, numbers in it as numbers; what has no date is earlier than all that has."""
    parts = (int(part) if part.isdecimal() else part for part in DIGITS.split(comment.id))
    return moment(comment.date) if comment.date else FIRST_MOMENT, list(parts), comment.id


def order_of_news(comment: Comment) -> tuple[datetime, list[str | int], str]:
    """Sort as :func:`order`, but one that was removed since by the moment at which it was."""
    written, number, name = order(comment)
    return max(written, removed_on(comment) or FIRST_MOMENT), number, name
