"""Captions below pictures, in the tag tree as on paper: Typst names each caption first, wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name

if TYPE_CHECKING:
    from collections.abc import Iterator

CAPTIONED = {"/Code", "/Figure", "/Table"}
"""What has a caption (ISO 32000-2, 14.8.4.8): only that of a picture stands below it."""


def put_captions_below_pictures(pdf: pikepdf.Pdf) -> None:
    """Move the caption of each picture behind it."""
    for figure in pdf.objects:
        if isinstance(figure, Dictionary) and figure.get("/S") == Name.Div and isinstance(figure.get("/K"), Array):
            parts = list(figure.K)
            types = (_type(element) for part in parts[1:] for element in _within(part))
            captioned = next(filter(CAPTIONED.__contains__, types), "")
            if captioned == "/Figure" and _type(parts[0]) == "/Caption":
                figure.K = Array([*parts[1:], parts[0]])


def _within(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield an element and those in it, in order."""
    yield element
    inside = element.get("/K") if isinstance(element, Dictionary) else None
    for part in inside if isinstance(inside, Array) else (inside,):
        if isinstance(part, Dictionary):
            yield from _within(part)


def _type(element: pikepdf.Object) -> str:
    return str(element.get("/S", "")) if isinstance(element, Dictionary) else ""
