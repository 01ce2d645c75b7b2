"""What a rescue says of itself: what was read, what became of it, what was left and why; the numbers add up.

It says what happened, and concludes nothing. The same lines are on the screen and in ``rescue-report.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chapbook.rescue.escaping import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from chapbook.comments.exchange.plan import Plan
    from chapbook.rescue.capture import Capture, Loss
    from chapbook.rescue.edition import Edition, Text
    from chapbook.rescue.written_files import Outcome

FILE = "rescue-report.md"


@dataclass(frozen=True)
class Done:
    """A rescue: what was read, what was made, and what became of the files."""

    folder: Path
    capture: Capture
    text: Text
    plan: Plan
    edition: Edition


def report(done: Done) -> str:
    """Return the report as Markdown."""
    return "\n".join(_lines(done)) + "\n"


def _lines(done: Done) -> Iterator[str]:
    capture, plan = done.capture, done.plan
    yield from ("# Report of the rescue", "", f"Read: {escaped(str(capture.path.name))}, {capture.kind}.", "")
    yield from _table("What the source says", _said(capture))
    yield from _table("The text", done.text.counts)
    taken = len(plan.files)
    yield from _table("The comments", _comments(capture, plan, taken))
    for line in plan.told:
        yield f"- {escaped(line)}"
    yield from _section("What was left, and why", [_loss(loss) for loss in _losses(done)])
    places = [f"`{place}`: {what}" for place, what in done.edition.places()]
    yield from _section("What a person must decide now", places)


def _table(title: str, rows: Mapping[str, object]) -> Iterator[str]:
    if rows:
        yield from (f"## {title}", "", "| | |", "|---|---|")
        yield from (f"| {escaped(name)} | {escaped(str(value)) or '–'} |" for name, value in rows.items())
        yield ""


def _section(title: str, items: Sequence[str]) -> Iterator[str]:
    yield from (f"## {title}", "")
    yield from (f"- {item}" for item in items) if items else ("Nothing.",)
    yield ""


def _said(capture: Capture) -> dict[str, object]:
    names = ("title", "author", "date", "address", "site", "language", "licence")
    supplied = dict.fromkeys(capture.supplied, " (supplied by the editors)")
    return {
        name: f"{getattr(capture, name)}{supplied.get(name, '')}" if getattr(capture, name) else "" for name in names
    }


def _comments(capture: Capture, plan: Plan, taken: int) -> dict[str, object]:
    rows: dict[str, object] = {}
    if capture.says is not None:
        rows["the source says that it has"] = capture.says
    if plan.again:
        rows["met again, counted once"] = plan.again
    left_out = {f"left out: {reason}": number for reason, number in sorted(plan.left_out.items())}
    notes = {f"of those taken: {note}": number for note, number in sorted(plan.notes.items())}
    return {**rows, "read": plan.read, "taken": taken, **left_out, **notes}


def _losses(done: Done) -> list[Loss]:
    return [*done.capture.losses, *done.text.losses]


def _loss(loss: Loss) -> str:
    words = loss.what if len(loss.what) <= 300 else f"{loss.what[:300]} …"
    place = f" (line {loss.line})" if loss.line else ""
    return f"{escaped(words, begins_line=True)}: {loss.why}{place}"


def outcome_lines(outcome: Outcome, folder: Path, *, is_rehearsal: bool) -> Iterator[str]:
    """Yield what became of the files, in lines for the screen."""
    would = "would be " if is_rehearsal else ""
    parts = {
        f"{would}written": outcome.new,
        f"{would}renewed": outcome.renewed,
        "the same": outcome.same,
        "that a person changed, left as they are": outcome.kept,
    }
    total = sum(map(len, parts.values()))
    yield f"{folder}: {total:,} files = " + " + ".join(f"{len(names):,} {what}" for what, names in parts.items())
    yield from (f"left as it is, as a person changed it: {name}" for name in outcome.kept)
    yield from (f"{would}removed, as nothing of it is made any more: {name}" for name in outcome.removed)
