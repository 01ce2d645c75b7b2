"""Dates as exports write them: local time beside UTC, from which the zone follows.

WordPress keeps ``comment_date`` in the site's zone and ``comment_date_gmt`` in UTC, without saying the zone; their
difference is the offset. ``0000-00-00 00:00:00`` (MySQL's zero) is a moment that nobody recorded, and stays one.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

UNKNOWN = "0000-00-00 00:00:00"
FARTHEST = timedelta(hours=14)
"""The largest offset of a zone on Earth (UTC+14, Line Islands)."""


def zoned_moment(local: str, utc: str) -> datetime | None:
    """Return the moment with the zone that the two texts give; without *utc* the local time alone."""
    here, there = _plain(local), _plain(utc)
    if there is None:
        return here
    offset = here - there if here else timedelta(0)
    if here is None or abs(offset) > FARTHEST or offset % timedelta(minutes=1):
        return there.replace(tzinfo=UTC)
    return here.replace(tzinfo=timezone(offset))


def parsed_moment(text: str) -> datetime | None:
    """Return the moment that a text of ISO 8601 says, with the zone that it says; None where it says none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(UTC) if (moment.utcoffset() or timedelta(0)) % timedelta(minutes=1) else moment


def is_unreadable(*texts: str) -> bool:
    """Tell whether one of *texts* says a date, and none of them can be read."""
    said = [text for text in texts if text and not text.startswith("0000-00-00")]
    return bool(said) and all(_plain(text) is None for text in said)


def as_local_and_utc(moment: datetime) -> tuple[str, str]:
    """Return the two texts of :func:`zoned_moment`; UTC is unknown where the moment has no zone."""
    local = moment.replace(tzinfo=None, microsecond=0).isoformat(" ")
    if moment.tzinfo is None:
        return local, UNKNOWN
    try:
        return local, moment.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat(" ")
    except OverflowError:  # the first day of year 1, the last of 9999
        return local, UNKNOWN


def _plain(text: str) -> datetime | None:
    moment = parsed_moment(text)
    try:
        return moment.astimezone(UTC).replace(tzinfo=None) if moment and moment.tzinfo else moment
    except OverflowError:
        return None
