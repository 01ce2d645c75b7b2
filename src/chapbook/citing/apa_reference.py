"""A BibTeX entry in, its reference in APA style out (Publication Manual, 7th edition, chapters 8 to 10).

A reference has four elements, each closed by a period: author, date, title, source (section 9.4); an address stands at
the end without one (9.35). What an entry does not record is left out, never guessed. Besides BibTeX's fields, these of
biblatex are read: ``shortauthor``, the abbreviation of a group in the text (8.21); ``titleaddon``, a description in
square brackets that stands behind a title or in its place (9.21, 9.22); ``version``, the edition of an electronic work
(9.20); ``eventtitle``, the conference of a paper that stands in no proceedings (10.5); and ``entrysubtype = {comment}``
for what a reader wrote below a work (10.1).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pybtex.richtext import HRef, Tag, Text

from chapbook.citing.author_names import (
    family_name,
    given_names,
    is_family_first,
    lineage,
    responsible,
    upright,
    with_role,
)
from chapbook.citing.latex_text import plain_text as plain, rich_text
from chapbook.citing.sentences import sentences

if TYPE_CHECKING:
    from pybtex.database import Entry, Person

PART_OF_A_WHOLE = {"article", "inbook", "incollection", "inproceedings"}
"""Types whose own title stands upright while that of the whole is in italics (9.19)."""

DATED_BY_YEAR = PART_OF_A_WHOLE | {"book", "mastersthesis", "phdthesis", "proceedings", "techreport"}
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
    return sentences([*elements, _source(entry)]) + _address(entry)


def short_authors(entry: Entry) -> str:
    """Name the authors as the text does (8.17): one, two, or the first "et al."; a title where nobody is named."""
    if "shortauthor" in entry.fields:
        return str(rich_field(entry, "shortauthor"))
    names = [str(family_name(person)) for person in responsible(entry)]
    if not names:
        title = str(rich_field(entry, "title")) if "title" in entry.fields else entry.key
        return f"“{title}”" if is_part(entry) else title
    if len(names) > 2:
        return f"{names[0]} et al."
    return " & ".join(names)


def is_part(entry: Entry) -> bool:
    """Tell whether a work stands in another; a conference paper does where proceedings are named."""
    return entry.type in PART_OF_A_WHOLE and ("booktitle" in entry.fields or "eventtitle" not in entry.fields)


def sort_name(entry: Entry) -> str:
    """Return what an entry stands under in the list: its authors, else its title without an article (9.44, 9.49)."""
    if names := str(_authors(entry)):
        return names.casefold()
    return re.sub("^(an?|the) ", "", str(rich_field(entry, "title")).casefold())


def rich_field(entry: Entry, name: str) -> Text:
    """Read a field, with LaTeX's notation made into what it stands for; empty where the entry does not have it."""
    return rich_text(entry.fields.get(name, ""))


def plain_text(entry: Entry, name: str) -> str:
    """Read a field as plain text; empty where the entry does not have it."""
    return plain(entry.fields.get(name, ""))


def verbatim(entry: Entry, field: str) -> str:
    """Read an address or a number that stands as it is, but for the backslashes that LaTeX may have asked for."""
    return re.sub(r"\\([#$%&_~])", r"\1", entry.fields.get(field, "")).strip()


def web_address(entry: Entry) -> str:
    """Return where the work is found: its DOI as an address (9.35), else its ``url`` if that is a web address."""
    if doi := verbatim(entry, "doi"):
        return f"https://doi.org/{re.sub('^(https?://(dx[.])?doi.org/|doi:)', '', doi, flags=re.IGNORECASE)}"
    url = verbatim(entry, "url")
    return url if urlsplit(url).scheme in {"http", "https"} else ""


def _authors(entry: Entry) -> Text:
    names = _series([_inverted(person) for person in responsible(entry)], two=", & ")
    return with_role(names, entry, " (Ed.)", " (Eds.)")


def _editors_mark(entry: Entry) -> str:
    return "(Eds.)" if len(entry.persons["editor"]) > 1 else "(Ed.)"


def _series(names: list[Text], two: str) -> Text:
    """Join names: the last behind an ampersand; of 21 and more, nineteen, an ellipsis and the last (9.8)."""
    if len(names) > MOST_AUTHORS:
        return Text(Text(", ").join(names[: MOST_AUTHORS - 1]), ", . . . ", names[-1])
    if len(names) > 1:
        return Text(Text(", ").join(names[:-1]), two if len(names) == 2 else ", & ", names[-1])
    return Text(*names)


