"""What has to be written so that every address that was published leads to its words again.

Plain data in, plain data out: the register and the parts of the publication in, ids above paragraphs, anchors,
redirects and new words of the register out. The build tells of it (:mod:`chapbook.anchors.messages`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from chapbook.anchors.matching import Matching
from chapbook.anchors.plan_parts import Plan, Publication
from chapbook.anchors.planner import Planner
from chapbook.anchors.redirect_list import ends_of, home_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from chapbook.anchors.parts import Part
    from chapbook.anchors.register import Anchor


def make_plan(
    anchors: Sequence[Anchor], now: Publication, skipped: Collection[str] = (), texts: Sequence[Part] = ()
) -> Plan:
    """Compare the register's *anchors* with the publication.

    :param skipped: ids that another extension takes care of.
    :param texts: all paragraphs with their words, in which lost ones are looked for; without them none is.
    """
    moved = dict(_moved_pages(anchors, now))
    homes: dict[str, list[str]] = defaultdict(list)
    for anchor in anchors:
        page = home_of(anchor.page, now.redirects, now.pages)
        homes[anchor.id].append(moved.get(page, page))
    matching = Matching(anchors, now.parts, homes, skipped)
    within = matching.match_within(texts) if texts else {}
    planner = Planner(matching, now.parts, within)
    return Plan(
        above=list(planner.ids_above()),
        own=list(planner.own_ids()),
        without=list(planner.ids_taken_out()),
        kept=planner.kept,
        redirects=moved,
        words=list(planner.reworded(is_like=False)),
        alike=list(planner.reworded(is_like=True)),
    )


def _moved_pages(anchors: Iterable[Anchor], now: Publication) -> Iterator[tuple[str, str]]:
    """Yield each page that is no more, and the one to which most of its ids or their words went, or the first page."""
    by_id = {name: part.page for part in now.parts for name in part.ids or (part.counted,)}
    by_words: dict[str, set[str]] = defaultdict(set)
    for part in now.parts:
        by_words[part.words].add(part.page)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    homes = set()
    for anchor in anchors:
        homes.add(home_of(anchor.page, now.redirects, now.pages))
        there = by_words[anchor.words] if anchor.words else set()
        found = by_id.get(anchor.id) or (next(iter(there)) if len(there) == 1 else "")
        for page in ends_of(anchor.page, now.redirects, now.pages):
            votes[page].update({found} - {""})
    for page, counter in sorted(votes.items()):
        best = max(counter, key=lambda new: (counter[new], new not in homes, new), default=now.root)  # used at once
        yield page, best
