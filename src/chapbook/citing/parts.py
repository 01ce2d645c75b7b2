"""The parts of a publication: every section with a written id, noted as documents are read.

Right in incremental and parallel builds; in the publication's reading order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinxcontrib.bibtex.domain import get_docnames

from chapbook.named_parts import is_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class Part(NamedTuple):
    """A section that can be cited: its document, its id and its title."""

    docname: str
    id: str
    title: str

    def is_among(self, patterns: Sequence[str]) -> bool:
        """Tell whether a pattern of ``chapbook_parts`` names the part."""
        return is_named(self.docname, self.id, patterns)


def _noted(env: BuildEnvironment) -> dict[str, list[Part]]:
    if not hasattr(env, "chapbook_citing_parts"):
        env.chapbook_citing_parts = {}  # type: ignore[attr-defined]  # Sphinx's way to keep an extension's data
    return env.chapbook_citing_parts  # type: ignore[attr-defined, no-any-return]  # as above


def note_parts(app: Sphinx, doctree: nodes.document) -> None:
    """Remember the sections of a document that was just read."""
    docname = app.env.current_document.docname
    written = {doctree.nameids[name] for name, is_written in doctree.nametypes.items() if is_written}
    found = []
    for section in doctree.findall(nodes.section):
        ids = [part_id for part_id in section["ids"] if part_id in written]
        if ids:
            found.append(Part(docname, ids[0], section[0].astext()))
    _noted(app.env)[docname] = found


def forget_parts(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Drop what is known of a document that is about to be read again or is gone."""
    _noted(env).pop(docname, None)


def take_over_parts(_app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment) -> None:
    """Take what a parallel process found out about its documents."""
    _noted(env).update({docname: parts for docname, parts in _noted(other).items() if docname in docnames})


def parts(env: BuildEnvironment) -> list[Part]:
    """Return the parts in reading order, without the title page's own section, which is the whole work."""
    noted = _noted(env)
    in_order = [part for docname in get_docnames(env) for part in noted.get(docname, ())]  # type: ignore[no-untyped-call]  # it comes without types
    return [part for part in in_order if part != title_page(env)]


def parts_of(env: BuildEnvironment, docname: str) -> list[Part]:
    """Return the parts of one document, the title page's own section included."""
    return _noted(env).get(docname, [])


def title_page(env: BuildEnvironment) -> Part | None:
    """Return the first section of the front page, if it has a written id."""
    first = _noted(env).get(env.config.root_doc, ())
    return first[0] if first else None
