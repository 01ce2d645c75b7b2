"""The language of a publication, as each program wants to have it named.

An author writes ``pt_BR`` as Sphinx does, or ``pt-BR`` as browsers do, or names a script, ``zh-Hant``. Sphinx has its
words under the names of locales; pages and books want a tag (BCP 47). What is not written, such as the script that a
language most likely has, is known to Unicode (CLDR, *likely subtags*).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from babel.core import get_global

if TYPE_CHECKING:
    from collections.abc import Iterable

PART = re.compile(r"[-_@]")
WRITTEN = re.compile(r"[A-Za-z]{2,3}(?:[-_@][A-Za-z0-9]+)*(?:\.[\w-]+)?", re.ASCII)
SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "devanagari": "Deva"}
"""How the names of locales have what a tag has as a script, ``sr@latin``."""


class Written(NamedTuple):
    """A language, its script and its region; the last two may be empty."""

    language: str
    script: str
    region: str


def is_language(language: str) -> bool:
    """Tell whether a text is the name of a language, in one of these forms, that Unicode knows."""
    return bool(WRITTEN.fullmatch(language)) and parts(language).language in get_global("likely_subtags")


def tag(language: str) -> str:
    """Return a language as a tag: ``zh-CN`` for ``zh_CN`` and ``zh_cn``, ``sr-Latn`` for ``sr@latin``."""
    first, *others = PART.split(language.partition(".")[0])
    return "-".join([first.lower(), *map(_cased, others)])


def _cased(part: str) -> str:
    """Write a part of a tag as is usual: a region in capitals, a script with one (RFC 5646, 2.1.1)."""
    if part in SCRIPTS:
        return SCRIPTS[part]
    return {2: part.upper(), 4: part.title()}.get(len(part), part.lower())


def parts(language: str) -> Written:
    """Return the parts of a language that are written."""
    first, *others = tag(language).split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), "")
    region = next((part for part in others if len(part) == 2 or (len(part) == 3 and part.isdigit())), "")
    return Written(first, script, region)


def likely(language: str) -> Written:
    """Return the parts of a language, and for what is not written what is most likely."""
    first, script, region = parts(language)
    known = get_global("likely_subtags")
    names = (f"{first}_{region}", f"{first}_{script}", first)
    found = next((known[name].split("_") for name in names if name in known), [first, "", ""])
    return Written(first, script or found[1], region or found[-1])


def locale_name(language: str, locales: Iterable[str]) -> str:
    """Return the name of the one of *locales* that a language is, or the language in the form of such a name.

    ``zh-Hans`` is ``zh_CN``, whose Chinese is written so. Where a region has no locale, that of its language serves:
    gettext takes ``de`` for ``de_AT``.
    """
    names = {tag(name): name for name in locales if "." not in name}
    written = parts(language)
    wanted = [tag(language), f"{written.language}-{written.script}"]
    if written.script or not written.region:
        wanted.append(f"{written.language}-{likely(language).region}")
    return next((names[name] for name in wanted if name in names), tag(language).replace("-", "_"))
