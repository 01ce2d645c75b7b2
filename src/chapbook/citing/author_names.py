"""Names of people, as the styles write them: turned round, in their own order, or the family's alone."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pybtex.richtext import Text

from chapbook.citing.latex_text import rich_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pybtex.database import Entry, Person

MOST_IN_CHICAGO = 10
FIRST_IN_CHICAGO = 7
FAMILY_FIRST = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3041-\u30ff\uac00-\ud7af\U00020000-\U0003ffff]+")
"""Names in the scripts of China, Japan and Korea: the family's comes first, and no space is between."""


def family_name(person: Person) -> Text:
    """Return particle and family name, or the whole name of who has only one."""
    return name_text((*person.prelast_names, *person.last_names))


def given_names(person: Person) -> Text:
    """Return the given names in full; empty for who has none."""
    return name_text((*person.first_names, *person.middle_names))


def lineage(person: Person) -> Text:
    """Return what stands behind the name, such as ``Jr.``."""
    return name_text(tuple(person.lineage_names))


@cache
def name_text(parts: tuple[str, ...]) -> Text:
    """Return parts of a name, which are LaTeX, as text."""
    return Text(" ").join(map(rich_text, parts))


def in_natural_order(given: str, family: str, suffix: str) -> str:
    """Return a name as its bearer is called: ``Martin Luther King Jr.``, ``王小明``."""
    if family and FAMILY_FIRST.fullmatch(given + family):
        return f"{family}{given}"
    return " ".join(filter(None, (given, family, suffix)))


def is_family_first(person: Person) -> bool:
    """Tell whether a name is written as it is spoken, the family's name first."""
    return bool(FAMILY_FIRST.fullmatch(str(given_names(person)) + str(family_name(person))))


def inverted(person: Person) -> Text:
    """Return ``King, Martin Luther, Jr.``; nothing is turned round where the family's name is the first anyway."""
    if is_family_first(person):
        return upright(person)
    return Text(", ").join(filter(None, [family_name(person), given_names(person), lineage(person)]))


def upright(person: Person) -> Text:
    """Return ``Martin Luther King Jr.``, ``王小明``."""
    if is_family_first(person):
        return Text(family_name(person), given_names(person))
    return Text(" ").join(filter(None, [given_names(person), family_name(person), lineage(person)]))


def responsible(entry: Entry) -> Sequence[Person]:
    """Return whom a reference begins with: the authors, else the editors."""
    return entry.persons.get("author") or entry.persons.get("editor") or []


def is_edited(entry: Entry) -> bool:
    """Tell whether the reference begins with editors."""
    return not entry.persons.get("author") and bool(entry.persons.get("editor"))


def with_role(names: Text, entry: Entry, one: str, many: str) -> Text:
    """Say behind the names that they are editors', where they are: *one* or *many*."""
    if not is_edited(entry):
        return names
    return Text(names, many if len(responsible(entry)) > 1 else one)


def mla_series(persons: Sequence[Person]) -> Text:
    """Name one, two, or the first and "et al." (MLA 5.6 to 5.8)."""
    if len(persons) > 2:
        return Text(inverted(persons[0]), ", et al.")
    return _and([inverted(persons[0]), *map(upright, persons[1:])]) if persons else Text()


def chicago_series(persons: Sequence[Person]) -> Text:
    """Name up to ten; of more, the first seven and "et al." (Chicago 14.76)."""
    if len(persons) > MOST_IN_CHICAGO:
        first = [inverted(persons[0]), *map(upright, persons[1:FIRST_IN_CHICAGO])]
        return Text(Text(", ").join(first), ", et al.")
    return _and([inverted(persons[0]), *map(upright, persons[1:])]) if persons else Text()


def plain_series(persons: Sequence[Person]) -> Text:
    """Name all in their own order, the last behind "and"."""
    names = list(map(upright, persons))
    return Text(" and ").join(names) if len(names) < 3 else _and(names)


def _and(names: list[Text]) -> Text:
    if len(names) < 2:
        return Text(*names)
    return Text(Text(", ").join(names[:-1]), ", and ", names[-1])
