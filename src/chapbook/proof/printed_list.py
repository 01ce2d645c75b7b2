"""The printed list of references of a source: each string of it stands in the edition's list, in whatever order.

An edition sorts its list, and says more of each work. What the source prints stands in the annotation, behind words by
which it is known.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from chapbook.proof.differences import Difference
from chapbook.proof.page_words import ANNOTATION
from chapbook.rescue.printed_references import LIST_PRINTS, is_heading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chapbook.proof.page_words import Page

LABEL = r"(?:(?:\[\d{1,3}\]|\d{1,3}[.)]|[-*•·])\s*)?"
"""The number or the sign of an item, which a list shows by itself."""


class Without(NamedTuple):
    """A source without its list and the list's heading, and the strings that are not in it."""

    text: str
    differences: tuple[Difference, ...]


def printed_strings(pages: Iterable[Page]) -> dict[str, str]:
    """Return what the source prints of each work, by its place."""
    found: dict[str, str] = {}
    for page in pages:
        for run in page.runs:
            if run.place.endswith(ANNOTATION):
                place = f"{page.docname}#{run.place.removesuffix(ANNOTATION)}"
                found[place] = found.get(place, "") + run.text
    parted = {place: " ".join(text.split()).partition(LIST_PRINTS)[2] for place, text in found.items()}
    return {place: text for place, text in parted.items() if text}


def without_list(text: str, printed: dict[str, str]) -> Without:
    """Take the strings of a list out of a source, each once, behind the heading of the list."""
    if not printed:
        return Without(text, ())
    lines = text.splitlines(keepends=True)
    begins = next((at for at in reversed(range(len(lines))) if is_heading(lines[at])), -1)
    before, behind = "".join(lines[: max(begins, 0)]), "".join(lines[begins + 1 :])
    missing = []
    # The longest first: one may begin as another does.
    for place, words in sorted(printed.items(), key=lambda item: -len(item[1])):
        pattern = LABEL + r"\s+".join(map(re.escape, words.split()))
        behind, found = re.subn(rf"(?<!\S){pattern}(?!\S)", "\n", behind, count=1)
        if not found:
            missing.append(Difference(place, lines[begins].strip() if begins >= 0 else "", "", words))
    return Without(before + behind, tuple(missing))
