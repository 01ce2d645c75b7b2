"""What styles, or pandoc, do otherwise than the manuals say; each mend is small, and its test says when it may go."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from babel import UnknownLocaleError
from babel.lists import format_list

from chapbook.citing.csl_json import HAN, family_of
from chapbook.citing.formatted_text import Run, Text, cut, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chapbook.citing.csl_style import Style
    from chapbook.citing.typesetting import Citation, Setting

FIRST_YEAR = 71000
CURLED = re.compile(rf"\w+(?:’\w+)+|\b{FIRST_YEAR // 1000}\d{{3}}")


THESES = {"PhD thesis": "doctoral dissertation", "Master’s thesis": "master’s thesis"}
"""What APA calls theses, by the words of biblatex, which pandoc has for the types."""


def literal_years(items: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
    """Return years that stand for dates in words while a style sets them; pandoc writes such words twice."""
    words = {str(item["issued"]["literal"]) for item in items.values() if "literal" in item.get("issued", {})}
    return {word: FIRST_YEAR + number for number, word in enumerate(sorted(words))}


def prepared(item: Mapping[str, Any], style: Style, language: str, years: Mapping[str, int]) -> dict[str, Any]:
    """Return an item as the style is to have it; *years* is what :func:`literal_years` returns of all."""
    made = {name: value for name, value in item.items() if name not in {"note", "annote", "abstract", "keyword"}}
    if literal := made.get("issued", {}).get("literal"):
        made["issued"] = {"date-parts": [[years[literal]]]}
    if made["type"] == "report" and "number" in made and "genre" not in made and language.startswith("en"):
        # APA 10.4: "(Report No. 123)"; the styles write "No. 123" alone.
        made["genre"] = "Report"
    described = made.get("genre", "" if {"author", "editor"} & made.keys() else made["id"])
    if "title" not in made and described:
        # Brackets say that it is no title, in every style; a description is set in no type of its own (APA 9.22).
        made["title"] = f'<span class="nocase"><span class="nodecor">[{described}]</span></span>'
        made.pop("genre", None)
    for role in [name for name, people in made.items() if isinstance(people, list)]:
        made[role] = [_as_spoken(person) for person in made[role]]
    if style.is_apa and (thesis := THESES.get(made.get("genre", ""))):
        # APA 10.6: one that can be had nowhere says so.
        is_published = "URL" in made or "DOI" in made
        made["genre"] = thesis[0].upper() + thesis[1:] if is_published else f"Unpublished {thesis}"
    if style.is_apa and [{"literal": made.get("publisher")}] == made.get("author"):
        # APA 9.29: an author is not named again as publisher.
        del made["publisher"]
    return made


def _as_spoken(person: dict[str, str]) -> dict[str, str]:
    """Write a name in the scripts of China, Japan and Korea as one whole; in IEEE pandoc puts a period behind it."""
    whole = person.get("family", "") + person.get("given", "")
    return {"literal": whole} if "given" in person and HAN.fullmatch(whole) else person


def mended(
    text: Text,
    citation: Citation | None,
    items: Mapping[str, Mapping[str, Any]],
    setting: Setting,
    own: Mapping[str, str],
) -> Text:
    """Return a citation, or a reference where *citation* is none, as the manual and the record have it.

    :param own: what :func:`own_words` returns.
    """
    text = tuple(run._replace(text=CURLED.sub(lambda word: own.get(word[0], word[0]), run.text)) for run in text)
    if setting.language in {"en", "en-US"}:
        text = _with_periods_inside(text)
    if citation is None:
        return _without_empty_retrieval(text)
    if setting.style.is_apa and citation.mode == "AuthorInText":
        # APA 8.17: in a sentence the ampersand is a word.
        authors = items[citation.works[0].key].get("author") or items[citation.works[0].key].get("editor") or ()
        at = plain(text).rfind(" & ", 0, plain(text).find("("))
        if at >= 0 and not any("&" in str(person.values()) for person in authors):
            return (*cut(text, 0, at), Run(" and "), *cut(text, at + 3, len(plain(text))))
    return text


def own_words(items: Mapping[str, Mapping[str, Any]], years: Mapping[str, int]) -> dict[str, str]:
    """Return words as they are recorded by what is printed: dates in words, words with a straight apostrophe."""
    straight = re.findall(r"\w+(?:'\w+)+", json.dumps(list(items.values()), ensure_ascii=False))
    return {word.replace("'", "’"): word for word in straight} | {str(year): word for word, year in years.items()}


def _with_periods_inside(text: Text) -> Text:
    """Put a period inside the quotation marks before it (Chicago 6.9, MLA 1.52); pandoc adds one behind notes."""
    made = list(text)
    for at in range(1, len(made)):
        before, here = made[at - 1], made[at]
        if before.text.endswith("”") and here.text.startswith("."):
            made[at - 1] = before._replace(text=f"{before.text[:-1]}.”")
            made[at] = here._replace(text=here.text[1:])
    return tuple(run for run in made if run.text)


def _without_empty_retrieval(text: Text) -> Text:
    """Leave out "Retrieved" where its date is not known (APA 9.16; the style has it before each address)."""
    made = []
    for run, following in zip(text, (*text[1:], Run("")), strict=False):
        ends = re.search(r"(?:^|\s)Retrieved\s+$", run.text) if following.href else None
        made.append(run._replace(text=run.text[: ends.start()] + " ") if ends else run)
    return tuple(made)


def prose_names(item: Mapping[str, Any], language: str, *, in_full: bool) -> str:
    """Name the authors in a sentence, where a style has numbers only, or all of them where it would shorten them."""
    people: Sequence[Mapping[str, str]] = next((item[role] for role in ("author", "editor") if item.get(role)), ())
    names = [family_of(person, "non-dropping-particle") for person in people]
    if not names:
        return re.sub("<[^>]*>", "", str(item.get("title", item["id"])))
    if names[-1] == "others" or (len(names) > 2 and not in_full):
        return f"{', '.join(names[:-1] if in_full else names[:1])} et al."
    try:
        return format_list(names, locale=language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return ", ".join(names)
