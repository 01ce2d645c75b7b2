"""Beside a passage, in the margin: who commented on it, each name the way to the comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from chapbook.comments.passages import passages
from chapbook.comments.wording import comments_counted
from chapbook.margin_notes import has_margins, margin_note, place_for
from chapbook.templates import render

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from chapbook.comments.passage import Passage

MOST_NAMES = 6
"""How many are named at the most; the others are found from the first comment on."""


def note_commenters(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Name on a page who commented on its passages."""
    if not has_margins(app):
        return
    commented = {passage.id: passage for passage in passages(app.env).values() if passage.docname == docname}
    for node in list(doctree.findall(nodes.Element)) if commented else ():
        if isinstance(node, (nodes.section, nodes.paragraph)):
            for passage in [commented[name] for name in node["ids"] if name in commented]:
                node.insert(place_for(node), margin_note(markup=_markup(app, docname, passage)))


def _markup(app: Sphinx, docname: str, passage: Passage) -> str:
    ways = [f"{app.builder.get_relative_uri(docname, page)}#{anchor}" for page, anchor in passage.comments]
    named = list(zip(passage.names, ways, strict=True))[:MOST_NAMES]
    counted = comments_counted(len(passage.comments))
    return render("comments", "margin_note.html", counted=counted, named=named, all=len(ways))
