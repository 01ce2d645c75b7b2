"""A BibTeX entry in, its reference in APA style out (Publication Manual, 7th edition, chapters 8 to 10).

A reference has four elements, each closed by a period: author, date, title, source (section 9.4); an address stands at
the end without one (9.35). What an entry does not record is left out, never guessed. Besides BibTeX's fields, two of
biblatex are read: ``shortauthor``, the abbreviation of a group in the text (8.21), and ``titleaddon``, a description in
square brackets that stands behind a title or in its place (9.21, 9.22).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pybtex.richtext import HRef, Tag, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pybtex.database import Entry, Person

PART_OF_A_WHOLE = {"article", "inbook", "incollection", "inproceedings"}
"""Types whose own title stands upright while that of the whole is in italics (9.19)."""

DATED_BY_YEAR = PART_OF_A_WHOLE | {"book", "mastersthesis", "phdthesis", "proceedings"}
"""Types of which only the year is given, even where a month is recorded (9.14)."""

THESES = {"mastersthesis": "Master’s thesis", "phdthesis": "Doctoral dissertation"}
NO_DATE = "n.d."
MOST_AUTHORS = 20


def reference(entry: Entry, year: str) -> Text:
    """Format *entry*; *year* is that of the citation in the text, with its letter, for example ``2021a`` (8.19)."""
    authors = _authors(entry)
    title = _title(entry)
    date = Text(f"({_date(entry, year)})")
    elements = [authors, date, title] if authors else [title, date]
    return _sentences([*elements, _source(entry)]) + _address(entry)


def short_authors(entry: Entry) -> str:
    """Name the authors as the text does (8.17): one, two, or the first "et al."; a title where nobody is named."""
    if "shortauthor" in entry.fields:
        return str(rich_field(entry, "shortauthor"))
    names = [str(_family_name(person)) for person in _persons(entry)]
    if not names:
        title = str(rich_field(entry, "title")) if "title" in entry.fields else entry.key
        return f"“{title}”" if entry.type in PART_OF_A_WHOLE else title
    if len(names) > 2:
        return f"{names[0]} et al."
    return " & ".join(names)


def sort_name(entry: Entry) -> str:
    """Return what an entry stands under in the list: its authors, else its title without an article (9.44, 9.49)."""
    if names := str(_authors(entry)):
        return names.casefold()
    return re.sub("^(an?|the) ", "", str(rich_field(entry, "title")).casefold())


def rich_field(entry: Entry, name: str) -> Text:
    """Read a field, with LaTeX's notation made into what it stands for; empty where the entry does not have it."""
    return Text.from_latex(entry.fields.get(name, ""))


def web_address(entry: Entry) -> str:
    """Return where the work is found: its DOI as an address (9.35), else its ``url`` if that is a web address."""
    if doi := entry.fields.get("doi", "").strip():
        return f"https://doi.org/{re.sub('^(https?://(dx[.])?doi.org/|doi:)', '', doi, flags=re.IGNORECASE)}"
    url = entry.fields.get("url", "").strip()
    return url if urlsplit(url).scheme in {"http", "https"} else ""


def _sentences(elements: Iterable[Text]) -> Text:
    return Text(" ").join(element.add_period() for element in elements if element)


def _persons(entry: Entry) -> Sequence[Person]:
    return entry.persons.get("author") or entry.persons.get("editor") or []


def _authors(entry: Entry) -> Text:
    names = _series([_inverted(person) for person in _persons(entry)], two=", & ")
    is_edited = not entry.persons.get("author") and entry.persons.get("editor")
    return Text(names, " ", _editors_mark(entry)) if is_edited else names


def _editors_mark(entry: Entry) -> str:
    return "(Eds.)" if len(entry.persons["editor"]) > 1 else "(Ed.)"


def _series(names: list[Text], two: str) -> Text:
    """Join names: the last behind an ampersand; of 21 and more, nineteen, an ellipsis and the last (9.8)."""
    if len(names) > MOST_AUTHORS:
        return Text(Text(", ").join(names[: MOST_AUTHORS - 1]), ", . . . ", names[-1])
    if len(names) > 1:
        return Text(Text(", ").join(names[:-1]), two if len(names) == 2 else ", & ", names[-1])
    return Text(*names)


def _family_name(person: Person) -> Text:
    return Text(" ").join([*person.rich_prelast_names, *person.rich_last_names])


def _initials(person: Person) -> str:
    """``Jean-Paul Marie`` is ``J.-P. M.`` (9.8)."""
    given = [str(name) for name in [*person.rich_first_names, *person.rich_middle_names]]
    return " ".join("-".join(f"{part[0]}." for part in name.split("-") if part) for name in given)


