"""Named destinations in a PDF: ``book.pdf#nameddest=comment-1``, as on the site ``#comment-1``.

Typst names the places of headings only; this adds the others (ISO 32000-2, 12.3.2.4), without touching anything else.
"""

from __future__ import annotations

import io
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name

ABOVE = 12
"""How many points above its base line a place is shown, so that its line is seen."""


class Place(NamedTuple):
    """A name, a page counted from 1, and a point on it, in points from its left upper corner."""

    name: str
    page: int
    x: float
    y: float


def with_destinations(data: bytes, places: list[Place]) -> bytes:
    """Return the PDF *data* with a named destination for each place that it has none for."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if Name.Names not in pdf.Root:
            pdf.Root.Names = Dictionary()
        names = pdf.Root.Names
        known = pikepdf.NameTree(names.Dests) if Name.Dests in names else pikepdf.NameTree.new(pdf)
        for place in sorted(places):
            if place.name in known:
                continue
            page = pdf.pages[place.page - 1]
            top = float(page.mediabox[3]) - max(place.y - ABOVE, 0)
            known[place.name] = Array([page.obj, Name.XYZ, round(place.x, 3), round(top, 3), None])
        names.Dests = known.obj
        written = io.BytesIO()
        pdf.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()
