"""The words of a site or an EPUB in reading order: those of the sections that the source has words of.

These are the sections that ``chapbook_parts`` names, those with comments, and any other whose heading is a line of the
source, such as that of a reply form whose words were captured too. The rest is the edition's: its title page, its
contents, its list of references, what it says about itself.
"""

from __future__ import annotations

import posixpath
import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote
from zipfile import ZipFile

from chapbook.named_parts import is_named
from chapbook.proof.page_words import ANNOTATION, Page, read_page

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path


NOTES = "notes"
"""The part to which the words of notes belong, whatever their section."""


MARKED = "\0\1"
"""What stands around a mark until a word is whole; no page has these characters."""


class Word(NamedTuple):
    """A word with its punctuation, as white space parts words; where it stands; and the outermost section compared."""

    text: str
    place: str
    part: str
    bracketed: str = ""
    """The word as it is where its marks of notes stand in brackets, if it has any."""


def pages_of_site(folder: Path, first: str = "index") -> Iterator[Page]:
    """Read the pages of a site in their order, from the first on, as each names the next."""
    docname, seen = first, set()
    while docname not in seen and (path := folder / f"{docname}.html").is_file():
        seen.add(docname)
        page = read_page(docname, path.read_text(encoding="utf-8"))
        yield page
        docname = _linked(docname, page.links[0]) if page.links else ""


def pages_of_epub(path: Path) -> Iterator[Page]:
    """Read the pages of an EPUB in the order of its spine."""
    with ZipFile(path) as book:
        package = next(name for name in book.namelist() if name.endswith(".opf"))
        text = book.read(package).decode()
        items = dict(re.findall(r'<(?:opf:)?item id="([^"]+)" href="([^"]+)"', text))
        for item in re.findall(r'<(?:opf:)?itemref [^>]*idref="([^"]+)"', text):
            name = posixpath.join(posixpath.dirname(package), unquote(items[item]))
            yield read_page(unquote(items[item]).rpartition(".")[0], book.read(name).decode())


def _linked(docname: str, href: str) -> str:
    path = posixpath.normpath(posixpath.join(posixpath.dirname(docname), unquote(href)))
    return path.removesuffix(".html")


def words_of(
    pages: Iterable[Page], parts: Sequence[str], lines: Collection[str], *, with_wording: bool = True
) -> list[Word]:
    """Return the words that are compared; notes stand behind the text and before the comments.

    :param parts: the patterns of ``chapbook_parts``.
    :param lines: the lines of the source, without white space around them.
    :param with_wording: with what the press writes around comments, such as "says:".
    """
    found: list[Word] = []
    notes: list[Word] = []
    comments: list[Word] = []
    for page in pages if with_wording else map(_without_wording, pages):
        compared = _compared(page, parts, lines)
        notes += _notes(page, compared)
        words = _words(page, compared, lines)
        (comments if page.threads else found).extend(words)
    return [*found, *notes, *comments]


def parts_of(words: Iterable[Word]) -> list[tuple[str, list[str]]]:
    """Return the name of each outermost section that is compared, or of each comment, and its words."""
    parts = groupby(words, key=lambda word: word.place if "#comment-" in word.place else _part_of(word))
    return [(name, [word.text for word in found]) for name, found in parts]


def _part_of(word: Word) -> str:
    return f"{word.place.partition('#')[0]}#{word.part}"


def _compared(page: Page, parts: Sequence[str], lines: Collection[str]) -> set[str]:
    sections = {section: run.sections for run in page.runs for section in run.sections[-1:]}
    named = {section for section in sections if is_named(page.docname, section, parts) or section in page.threads}
    # One around these is a title page, or holds the thread: of it the heading alone is the source's.
    around = {above for section in named for above in sections[section] if above not in named}
    around |= _lists(page)
    return named | {section for section in sections if section not in around and page.headings.get(section) in lines}


def _lists(page: Page) -> set[str]:
    """Return the sections with a list of references, which is compared by itself."""
    return {run.sections[-1] for run in page.runs if run.place.endswith(ANNOTATION) and run.sections}


def _without_wording(page: Page) -> Page:
    runs = tuple(run for run in page.runs if not run.is_wording and run.heading_of not in page.threads)
    return page._replace(runs=runs)


def _notes(page: Page, compared: set[str]) -> Iterator[Word]:
    """Yield the words of a page's notes, which stand behind its sections, if one of these is compared."""
    runs = [run for run in page.runs if run.is_note] if compared else []
    for place, of_note in groupby(runs, key=lambda run: run.place):
        text = "".join(run.text for run in of_note)
        yield from (Word(word, f"{page.docname}#{place}", NOTES) for word in text.split())


def _words(page: Page, compared: set[str], lines: Collection[str]) -> Iterator[Word]:
    titles = {section for section, heading in page.headings.items() if heading in lines} - _lists(page)
    text, place, part = "", "", ""
    for run in page.runs:
        if run.is_note:
            continue
        inside = next((section for section in run.sections if section in compared), "")
        inside = inside or (run.heading_of if run.heading_of in titles else "")
        if not inside or inside != part:
            if text:
                yield _word(text, place, part)
            text, part = "", inside
        if not inside:
            continue
        for piece in re.findall(r"\s+|\S+", run.text):
            if piece.isspace():
                if text:
                    yield _word(text, place, part)
                text = ""
            else:
                place = place if text else f"{page.docname}#{run.place}"
                text += f"{MARKED[0]}{piece}{MARKED[1]}" if run.is_mark else piece
    if text:
        yield _word(text, place, part)


def _word(text: str, place: str, part: str) -> Word:
    plain, bracketed = (text.translate(dict(zip(map(ord, MARKED), signs, strict=True))) for signs in (("", ""), "[]"))
    return Word(plain, place, part, bracketed if bracketed != plain else "")
