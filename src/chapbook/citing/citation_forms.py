"""A part of the work in, everything that one needs to cite it out: three styles and three formats, from one entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chapbook.citing import apa_reference, chicago_reference, mla_reference
from chapbook.citing.citation import STYLES, Citation
from chapbook.citing.export_text import files_of

if TYPE_CHECKING:
    from pybtex.database import Entry
    from pybtex.richtext import Text

    from chapbook.citing.record import Record


def cite(record: Record, suffix: str = "", place: str = "", address: str = "") -> Citation:
    """Cite the work or, with a *place* such as ``Introduction section, para. 2``, a part of it.

    :param suffix: what is put behind the work's citation key, to tell parts apart.
    :param address: the part's own address; without one the work's is given.
    """
    key, entry = record.part(suffix, place, address)
    return Citation(
        key,
        address or apa_reference.web_address(entry),
        record.in_text(place),
        dict(zip(STYLES, _references(entry, record.year), strict=True)),
        files_of({key: entry}),
    )


def _references(entry: Entry, year: str) -> list[Text]:
    return [
        apa_reference.reference(entry, year),
        mla_reference.reference(entry),
        chicago_reference.reference(entry),
    ]
