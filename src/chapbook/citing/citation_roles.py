"""The roles of sphinxcontrib-bibtex in their own meaning: what a style sets for one, and how that is put together.

``p`` and ``label`` cite in brackets, ``t`` in a sentence, ``author`` and ``year`` are parts of that; ``alp`` is ``p``
without brackets, ``yearpar`` and ``authorpar`` have them; an *s* behind the name asks for all authors, a *c* before it
for a capital.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from chapbook.citing.csl_json import family_of, year_of
from chapbook.citing.formatted_text import NOTE, Run, Text, cut, plain, without, without_brackets
from chapbook.citing.noted import FOOT
from chapbook.citing.style_mends import prose_names
from chapbook.citing.typesetting import IN_SENTENCE, WITHOUT_AUTHOR, Citation, Cited, Setting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chapbook.citing.csl_style import Style

STARRED = {"ps", "ts", "cts", "alps", "authors", "authorpars", "cauthors"}
WHOLE = {"p", "alp", "label", "labelpar"}
IN_BRACKETS = {"p", "yearpar", "authorpar", "labelpar"}


class Role(NamedTuple):
    """A role: its name without star and capital, and whether it has them."""

    name: str
    has_all_authors: bool
    is_capitalised: bool


def role_of(name: str) -> Role:
    """Tell a role by its name."""
    base = name.removesuffix("s") if name in STARRED else name
    is_capitalised = base in {"ct", "cauthor"}
    return Role(base.removeprefix("c") if is_capitalised else base, name in STARRED, is_capitalised)


def citations_of(name: str, works: Sequence[Cited], style: Style) -> list[Citation]:
    """Return what the style must set, so that :func:`put_together` has its parts."""
    role = role_of(name)
    if role.name in {"empty", FOOT} or not works:
        return []
    if role.name in WHOLE and (style.is_note or not role.has_all_authors):
        return [Citation(tuple(works))]
    return [citation for work in works for citation in _parts_of(work)]


def _parts_of(work: Cited) -> list[Citation]:
    """Return the work in a sentence, without its authors and, where words are around it, without these too."""
    bare = Cited(work.key)
    parts = [Citation((bare,), IN_SENTENCE), Citation((work,), WITHOUT_AUTHOR), Citation((bare,), WITHOUT_AUTHOR)]
    return parts if work != bare else parts[:2]


def put_together(
    name: str, works: Sequence[Cited], texts: Sequence[Text], items: Mapping[str, Mapping[str, Any]], setting: Setting
) -> Text:
    """Return the citation as it is printed.

    :param texts: what the style made of each of :func:`citations_of`.
    """
    role = role_of(name)
    if not texts:
        return ()
    if len(texts) == 1 and role.name in WHOLE:
        return texts[0] if role.name in IN_BRACKETS else without_brackets(texts[0])
    left = iter(texts)
    joined: list[Run] = []
    for work in works:
        in_sentence, rest, *bare = (next(left) for _part in _parts_of(work))
        authors = _authors(role, in_sentence, bare[0] if bare else rest, items[work.key], setting.language)
        part = _part(role, work, (authors, rest), items[work.key], setting.style)
        if joined:
            joined.append(Run("; " if role.name in WHOLE else ", "))
            joined += [Run(" ", frozenset({NOTE}))] if any(NOTE in run.marks for run in part) else []
        joined += part
    return (Run("("), *joined, Run(")")) if role.name in IN_BRACKETS else tuple(joined)


def _part(role: Role, work: Cited, made: tuple[Text, Text], item: Mapping[str, Any], style: Style) -> Text:
    authors, rest = made
    linked = tuple(run if run.href else run._replace(href=f"#ref-{work.key}") for run in authors)
    if role.name in {"author", "authorpar"}:
        return linked
    if role.name in {"year", "yearpar"}:
        has_year = not style.is_numeric and not style.is_note and plain(rest)
        year = year_of(item) or item.get("status") or "n.d."
        return without_brackets(rest) if has_year else (Run(year, href=f"#ref-{work.key}"),)
    if role.name in WHOLE:
        return (*authors, *((Run(", "), *without_brackets(rest)) if rest else ()))
    if not rest:
        return linked
    is_raised = all(run.marks & {"sup", NOTE} for run in rest) and not work.before
    return (*authors, *(() if is_raised else (Run(" "),)), *rest)


def _authors(role: Role, in_sentence: Text, rest: Text, item: Mapping[str, Any], language: str) -> Text:
    """Return the part of a citation in a sentence that names authors; where a style has none, as prose names them."""
    words, end = plain(without(in_sentence, NOTE)), plain(without(rest, NOTE))
    authors = cut(without(in_sentence, NOTE), 0, len(words.removesuffix(end).rstrip()))
    if not authors or role.has_all_authors:
        authors = (Run(prose_names(item, language, in_full=role.has_all_authors)),)
    if role.is_capitalised:
        first = authors[0].text
        authors = (authors[0]._replace(text=first[:1].upper() + first[1:]), *authors[1:])
    return authors


def with_short_names(text: Text, people: Sequence[Mapping[str, str]], short: str) -> Text:
    """Put what stands for the authors in the text, such as the abbreviation of a group (APA 8.21), for their names."""
    names = [re.escape(family_of(person, "non-dropping-particle")) for person in people]
    if not names or not names[0]:
        return text
    rest = rf"[^;(\d]*?(?:{names[-1]}|et al\.)" if len(names) > 1 else ""
    for printed in reversed(list(re.finditer(f"{names[0]}{rest}", plain(text), re.IGNORECASE))):
        first, *_others = cut(text, *printed.span())
        behind = cut(text, printed.end(), len(plain(text)))
        text = (*cut(text, 0, printed.start()), first._replace(text=short), *behind)
    return text
