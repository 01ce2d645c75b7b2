"""Files of the site that reference managers read: the work, each of its sections, and all works that it cites.

``citation.*`` is the work, ``citations/<section>.*`` a section, ``references.*`` the reference list; each as ``.bib``,
``.ris`` and ``.json``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from chapbook.citing.formats import FORMATS
from chapbook.citing.json_ld import cited_work
from chapbook.citing.noted import cited_parts
from chapbook.citing.publication import address_of, cited_works, forms_of, record_of
from chapbook.language import gettext as _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from chapbook.citing.formatted_text import Citation

WORK = "citation"
REFERENCES = "references"


def section_place(title: str) -> str:
    """Return how a section is named in a citation in the text (APA 8.13)."""
    return _("%(title)s section") % {"title": title}


def section_file(part_id: str) -> str:
    """Return the name of a section's files, without their ending."""
    return f"citations/{part_id}"


class Exports(NamedTuple):
    """How the work and its sections are cited, by their files' names; and the works that it cites.

    The latter are there by the formats' endings, and as schema.org has them, by their citation keys.
    """

    citations: dict[str, Citation]
    references: dict[str, str]
    cited: dict[str, dict[str, Any]]


def exports(env: BuildEnvironment) -> Exports:
    """Return what was made for the site when what it tells of itself last changed."""
    kept: Exports = env.chapbook_citing_exports  # type: ignore[attr-defined]  # Sphinx's way to keep an extension's data
    return kept


def make_exports(app: Sphinx) -> Exports:
    """Cite the work and each of its sections in all styles, and write them and the cited works in all formats."""
    # The formats, with the library that writes one of them, are loaded where something has changed.
    from chapbook.citing.export_text import files_of  # noqa: PLC0415  # as said

    works = cited_works(app.env)
    citations = {}
    if forms := forms_of(app):
        citations[WORK] = forms.cite(address=address_of(app, app.config.root_doc))
        for part in cited_parts(app):
            address = address_of(app, part.docname, part.id)
            citations[section_file(part.id)] = forms.cite(part.id, section_place(part.title), address)
    cited = {key: cited_work(item) for key, item in works.items()}
    return Exports(citations, files_of(works.values()) if works else {}, cited)


def write_exports(app: Sphinx, _builder: Builder) -> None:
    """Write all files."""
    made = exports(app.env)
    texts = {REFERENCES: made.references, **{name: citation.files for name, citation in made.citations.items()}}
    for name, files in texts.items():
        for suffix, text in files.items():
            path = Path(app.outdir, f"{name}.{suffix}")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")


def are_written(app: Sphinx) -> bool:
    """Tell whether the files are there; whether they are the newest, who asks must know."""
    names = [REFERENCES] * bool(cited_works(app.env)) + [WORK] * bool(record_of(app))
    return all(Path(app.outdir, f"{name}.{FORMATS[0].suffix}").is_file() for name in names)
