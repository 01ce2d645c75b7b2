"""A BibTeX entry in, its entry in a reference list out (Chicago Manual of Style, 17th edition, author–date).

The year stands behind the authors (15.6); the details follow as chapter 14 has them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pybtex.richtext import HRef, Tag, Text

from chapbook.citing.apa_reference import NO_DATE, THESES, is_part, rich_field, web_address
from chapbook.citing.author_names import chicago_series, plain_series, responsible, with_role
from chapbook.citing.sentences import sentences
from chapbook.citing.title_case import headline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pybtex.database import Entry


def reference(entry: Entry) -> Text:
    """Format *entry*; where nobody is named it begins with the title (15.34)."""
    date = Text(entry.fields.get("year", NO_DATE))
    title = _title(entry)
    start = [_author(entry), date, title] if responsible(entry) else [title, date]
    elements = [*start, *_details(entry)]
    if address := web_address(entry):
        elements.append(Text(HRef(address, address)))
    return sentences(elements)


def _author(entry: Entry) -> Text:
    return with_role(chicago_series(responsible(entry)), entry, ", ed.", ", eds.")


def _title(entry: Entry) -> Text:
    """Set books and reports in italics, all else in quotation marks (14.86, 14.215)."""
    title = headline(entry, "title")
    if not title:
        return rich_field(entry, "titleaddon")
    is_italic = entry.type in {"book", "proceedings", "techreport"} and not is_part(entry)
    return Tag("em", title) if is_italic else Text("“", title.add_period(), "”")


def _details(entry: Entry) -> Iterator[Text]:
    if entry.type == "article":
        yield _periodical(entry)
    elif entry.type in THESES:
        kind = {"phdthesis": "PhD diss.", "mastersthesis": "Master’s thesis"}[entry.type]
        yield Text(", ").join(filter(None, [Text(kind), publisher_of(entry)]))
    elif is_part(entry):
        yield _whole(entry)
    if "eventtitle" in entry.fields and not is_part(entry):
        yield Text("Paper presented at ", rich_field(entry, "eventtitle"))
    if "edition" in entry.fields and not is_part(entry):
        yield Text(ordinal_edition(entry), " ed.")
    if "version" in entry.fields:
        yield Text("Version ", rich_field(entry, "version"))
    if entry.type != "article" and not is_part(entry):
        yield from _issue(entry)
    if entry.type not in THESES and entry.type != "article":
        yield Text(", ").join(filter(None, [publisher_of(entry) or rich_field(entry, "howpublished"), _day(entry)]))


def _issue(entry: Entry) -> Iterator[Text]:
    if "volume" in entry.fields:
        yield Text("Vol. ", rich_field(entry, "volume"))
    if "number" in entry.fields:
        yield Text("No. ", rich_field(entry, "number"))
    if entry.type == "unpublished":
        yield Text("Unpublished manuscript")


def _periodical(entry: Entry) -> Text:
    """Journal in italics, volume, issue in brackets, pages behind a colon (15.48)."""
    journal = Tag("em", headline(entry, "journal"))
    volume = rich_field(entry, "volume")
    number = rich_field(entry, "number")
    issue = Text(" ").join(filter(None, [journal, volume, Text("(", number, ")") if number else Text()]))
    pages = short_pages(entry)
    return Text(issue, ": " if volume or number else ", ", pages) if pages else issue


def _whole(entry: Entry) -> Text:
    """Name the book of a chapter, its editors and the chapter's pages (14.106, 15.9)."""
    parts = [Tag("em", headline(entry, "booktitle"))]
    if entry.persons.get("editor") and entry.persons.get("author"):
        parts.append(Text("edited by ", plain_series(entry.persons["editor"])))
    if "edition" in entry.fields:
        parts.append(Text(ordinal_edition(entry), " ed."))
    if "volume" in entry.fields:
        parts.append(Text("vol. ", rich_field(entry, "volume")))
    if pages := short_pages(entry):
        parts.append(Text(pages))
    return Text("In ", Text(", ").join(parts))


def _day(entry: Entry) -> str:
    """Return month and day, for what is dated by them: pages and reports (14.207)."""
    if entry.type != "misc" or "year" not in entry.fields:
        return ""
    return " ".join(entry.fields[name] for name in ("month", "day") if name in entry.fields)


def publisher_of(entry: Entry) -> Text:
    """Return who brought the work out, by whichever field names it."""
    fields = ("publisher", "institution", "school", "organization")
    return next((rich_field(entry, field) for field in fields if field in entry.fields), Text())


def ordinal_edition(entry: Entry) -> str:
    """Return which edition it is, in small letters: ``2nd``."""
    return str(rich_field(entry, "edition")).lower()


def short_pages(entry: Entry) -> str:
    """Return pages with as much of the last number as tells it: ``643–51``, ``101–8``, ``3269–91`` (Chicago 9.61)."""
    pages = pages_of(entry)
    first, dash, last = pages.partition("–")
    if not dash or len(first) != len(last) or not pages.replace("–", "").isdecimal():
        return pages
    if len(first) < 3 or first.endswith("00"):
        return pages
    return f"{first}–{_changed(first, last, 1 if first[-2] == '0' else 2)}"


def pages_of(entry: Entry) -> str:
    """Return pages with a dash between the first and the last."""
    return re.sub("[-–]+", "–", str(rich_field(entry, "pages")))


def _changed(first: str, last: str, least: int) -> str:
    same = next((at for at, (one, other) in enumerate(zip(first, last, strict=True)) if one != other), len(last))
    return last[min(same, len(last) - least) :]