def _initials(person: Person) -> str:
    """``Jean-Paul Marie`` is ``J.-P. M.`` (9.8)."""
    given = str(given_names(person)).split()
    return " ".join("-".join(_initial(part) for part in name.split("-") if part) for name in given)


def _initial(name: str) -> str:
    """Shorten a name of an alphabet; a sign of a script without capitals is a whole syllable, and stays."""
    return f"{name[0]}." if name[0].lower() != name[0].upper() else name


def _inverted(person: Person) -> Text:
    return Text(", ").join(filter(None, [family_name(person), _initials(person), lineage(person)]))


def _upright(person: Person) -> Text:
    if is_family_first(person):
        return upright(person)
    return Text(" ").join(filter(None, [_initials(person), family_name(person)]))


def _date(entry: Entry, year: str) -> str:
    if entry.type in DATED_BY_YEAR or "month" not in entry.fields or year.startswith(NO_DATE):
        return year
    return f"{year}, {entry.fields['month']} {entry.fields.get('day', '')}".rstrip()


def _title(entry: Entry) -> Text:
    title = _in_sentence_case(entry, "title")
    if not is_part(entry) and entry.fields.get("entrysubtype") != "comment":
        title = Tag("em", title)
    description = rich_field(entry, "titleaddon") or _description(entry)
    bracketed = Text("[", description, "]") if description else Text()
    return Text(" ").join(part for part in (title, _edition(entry), bracketed) if part)


def _description(entry: Entry) -> Text:
    """Say of a thesis what it is and, where it was published, of which school (10.6); of a manuscript too (10.8)."""
    if entry.type == "unpublished":
        return Text("Unpublished manuscript")
    kind = THESES.get(entry.type, "")
    if kind and not web_address(entry):
        return Text("Unpublished ", kind[0].lower(), kind[1:])
    return Text(", ").join(filter(None, [Text(kind), rich_field(entry, "school")])) if kind else Text()


def is_english(entry: Entry) -> bool:
    """Tell whether a work is in English, as one is that does not say its language."""
    return str(entry.fields.get("language", "en")).lower().startswith("en")


def _in_sentence_case(entry: Entry, field: str) -> Text:
    """Return a title in sentence case where it is in English (6.17); other languages have capitals of their own."""
    title = rich_field(entry, field)
    return sentence_case(title) if is_english(entry) else title


def sentence_case(title: Text) -> Text:
    """Lower all but the first letter of a title and of its subtitle (6.17); what stands in braces stays as it is."""
    for mark in (": ", "? ", "! ", "— "):
        if len(parts := title.split(mark)) > 1:
            return Text(mark).join(map(sentence_case, parts))
    return Text(title.capitalize())


def _edition(entry: Entry) -> Text:
    """Say in round brackets which report, edition, volume or version of the title it is (9.20)."""
    parts = []
    if entry.type == "techreport" and "number" in entry.fields:
        parts.append(Text(entry.fields.get("type", "Report"), " No. ", rich_field(entry, "number")))
    if not is_part(entry) and "edition" in entry.fields:
        parts.append(Text(rich_field(entry, "edition").lower(), " ed."))
    if entry.type in {"book", "proceedings"} and "volume" in entry.fields:
        parts.append(Text("Vol. ", rich_field(entry, "volume")))
    if "version" in entry.fields:
        parts.append(Text("Version ", rich_field(entry, "version")))
    return Text("(", Text(", ").join(parts), ")") if parts else Text()


def _source(entry: Entry) -> Text:
    if entry.type == "article":
        return _periodical(entry)
    publisher = _publisher(entry)
    return sentences([_whole(entry), publisher]) if is_part(entry) else publisher


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
    title = _in_sentence_case(entry, "booktitle")
    return Text("In ", named, Tag("em", title), within) if title else Text()


def _publisher(entry: Entry) -> Text:
    """Name who brought the work out, unless that is its author (9.29)."""
    fields = ["publisher", "institution", "organization", "howpublished"]
    if not is_part(entry):
        fields.append("eventtitle")
    if entry.type == "unpublished" or (entry.type in THESES and not web_address(entry)):
        fields.append("school")
    for field in fields:
        if field in entry.fields:
            publisher = rich_field(entry, field)
            return Text() if str(publisher) in map(str, map(family_name, responsible(entry))) else Text(publisher)
    return Text()


def _address(entry: Entry) -> Text:
    address = web_address(entry)
    return Text(" ", HRef(address, address)) if address else Text()
