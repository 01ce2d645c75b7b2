"""``chapbook build``: a site, a PDF, an EPUB and JATS of a publication, strictly, in one process.

The sources are read once, for all formats. If one of the books cannot be made, the site is made without a link to it,
and the command fails at its end. If nothing has changed since the last build, nothing is made.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import sys
from contextlib import contextmanager, redirect_stderr
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO, cast

from chapbook.fingerprint import Fingerprint
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

STRICT = ("-W", "--keep-going", "-n")
"""A warning, such as of a reference to nothing, fails the build at its end."""

TIME = "SOURCE_DATE_EPOCH"
"""The variable that says which time all that is made bears (https://reproducible-builds.org/specs/source-date-epoch/)."""

SITE = "html"
PICTURES = "_images"
"""Where a site has its pictures, and a format that does not hold its own."""


class Book(NamedTuple):
    """A format that is one file: its builder, the folder that this works in, the file's ending and its place."""

    builder: str
    folder: str
    ending: str
    place: str

    def files(self, target: Path) -> list[Path]:
        """Return the book as its builder left it; none where it could not be made."""
        return list((target / self.folder).glob(f"*{self.ending}"))


BOOKS = {
    "pdf": Book("typstpdf", "pdf", ".pdf", "pdf"),
    "epub": Book("epub", "epub-parts", ".epub", "epub"),
    "jats": Book("jats", "jats", ".xml", "jats"),
}
FORMATS = (SITE, *BOOKS)


def build(source: Path, target: Path, formats: Sequence[str] = (), options: Sequence[str] = ()) -> int:
    """Build *formats*, or all of them, into folders of *target*; return 0, or 1 where anything was wrong.

    :param formats: in the order in which they are made.
    :param options: further options of ``sphinx-build``.
    :raises Mistake: where *source* is no publication.
    """
    if not (source / "conf.py").is_file():
        raise Mistake(source, 0, "there is no conf.py in this folder; go to the folder of your publication")
    fingerprint = Fingerprint.of(source, target, [*formats, *options])
    if fingerprint.is_last():
        print(f"Nothing has changed since the last build in {target}.")
        return 0
    fingerprint.forget()
    # A library of the site's theme has everybody's notes printed, and the PDF's library makes one.
    logging.getLogger("pikepdf").setLevel(logging.WARNING)
    with redirect_stderr(cast("TextIO", _EachOnce(sys.stderr))), _own_time():
        code = _build_all(source, target, formats or FORMATS, options)
    if code:
        # What was read with a warning is not read again, so that the next build would not tell of it.
        shutil.rmtree(target / "doctrees", ignore_errors=True)
    else:
        fingerprint.keep()
        if SITE in (formats or FORMATS):
            print(f"The site is in {target / SITE}; open {target / SITE / 'index.html'}.")
    return code


@contextmanager
def _own_time() -> Iterator[None]:
    """Let the time that a build takes from its record end with it; the next may be of another edition."""
    is_given = TIME in os.environ
    try:
        yield
    finally:
        if not is_given:
            os.environ.pop(TIME, None)


TOLD_BY = re.compile(r" \[chapbook_\w+\](?=[^\w\[]*(?:\[[\d;]*m)?\s*$)")
"""The type of a warning at its end, before the end of its colour."""


class _EachOnce:
    """A stream for warnings: what is wrong in a file is wrong in each format, but a person need not read it thrice."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._written: set[str] = set()

    def write(self, text: str) -> int:
        """Write what has not been written yet; who tells of it does not matter."""
        told = TOLD_BY.sub("", text)
        if not text.strip() or told not in self._written:
            self._written.add(told)
            self._stream.write(text)
        return len(text)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever else a stream has
        return getattr(self._stream, name)


def _build_all(source: Path, target: Path, formats: Sequence[str], options: Sequence[str]) -> int:
    code, failed = 0, []
    for number, name in enumerate(formats, 1):
        if name != SITE:
            failed += [] if _make(BOOKS[name], source, target, options) else [BOOKS[name]]
        else:
            coming = ",".join(BOOKS[later].ending for later in formats[number:])
            settings = [*options, f"-Dchapbook_formats_coming={coming}"]
            code = run_builder(SITE, source, target / SITE, target, settings)
        # What was read anew once is new to the others.
        options = [option for option in options if option != "-E"]
    if any(not book.files(target) for book in failed) and SITE in formats:
        # Its pages offer what was not made.
        run_builder(SITE, source, target / SITE, target, options)
    return 1 if code or failed else 0


def _make(book: Book, source: Path, target: Path, options: Sequence[str]) -> bool:
    """Make a book, and put it into its own folder and beside the pages of the site."""
    for old in book.files(target):
        # One that is not made again must not be taken for the newest.
        old.unlink()
        (target / SITE / old.name).unlink(missing_ok=True)
    code = run_builder(book.builder, source, target / book.folder, target, ["-a", *options])
    for made in book.files(target):
        for place in (target / book.place, target / SITE):
            place.mkdir(parents=True, exist_ok=True)
            if place != made.parent:
                shutil.copy2(made, place)
    if book.folder == book.place:
        _copy_pictures(target / book.folder / PICTURES, target / SITE / PICTURES)
    return code == 0


def _copy_pictures(pictures: Path, place: Path) -> None:
    """Put the pictures of a file where its own links lead beside the pages, which have most of them there."""
    for picture in pictures.glob("*"):
        if not (place / picture.name).exists():
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy2(picture, place)


def run_builder(builder: str, source: Path, target: Path, kept: Path, options: Sequence[str] = ()) -> int:
    """Run one of Sphinx's builders; return its exit code.

    :param kept: the folder that keeps what was read, for all builders.
    """
    from sphinx.cmd.build import build_main  # noqa: PLC0415  # large, and not needed where nothing has changed

    from chapbook.error_page import explain_mistakes  # noqa: PLC0415  # as above

    explain_mistakes(source)
    doctrees = str(kept / "doctrees")
    return build_main(["-b", builder, "-d", doctrees, *STRICT, *options, str(source), str(target)])
