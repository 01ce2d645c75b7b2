"""Days and moments as pages write them in English; what may mean two days, such as 03/05/2022, is not read."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
TIME = r"(?:,?\s*(?:at|[-–—@|])?\s*(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::\d\d)?\s*(?P<half>[ap]\.?m\.?)?)?"
FORMS = [
    re.compile(rf"(?:\w+day,?\s+)?(?:on\s+)?{form}{TIME}", re.IGNORECASE)
    for form in (rf"{MONTH}\s+{DAY},?\s+{YEAR}", rf"{DAY}\s+{MONTH},?\s+{YEAR}")
]
LONGEST = 80


def read_moment(words: str) -> date | None:
    """Return the day, or the moment without a zone, that *words* say and nothing else; None where they say none."""
    text = " ".join(words.split()).strip(" .")
    if len(text) > LONGEST:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        found = next(filter(None, (form.fullmatch(text) for form in FORMS)), None)
        return _moment(found) if found else None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return moment.date()
    return moment if moment.tzinfo is None or not (moment.utcoffset() or UTC.utcoffset(None)).seconds % 60 else None


def _moment(found: re.Match[str]) -> date | None:
    month = next(number for number, name in enumerate(MONTHS, 1) if found["month"].lower().startswith(name))
    try:
        day = date(int(found["year"]), month, int(found["day"]))
        if not found["hour"]:
            return day
        hour = int(found["hour"])
        if found["half"]:
            hour = hour % 12 + 12 * found["half"].lower().startswith("p")
        return datetime(day.year, day.month, day.day, hour, int(found["minute"]))  # noqa: DTZ001  # no zone is written
    except ValueError:
        return None