def _inverted(person: Person) -> Text:
    lineage = [str(name) for name in person.rich_lineage_names]
    return Text(", ").join(filter(None, [_family_name(person), _initials(person), *lineage]))


def _upright(person: Person) -> Text:
    return Text(" ").join(filter(None, [_initials(person), _family_name(person)]))


def _date(entry: Entry, year: str) -> str:
    if entry.type in DATED_BY_YEAR or "month" not in entry.fields or year.startswith(NO_DATE):
        return year
    return f"{year}, {entry.fields['month']} {entry.fields.get('day', '')}".rstrip()


def _title(entry: Entry) -> Text:
    title = sentence_case(rich_field(entry, "title"))
    if entry.type not in PART_OF_A_WHOLE:
        title = Tag("em", title)
    description = THESES.get(entry.type, "")
    if description and "school" in entry.fields:
        description = Text(description, ", ", rich_field(entry, "school"))
    if "titleaddon" in entry.fields:
        description = rich_field(entry, "titleaddon")
    bracketed = Text("[", description, "]") if description else Text()
    return Text(" ").join(part for part in (title, _edition(entry), bracketed) if part)


def sentence_case(title: Text) -> Text:
    """Lower all but the first letter of a title and of its subtitle (6.17); what stands in braces stays as it is."""
    for mark in (": ", "? ", "! ", "— "):
        if len(parts := title.split(mark)) > 1:
            return Text(mark).join(map(sentence_case, parts))
    return Text(title.capitalize())


def _edition(entry: Entry) -> Text:
    """Say in round brackets which report, edition or volume of the title it is (9.20)."""
    parts = []
    if entry.type == "techreport" and "number" in entry.fields:
        parts.append(Text(entry.fields.get("type", "Report"), " No. ", rich_field(entry, "number")))
    if entry.type != "article" and "edition" in entry.fields:
        parts.append(Text(rich_field(entry, "edition").lower(), " ed."))
    if entry.type in {"book", "proceedings"} and "volume" in entry.fields:
        parts.append(Text("Vol. ", rich_field(entry, "volume")))
    return Text("(", Text(", ").join(parts), ")") if parts and entry.type not in PART_OF_A_WHOLE else Text()


def _source(entry: Entry) -> Text:
    if entry.type == "article":
        return _periodical(entry)
    publisher = _publisher(entry)
    return _sentences([_whole(entry), publisher]) if entry.type in PART_OF_A_WHOLE else publisher


def _periodical(entry: Entry) -> Text:
    """Journal and volume in italics, issue in brackets, pages (9.25)."""
    number = rich_field(entry, "number")
    issue = Text("(", number, ")") if number else Text()
    volume = Text(Tag("em", rich_field(entry, "volume")), issue)
    journal = Tag("em", rich_field(entry, "journal"))
    return Text(", ").join(part for part in (journal, volume, _pages(entry)) if part)


def _pages(entry: Entry) -> Text:
    return Text(re.sub("-+", "–", entry.fields.get("pages", "")))


def _whole(entry: Entry) -> Text:
    """Name the book or proceedings that a part stands in (9.28)."""
    editors = _series([_upright(person) for person in entry.persons.get("editor", [])], two=" & ")
    named = Text(editors, " ", _editors_mark(entry), ", ") if editors and entry.persons.get("author") else Text()
    pages = Text("pp. " if re.search("[-–,]", entry.fields.get("pages", "")) else "p. ", _pages(entry))
    details = [
        Text(rich_field(entry, "edition").lower(), " ed.") if "edition" in entry.fields else Text(),
        Text("Vol. ", rich_field(entry, "volume")) if "volume" in entry.fields else Text(),
        pages if "pages" in entry.fields else Text(),
    ]
    listed = Text(", ").join(filter(None, details))
    within = Text(" (", listed, ")") if listed else Text()
    title = sentence_case(rich_field(entry, "booktitle"))
    return Text("In ", named, Tag("em", title), within) if title else Text()


def _publisher(entry: Entry) -> Text:
    """Name who brought the work out, unless that is its author (9.29)."""
    for field in ("publisher", "institution", "organization", "howpublished"):
        if field in entry.fields:
            publisher = rich_field(entry, field)
            return Text() if str(publisher) in map(str, map(_family_name, _persons(entry))) else Text(publisher)
    return Text()


def _address(entry: Entry) -> Text:
    address = web_address(entry)
    return Text(" ", HRef(address, address)) if address else Text()
