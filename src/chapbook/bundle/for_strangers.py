"""``README.txt`` of a bag: plain English for somebody who finds it decades later, and knows nothing of it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, NamedTuple

from chapbook.bundle.repository_metadata import doi_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chapbook.bundle.deposit import Deposit

WIDTH = 76


class Contents(NamedTuple):
    """What is in a bag, in paths from its folder."""

    pages: int
    books: tuple[str, ...]
    has_capture: bool
    is_capture_left_out: bool
    """Whether it is left out for the sake of a comment that was removed."""
    records: tuple[str, ...]
    """Files that say for programs what this is."""
    rights: tuple[str, ...]
    """Files that say what may be done with the text."""
    lock: str
    wheels: str
    """Which packages are there, in a sentence."""
    has_wheels: bool
    press: str
    """The release of chapbook that made it."""
    python: str
    """Which Python that needs, as >=3.11 (PEP 440)."""


FORMATS = {
    ".pdf": "the whole as pages to print (PDF; it says itself of which version)",
    ".epub": "the whole as an electronic book (EPUB 3: a ZIP archive of XHTML pages)",
    ".xml": "the whole as XML for libraries (JATS Archiving 1.3, encoding UTF-8)",
}


def readme(deposit: Deposit, contents: Contents) -> bytes:
    """Return the text, in UTF-8."""
    parts = (
        _what(deposit),
        _reading(contents),
        _rights(deposit, contents),
        _sources(contents),
        _building(contents),
        _checking(),
    )
    return ("\n\n".join("\n".join(part) for part in parts) + "\n").encode()


def _what(deposit: Deposit) -> Iterator[str]:
    yield deposit.title
    yield "=" * min(len(deposit.title), WIDTH)
    yield ""
    known = {
        "By": deposit.names,
        "Edition": deposit.version,
        "Of": deposit.released,
        "DOI": doi_address(deposit.doi),
        "Address": deposit.address,
        "To cite": deposit.cited,
    }
    yield from (f"{label + ':':9}{value}" for label, value in known.items() if value)
    if deposit.abstract:
        yield ""
        yield from _lines(deposit.abstract)
    yield ""
    yield from _lines(
        "This folder is a copy of that publication for keeping: what its readers had, and all that it was made of. "
        "This file says how to read it, and how to make it again."
    )


def _reading(contents: Contents) -> Iterator[str]:
    yield from _heading("To read it")
    yield from _lines(
        "Open data/site/index.html in any program that shows web pages. Nothing else is needed: no network, no "
        "server. Without scripts only the search does not work, and without its styles every page can be read from top "
        f"to bottom. The {contents.pages} pages are HTML, encoding UTF-8, and lead to each other by their file names."
    )
    for path in contents.books:
        yield ""
        yield f"{path}"
        yield from _lines(FORMATS[path[path.rfind(".") :]], "    ")


def _rights(deposit: Deposit, contents: Contents) -> Iterator[str]:
    yield from _heading("What may be done with it")
    said = [f"Its licence is {' or '.join(deposit.licenses)} (a name of the SPDX list)."] if deposit.licenses else []
    said += [f"Its licence stands at {deposit.license_address}."] if deposit.license_address else []
    said = said or ["Its record names no licence."]
    said += [f"More is said in {' and in '.join(contents.rights)}."] if contents.rights else []
    yield from _lines(" ".join(said))


def _sources(contents: Contents) -> Iterator[str]:
    yield from _heading("What it was made of")
    yield from _lines(
        "data/sources/ has the text (Markdown, as MyST has it), the readers' comments, a file for each (comments/), "
        "the works that are cited (BibTeX, .bib), the record of the publication (CITATION.cff) and the settings "
        "(conf.py). All are plain text in UTF-8. "
        f"{', '.join(contents.records[:-1])} and {contents.records[-1]} in data/ say for programs what stands at the "
        "top of this file."
    )
    if contents.has_capture:
        yield ""
        yield from _lines(
            "data/sources/source/ is the older text that this publication was made from, as it was found; SHA256SUMS "
            "there has the checksums of that day."
        )
    if contents.is_capture_left_out:
        yield ""
        yield from _lines(
            "The older text that this publication was made from (source/) is not in this bag: a comment was removed "
            "since, and its words would still stand there."
        )


def _building(contents: Contents) -> Iterator[str]:
    yield from _heading("To make it again")
    yield from _lines(
        f"It was made by chapbook {contents.press}, a program in Python ({contents.python}). Nobody needs that to "
        "read it."
    )
    yield ""
    yield from _lines(contents.wheels)
    if contents.lock:
        yield ""
        yield from _lines(
            f"With such a Python and make, in data/sources/ (copied to where it can be written, with data/wheels/ "
            f"beside it if there is one), this installs what {contents.lock} names, checks each package's checksum, "
            "and makes the same files as are in data/site/, in _build/html/:"
        )
        yield ""
        offline = 'PIP_NO_INDEX=1 PIP_FIND_LINKS="$PWD/../wheels" ' if contents.has_wheels else ""
        yield f"    {offline}make html"


def _checking() -> Iterator[str]:
    yield from _heading("To see whether it is whole")
    yield from _lines(
        "The folder is a BagIt bag (RFC 8493). manifest-sha512.txt has the SHA-512 checksum of each file in data/, and "
        "tagmanifest-sha512.txt those of the files beside it. Any of these says whether a file has changed:"
    )
    yield ""
    yield "    sha512sum --check --quiet manifest-sha512.txt tagmanifest-sha512.txt"
    yield "    chapbook bundle --check FOLDER"


def _heading(text: str) -> Iterator[str]:
    yield text
    yield "-" * len(text)
    yield ""


def _lines(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
