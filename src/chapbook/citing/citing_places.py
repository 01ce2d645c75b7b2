"""Which parts of the text cite which works: noted as documents are read, kept with Sphinx's environment.

Right in incremental and parallel builds: the reference list is written again when another document has begun or
ceased to cite one of its works.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.domain import get_docnames

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class Place(NamedTuple):
    """A part of the text that cites: where it is, its id, its section's title, and the keys that it cites."""

    docname: str
    id: str
    section_title: str
    keys: tuple[str, ...]


FOOT = "foot"
"""The role of citations in footnotes that ``footcite`` made."""


class Noted(NamedTuple):
    """A citation: its number in its document, its role, and of each work the key and the words before and behind."""

    number: int
    role: str
    targets: tuple[tuple[str, str, str], ...]


def places(env: BuildEnvironment) -> dict[str, list[Place]]:
    """Return the citing parts of each document, in reading order."""
    return _kept(env, "chapbook_citing_places")


def noted_citations(env: BuildEnvironment) -> dict[str, list[Noted]]:
    """Return the citations of each document, in reading order."""
    return _kept(env, "chapbook_citing_noted")


def _kept(env: BuildEnvironment, name: str) -> dict[str, Any]:
    if not hasattr(env, name):
        setattr(env, name, {})
    kept: dict[str, Any] = getattr(env, name)
    return kept


def note_places(app: Sphinx, doctree: nodes.document) -> None:
    """Remember what a document cites, and which parts of it do: paragraphs with an id, else their sections."""
    docname = app.env.current_document.docname
    found: list[Place] = []
    noted: list[Noted] = []
    for xref in doctree.findall(pending_xref):
        if xref.get("refdomain") == "cite" and not xref.get("in_note"):
            targets = tuple(parse_citation_targets(xref["reftarget"]))
            noted.append(
                Noted(xref["citation"], xref["reftype"], tuple((one.key, one.pre, one.post) for one in targets))
            )
            found += _place(docname, xref, tuple(target.key for target in targets))
    for node in doctree.findall(nodes.inline):
        if key := node.get("reference_key"):
            noted.append(Noted(-1, FOOT, ((key, "", ""),)))
            footnote = _around(node, nodes.footnote)
            for mark in footnote["backrefs"] if footnote else ():
                found += _place(docname, doctree.ids[mark], (key,))
    if noted:
        places(app.env)[docname] = found
        noted_citations(app.env)[docname] = noted


def _place(docname: str, node: nodes.Node, keys: tuple[str, ...]) -> Iterator[Place]:
    if section := _around(node, nodes.section):
        paragraph = _around(node, nodes.paragraph)
        part = paragraph if paragraph is not None and paragraph["ids"] else section
        yield Place(docname, part["ids"][0], section[0].astext(), keys)


def _around(node: nodes.Node, kind: type[nodes.Element]) -> nodes.Element | None:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, kind):
            return node
    return None


def forget_places(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Drop what is known of a document that is about to be read again or is gone."""
    for kept in (places(env), noted_citations(env)):
        kept.pop(docname, None)


def take_over_places(_app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment) -> None:
    """Take what a parallel process found out about its documents."""
    for docname in set(docnames) & noted_citations(other).keys():
        places(env)[docname] = places(other)[docname]
        noted_citations(env)[docname] = noted_citations(other)[docname]


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
    return sorted({key.docname for key in env.domains["cite"].data["bibliographies"]})
