"""What is remembered of each document that was read: its parts (:class:`~chapbook.anchors.parts.Part`)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from docutils import nodes

from chapbook.anchors.kept_anchor import KEPT, kept_alone
from chapbook.anchors.paragraph_ids import Numbered, paragraphs_of
from chapbook.anchors.parts import Part
from chapbook.anchors.register import Anchor, first_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def _noted(env: BuildEnvironment) -> dict[str, list[Part]]:
    if not hasattr(env, "chapbook_anchors_parts"):
        env.chapbook_anchors_parts = {}  # type: ignore[attr-defined]  # Sphinx's way to keep an extension's data
    return env.chapbook_anchors_parts  # type: ignore[attr-defined, no-any-return]  # as above


def note_parts(app: Sphinx, doctree: nodes.document) -> None:
    """Remember the parts of a document that was just read."""
    docname = app.env.current_document.docname
    counted: dict[nodes.Node, Numbered] = {
        found.paragraph: found for found in paragraphs_of(doctree, docname, app.config.chapbook_parts)
    }
    parts = []
    for node in doctree.findall(nodes.Element):
        if found := counted.get(node):
            written = node["ids"] if node["names"] else ()
            part = _part(app.env, docname, node)
            parts.append(part._replace(ids=tuple(written), section=found.section["ids"][0], number=found.number))
        elif node["ids"]:
            part = _part(app.env, docname, node)
            parts.append(part._replace(section=_section_of_anchor(node)) if part.is_kept else part)
    _noted(app.env)[docname] = parts


def _part(env: BuildEnvironment, docname: str, node: nodes.Element) -> Part:
    is_section = isinstance(node, nodes.section)
    text = "" if node.get("changing") else (node[0] if is_section else node).astext()
    return Part(
        page=docname,
        words=first_words(text),
        ids=tuple(node["ids"]),
        section=node["ids"][0] if is_section else "",
        source=_source(env, docname, node),
        line=node.line or 0,
        is_kept=KEPT in node["classes"],
        leads_to=node.get("leads_to", ""),
    )


def _section_of_anchor(node: nodes.Element) -> str:
    """Return the section in which an anchor stands alone; nothing of one in other text."""
    paragraph = node.parent
    is_alone = isinstance(paragraph, nodes.paragraph) and kept_alone(paragraph)
    return paragraph.parent["ids"][0] if is_alone and isinstance(paragraph.parent, nodes.section) else ""


def _source(env: BuildEnvironment, docname: str, node: nodes.Element) -> str:
    """Return the file in which a node stands, as seen from the publication; a page may include others."""
    if not node.source:
        return str(env.doc2path(docname, base=False))
    return os.path.relpath(node.source, env.srcdir)


def forget_parts(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Drop what is known of a document that is about to be read again or is gone."""
    _noted(env).pop(docname, None)


def take_over_parts(_app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment) -> None:
    """Take what a parallel process found out about its documents."""
    _noted(env).update({docname: found for docname, found in _noted(other).items() if docname in docnames})


def parts_of(env: BuildEnvironment) -> Iterator[Part]:
    """Yield all parts, with those ids that can be referred to and were not counted.

    What is no node of a document is named by its label's title.
    """
    domain = env.domains.standard_domain
    labels = {anchor_id: docname for docname, anchor_id in domain.anonlabels.values()}
    titles = {anchor_id: title for _docname, anchor_id, title in domain.labels.values()}
    known: set[str] = set()
    for docname in sorted(_noted(env)):
        for part in _noted(env)[docname]:
            known.update((*part.ids, part.counted))
            ids = tuple(name for name in part.ids if name in labels or part.only_leads_on)
            if ids or part.section:
                yield part._replace(ids=ids)
    for name, docname in labels.items():
        if name not in known and docname in env.found_docs:
            yield Part(
                docname, first_words(titles.get(name, "")), (name,), source=str(env.doc2path(docname, base=False))
            )


def anchors_of(env: BuildEnvironment) -> Iterator[Anchor]:
    """Yield all addresses that can be referred to; one that only leads on is none."""
    # The pages that Sphinx makes by itself, such as that of the search, have labels without an id.
    labels = {anchor_id for _docname, anchor_id in env.domains.standard_domain.anonlabels.values() if anchor_id}
    for part in parts_of(env):
        names = part.ids or {part.counted} & labels
        yield from (Anchor(name, part.page, part.words) for name in names if not part.only_leads_on)


def texts_of(env: BuildEnvironment) -> Iterator[Part]:
    """Yield every paragraph of the publication with its words, as a part."""
    known = {(part.source, part.line): part for part in parts_of(env) if part.number}
    for docname in sorted(_noted(env)):
        for node in env.get_doctree(docname).findall(nodes.paragraph):
            part = _part(env, docname, node)
            yield known.get((part.source, part.line), part)._replace(text=node.astext())
