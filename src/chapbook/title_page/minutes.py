"""The minutes that each document takes to read: counted as it is read, kept with Sphinx's environment.

What counts is what ``chapbook_parts`` names, which is the text: not the reference list, the comments or an imprint. Of
that, code and formulas are not read word by word, and do not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from chapbook.named_parts import is_named
from chapbook.title_page.reading_time import minutes_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

NOT_READ = (nodes.Invisible, nodes.literal_block, nodes.math_block, nodes.raw)


def note_minutes(app: Sphinx, doctree: nodes.document) -> None:
    """Count the words of a document that was just read."""
    docname, patterns = app.env.current_document.docname, app.config.chapbook_parts
    text = "\n".join(_blocks(doctree, docname, patterns, is_named=is_named(docname, "", patterns)))
    if counted := minutes_for(text):
        minutes(app.env)[docname] = counted


def _blocks(parent: nodes.Element, docname: str, patterns: Sequence[str], *, is_named: bool) -> Iterator[str]:
    """Yield the text of each block, where it or a section around it is named."""
    for node in parent.children:
        if isinstance(node, NOT_READ):
            continue
        if isinstance(node, nodes.TextElement):
            if is_named:
                yield node.astext()
        elif isinstance(node, nodes.Element):
            counts = is_named or (isinstance(node, nodes.section) and _is_among(node, docname, patterns))
            yield from _blocks(node, docname, patterns, is_named=counts)


def _is_among(section: nodes.section, docname: str, patterns: Sequence[str]) -> bool:
    return any(is_named(docname, part_id, patterns) for part_id in section["ids"])


def minutes(env: BuildEnvironment) -> dict[str, float]:
    """Return the minutes of each document, by its docname; what is no text is not among them."""
    if not hasattr(env, "chapbook_title_page_minutes"):
        env.chapbook_title_page_minutes = {}  # type: ignore[attr-defined]  # Sphinx's way to keep an extension's data
    return env.chapbook_title_page_minutes  # type: ignore[attr-defined, no-any-return]  # as above


def forget(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Drop what is known of a document that is about to be read again or is gone."""
    minutes(env).pop(docname, None)


def take_over(_app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment) -> None:
    """Take what a parallel process has counted."""
    minutes(env).update({docname: counted for docname, counted in minutes(other).items() if docname in docnames})
