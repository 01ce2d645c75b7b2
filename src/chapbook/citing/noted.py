"""What is noted of documents as they are read: their parts, what they cite, and which parts of the text do.

It is kept with Sphinx's environment, right in incremental and parallel builds; in the publication's reading order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.domain import get_docnames

from chapbook.named_parts import is_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class Part(NamedTuple):
    """A section with a written id, which can be cited: its document, its id and its title."""

    docname: str
    id: str
    title: str

    def is_among(self, patterns: Sequence[str]) -> bool:
        """Tell whether a pattern of ``chapbook_parts`` names the part."""
        return is_named(self.docname, self.id, patterns)


class Place(NamedTuple):
    """A part of the text that cites: a paragraph with an id, else a section; its section's title; what it cites."""

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


class Notes(NamedTuple):
    """What is noted of a document."""

    parts: list[Part]
    places: list[Place]
    citations: list[Noted]


def note(app: Sphinx, doctree: nodes.document) -> None:
    """Take the notes of a document that was just read."""
    docname = app.env.current_document.docname
    written = {doctree.nameids[name] for name, is_written in doctree.nametypes.items() if is_written}
    notes = Notes([], [], [])
    for section in doctree.findall(nodes.section):
        ids = [part_id for part_id in section["ids"] if part_id in written]
        if ids:
            notes.parts.append(Part(docname, ids[0], section[0].astext()))
    for xref in doctree.findall(pending_xref):
        if xref.get("refdomain") == "cite" and not xref.get("in_note"):
            targets = tuple((one.key, one.pre, one.post) for one in parse_citation_targets(xref["reftarget"]))
            notes.citations.append(Noted(xref["citation"], xref["reftype"], targets))
            notes.places.extend(_place(docname, xref, tuple(key for key, _pre, _post in targets)))
    for node in doctree.findall(nodes.inline):
        if key := node.get("reference_key"):
            notes.citations.append(Noted(-1, FOOT, ((key, "", ""),)))
            footnote = around(node, nodes.footnote)
            for mark in footnote["backrefs"] if footnote else ():
                notes.places.extend(_place(docname, doctree.ids[mark], (key,)))
    _kept(app.env)[docname] = notes


def forget(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Drop what is known of a document that is about to be read again or is gone."""
    _kept(env).pop(docname, None)


def take_over(_app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment) -> None:
    """Take what a parallel process found out about its documents."""
    _kept(env).update({docname: notes for docname, notes in _kept(other).items() if docname in docnames})


def _kept(env: BuildEnvironment) -> dict[str, Notes]:
    if not hasattr(env, "chapbook_citing_notes"):
        env.chapbook_citing_notes = {}  # type: ignore[attr-defined]  # Sphinx's way to keep an extension's data
    return env.chapbook_citing_notes  # type: ignore[attr-defined, no-any-return]  # as above


def _place(docname: str, node: nodes.Node, keys: tuple[str, ...]) -> Iterator[Place]:
    if section := around(node, nodes.section):
        paragraph = around(node, nodes.paragraph)
        part = paragraph if paragraph is not None and paragraph["ids"] else section
        yield Place(docname, part["ids"][0], section[0].astext(), keys)


def around(node: nodes.Node, kind: type[nodes.Element]) -> nodes.Element | None:
    """Return the nearest element of a kind in which a node stands."""
    while node.parent is not None:
        node = node.parent
        if isinstance(node, kind):
            return node
    return None


def notes_in_order(env: BuildEnvironment) -> dict[str, Notes]:
    """Return what is noted of each document."""
    docnames: list[str] = get_docnames(env)  # type: ignore[no-untyped-call]  # it comes without types
    return {docname: _kept(env)[docname] for docname in docnames if docname in _kept(env)}


def parts(env: BuildEnvironment) -> list[Part]:
    """Return the parts, without the title page's own section, which is the whole work."""
    return [part for notes in notes_in_order(env).values() for part in notes.parts if part != title_page(env)]


def cited_parts(app: Sphinx) -> list[Part]:
    """Return the sections of the work, which have records of their own: those that ``chapbook_parts`` names."""
    return [part for part in parts(app.env) if part.is_among(app.config.chapbook_parts)]


def parts_of(env: BuildEnvironment, docname: str) -> list[Part]:
    """Return the parts of one document, the title page's own section included."""
    return _kept(env)[docname].parts if docname in _kept(env) else []


def title_page(env: BuildEnvironment) -> Part | None:
    """Return the first section of the front page, if it has a written id."""
    return next(iter(parts_of(env, env.config.root_doc)), None)


def citing(env: BuildEnvironment) -> dict[str, list[Place]]:
    """Map each cited key to the parts that cite it, each part once."""
    cited: dict[str, dict[tuple[str, str], Place]] = {}
    for notes in notes_in_order(env).values():
        for place in notes.places:
            for key in place.keys:
                cited.setdefault(key, {}).setdefault((place.docname, place.id), place)
    return {key: list(places.values()) for key, places in cited.items()}


def lists_to_write_again(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents with a reference list, where another place has begun or ceased to cite since last time."""
    now = citing(env)
    if getattr(env, "chapbook_citing_cited", None) == now:
        return []
    env.chapbook_citing_cited = now  # type: ignore[attr-defined]  # as above
    return sorted({key.docname for key in env.domains["cite"].data["bibliographies"]})
