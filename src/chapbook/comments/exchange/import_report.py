"""What an import says of itself, in lines: how much was read, and what became of it; the numbers add up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from chapbook.comments.exchange.plan import Plan
    from chapbook.comments.exchange.record import LeftOut, Note

LISTED = 20
"""How many ids a line of the report names."""


@dataclass
class Outcome:
    """What became of the files of a plan: their ids."""

    written: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    placeholders: list[str] = field(default_factory=list)


def report(
    done: Sequence[tuple[Path, Plan, Outcome]], folder: Path, *, is_rehearsal: bool, has_many: bool
) -> Iterator[str]:
    """Yield the report of the plans, each with its folder and what became of it; of many, a line each and the sums."""
    written = "would be written" if is_rehearsal else "written"
    for _, plan, _ in done:
        yield from plan.told
    if has_many:
        for place, plan, outcome in done:
            parts = (f"{len(outcome.written):,} {written}", f"{len(outcome.same):,} already there")
            more = (f"{len(outcome.other):,} there with other words", f"{plan.left_out.total():,} left out")
            yield f"{place}: {plan.read:,} read = {' + '.join((*parts, *more))}"
        yield f"posts with comments: {len(done):,}"
    plans = [plan for _, plan, _ in done]
    outcomes = [outcome for _, _, outcome in done]
    others = [id_ for outcome in outcomes for id_ in outcome.other]
    left_out: Counter[LeftOut] = sum((plan.left_out for plan in plans), Counter())
    notes: Counter[Note] = sum((plan.notes for plan in plans), Counter())
    yield f"read: {sum(plan.read for plan in plans):,}"
    if again := sum(plan.again for plan in plans):
        yield f"met again, counted once: {again:,}"
    yield f"{written} to {folder}: {sum(len(outcome.written) for outcome in outcomes):,}"
    yield f"already there: {sum(len(outcome.same) for outcome in outcomes):,}"
    yield f"there with other words, left as they are: {len(others):,}{_listed(others)}"
    yield f"left out: {left_out.total():,}"
    yield from _counted(left_out)
    if placeholders := sum(len(outcome.placeholders) for outcome in outcomes):
        yield f"placeholders for those that are answered, {written}: {placeholders:,}"
    if notes:
        yield "of those that are not left out:"
        yield from _counted(notes)


def _counted(numbers: Counter[LeftOut] | Counter[Note]) -> Iterator[str]:
    return (f"  {what}: {number:,}" for what, number in sorted(numbers.items()))


def _listed(ids: list[str]) -> str:
    more = ", …" if len(ids) > LISTED else ""
    return f" ({', '.join(ids[:LISTED])}{more})" if ids else ""
