"""Named destinations in a PDF: ``book.pdf#nameddest=comment-1``, as on the site ``#comment-1``; links within it.

Typst names the places of headings only; this adds the others (ISO 32000-2, 12.3.2.4). A link within the book comes as
an address of our own, :data:`WITHIN`, and becomes one to its place (12.5.6.5): Typst lays out a paragraph again for
each link to a label, and keeps all that it has laid out.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from chapbook.pdf.caption_order import put_captions_below_pictures

if TYPE_CHECKING:
    from collections.abc import Iterator

WITHIN = "x-chapbook-place:"
"""How the address of a link within the book begins; the name of its place follows."""

ABOVE = 12
"""How many points above its base line a place is shown, so that its line is seen."""

COUNTED = re.compile(r"(^|--)id\d+$")
"""An id that docutils counted out; it moves when something is added, and is no address for others."""


class Place(NamedTuple):
    """A name, a page counted from 1, and a point on it, in points from its left upper corner."""

    name: str
    page: int
    x: float
    y: float


def with_destinations(data: bytes, places: list[Place], link_name: str) -> bytes:
    """Return the PDF *data* with a named destination for each place that it has none for, and links that lead there.

    :param link_name: what a link is called where it is not seen, with ``%(number)s`` for its page (PDF/UA-1, 7.18.5).
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if Name.Names not in pdf.Root:
            pdf.Root.Names = Dictionary()
        names = pdf.Root.Names
        known = pikepdf.NameTree(names.Dests) if Name.Dests in names else pikepdf.NameTree.new(pdf)
        counted = {}
        for place in sorted(places):
            page = pdf.pages[place.page - 1]
            top = float(page.mediabox[3]) - max(place.y - ABOVE, 0)
            there = Array([page.obj, Name.XYZ, round(place.x, 3), round(top, 3), None])
            if COUNTED.search(place.name):
                counted[place.name] = there
            elif place.name not in known:
                known[place.name] = there
        names.Dests = known.obj
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        for link in _links_within(pdf):
            name = str(link.A.URI).removeprefix(WITHIN)
            destination: pikepdf.Object = counted.get(name) or known[name]
            first = destination.D[0] if isinstance(destination, Dictionary) else destination[0]
            link.Dest = destination if name in counted else String(name)
            link.Contents = String(link_name % {"number": numbers[first.objgen]})
            del link.A
        put_captions_below_pictures(pdf)
        written = io.BytesIO()
        pdf.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def _links_within(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for page in pdf.pages:
        for annotation in page.get("/Annots", ()):
            if Name.A in annotation and str(annotation.A.get("/URI", "")).startswith(WITHIN):
                yield annotation
