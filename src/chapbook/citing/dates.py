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
POINT = re.compile(
    r"(-?\d{1,4}|\d{2}XX|\d{3}X)(?:-(0?\d|1[012]|2[1-4])(?:-([0-2]?\d|3[01]))?)?(?:T[\d:.Z+-]+)?([~?%]?)"
)
"""Year, month or season, day, and whether the date is approximate."""


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
    bare = APPROXIMATE.sub("", clean)
    ends = [end.strip() for end in bare.split("/")]
    known = [match for end in ends if (match := POINT.fullmatch(end))]
    opening = [end for end in ends if end in {"", ".."}]
    if not known or len(known) + len(opening) != len(ends) or len(ends) > 2:
        return _in_words(bare)
    year = known[0][1]
    if opening:
        # The styles have no open range; a dash says that it goes on, or that its beginning is not known.
        return Dated({"literal": f"–{year}" if ends[0] in opening else f"{year}–"})
    if "X" in year:
        parts = [[int(year.replace("X", digit))] for digit in "09"]
    else:
        # A year that counts backwards: EDTF has a year 0, the styles do not.
        parts = [[int(part) for part in match.group(1, 2, 3) if part and int(part)] for match in known]
    is_about = bare != clean or any(match[4] for match in known)
    return Dated({"date-parts": parts, **({"circa": True} if is_about else {})})


def _in_words(text: str) -> Dated:
    """Read ``2019, March 3``, ``may/june 2019``, ``2019a``; what is none of these is printed as it is."""
    text = re.sub(r"(?<=\b\d{4})[a-z]\b", "", text)
    [year, *more] = re.findall(r"\b\d{4}\b", text) or [""]
    found = []
    for end in text.split("/"):
        words = [word for word in re.findall(r"[^\W\d_]+|\d+", end) if word != year]
        months = [number for word in words if (number := month_number(word))]
        days = [int(word) for word in words if re.fullmatch(r"\d\d?", word)]
        if not year or more or len(words) != len(months) + len(days) or len(months) > 1 or len(days) > len(months):
            return Dated({"literal": text}, is_understood=False)
        found.append([int(year), *months, *days])
    return Dated({"date-parts": found})


def month_number(word: str) -> int:
    """Return 1 to 12 for a month, 21 to 24 for a season, by its name or what begins it; 0 for what is neither."""
    low = "autumn" if word.casefold() == "fall" else word.casefold()
    place = next((at for at, month in enumerate(MONTHS, 1) if len(low) > 2 and month.startswith(low)), 0)
    return place if place <= 12 else place + 8


def date_of(fields: Mapping[str, str]) -> Dated:
    """Read the date of an entry: biblatex's ``date``, else ``year``, ``month`` and ``day``; or ``pubstate``."""
    given = fields.get("pubstate", "")
    dated = read_date(fields.get("date", fields.get("year", "")))
    parts = (dated.date or {}).get("date-parts", [])
    if "date" not in fields and fields.get("month") and len(parts) == 1 and len(parts[0]) == 1:
        dated = _with_month(dated, parts[0][0], fields["month"].strip("{} "), fields.get("day", ""))
    return dated._replace(status=STATUSES.get(re.sub(r"[\s-]", "", given).casefold(), given) or dated.status)


def _with_month(dated: Dated, year: int, month: str, day: str) -> Dated:
    if not day.isdecimal() or re.search(r"\d.*\D|\D.*\d|[/&-]|\band\b", month):
        day = ""
    if month.isdecimal():
        found = read_date(f"2000-{month}-{day}".rstrip("-"))
    elif POINT.fullmatch(month):
        return read_date(month)
    else:
        ends = re.sub(r"\s*(?:-+|–|\band\b|&)\s*", "/", month.replace("~", " "))
        found = read_date(f"{ends} {day} 2000")
    if parts := (found.date or {}).get("date-parts"):
        return Dated({**(dated.date or {}), "date-parts": [[year, *rest] for _year, *rest in parts]})
    return dated._replace(is_understood=False)
