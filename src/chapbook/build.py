"""``chapbook build``: a publication as a site, a PDF and an EPUB, strictly, in one process.

The books come first, as the site offers those that are there. Whatever keeps one of them from being made, the site is
made all the same, and the command fails at its end.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

from sphinx.cmd.build import build_main

from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

STRICT = ("-W", "--keep-going", "-n")
"""A warning, such as of a reference to nothing, fails the build at its end."""


class Format(NamedTuple):
    """A format: the builder that makes it, the folder that it works in, and the ending of a book's file."""

    builder: str
    folder: str
    ending: str = ""


FORMATS = {
    "pdf": Format("typstpdf", "pdf", ".pdf"),
    "epub": Format("epub", "epub-parts", ".epub"),
    "html": Format("html", "html"),
}
"""By their names, in the order in which they are made."""


def build(source: Path, target: Path, formats: Sequence[str] = (), options: Sequence[str] = ()) -> int:
    """Build *formats*, or all of them, into folders of *target*; return 0, or 1 where anything was wrong.

    :param options: further options of ``sphinx-build``.
    :raises Mistake: where *source* is no publication.
    """
    if not (source / "conf.py").is_file():
        raise Mistake(source, 0, "there is no conf.py in this folder; go to the folder of your publication")
    wanted = [form for name, form in FORMATS.items() if name in (formats or FORMATS)]
    # A list, as each is made whatever became of those before it.
    return max([_build_one(form, source, target, options) for form in wanted])


def _build_one(form: Format, source: Path, target: Path, options: Sequence[str]) -> int:
    folder = target / form.folder
    for book in _books(folder, form):
        # One that is not made again must not be taken for the newest.
        book.unlink()
        (target / "html" / book.name).unlink(missing_ok=True)
    code = run_builder(form.builder, source, folder, target / "doctrees" / form.builder, options)
    for book in _books(folder, form):
        for place in (target / form.ending.removeprefix("."), target / "html"):
            place.mkdir(parents=True, exist_ok=True)
            if place != folder:
                shutil.copy2(book, place)
    return min(code, 1)


def _books(folder: Path, form: Format) -> list[Path]:
    return list(folder.glob(f"*{form.ending}")) if form.ending else []


def run_builder(builder: str, source: Path, target: Path, doctrees: Path, options: Sequence[str] = ()) -> int:
    """Run one of Sphinx's builders; return its exit code."""
    return build_main(["-b", builder, "-d", str(doctrees), *STRICT, *options, str(source), str(target)])
