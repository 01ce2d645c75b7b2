"""Which parts of the text cite which works: noted as documents are read, kept with Sphinx's environment.

Right in incremental and parallel builds: the reference list is written again when another document has begun or
ceased to cite one of its works.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.domain import get_docnames

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.domain import BibtexDomain


class Place(NamedTuple):
    """A part of the text that cites: where it is, its id, its section's title, and the keys that it cites."""

    docname: str
    id: str
    section_title: str
    keys: tuple[str, ...]


def places(env: BuildEnvironment) -> dict[str, list[Place]]:
    """Return the citing parts of each document, in reading order."""
    if not hasattr(env, "chapbook_citing_places"):
        env.chapbook_citing_places = {}  # type: ignore[attr-defined]  # Sphinx's way to keep an extension's data
    return env.chapbook_citing_places  # type: ignore[attr-defined, no-any-return]  # as above


def note_places(app: Sphinx, doctree: nodes.document) -> None:
    """Remember which parts of a document that was just read cite what: paragraphs with an id, else their sections."""
    docname = app.env.current_document.docname
    found = []
    for xref in doctree.findall(pending_xref):
        if xref.get("refdomain") == "cite" and (section := _around(xref, nodes.section)):
            paragraph = _around(xref, nodes.paragraph)
            part = paragraph if paragraph is not None and paragraph["ids"] else section
            keys = tuple(target.key for target in parse_citation_targets(xref["reftarget"]))
            found.append(Place(docname, part["ids"][0], section[0].astext(), keys))
    if found:
        places(app.env)[docname] = found


def _around(node: nodes.Node, kind: type[nodes.Element]) -> nodes.Element | None:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, kind):
            return node
    return None


def forget_places(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Drop what is known of a document that is about to be read again or is gone."""
    places(env).pop(docname, None)


def take_over_places(_app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment) -> None:
    """Take what a parallel process found out about its documents."""
    places(env).update({docname: found for docname, found in places(other).items() if docname in docnames})


def citing(env: BuildEnvironment) -> dict[str, list[Place]]:
    """Map each cited key to the parts that cite it, each part once, in the order of the publication."""
    by_document = places(env)
    cited: dict[str, list[Place]] = {}
    for docname in get_docnames(env):  # type: ignore[no-untyped-call]  # it comes without types
        for place in by_document.get(docname, ()):
            for key in place.keys:
                known = cited.setdefault(key, [])
                if (place.docname, place.id) not in {(other.docname, other.id) for other in known}:
                    known.append(place)
    return cited


def lists_to_write_again(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents with a reference list, where the places that cite have changed since it was written."""
    now = citing(env)
    if getattr(env, "chapbook_citing_cited", None) == now:
        return []
    env.chapbook_citing_cited = now  # type: ignore[attr-defined]  # as above
    domain = cast("BibtexDomain", env.domains["cite"])
    return sorted({key.docname for key in domain.bibliographies})
