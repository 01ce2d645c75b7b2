"""``chapbook verify``: compares the words of the source with those of the site, the PDF, the EPUB and JATS.

The source lies in ``source/``, as it was captured, each file with its checksum in ``SHA256SUMS``. What an edition
changes is a row of ``appendices/editorial-changes.csv``; whatever differs besides is told with both sides, and fails.
"""

from __future__ import annotations

import hashlib
import re
import sys
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from chapbook.build import BOOKS, SITE, build
from chapbook.conf_file import literal
from chapbook.defaults import DEFAULTS
from chapbook.mistake import Mistake
from chapbook.named_parts import SETTING
from chapbook.proof.built_words import NOTES, pages_of_epub, pages_of_site, parts_of, words_of
from chapbook.proof.captured_text import captured_text
from chapbook.proof.differences import compared
from chapbook.proof.jats_words import words_of_jats
from chapbook.proof.letters import differences
from chapbook.proof.permitted_changes import TABLE, changed, read_changes
from chapbook.proof.printed_list import printed_strings, without_list
from chapbook.proof.tagged_words import words_of_pdf
from chapbook.rescue.capture import PlainText
from chapbook.rescue.how_read import HOW_READ, how_read
from chapbook.rescue.reading import read_sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from chapbook.proof.differences import Difference
    from chapbook.proof.page_words import Page
    from chapbook.proof.tagged_words import Words

FOLDER = "source"
SUMS = "SHA256SUMS"


class Source(NamedTuple):
    """The text of a source, with its permitted changes; and whether it has what a page says around comments."""

    text: str
    has_wording: bool = True
    title: str = ""
    """The title, which is the edition's on the front page."""

    @property
    def lines(self) -> set[str]:
        """Return the lines that have words."""
        return {" ".join(line.split()) for line in self.text.splitlines()} - {"", self.title}


def verify(publication: Path, target: Path, options: Sequence[str] = ()) -> int:
    """Build a publication into *target*, and compare it with its source; return 0, or 1 where anything differs.

    :raises Mistake: where *publication* is none, or has no source.
    """
    sources = list(_sources(publication / FOLDER))
    code = build(publication, target, options=options)
    rows = read_changes(publication / TABLE)
    read = _read(publication / FOLDER, sources)
    text = changed(read.text, rows)
    source = read._replace(text=text.text)
    told = [f"{publication / TABLE}:{line}: error: {fault}" for line, fault in text.faults]
    found = _differences(publication, target, source)
    told += [row.told_of(formats) for row, formats in found.items() if not row.is_supplied]
    told += [f"{name}: there is none to compare" for name, book in BOOKS.items() if not book.files(target)]
    for line in told:
        print(line, file=sys.stderr)
    if told or code:
        return 1
    words, changes = len(source.text.split()), sum(row.times for row in rows)
    print(f"{words:,} words of {FOLDER}/ are the same, in the same order, in the site, the PDF, the EPUB and JATS.")
    print(f"{changes} changes in {len(rows)} rows of {TABLE} were made in them before.")
    for row in (row for row in found if row.is_supplied):
        print(f"{row.place}: {row.built} was supplied.")
    return 0


def _sources(folder: Path) -> Iterator[Path]:
    """Yield the files of the source, each as it was when its checksum was written.

    :raises Mistake: where there is none, or one has changed.
    """
    sums = folder / SUMS
    if not sums.is_file():
        raise Mistake(
            sums, 0, f"there is no such file; put the source into {FOLDER}/ and its checksum here (sha256sum)"
        )
    for number, line in enumerate(sums.read_text(encoding="utf-8").splitlines(), 1):
        found = re.fullmatch(r"([0-9a-f]{64}) [ *](\S.*)", line)
        if found is None:
            raise Mistake(
                sums, number, "a line is a checksum, two spaces and the name of a file, as sha256sum writes it"
            )
        path = folder / found[2]
        if not path.resolve().is_relative_to(folder.resolve()):
            raise Mistake(sums, number, f"{found[2]!r} is not in this folder; name files of {FOLDER}/ alone")
        if not path.is_file():
            raise Mistake(path, 0, f"there is no such file, and {SUMS} names it; bring it back as it was captured")
        if hashlib.sha256(path.read_bytes()).hexdigest() != found[1]:
            raise Mistake(path, 0, f"it is not what was captured: its checksum is not that of {SUMS}; bring it back")
        yield path


def _read(folder: Path, paths: Sequence[Path]) -> Source:
    """Read a source as a rescue read it, where one did, or else as plain text.

    :raises Mistake: where it cannot be read.
    """
    told = how_read(folder)
    if told is None:
        return Source("\n".join(map(_text, paths)))
    files = [folder / name for name in told.files]
    if others := [file for file in files if file not in paths]:
        raise Mistake(folder / HOW_READ, 0, f"it names {others[0].name!r}, which {SUMS} does not; rescue it again")
    [read] = read_sources(files, post=told.post, takes_all=False, select=told.select)
    if isinstance(read.capture.article, PlainText):
        return Source("\n".join(map(_text, files)))
    return Source(captured_text(read.capture), has_wording=False, title=read.capture.title)


def _text(path: Path) -> str:
    """Read a source.

    :raises Mistake: where its words cannot be told.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Mistake(path, 0, "it is not UTF-8") from error


def _differences(publication: Path, target: Path, source: Source) -> dict[Difference, list[str]]:
    """Return what differs, and in which formats."""
    parts = literal((publication / "conf.py").read_bytes(), SETTING)
    parts = parts if isinstance(parts, list) else DEFAULTS[SETTING]
    found: dict[Difference, list[str]] = {}
    site = list(pages_of_site(target / SITE))
    built = [(SITE, site), *(("epub", list(pages_of_epub(path))) for path in BOOKS["epub"].files(target))]
    for name, pages in built:
        for difference in _of_pages(pages, source, parts):
            found.setdefault(difference, []).append(name)
    wholes = [("pdf", words_of_pdf(path, with_labels=False), True) for path in BOOKS["pdf"].files(target)]
    wholes += [("jats", _words_of_jats(path), False) for path in BOOKS["jats"].files(target)]
    for name, words, has_lines in wholes:
        for difference in _of_whole(words, site, source, parts, has_lines=has_lines):
            found.setdefault(difference, []).append(name)
    return found


def _words_of_jats(path: Path) -> Words:
    return words_of_jats(path.read_bytes(), with_labels=False)


def _of_pages(pages: Sequence[Page], source: Source, parts: Sequence[str]) -> tuple[Difference, ...]:
    without = without_list(source.text, printed_strings(pages))
    words = words_of(pages, parts, source.lines, with_wording=source.has_wording)
    return (*without.differences, *compared(without.text.split(), words))


def _of_whole(
    words: Words, site: Sequence[Page], source: Source, parts: Sequence[str], *, has_lines: bool
) -> tuple[Difference, ...]:
    """Compare a file that has no pages in which to look for words with the site, which is compared with the source."""
    built = parts_of(words_of(site, parts, source.lines, with_wording=False))
    in_order = sorted(built, key=lambda part: part[0].endswith(f"#{NOTES}"))
    listed = [(place, text.split()) for place, text in printed_strings(site).items()]
    text = "\n".join([words.text, *words.notes])
    compare = partial(differences, text=text, has_lines=has_lines)
    lost = [row for part in listed for row in compare([part])]
    # What differs in the site, and not here, differs here as well.
    return (*compare(in_order), *lost) or _of_pages(site, source, parts)
