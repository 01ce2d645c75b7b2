"""What differs between two editions, passage by passage, by their ids.

Passages without an id, such as the items of a list, are compared with those of the same section, in their order. The
order of the passages within a section, and of sections within one, tells what was moved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal, NamedTuple

from chapbook.editions.word_differences import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from chapbook.editions.edition_parts import Comment, Part, Parts

State = Literal["changed", "new", "gone", "moved"]
"""*new* and *gone* are passages and comments of one edition alone; what was moved may have changed as well."""

SIMILAR = 0.4
"""How much of their words two passages without an id share, at least, if one is the other in new words."""

COSTLY = 1_000_000
"""How many pairs of passages without an id may be looked at in a section."""


class Change(NamedTuple):
    """A passage that is not the same, in the old edition and in the new one, as far as it is there."""

    old: Part | None
    new: Part | None
    is_moved: bool = False

    @property
    def state(self) -> State:
        """Tell what happened to it."""
        if self.old is None or self.new is None:
            return "new" if self.new else "gone"
        return "changed" if self.old.words != self.new.words else "moved"


class CommentChange(NamedTuple):
    """A comment that is not the same; words of one that was taken out are nowhere repeated, so *old* has none then."""

    old: Comment | None
    new: Comment | None

    @property
    def state(self) -> State:
        """Tell what happened to it."""
        if self.old is None or self.new is None:
            return "new" if self.new else "gone"
        return "moved" if self.old._replace(answers=self.new.answers) == self.new else "changed"


class Differences(NamedTuple):
    """All that differs, in the order of the new edition; what is gone stands where it stood."""

    parts: tuple[Change, ...] = ()
    comments: tuple[CommentChange, ...] = ()

    def counts(self) -> Counter[tuple[str, State]]:
        """Count the ``parts`` and the ``comments`` of each state."""
        counted = [("parts", change.state) for change in self.parts]
        return Counter([*counted, *(("comments", change.state) for change in self.comments)])


def differences(old: Parts, new: Parts) -> Differences:
    """Compare two editions."""
    return Differences(tuple(_parts(old.parts, new.parts)), tuple(_comments(old.comments, new.comments)))


def _parts(old: Sequence[Part], new: Sequence[Part]) -> Iterator[Change]:
    before = _before(old, new)
    moved = set(_moved(old, new, before))
    stood = set(before.values())
    behind: dict[int, list[int]] = defaultdict(list)
    last, now = -1, {place: place_now for place_now, place in before.items()}
    for place in range(len(old)):
        if place in stood:
            last = now[place]
        else:
            behind[last].append(place)
    yield from (Change(old[place], None) for place in behind[-1])
    for place, part in enumerate(new):
        known = old[before[place]] if place in before else None
        if known is None or known.words != part.words or place in moved:
            yield Change(known, part, place in moved)
        yield from (Change(old[gone], None) for gone in behind.get(place, ()))


def _before(old: Sequence[Part], new: Sequence[Part]) -> dict[int, int]:
    """Return where each passage of the new edition stood in the old one, if it was there."""
    by_id = {part.id: place for place, part in enumerate(old) if part.id}
    before = {place: by_id.pop(part.id) for place, part in enumerate(new) if part.id in by_id}
    for place, part in enumerate(new):
        if place not in before and (led := next(filter(by_id.__contains__, part.kept), "")):
            before[place] = by_id.pop(led)
    left_old, left_new = _by_section(old, set(before.values())), _by_section(new, set(before))
    for section in left_old.keys() & left_new.keys():
        before.update(_aligned(old, new, left_old[section], left_new[section]))
    return before


def _by_section(parts: Sequence[Part], known: set[int]) -> dict[str, list[int]]:
    left = defaultdict(list)
    for place, part in enumerate(parts):
        if place not in known:
            left[part.within].append(place)
    return left


def _aligned(
    old: Sequence[Part], new: Sequence[Part], places: Sequence[int], places_new: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield, of passages of a section that no id brings together, each new one with the old one that it was."""
    said = [(old[place].kind, old[place].words) for place in places]
    said_new = [(new[place].kind, new[place].words) for place in places_new]
    counts = Counter(said_new)
    if sum(counts[words] for words in said) > COSTLY:
        return
    for kind, first, last, first_new, last_new in SequenceMatcher(None, said, said_new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(places_new[first_new:last_new], places[first:last], strict=True)
        elif kind == "replace" and (last - first) * (last_new - first_new) <= COSTLY / 100:
            yield from _similar(old, new, places[first:last], places_new[first_new:last_new])


def _similar(
    old: Sequence[Part], new: Sequence[Part], places: Sequence[int], places_new: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield pairs, in order, of passages without an id that share much of their words."""
    words_new = {place: _counted(new[place]) for place in places_new if not new[place].id}
    left = list(words_new)
    for place in places:
        words = _counted(old[place]) if not old[place].id else Counter()
        same_kind = (number for number, other in enumerate(left) if new[other].kind == old[place].kind)
        alike = [(_alike(words, words_new[left[number]]), -number) for number in same_kind]
        best, number = max(alike, default=(0.0, 0))
        if best >= SIMILAR:
            yield left[-number], place
            del left[: 1 - number]


def _counted(part: Part) -> Counter[str]:
    return Counter(word for word in tokens(part.words) if not word.isspace())


def _alike(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)


def _moved(old: Sequence[Part], new: Sequence[Part], before: dict[int, int]) -> Iterator[int]:
    """Yield the places of passages with an id that stand in another section now, or elsewhere in theirs."""
    within: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, stood in before.items():
        if not new[place].id or new[place].id != old[stood].id:
            continue
        if new[place].within != old[stood].within:
            yield place
        else:
            within[new[place].within].append((place, stood))
    for pairs in within.values():
        pairs.sort()
        stayed = _longest_rising([stood for _, stood in pairs])
        yield from (place for number, (place, _) in enumerate(pairs) if number not in stayed)


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return the places of the longest rising subsequence; numbers differ from each other."""
    ends: list[int] = []
    last: list[int] = []
    previous: dict[int, int] = {}
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        ends[length : length + 1] = [number]
        last[length : length + 1] = [place]
        previous[place] = last[length - 1] if length else -1
    found, place = set(), last[-1] if last else -1
    while place >= 0:
        found.add(place)
        place = previous[place]
    return found


def _comments(old: Iterable[Comment], new: Iterable[Comment]) -> Iterator[CommentChange]:
    known = {comment.id: comment for comment in old}
    for comment in new:
        before = known.pop(comment.id, None)
        if comment.was_removed:
            if before is not None and not before.was_removed:
                yield CommentChange(before._replace(author="", words=""), None)
        elif before is None or before.was_removed:
            yield CommentChange(None, comment)
        elif before != comment:
            yield CommentChange(before, comment)
    gone = (comment for comment in known.values() if not comment.was_removed)
    yield from (CommentChange(comment._replace(author="", words=""), None) for comment in gone)
