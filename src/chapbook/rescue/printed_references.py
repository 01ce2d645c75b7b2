"""A printed list of references in, one entry a work out, with nothing that does not stand there.

The styles differ in everything but this: names stand first, and a year, a DOI and an address look like what they are.
Only these are read; the whole string is kept as it is printed, and each entry says "not identified" until a person has
seen the work.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from anyascii import anyascii

from chapbook.citing.bibtex_record import address_field, plain_field
from chapbook.rescue.printed_names import Names, read_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LIST_PRINTS = "The list of the source prints: "
"""Stands in an annotation before the string that is kept."""

NUMBER = re.compile(r"\s*(?:\\?[\[［](\d{1,3})\\?[\]］]|(\d{1,3})(?:[.)]|\\\.|、)(?=\s|[^\W\d]))\s*")
BULLET = re.compile(r"\s*[-*•·‣▪–]\s+")
HEADING = re.compile(
    r"(?:[\d.]+\s+)?(?:(?:list of )?references?(?: list| cited)?|bibliography|(?:works|literature) cited|sources"
    r"|literatur(?:verzeichnis)?|bibliographie|referencias|参考文献|引用文献|参考资料)\s*[:：.]?",
    re.IGNORECASE,
)
DOI = re.compile(r"\b10\.\d{4,9}/(?:\([^\s()<>\"]*\)|[^\s\"<>()\]}，。；])+(?<![.,;:])")
ADDRESS = re.compile(r"\bhttps?://[^\s<>\"）】，。；]+[^\s<>\"）】.,;:!?)\]，。；]")
YEAR = r"(?:1[5-9]|20)\d\d"
IN_BRACKETS = re.compile(rf"[(（](?:ca?\.\s?|{YEAR}/)?({YEAR})([a-z]?)(?:[,，][^()（）]*)?[)）]")
BEHIND_NAMES = re.compile(rf"[.,，。]?\s*({YEAR})([a-z]?)[.,:，。]?(?=\s|$|[“\"])")
AT_END_OF_NAMES = re.compile(rf"[.,，]\s*({YEAR})([a-z]?)$")
BY_PLACE = (
    re.compile(rf"\b({YEAR})()\s*(?:[A-Z][a-z]{{2}}(?:\s\d{{1,2}})?)?\s*;\s*\d"),
    re.compile(rf",\s*(?:\w+\.?\s+)?({YEAR})()(?=[,，:：]\s*(?:pp?\.|vol\.|\d)|\.?\s*$|\.\s)"),
)
LONGEST_NAMES = 400
ELSEWHERE = re.compile(
    r"\b(?:accessed|retrieved|viewed|last visited|cited)\b[^.;]*|[\[［](?:\d{4}-\d\d?-\d\d?|cited[^\]]*)[\]］]"
    r"|[“\"‘][^”\"’]*[”\"’]|\bpp?\.\s*[\d–-]+",
    re.IGNORECASE,
)
"""Where a year is not the work's: the day of a visit, a title in quotation marks, pages."""


class PrintedReference(NamedTuple):
    """A work as a list prints it.

    What the string does not say is empty. The year may have the letter that tells works of one year apart.
    """

    key: str
    doi: str
    url: str
    year: str
    printed: str
    names: Names = Names(())
    number: int = 0
    """The number before it in the list, 0 where there is none."""
    as_written: tuple[str, ...] = ()
    """How the text cites it."""
    inferred: tuple[str, ...] = ()
    """Those of these of which only name and year say that they mean this work."""


def parted(paragraphs: Sequence[str]) -> tuple[Sequence[str], str, Sequence[str]]:
    """Return the paragraphs before the last heading of a reference list, that heading, and those behind it."""
    at = next((at for at in reversed(range(len(paragraphs))) if is_heading(paragraphs[at])), len(paragraphs))
    return paragraphs[:at], "".join(paragraphs[at : at + 1]), paragraphs[at + 1 :]


def is_heading(line: str) -> bool:
    """Tell whether a line is the heading of a reference list, in English and a few other languages."""
    return bool(HEADING.fullmatch(line.strip().strip("#*_ ")))


def read(paragraphs: Sequence[str]) -> tuple[PrintedReference, ...]:
    """Read a list: an entry a paragraph or list item, or entries by lines, of which only the first is not indented.

    :param paragraphs: what stands behind the list's heading, with the numbers of a numbered list.
    """
    made: list[PrintedReference] = []
    for text in (entry for paragraph in paragraphs for entry in _entries(paragraph)):
        made.append(_reference(text, made[-1] if made else None))
    return with_keys(made)


def _entries(paragraph: str) -> Iterator[str]:
    """Part a paragraph into its entries."""
    lines = [line.rstrip() for line in paragraph.splitlines() if line.strip()]
    if not lines:
        return
    numbered = [at for at, line in enumerate(lines) if NUMBER.match(line) or BULLET.match(line)]
    outer = [at for at, line in enumerate(lines) if not line[0].isspace()]
    if numbered and numbered[0] == 0:
        starts = numbered
    elif 0 < len(outer) < len(lines) and outer[0] == 0:
        starts = outer
    else:
        starts = [at for at, line in enumerate(lines) if at == 0 or (_begins(line) and _is_whole(lines, at))]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield " ".join(" ".join(lines[start:end]).split())


