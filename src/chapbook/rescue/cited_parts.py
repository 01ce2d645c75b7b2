"""What stands in a citation's brackets in, the works that it names out: names, years, words before, a place behind.

It reads forms, and knows no reference list. "(Chinese version of it)" and "(May 2020)" have none of the forms.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from chapbook.rescue.printed_names import AND, PARTICLES, is_initials

YEAR = r"(?:(?:1[5-9]|20)\d\d/)?(?:1[5-9]|20)\d\d[a-z]?(?![\w%])"
NO_YEAR = r"n\.\s?d\.(?:-[a-z])?"
YEARS = rf"(?:{YEAR}(?:\s*[,，&]\s*(?:{YEAR}|[a-z](?!\w)))*|{NO_YEAR})"
LOCATOR = (
    r"\s*[,，:：]\s*(?P<locator>(?:pp?|para|paras|ch|chap|sec|vol|fig|S|Kap)\.\s*[\w–-]+(?:\s*[,–-]\s*\d+)*"
    r"|§+\s*[\w.–-]+|第\s*\d+\s*[页章节]|\d+(?:\s*[–-]\s*\d+)?|(?:Abstract|Introduction|Conclusion|chapter|section)\b[^;]*)"
)
BEFORE = r"(?P<before>(?:(?:see also|see|cf\.|e\.g\.,?|i\.e\.,?|for example,|vgl\.|参见|见)\s+)?)"
PART = re.compile(
    rf"\s*{BEFORE}(?P<names>\S.*?)(?P<between>\s*[,，.:]?\s*)(?P<years>{YEARS})(?:{LOCATOR})?\s*", re.IGNORECASE
)
SEPARATOR = re.compile(r"\s*[;；]\s*")
NOT_NAMES = frozenset(
    """
    january february march april may june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec spring summer autumn fall winter monday tuesday wednesday thursday friday
    saturday sunday accessed retrieved published updated since until before after founded established launched
    released born died figure fig table equation version vol issue week quarter circa about around early late
    mid copyright between during from in by on at to as
    """.split()  # noqa: SIM905  # a word list is read as words
)
"""Words that make of a year something else than the year of a work."""

CONNECTING = PARTICLES | {"of", "for", "the", "and", "on", "in", "to", "und", "für", "des", "et", "al", "others", "&"}


class CitedPart(NamedTuple):
    """A work, or several by the same names, as brackets name it."""

    written: str
    names: str
    years: tuple[str, ...]
    before: str = ""
    locator: str = ""
    between: str = ", "
    """What stands between names and year."""

    @property
    def is_usual(self) -> bool:
        """Tell whether it has the form of a style guide: "Family & Family, 2020"."""
        return self.between in {", ", " "}


def parts_of(inside: str) -> list[CitedPart] | None:
    """Read what stands in brackets; None where a part of it is no citation."""
    parts = []
    for text in SEPARATOR.split(inside):
        found = PART.fullmatch(text)
        if found is None:
            return None
        years = years_of(found["years"])
        names, between = found["names"].strip(), found["between"]
        if between.startswith(".") and is_initials(names.split()[-1] + "."):
            names, between = f"{names}.", between[1:]
        locator, before = found["locator"] or "", found["before"].strip()
        parts.append(CitedPart(text.strip(), names, years, before, locator.strip(), between))
    return parts


def years_of(text: str) -> tuple[str, ...]:
    """Return the years of "2019", "2019a, b", "1867/1990, 2001"; one that is empty for "n.d."."""
    years: list[str] = []
    for year in re.split(r"\s*[,，&]\s*", text):
        if re.fullmatch(NO_YEAR, year, re.IGNORECASE):
            years.append("")
        elif len(year) == 1:
            years.append(years[-1][:4] + year)
        else:
            years.append(year.rpartition("/")[2])
    return tuple(years)


def looks_like_names(part: CitedPart) -> bool:
    """Tell whether a part has the form of a citation where no list can confirm it.

    Names have capitals, or no letters that could have; a group's name may have small words before a comma. A word and
    a year alone, such as "Tokyo 2020", are no citation, as nothing marks the word as a name.
    """
    words = part.names.replace("*", "").split()
    bare = [word.strip(".,’'“”\"()").lower() for word in words]
    if len(words) > 12 or not set(bare).isdisjoint(NOT_NAMES - CONNECTING) or bare[0] in NOT_NAMES:
        return False
    if not (words[0][0].isupper() or bare[0] in PARTICLES or not words[0][0].isascii() or re.search("[A-Z]", words[0])):
        return False
    if bare[-1] in CONNECTING - {"al", "others"}:
        return False
    has_sign = bool(part.between.strip() or part.locator or "et al" in part.names or AND.search(part.names))
    has_sign = has_sign or any(is_initials(word) and "." in word for word in words[1:])
    small = [word for word in bare if word.isascii() and word.islower() and word not in CONNECTING]
    written_small = [word for word in small if any(word == other.strip(".,") for other in words)]
    return has_sign and len(written_small) <= (2 if part.between.strip() else 0)
