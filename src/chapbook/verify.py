"""``chapbook verify``: compares the words of the source with those of the site, the PDF and the EPUB.

The source lies in ``source/``, as it was captured, each file with its checksum in ``SHA256SUMS``. What an edition
changes is a row of ``appendices/editorial-changes.csv``; whatever differs besides is told with both sides, and fails.
"""

from __future__ import annotations

import hashlib
import re
import sys
from typing import TYPE_CHECKING

from chapbook.build import BOOKS, SITE, build
from chapbook.conf_file import literal
from chapbook.defaults import DEFAULTS
from chapbook.mistake import Mistake
from chapbook.named_parts import SETTING
from chapbook.proof.built_words import NOTES, pages_of_epub, pages_of_site, parts_of, words_of
from chapbook.proof.differences import compared
from chapbook.proof.letters import differences
from chapbook.proof.permitted_changes import TABLE, changed, read_changes
from chapbook.proof.tagged_words import words_of_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FOLDER = "source"
SUMS = "SHA256SUMS"


def verify(publication: Path, target: Path, options: Sequence[str] = ()) -> int:
    """Build a publication into *target*, and compare it with its source; return 0, or 1 where anything differs.

    :raises Mistake: where *publication* is none, or has no source.
    """
    sources = list(_sources(publication / FOLDER))
    code = build(publication, target, options=options)
    rows = read_changes(publication / TABLE)
    text = changed("\n".join(_text(path) for path in sources), rows)
    told = [f"{publication / TABLE}:{line}: error: {fault}" for line, fault in text.faults]
    told += _differences(publication, target, text.text)
    for line in told:
        print(line, file=sys.stderr)
    if told or code:
        return 1
    words, changes = len(text.text.split()), sum(row.times for row in rows)
    print(f"{words:,} words of {FOLDER}/ are the same, in the same order, in the site, the PDF and the EPUB.")
    print(f"{changes} changes in {len(rows)} rows of {TABLE} were made in them before.")
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
        if not path.is_file():
            raise Mistake(path, 0, f"there is no such file, and {SUMS} names it; bring it back as it was captured")
        if hashlib.sha256(path.read_bytes()).hexdigest() != found[1]:
            raise Mistake(path, 0, f"it is not what was captured: its checksum is not that of {SUMS}; bring it back")
        yield path


def _text(path: Path) -> str:
    """Read a source.

    :raises Mistake: where its words cannot be told.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Mistake(path, 0, "it is not UTF-8") from error


def _differences(publication: Path, target: Path, text: str) -> Iterator[str]:
    """Yield what differs in each format."""
    parts = literal((publication / "conf.py").read_bytes(), SETTING)
    parts = parts if isinstance(parts, list) else DEFAULTS[SETTING]
    lines = {" ".join(line.split()) for line in text.splitlines()} - {""}
    source = text.split()
    built = words_of(pages_of_site(target / SITE), parts, lines)
    found = [(difference, SITE) for difference in compared(source, built)]
    for path in BOOKS["epub"].files(target):
        epub = compared(source, words_of(pages_of_epub(path), parts, lines))
        found += [(difference, "epub") for difference in epub]
    for path in BOOKS["pdf"].files(target):
        # It has no sections; its words are looked for as the site has them, which is compared with the source.
        words = words_of_pdf(path, with_labels=False)
        named = sorted(parts_of(built), key=lambda part: part[0].endswith(f"#{NOTES}"))
        pdf = list(differences(named, "\n".join([words.text, *words.notes])))
        found += [(difference, "pdf") for difference in pdf or compared(source, built)]
    for difference in dict.fromkeys(difference for difference, _format in found):
        yield difference.told_of(name for other, name in found if other == difference)
    yield from (f"{name}: there is none to compare" for name, book in BOOKS.items() if not book.files(target))
