"""Beside each citation, in the margin: which work that is, in a few words, and how sure its identification is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from chapbook.citing.citing_domain import domain_of
from chapbook.citing.noted import around, notes_in_order
from chapbook.citing.short_reference import ShortReference, short_reference
from chapbook.citing.styles_of_publication import language_of
from chapbook.margin_notes import has_margins, margin_note, place
from chapbook.templates import render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

NAME = "chapbook_citing_margins"


def short_references(app: Sphinx) -> dict[str, ShortReference]:
    """Return the works of a publication in a few words, by their citation keys."""
    language = language_of(app.config)
    return {key: short_reference(work, language) for key, work in domain_of(app.env).works.items()}


def pages_to_note_again(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents beside whose citations something else is to stand than last time."""
    if not has_margins(app):
        return []
    told = short_references(app)
    domain = domain_of(env)
    now = {
        docname: {
            key: told.get(key) for one in notes.citations for named, *_ in one.targets for key in domain.own_keys(named)
        }
        for docname, notes in notes_in_order(env).items()
    }
    before = getattr(env, NAME, {})
    setattr(env, NAME, now)
    return [docname for docname in env.found_docs if docname in before and before[docname] != now.get(docname)]


def note_citations(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put a note beside each citation of a page."""
    if has_margins(app):
        put_notes(doctree, {key: told for key, told in getattr(app.env, NAME, {}).get(docname, {}).items() if told})


def put_notes(doctree: nodes.document, told: Mapping[str, ShortReference]) -> None:
    """Put a note on each work beside its citation; one paragraph, or box, has one on each work."""
    noted: set[tuple[int, str]] = set()
    for citation in list(doctree.findall(nodes.inline)):
        keys: list[str] = citation.get("cites", [])
        for key in reversed(keys):
            parent, index = place(citation)
            around_it = around(citation, nodes.paragraph) if parent is citation.parent else parent
            if key in told and (id(around_it), key) not in noted:
                noted.add((id(around_it), key))
                parent.insert(index, margin_note(markup=render("citing", "margin_note.html", told=told[key])))
