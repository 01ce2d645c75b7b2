"""Items as BibTeX; and plain text as BibTeX wants it.

Types and fields are those of BibTeX, and of biblatex where BibTeX has none, so that programs of either kind read them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from chapbook.citing.csl_json import MARKUP, OWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

AS_LATEX = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "^": r"{\textasciicircum}",
    "_": r"\_",
    "~": r"{\textasciitilde}",
    "\N{NO-BREAK SPACE}": "~",
}
"""Characters that would mean something else, and what means them; braces stay in pairs, so no text ends a field."""

LIGATURE = re.compile(r"(?<=[-`'?!])(?=[-`'])|(?<=,)(?=,)")
"""Between two signs that LaTeX would take for one, such as a dash."""

NOT_IN_AN_ADDRESS = re.compile(r"[{}\\\s]")


def plain_field(text: str) -> str:
    """Return plain text as the value of a field, which reads as that text; white space is one space, as in BibTeX."""
    one_line = " ".join(part for part in re.split(r"[^\S\xa0]+", text) if part)
    return LIGATURE.sub("{}", "".join(AS_LATEX.get(character, character) for character in one_line))


def address_field(address: str) -> str:
    """Return an address as the value of a field, in which it stands as it is; only a brace could end the field."""
    return NOT_IN_AN_ADDRESS.sub(lambda match: quote(match[0]), address)


TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "dataset": "dataset",
    "manuscript": "unpublished",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "patent": "patent",
    "report": "techreport",
    "software": "software",
    "thesis": "phdthesis",
}
"""Types by CSL's; every other is ``misc``."""

FIELDS = {
    "title": "title",
    "title-short": "shorttitle",
    "container-title": "booktitle",
    "collection-title": "series",
    "volume": "volume",
    "issue": "number",
    "number": "number",
    "number-of-volumes": "volumes",
    "number-of-pages": "pagetotal",
    "chapter-number": "chapter",
    "edition": "edition",
    "version": "version",
    "publisher": "publisher",
    "publisher-place": "address",
    "event-title": "eventtitle",
    "event-place": "venue",
    "status": "pubstate",
    "genre": "titleaddon",
    "language": "language",
    "note": "note",
    "abstract": "abstract",
    "keyword": "keywords",
    "author-short": "shortauthor",
    "original-title": "origtitle",
    "original-publisher": "origpublisher",
    "original-publisher-place": "origlocation",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "ISBN": "isbn",
    "ISSN": "issn",
}
OF_TYPES = {
    "article": {"container-title": "journal", "number": "eid"},
    "misc": {"container-title": "howpublished"},
    "dataset": {"container-title": "howpublished"},
    "software": {"container-title": "howpublished"},
    "techreport": {"publisher": "institution", "genre": "type"},
    "phdthesis": {"publisher": "school", "genre": "type"},
    "unpublished": {"container-title": "howpublished"},
}
ROLES = {"author": "author", "editor": "editor", "translator": "translator", "container-author": "bookauthor"}
DATES = {"accessed": "urldate", "original-date": "origdate", "event-date": "eventdate"}
MARKS = {"i": "\\emph{", "b": "\\textbf{", "sup": "\\textsuperscript{", "sub": "\\textsubscript{"}


def bibtex_text(items: Iterable[Mapping[str, Any]]) -> str:
    """Write items as a BibTeX file."""
    return "\n\n".join(_entry(item) for item in items) + "\n"


def _entry(item: Mapping[str, Any]) -> str:
    kind = TYPES.get(item["type"], "misc")
    if kind == "phdthesis" and "master" in str(item.get("genre", "")).casefold():
        kind = "mastersthesis"
    fields = "".join(f",\n    {name} = {{{value}}}" for name, value in _fields(item, kind) if value)
    return f"@{kind}{{{item['id']}{fields}\n}}"


def _fields(item: Mapping[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    for role, name in ROLES.items():
        yield name, " and ".join(_name(person) for person in item.get(role, ()))
    yield from _issued(item)
    own = item.get(OWN, {})
    yield from ((name, value) for name, value in own.items() if name != "notes")
    names = {**FIELDS, **OF_TYPES.get("phdthesis" if kind == "mastersthesis" else kind, {})}
    for variable, name in names.items():
        if variable in item and not (variable == "number" and "issue" in item and name == "number"):
            value = str(item[variable])
            if name not in own and (variable != "note" or "notes" not in own):
                yield name, title_field(value) if variable.startswith("title") else latex(value)
    yield "pages", re.sub("[-–]+", "--", plain_field(str(item.get("page", ""))).replace("{}", ""))
    for variable, name in DATES.items():
        yield name, edtf(item.get(variable, {}))
    yield "doi", address_field(str(item.get("DOI", "")))
    yield "url", address_field(str(item.get("URL", "")))
    if item["type"] == "post":
        yield "entrysubtype", "comment"


def _issued(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    issued = item.get("issued", {})
    parts = issued.get("date-parts") or []
    if (
        len(parts) == 1
        and not issued.get("circa")
        and all(str(part).isdecimal() for part in parts[0])
        and parts[0][0] > 999
    ):
        yield from zip(("year", "month", "day"), (str(part) for part in parts[0]), strict=False)
    elif parts:
        yield "date", edtf(issued)
    else:
        yield "year", plain_field(str(issued.get("literal", "")))


def edtf(date: Mapping[str, Any]) -> str:
    """Return a date as biblatex reads it: ISO 8601-2, level 1."""
    ends = [
        "-".join(f"{part:02}" if at else f"{part:04}" for at, part in enumerate(parts))
        for parts in date.get("date-parts") or []
    ]
    return "/".join(end + "~" * bool(date.get("circa")) for end in ends) or plain_field(str(date.get("literal", "")))


def _name(person: Mapping[str, str]) -> str:
    if "literal" in person:
        return "others" if person["literal"] == "others" else f"{{{plain_field(person['literal'])}}}"
    particle = person.get("non-dropping-particle") or person.get("dropping-particle")
    family = " ".join(filter(None, (particle, _words(person.get("family", "")))))
    parts = [family, _words(person["suffix"]) if person.get("suffix") else "", _words(person.get("given", ""))]
    return ", ".join(filter(None, parts))


def _words(part: str) -> str:
    """Write a part of a name; a comma or "and" would begin another part or name, a small letter a particle."""
    return " ".join(
        f"{{{word}}}" if "," in word or word.lower() == "and" or word[0].islower() else word
        for word in plain_field(part).split(" ")
        if word
    )


def title_field(title: str) -> str:
    """Return a title, in braces where its letters are to stay: each word but the first that has a capital."""
    first, space, rest = latex(title).partition(" ")
    return first + space + re.sub(r"(?<![\w\\{])(\w*[A-Z]\w*)", r"{\1}", rest)


def latex(text: str) -> str:
    """Return text with CSL's markup as the value of a field."""
    made = ""
    open_marks: list[str] = []
    for part in re.split(f"({MARKUP.pattern})", text):
        if not MARKUP.fullmatch(part):
            made += plain_field(part) if part.strip() == part else _spaced(part)
        elif part.startswith("</"):
            made += open_marks.pop() if open_marks else ""
        else:
            opening = MARKS.get(
                part.strip("<>"), "{" if "nocase" in part else "\\textsc{" if "small-caps" in part else ""
            )
            made += opening
            open_marks.append("}" if opening else "")
    return made + "".join(reversed(open_marks))


def _spaced(part: str) -> str:
    return " " * part[:1].isspace() + plain_field(part) + " " * (part[-1:].isspace() and bool(part.strip()))
