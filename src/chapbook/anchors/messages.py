"""What a build says of a plan: one sentence a page, however many ids are concerned, that ends with the command."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from chapbook.anchors.plan_parts import Where
from chapbook.anchors.register import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from chapbook.anchors.plan_parts import Plan

REMEDY = "run make anchors, or chapbook anchors --keep"
NAMED = 3
"""How many ids are named; of more the number is enough."""


class Finding(NamedTuple):
    """A mistake: what kind, where as ``path:line``, and a sentence."""

    kind: Kind
    place: str
    message: str


SAID = {
    Kind.GONE: ("leads nowhere", "lead nowhere"),
    Kind.MOVED: ("has moved", "have moved"),
    Kind.WORDS: ("names other words", "name other words"),
    Kind.TAKEN: ("new paragraph needs an id of its own", "new paragraphs need ids of their own"),
}
"""What is said of one id and of several; of new paragraphs only how many they are."""


def findings(plan: Plan, file_of: Callable[[str], str]) -> Iterator[Finding]:
    """Yield what is wrong, page by page.

    :param file_of: returns the path of a page's file.
    """
    for old, new in plan.redirects.items():
        message = f"the page {old} was published and is gone; its addresses would lead to {new}; {REMEDY}"
        yield Finding(Kind.GONE, f"{file_of(new)}:1", message)
    pages: dict[str, list[tuple[Kind, str, int]]] = defaultdict(list)
    for page, kind, name, line in _faults(plan):
        pages[page].append((kind, name, line))
    for page, faults in sorted(pages.items()):
        kinds = [kind for kind in SAID if any(kind == found for found, _name, _line in faults)]
        sentences = [_sentence(kind, [name for found, name, _line in faults if found == kind]) for kind in kinds]
        first = min(line for _kind, _name, line in faults)
        yield Finding(kinds[0], f"{file_of(page)}:{first}", f"{'; '.join(sentences)}; {REMEDY}")


def _faults(plan: Plan) -> Iterator[tuple[str, Kind, str, int]]:
    """Yield the page, kind, id and line of each thing; what belongs to a page that is gone is told with it."""
    for kept in plan.kept:
        if kept.page not in plan.redirects.values():
            is_there = kept.leads_to or kept.where == Where.WITHIN
            yield kept.page, Kind.MOVED if is_there else Kind.GONE, kept.id, (kept.part.line if kept.part else 0) or 1
    for kind, ids in ((Kind.MOVED, plan.above), (Kind.WORDS, plan.words), (Kind.TAKEN, plan.own)):
        yield from ((part.page, kind, name, part.line or 1) for part, name in ids)


def _sentence(kind: Kind, names: Sequence[str]) -> str:
    names = [*dict.fromkeys(names)]
    one, several = SAID[kind]
    said = several if len(names) > 1 else one
    if kind == Kind.TAKEN:
        return f"{len(names)} {said}"
    more = len(names) - NAMED
    return f"{', '.join(names[:NAMED])}{f' and {more} more' if more > 0 else ''} {said}"
