"""Dates as people write them in a BibTeX file in, dates of the Citation Style Language out.

Biblatex has one field, in the Extended Date/Time Format (ISO 8601-2:2019, levels 0 and 1 in part); BibTeX has year,
month and day, each in any form.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"),
    *("december", "spring", "summer", "autumn", "winter"),
)
"""Their places are their numbers; seasons are numbered from 21."""

STATUSES = {
    "forthcoming": "forthcoming",
    "inpreparation": "in preparation",
    "inpress": "in press",
    "prepublished": "advance online publication",
    "submitted": "submitted",
    "toappear": "forthcoming",
    "accepted": "in press",
}
"""States of publication, without spaces, and their names; a year may be one of them."""

NONE = {"", "n.d.", "nd", "nodate", "s.a.", "s.d.", "ohnejahr", "o.j.", "undated", "unknown", "?", "????"}
APPROXIMATE = re.compile(r"^(?:ca?\.?|circa|about|um|vers|约)\s+(?=\d)", re.IGNORECASE)
POINT = r"(-?\d{1,4}|\d{2}XX|\d{3}X)(?:-(\d\d?))?(?:-(\d\d?))?(?:T[\d:.Z+-]+)?([~?%]?)"


class Dated(NamedTuple):
    """A date, or what stands in its place: a state of publication, or words that are neither."""

    date: dict[str, Any] | None = None
    status: str = ""
    is_understood: bool = True


def read_date(text: str) -> Dated:
    """Read a field like ``2019-03-07``, ``2010/2015``, ``1850~``, ``2003-21``, ``2019/``, ``in press``."""
    plain = re.sub(r"\\[A-Za-z]+|[{}]", "", text)
    clean = " ".join(plain.replace("--", "/").replace("–", "/").split())
    squeezed = re.sub(r"[\s-]", "", clean).casefold()
    if squeezed in STATUSES:
        return Dated(status=STATUSES[squeezed])
    if squeezed in NONE:
        return Dated()
    is_about = APPROXIMATE.match(clean) is not None
    ends = [re.fullmatch(POINT, end.strip()) for end in APPROXIMATE.sub("", clean).split("/")]
    known = [end for end in ends if end]
    opening = ["" for end in APPROXIMATE.sub("", clean).split("/") if end.strip() in {"", ".."}]
    if not known or len(known) + len(opening) != len(ends) or len(ends) > 2:
        return _in_words(clean)
    parts = [_parts(end) for end in known]
    if any(part is None for part in parts):
        return _in_words(clean)
    date: dict[str, Any] = {"date-parts": parts}
    if opening:
        # The styles have no open range; a dash says that it goes on, or that its beginning is not known.
        year = known[0][0]
        return Dated({"literal": f"{year}–" if ends[0] else f"–{year}"})
    if re.search("X", clean):
        first, last = known[0][0].replace("X", "0"), known[0][0].replace("X", "9")
        date = {"date-parts": [[int(first)], [int(last)]]}
    if is_about or any(end[4] for end in known):
        date["circa"] = True
    return Dated(date)


def _parts(match: re.Match[str]) -> list[int] | None:
    year, month, day = int(match[1].replace("X", "0")), int(match[2] or 0), int(match[3] or 0)
    if not (month <= 12 or 21 <= month <= 24) or day > 31:
        return None
    # A year that counts backwards: EDTF has a year 0, the styles do not.
    return [part for part in (year, month, day) if part]


def _in_words(text: str) -> Dated:
    """Read ``2019, March 3``, ``Mar. 2019``, ``2019a``; what is none of these is printed as it is."""
    letter = re.fullmatch(r"(\d{4})[a-z]", text)
    if letter:
        return Dated({"date-parts": [[int(letter[1])]]})
    words = re.findall(r"[^\W\d_]+|\d+", text)
    years = [word for word in words if re.fullmatch(r"\d{4}", word)]
    months = [number for word in words if (number := month_number(word)) and not word.isdecimal()]
    days = [word for word in words if re.fullmatch(r"\d\d?", word)]
    if len(years) == 1 and len(words) == 1 + len(months) + len(days) and len(months) <= 1 and len(days) <= len(months):
        return Dated({"date-parts": [[int(part) for part in (*years, *months, *days)]]})
    return Dated({"literal": text}, is_understood=False)


def month_number(word: str) -> int:
    """Return 1 to 12 for a month, 21 to 24 for a season, by number, name or what begins it; 0 for what is neither."""
    if word.isdecimal():
        return int(word) if int(word) <= 12 or 21 <= int(word) <= 24 else 0
    low = word.casefold().strip(".")
    low = {"fall": "autumn"}.get(low, low)
    place = next((at for at, month in enumerate(MONTHS) if len(low) > 2 and month.startswith(low)), -1)
    return 0 if place < 0 else place + 1 if place < 12 else place + 9


def date_of(fields: Mapping[str, str]) -> Dated:
    """Read the date of an entry: biblatex's ``date``, else ``year``, ``month`` and ``day``; or ``pubstate``."""
    status = STATUSES.get(re.sub(r"[\s-]", "", fields.get("pubstate", "")).casefold(), fields.get("pubstate", ""))
    if "date" in fields:
        dated = read_date(fields["date"])
        return dated._replace(status=status or dated.status)
    dated = read_date(fields.get("year", ""))
    parts = (dated.date or {}).get("date-parts")
    if parts and len(parts) == 1 and len(parts[0]) == 1 and fields.get("month"):
        dated = _with_month(parts[0][0], fields["month"], fields.get("day", ""), dated)
    return dated._replace(status=status or dated.status)


def _with_month(year: int, month: str, day: str, dated: Dated) -> Dated:
    clean = month.replace("~", " ").strip("{} ")
    if re.fullmatch(r"\d{4}-\d\d?(-\d\d?)?", clean):
        return read_date(clean)
    ends = [re.findall(r"[^\W\d_]+|\d+", end) for end in re.split(r"\s*(?:/|-+|–|\band\b|&)\s*", clean)]
    numbers = [month_number(words[0]) if words else 0 for words in ends]
    if not all(numbers) or len(ends) > 2:
        return Dated({**(dated.date or {})}, is_understood=False)
    days = [next((int(word) for word in words[1:] if word.isdecimal()), 0) for words in ends]
    if day.isdecimal() and len(ends) == 1:
        days = [int(day)]
    found = [
        [year, number, of_month] if of_month else [year, number] for number, of_month in zip(numbers, days, strict=True)
    ]
    return Dated({**(dated.date or {}), "date-parts": found})
