"""A plan as new texts of files: what the command shows, and writes when it is told to.

A thing that cannot be put into its file, such as one that is no Markdown, becomes a sentence for a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chapbook.anchors.markdown_source import MarkdownSource, anchor
from chapbook.anchors.plan_parts import Kept, Where

if TYPE_CHECKING:
    from collections.abc import Callable

    from chapbook.anchors.plan_parts import Plan


class Changes(NamedTuple):
    """The new text of each file that changes, by its path, and what is left for a person to do."""

    texts: dict[str, str]
    by_hand: list[str]


def changed_sources(
    plan: Plan, file_of: Callable[[str], str], source_of: Callable[[str], MarkdownSource | None]
) -> Changes:
    """Put a plan's ids and anchors into the sources.

    :param file_of: returns the path of a page's file.
    :param source_of: returns a file that can be changed, or None.
    """
    sources: dict[str, MarkdownSource | None] = {}

    def source(path: str) -> MarkdownSource | None:
        if path not in sources:
            sources[path] = source_of(path)
        return sources[path]

    by_hand = []
    for part, name in plan.without:
        found = source(part.source)
        take_out = found and (found.take_out_anchor if part.is_kept else found.take_out)
        if not (take_out and take_out(part.line, name)):
            by_hand.append(f"{part.place}: take out the id {name}")
    for part, name in (*plan.above, *plan.own):
        found = source(part.source)
        if not (found and found.write_above(part.line, name, part.words)):
            by_hand.append(f"{part.place}: write ({name})= above what begins “{part.words}”")
    for kept in plan.kept:
        path = kept.part.source if kept.part else file_of(kept.page)
        found = source(path)
        if not (found and _keep(found, kept)):
            place = kept.part.place if kept.part else path
            by_hand.append(f"{place}: write {anchor(kept.id, kept.leads_to)} where the words stood")
    return Changes({path: found.result() for path, found in sources.items() if found}, by_hand)


def _keep(source: MarkdownSource, kept: Kept) -> bool:
    """Put an anchor into a source; tell whether there is a place for it."""
    written = anchor(kept.id, kept.leads_to)
    line = kept.part.line if kept.part else 0
    match kept.where:
        case Where.AFTER:
            source.keep_after(line, written)
        case Where.BEFORE:
            source.keep_before(line, written)
        case Where.AT_START:
            return source.keep_at_start(line, written, kept.part.words if kept.part else "")
        case Where.WITHIN:
            source.keep_within(line, written, kept.words)
        case Where.AT_END:
            source.keep_at_end(written)
    return True