def _begins(line: str) -> bool:
    """Tell whether a line looks like the first of an entry: names, then a year, early in it."""
    return bool((line[:1].isupper() or not line[:1].isascii()) and re.search(YEAR, line))


def _is_whole(lines: Sequence[str], at: int) -> bool:
    """Tell whether what stands above a line ends as an entry does."""
    above = lines[at - 1]
    return bool(
        re.search(r"[.。．)\]］/]$", above)
        or ((ends := list(ADDRESS.finditer(above)) + list(DOI.finditer(above))) and ends[-1].end() == len(above))
    )


def _reference(text: str, before: PrintedReference | None) -> PrintedReference:
    number = NUMBER.match(text)
    bullet = None if number else BULLET.match(text)
    printed = text[(number or bullet).end() :] if number or bullet else text  # type: ignore[union-attr]  # one of both
    doi = DOI.search(printed)
    url = next((found[0] for found in ADDRESS.finditer(printed) if "doi.org/" not in found[0]), "")
    head = _head(printed)
    year = _year(printed, head)
    head = AT_END_OF_NAMES.sub("", head)
    is_same = re.match(r"[-–—_]{2,}", head)
    names = before.names if is_same and before else read_names(head)
    place = int(next(filter(None, number.groups()))) if number else 0
    return PrintedReference("", doi[0] if doi else "", url, year, printed, names, place)


def _year(printed: str, head: str) -> str:
    """Return the year; none where several stand, and no form says which is the work's."""
    behind = BEHIND_NAMES.match(printed, len(head))
    if found := IN_BRACKETS.search(printed) or AT_END_OF_NAMES.search(head) or behind:
        return found[1] + found[2]
    blank = printed
    for pattern in (ADDRESS, DOI, ELSEWHERE):
        blank = pattern.sub(lambda match: " " * len(match[0]), blank)
    for pattern in BY_PLACE:
        if found := pattern.search(blank):
            return found[1]
    years = set(re.findall(rf"(?<![\d–-]){YEAR}(?![\d–-])", blank))
    return years.pop() if len(years) == 1 else ""


def _head(printed: str) -> str:
    """Return what stands before the year in brackets, or before the title: the names."""
    found = IN_BRACKETS.search(printed)
    head = printed[: found.start()] if found else printed
    title = re.search(r"[.,。]?\s*[“\"]", head)
    head = head[: title.start()] if title else head
    if found and not title:
        return head.rstrip(" ,，:") if len(head) <= LONGEST_NAMES else ""
    begins_with_initial = re.match(r"(?:[^\W\d_]\.\s?-?)+\s*[^\W\d_]{2}", head)
    for stop in re.finditer(r"(\b[^\W\d_]+)?[.。．](?=\s|[^\x00-\x7f])(?!\s*[^\W\d_]\.)", head):
        is_initial = len(stop[1] or "") == 1 and (stop[1] or "").isascii()
        if not (is_initial and begins_with_initial):
            return head[: stop.end() if is_initial else stop.end() - 1]
    return head if title else ""


def with_keys(references: Iterable[PrintedReference]) -> tuple[PrintedReference, ...]:
    """Give each reference without a key its own: the first name and the year; a letter where it would be another's."""
    listed = list(references)
    taken = {reference.key for reference in listed if reference.key}
    made = []
    for reference in listed:
        key = reference.key or next(key for key in _keys(reference) if key not in taken)
        taken.add(key)
        made.append(reference._replace(key=key))
    return tuple(made)


def _keys(reference: PrintedReference) -> Iterator[str]:
    people = reference.names.people
    name = people[0].family or people[0].printed if people else " ".join(reference.printed.split()[:3])
    stem = re.sub("[^a-z0-9]", "", anyascii(name).lower())[:40] or "work"
    yield f"{stem}{reference.year}"
    for number in range(2, 1_000_000):
        yield f"{stem}{reference.year or 'nd'}-{number}"


def bibtex(references: Iterable[PrintedReference]) -> str:
    """Write references as a BibTeX file in which each is not identified, and its whole string is kept."""
    return "\n".join(_entry(reference) for reference in references)


def _entry(reference: PrintedReference) -> str:
    fields = {
        "author": _author(reference.names, are_of_a_list=bool(reference.printed)),
        "titleaddon": "Work not identified",
        "year": reference.year[:4],
        "doi": address_field(reference.doi),
        "url": "" if reference.doi else address_field(reference.url),
        "aswritten": _as_printed("; ".join(reference.as_written)),
        "annotation": "not identified. " + _said(reference),
    }
    written = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{reference.key},\n{written}}}\n"


def _as_printed(text: str) -> str:
    """Return text as the value of a field, with the straight signs that LaTeX takes for quotation marks."""
    return plain_field(text).replace("'", r"{\textquotesingle}").replace("`", r"\`{}")


def _author(names: Names, *, are_of_a_list: bool) -> str:
    """Return the names; of people in a list their family names, by which the text cites them."""
    printed = [(person.family if are_of_a_list else "") or person.printed for person in names.people]
    listed = [f"{{{plain_field(name)}}}" for name in printed]
    return " and ".join([*listed, *(["others"] if names.has_more else [])])


def _said(reference: PrintedReference) -> str:
    if reference.printed:
        return LIST_PRINTS + _as_printed(reference.printed)
    inferred = [
        f"That “{_as_printed(form)}” means the same work is inferred from name and year." for form in reference.inferred
    ]
    return " ".join(["Name and year are all that the text says.", *inferred])
