"""Items as BibTeX, with what biblatex has beside it, so that programs of either kind read them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from chapbook.citing.csl_json import MARKUP, OWN, date_parts
from chapbook.citing.formats import TYPES, VARIABLES, Type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

AS_LATEX = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "#$%&_"},
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "^": r"{\textasciicircum}",
        "~": r"{\textasciitilde}",
        "\N{NO-BREAK SPACE}": "~",
    }
)
"""Characters that would mean something else, and what means them; braces stay in pairs, so no text ends a field."""

LIGATURE = re.compile(r"(?<=[-`'?!])(?=[-`'])|(?<=,)(?=,)")
"""Between two signs that LaTeX would take for one, such as a dash."""

ON_THE_WEB = {"container-title": "howpublished"}
THESIS = {"publisher": "school", "genre": "type"}
OF_TYPES = {
    "article": {"container-title": "journal", "number": "eid"},
    **dict.fromkeys(("misc", "dataset", "software", "unpublished"), ON_THE_WEB),
    "techreport": {"publisher": "institution", "genre": "type"},
    **dict.fromkeys(("phdthesis", "mastersthesis"), THESIS),
}
"""Fields of some types, where they have names of their own."""

ROLES = {"author": "author", "editor": "editor", "translator": "translator", "container-author": "bookauthor"}
DATES = {"accessed": "urldate", "original-date": "origdate", "event-date": "eventdate"}
MARKS = {"<i>": "\\emph{", "<b>": "\\textbf{", "<sup>": "\\textsuperscript{", "<sub>": "\\textsubscript{"}


def plain_field(text: str) -> str:
    """Return plain text as the value of a field, which reads as that text; white space is one space, as in BibTeX."""
    one_line = " ".join(part for part in re.split(r"[^\S\xa0]+", text) if part)
    return LIGATURE.sub("{}", one_line.translate(AS_LATEX))


def address_field(address: str) -> str:
    """Return an address as the value of a field, in which it stands as it is; only a brace could end the field."""
    return re.sub(r"[{}\\\s]", lambda match: quote(match[0]), address)


def bibtex_text(items: Iterable[Mapping[str, Any]]) -> str:
    """Write items as a BibTeX file."""
    return "\n\n".join(_entry(item) for item in items) + "\n"


def _entry(item: Mapping[str, Any]) -> str:
    kind = TYPES.get(item["type"], Type()).bibtex
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
    for variable, called in VARIABLES.items():
        name = OF_TYPES.get(kind, {}).get(variable, called.bibtex)
        is_said = name in own or (variable == "note" and "notes" in own)
        if name and variable in item and not is_said and not (variable == name == "number" and "issue" in item):
            value = str(item[variable])
            yield name, title_field(value) if variable.startswith("title") else latex(value)
    yield "pages", re.sub("[-–]+", "--", plain_field(str(item.get("page", ""))).replace("{}", ""))
    for variable, name in DATES.items():
        yield name, edtf(item.get(variable, {}))
    for variable in ("DOI", "URL"):
        # An address stands as it is; only a brace could end the field.
        yield variable.lower(), address_field(str(item.get(variable, "")))
    if item["type"] == "post":
        yield "entrysubtype", "comment"


def _issued(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    issued, parts = item.get("issued", {}), date_parts(item)
    is_plain = all(str(part).isdecimal() for part in parts) and not issued.get("circa")
    if parts and is_plain and len(issued["date-parts"]) == 1 and parts[0] > 999:
        yield from zip(("year", "month", "day"), map(str, parts), strict=False)
    else:
        yield "date" if parts else "year", edtf(issued)


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
    family, suffix, given = (_words(person.get(part, "")) for part in ("family", "suffix", "given"))
    return ", ".join(filter(None, (" ".join(filter(None, (particle, family))), suffix, given)))


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
    closing: list[str] = []
    for part in re.split(f"({MARKUP.pattern})", text):
        if part.startswith("</") and MARKUP.fullmatch(part):
            made += closing.pop() if closing else ""
        elif MARKUP.fullmatch(part):
            opening = MARKS.get(part, "{" if "nocase" in part else "\\textsc{" if "small-caps" in part else "")
            made += opening
            closing.append("}" if opening else "")
        else:
            before, behind = " " * part[:1].isspace(), " " * (part[-1:].isspace() and bool(part.strip()))
            made += f"{before}{plain_field(part)}{behind}"
    return made + "".join(reversed(closing))
