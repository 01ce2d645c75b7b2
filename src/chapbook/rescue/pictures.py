"""The pictures of an edition: looked at, named by their words, never taken when they are none.

A picture is taken if it can be decoded whole, as what it says it is. A drawing (SVG) may hold a program, and is left.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from PIL import Image, UnidentifiedImageError

from chapbook.comments.file_name import NAMELESS, free_id, suggested_id
from chapbook.rescue.capture import Loss
from chapbook.rescue.page_pictures import LARGEST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chapbook.rescue.capture import Picture

ENDINGS = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}
"""The formats that a page, an EPUB and a PDF all can have."""

MOST_PIXELS = 60_000_000
LONGEST_NAME = 50
SHOWN = 120


class Pictures:
    """Takes pictures one by one, as the text asks for them.

    :ivar files: their bytes, by the names of their files.
    :ivar losses: those that are not taken, and why.
    """

    def __init__(self, known: Mapping[str, Picture]) -> None:
        self._known = known
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        self.files: dict[str, bytes] = {}
        self.losses: list[Loss] = []

    def name(self, address: str, words: str) -> str:
        """Return the file name of a picture; "" where it is not taken, which is told once.

        :param words: what the picture is called: its alternative text, or its caption.
        """
        if address not in self._names:
            self._names[address] = self._take(address, words)
        return self._names[address]

    def _take(self, address: str, words: str) -> str:
        picture = self._known.get(address)
        fault = "it is not in the source" if picture is None else fault_of(picture.data)
        if picture is None or fault:
            shown = address if len(address) <= SHOWN else f"{address[:SHOWN]}…"
            self.losses.append(Loss(f"The picture {shown}", f"{fault}; a line in its place says so"))
            return ""
        for name, data in self.files.items():
            if data == picture.data:
                return name
        stem = suggested_id(words)[:LONGEST_NAME].strip("-") if words else NAMELESS
        if stem == NAMELESS:
            file = unquote(urlsplit(picture.origin).path).rpartition("/")[2].rpartition(".")[0]
            stem = suggested_id(file)[:LONGEST_NAME].strip("-") if file else "picture"
        stem = free_id(stem, self._taken)
        self._taken.add(stem)
        name = f"{stem}.{_format(picture.data)}"
        self.files[name] = picture.data
        return name


def fault_of(data: bytes) -> str:
    """Say why bytes are not taken as a picture; "" where they are."""
    if len(data) > LARGEST:
        return f"it has more than {LARGEST:,} bytes"
    if b"<svg" in data[:1000].lower():
        return "it is a drawing (SVG), which may hold a program"
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=tuple(ENDINGS)) as image:
            warnings.simplefilter("ignore")
            is_large = image.width * image.height > MOST_PIXELS
            if not is_large:
                image.load()
    except UnidentifiedImageError:
        return "its bytes are no picture that pages, PDF and EPUB can have"
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError, MemoryError):
        return "it is broken"
    except Image.DecompressionBombError:
        is_large = True
    return f"it has more than {MOST_PIXELS:,} points" if is_large else ""


def _format(data: bytes) -> str:
    with Image.open(io.BytesIO(data), formats=tuple(ENDINGS)) as image:
        return ENDINGS[str(image.format)]
