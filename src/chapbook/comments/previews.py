"""What previews say of comments: who wrote each and when, and its first words; and which pages lead to comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from chapbook.comments.passages import passages
from chapbook.comments.thread_node import comment_thread, wording_of
from chapbook.comments.wording import anchor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx

BEGINNINGS = "chapbook-beginnings"
PREVIEWS = "chapbook-previews"


def beginnings_of_comments(app: Sphinx, _docname: str, doctree: nodes.document) -> list[dict[str, str]]:
    """Tell of the comments of a document that was just read; of a cleaned body, the text without its tags."""
    wording = wording_of(app.config)
    return [
        {
            "id": anchor(comment),
            "head": " · ".join(filter(None, (wording.name(comment), wording.date(comment)))),
            "words": wording.removed(comment) if comment.removed else Markup(comment.body).striptags(),  # noqa: S704  # as said
        }
        for node in doctree.findall(comment_thread)
        for comment in node["thread"].comments()
    ]


def links_to_and_from_comments(app: Sphinx) -> list[dict[str, Any]]:
    """Tell which pages lead to comments about their passages, and to which passages comments lead."""
    return list(_links(app))


def _links(app: Sphinx) -> Iterator[dict[str, Any]]:
    for passage in passages(app.env).values():
        for docname, comment in passage.comments:
            yield {"docname": docname, "id": comment, "pages": [passage.docname]}
            yield {"docname": passage.docname, "id": passage.id, "pages": [docname]}
