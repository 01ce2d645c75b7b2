"""Typst source and its files in, a PDF/UA-1 out; what no font can show is replaced by a sign, and told.

The fonts that come with Typst are tried alone first, so that a machine's own fonts do not change a document that does
not need them.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

import typst

from chapbook.pdf.destinations import Place, with_destinations
from chapbook.pdf.markup import REPLACEMENT
from chapbook.typst_string import string

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MAIN = "main.typ"
ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
"""How Typst writes a character that has no form of its own."""
UNSHOWN = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)


NOTHING = '#set document(title: "Nothing")\n'
"""A document without words that PDF/UA-1 allows."""

LARGE = 1_000_000
"""From how many bytes of markup on a book is a large one."""

OF_THE_MACHINE = re.compile(
    "[\u0530-\u058f\u0600-\u097f\u0e80-\u0eff\u10a0-\u10ff\u13a0-\u13ff\u2c80-\u2cff\ufb50-\ufdff\ufe70-\ufefc]"
)
"""Letters that Typst's own fonts have only for code or for formulas: Arabic, Devanagari, Armenian, Georgian …"""

AT_ONCE = 500
"""How many characters are tried together."""

KEPT_BY_TYPST = 10
"""For how many compilations Typst keeps what it has laid out, in case that it is wanted again."""


def is_large(files: Mapping[str, bytes]) -> bool:
    """Tell whether a book is so large that memory is to be saved."""
    return len(files[MAIN]) > LARGE


class Compiled(NamedTuple):
    """A PDF, and the texts in its place of which stands :data:`REPLACEMENT`: most are one character long."""

    pdf: bytes
    unshown: tuple[str, ...]


def compile_pdf(files: Mapping[str, bytes], timestamp: int | None, link_name: str) -> Compiled:
    """Compile ``main.typ`` among *files*, which are all that it can read.

    :param timestamp: when the document says that it was made, in seconds since 1970; None leaves it out.
    :param link_name: what a link within the document is called, with ``%(number)s`` for the page that it leads to.
    :raises typst.TypstError: where the template or a picture is wrong.
    """
    main = files[MAIN].decode()
    # Characters first, a few at a time: a whole book is told again for each text in it that cannot be shown.
    if not OF_THE_MACHINE.search(main) and not without_font(main, system_fonts=False):
        try:
            data, places = _compile(files, timestamp, system_fonts=False)
            return Compiled(with_destinations(data, places, link_name), ())
        except typst.TypstError as error:
            if not _unshown(error):
                raise
    replaced = list(without_font(main))
    main = main.translate({ord(character): REPLACEMENT for character in replaced})
    # What is left after that are a few that cannot be shown together, such as rare accents.
    while True:
        try:
            data, places = _compile({**files, MAIN: main.encode()}, timestamp, system_fonts=True)
            return Compiled(with_destinations(data, places, link_name), tuple(replaced))
        except typst.TypstError as error:
            more = [text for text in _unshown(error) if text in main]
            if not more:
                raise
            replaced += more
            for text in more:
                main = main.replace(text, REPLACEMENT)


def without_font(text: str, *, system_fonts: bool = True) -> list[str]:
    """Return the characters beyond ASCII of a text that no font can show; none lacks ASCII.

    :param system_fonts: whether to ask the fonts of this machine as well as those that come with Typst.
    """
    characters = sorted({character for character in text if not character.isascii()})
    starts = range(0, len(characters), AT_ONCE)
    return [told for start in starts for told in _without_font(characters[start : start + AT_ONCE], system_fonts)]


def _without_font(characters: Sequence[str], system_fonts: bool) -> list[str]:  # noqa: FBT001  # as above
    lines = [f"#{string(character)};\n\n" for character in characters]
    try:
        _typst({MAIN: "".join([NOTHING, *lines]).encode()}, system_fonts=system_fonts)
    except typst.TypstError as error:
        return [told for told in _unshown(error) if told in characters]
    return []


def _unshown(error: typst.TypstError) -> list[str]:
    """Return the texts that an error is about, if it is about such, each once."""
    told = (ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text) for text in UNSHOWN.findall(error.diagnostic))
    return list(dict.fromkeys(told))


def _compile(files: Mapping[str, bytes], timestamp: int | None, *, system_fonts: bool) -> tuple[bytes, list[Place]]:
    data, found = _typst(files, timestamp, system_fonts=system_fonts)
    if is_large(files):
        for _ in range(KEPT_BY_TYPST + 1):
            _typst({MAIN: NOTHING.encode()}, system_fonts=False)
    return data, [_place(place) for all_places in json.loads(found) for place in all_places]


def _typst(files: Mapping[str, bytes], timestamp: int | None = None, *, system_fonts: bool) -> tuple[bytes, str]:
    """Have Typst make a PDF; return it, and what it knows of the places that links lead to, as JSON."""
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        main = str(Path(folder, MAIN))
        data = typst.compile(
            main,
            format="pdf",
            root=folder,
            ignore_system_fonts=not system_fonts,
            pdf_standards="ua-1",
            timestamp=timestamp,
        )
        selector = "<destinations>"
        return data, typst.query(main, selector, field="value", root=folder, ignore_system_fonts=not system_fonts)


def _place(found: dict[str, Any]) -> Place:
    at = found["at"]
    return Place(str(found["name"]), at["page"], _points(at["x"]), _points(at["y"]))


def _points(length: str) -> float:
    return float(length.removesuffix("pt"))
