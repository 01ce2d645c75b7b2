"""What the build keeps of documents for previews: what they refer to, and the beginnings of what is referred to.

A document's beginnings are taken from it as it is read. Only those that another document leads to are kept; where one
is wanted later, its document is looked at once more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chapbook.previews.words import Beginning, beginnings, links

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from chapbook.previews.preview import Target

BEGINNINGS = "chapbook-beginnings"
"""The event that asks what the parts of a document begin with, of which only another extension knows the words.

A handler gets the application, the docname and the document, and returns a list of mappings to text: *id*, *head* and
*words*.
"""

NAME = "chapbook_previews"


@dataclass
class Noted:
    """By docname: the beginnings by their ids, none where there is nothing to show; the links; a page's fingerprint."""

    beginnings: dict[str, dict[str, Beginning | None]] = field(default_factory=dict)
    links: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)


def noted(env: BuildEnvironment) -> Noted:
    """Return what is kept."""
    if not hasattr(env, NAME):
        setattr(env, NAME, Noted())
    kept: Noted = getattr(env, NAME)
    return kept


def note(app: Sphinx, doctree: nodes.document) -> None:
    """Take the notes of a document that was just read."""
    docname = app.env.current_document.docname
    noted(app.env).beginnings[docname] = {**_found(app, docname, doctree)}
    noted(app.env).links[docname] = links(doctree)


def forget(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Drop what is known of a document that is about to be read again or is gone."""
    noted(env).beginnings.pop(docname, None)
    noted(env).links.pop(docname, None)


def take_over(_app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment) -> None:
    """Take what a parallel process found out about its documents."""
    for docname in docnames:
        if docname in noted(other).links:
            noted(env).beginnings[docname] = noted(other).beginnings[docname]
            noted(env).links[docname] = noted(other).links[docname]


def keep_only(app: Sphinx, wanted: Collection[Target]) -> dict[Target, Beginning]:
    """Return the beginnings that are wanted, and let all others go."""
    kept = noted(app.env).beginnings
    ids: dict[str, list[str]] = {}
    for docname, part_id in sorted(wanted):
        if docname in app.env.found_docs:
            ids.setdefault(docname, []).append(part_id)
    for docname, names in ids.items():
        known = kept.get(docname, {})
        if any(name not in known for name in names):
            known = {**_found(app, docname, app.env.get_doctree(docname))}
        kept[docname] = {name: known.get(name) for name in names}
    for docname in kept.keys() - ids.keys():
        kept[docname] = {}
    return {(docname, name): one for docname, found in kept.items() for name, one in found.items() if one}


def _found(app: Sphinx, docname: str, doctree: nodes.document) -> dict[str, Beginning]:
    found = beginnings(doctree)
    for answer in app.emit(BEGINNINGS, docname, doctree):
        found.update((one["id"], Beginning(one["head"], one["words"])) for one in answer or ())
    return found
