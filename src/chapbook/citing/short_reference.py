"""A work in a few words, as it stands in the margin beside its citation: author, year, short title, how sure it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from chapbook.citing.csl_json import plain_text, year_of
from chapbook.citing.style_mends import prose_names

if TYPE_CHECKING:
    from chapbook.citing.works import Work

LONGEST_TITLE, LONGEST_JUDGEMENT = 70, 40
"""Characters."""

SUBTITLE = re.compile(r"[:?]\s|[：？]|\s[–—]\s")
SENTENCE = re.compile(r"[.;:,。；：，](?:\s|$)|[。；：，]")


class ShortReference(NamedTuple):
    """*names* as prose has them, *year*, *title*, and *judgement*, how sure its identification is. Any may be empty."""

    names: str
    year: str
    title: str
    judgement: str


def short_reference(work: Work, language: str) -> ShortReference:
    """Return what is told of a work in a few words; *language* says how names are joined."""
    title = _short(str(work.item.get("title-short") or work.titles.get("title") or plain_text(work.item, "title")))
    has_names = bool(work.short or work.item.get("author") or work.item.get("editor"))
    names = work.short or (prose_names(work.item, language, in_full=False) if has_names else "")
    return ShortReference(names, year_of(work.item), title, _judgement(work.notes.get("annotation", "")))


def _short(title: str) -> str:
    """Return a title without its subtitle, cut between words where it is long."""
    title = " ".join(title.split())
    if found := SUBTITLE.search(title):
        title = title[: found.end() if found[0][0] in "?？" else found.start()].strip()
    if len(title) <= LONGEST_TITLE:
        return title
    cut = title[:LONGEST_TITLE].rpartition(" ")[0]
    return f"{cut if len(cut) > LONGEST_TITLE // 2 else title[:LONGEST_TITLE]} …"


def _judgement(annotation: str) -> str:
    """Return the first words of an annotation, which say how sure its identification is; nothing where they do not."""
    said = SENTENCE.split(" ".join(annotation.split()), maxsplit=1)[0].strip()
    return said if len(said) <= LONGEST_JUDGEMENT else ""
