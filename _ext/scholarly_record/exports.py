"""Files of the site that reference managers read: the work, each of its sections, and all works that it cites.

``citation.*`` is the work, ``citations/<section>.*`` a section, ``references.*`` the reference list; each as ``.bib``,
``.ris`` and ``.json``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from scholarly_record.export_formats import FORMATS
from scholarly_record.parts import Part, parts
from scholarly_record.publication import address_of, cited_works, record_of
from scholarly_record.reference_list import CATALOG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pybtex.database import Entry
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from scholarly_record.record import Record

WORK = "citation"
REFERENCES = "references"
_ = get_translation(CATALOG)


def section_place(title: str) -> str:
    """Return how a section is named in a citation in the text (APA 8.13)."""
    return _("%(title)s section") % {"title": title}


def cited_parts(app: Sphinx) -> list[Part]:
    """Return the sections of the work, which have records of their own: those that ``scholarly_record_parts`` names."""
    return [part for part in parts(app.env) if part.is_among(app.config.scholarly_record_parts)]


def section_file(part_id: str) -> str:
    """Return the name of a section's files, without their ending."""
    return f"citations/{part_id}"


def write_exports(app: Sphinx, _builder: Builder) -> None:
    """Write all files."""
    for name, entries in _exports(app):
        for form in FORMATS:
            path = Path(app.outdir, f"{name}.{form.suffix}")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(form.write(entries), encoding="utf-8", newline="\n")


def are_written(app: Sphinx) -> bool:
    """Tell whether the files are there; whether they are the newest, who asks must know."""
    names = [REFERENCES] * bool(cited_works(app.env)) + [WORK] * bool(record_of(app))
    return all(Path(app.outdir, f"{name}.{FORMATS[0].suffix}").is_file() for name in names)


def _exports(app: Sphinx) -> Iterator[tuple[str, Mapping[str, Entry]]]:
    if works := cited_works(app.env):
        yield REFERENCES, works
    if record := record_of(app):
        yield WORK, dict([record.part("", "", address_of(app, app.config.root_doc))])
        yield from _sections(app, record)


def _sections(app: Sphinx, record: Record) -> Iterator[tuple[str, Mapping[str, Entry]]]:
    for part in cited_parts(app):
        address = address_of(app, part.docname, part.id)
        yield section_file(part.id), dict([record.part(part.id, section_place(part.title), address)])
