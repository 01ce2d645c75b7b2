"""Typst source and its files in, a PDF/UA-1 out; what no font can show is told by character.

The fonts that come with Typst are tried alone first, so that a machine's own fonts do not change a document that does
not need them.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import typst

from typst_pdf.destinations import Place, with_destinations

if TYPE_CHECKING:
    from collections.abc import Mapping

COUNTED = re.compile(r"(^|--)id\d+$")
"""An id that docutils counted out; it moves when something is added, and is no address."""
ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
"""How Typst writes a character that has no form of its own."""
UNSHOWN = re.compile(r"the text `\"(.+?)\"` could not be displayed")


class MissingGlyphError(ValueError):
    """No font at hand has these characters; *args* are the characters, each once."""


def compile_pdf(files: Mapping[str, bytes], timestamp: int | None) -> bytes:
    """Compile ``main.typ`` among *files*, which are all that it can read.

    :param timestamp: when the document says that it was made, in seconds since 1970; None leaves it out.
    :raises MissingGlyphError: where a character is in no font, not even in one of the system's.
    :raises typst.TypstError: where the template or a picture is wrong.
    """
    try:
        return _compile(files, timestamp, system_fonts=False)
    except typst.TypstError as error:
        if not UNSHOWN.search(str(error)):
            raise
    try:
        return _compile(files, timestamp, system_fonts=True)
    except typst.TypstError as error:
        if missing := UNSHOWN.findall(str(error)):
            told = ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), "".join(missing))
            raise MissingGlyphError(*dict.fromkeys(told)) from error
        raise


def _compile(files: Mapping[str, bytes], timestamp: int | None, *, system_fonts: bool) -> bytes:
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        main = str(Path(folder, "main.typ"))
        data = typst.compile(
            main,
            format="pdf",
            root=folder,
            ignore_system_fonts=not system_fonts,
            pdf_standards="ua-1",
            timestamp=timestamp,
        )
        selector = "<destination>"
        found = typst.query(main, selector, field="value", root=folder, ignore_system_fonts=not system_fonts)
    places = [_place(place) for place in json.loads(found) if not COUNTED.search(place["name"])]
    return with_destinations(data, places)


def _place(found: dict[str, Any]) -> Place:
    at = found["at"]
    return Place(str(found["name"]), at["page"], _points(at["x"]), _points(at["y"]))


def _points(length: str) -> float:
    return float(length.removesuffix("pt"))
