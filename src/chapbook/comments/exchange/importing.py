"""``import FILE --to comments/``: an export in, files out, and a report whose numbers add up.

A file that is there already is never written: it is the same, or the editors have changed it since, and both are
said. So running an import again adds what is new and changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chapbook.comments.exchange.placing import place_file
from chapbook.comments.exchange.plan import make_plan
from chapbook.comments.exchange.progress import watched
from chapbook.comments.exchange.reading import choose_post, read_posts
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Mapping, Sequence
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


def import_thread(paths: Sequence[Path], folder: Path, *, post: str = "", is_rehearsal: bool = False) -> Iterator[str]:
    """Import the comments of *post*, and yield the lines of the report; as a rehearsal, without writing."""
    chosen = choose_post(read_posts(paths), post, paths[0])
    present = {path.stem for path in folder.glob("*.md")}
    plan = make_plan(chosen.comments, folder, present, watched(chosen.comments))
    try:
        if not is_rehearsal:
            folder.mkdir(parents=True, exist_ok=True)
        outcome = _write(plan.files, folder, is_rehearsal=is_rehearsal)
    except OSError as error:
        place = error.filename2 or error.filename or folder
        raise Mistake(
            folder, 0, f"{place} cannot be written ({error.strerror}); see to it, then run this again"
        ) from error
    return _report(plan, outcome, folder, is_rehearsal=is_rehearsal)


def _write(files: Mapping[str, bytes], folder: Path, *, is_rehearsal: bool) -> Outcome:
    outcome = Outcome()
    for id_, data in files.items():
        path = folder / f"{id_}.md"
        is_new = not path.exists()
        if is_new and not is_rehearsal:
            is_new = _is_placed(path, data)
        if is_new:
            outcome.written.append(id_)
        elif path.is_file() and path.read_bytes() == data:
            outcome.same.append(id_)
        else:
            outcome.other.append(id_)
    return outcome


def _is_placed(path: Path, data: bytes) -> bool:
    """Write a file, unless somebody was faster."""
    try:
        place_file(path, data)
    except FileExistsError:
        return False
    return True


def _report(plan: Plan, outcome: Outcome, folder: Path, *, is_rehearsal: bool) -> Iterator[str]:
    yield from plan.told
    yield f"read: {plan.read:,}"
    yield f"{'would be written' if is_rehearsal else 'written'} to {folder}: {len(outcome.written):,}"
    yield f"already there: {len(outcome.same):,}"
    yield f"there with other words, left as they are: {len(outcome.other):,}{_listed(outcome.other)}"
    yield f"left out: {plan.left_out.total():,}"
    yield from _counted(plan.left_out)
    if plan.notes:
        yield "of those that are not left out:"
        yield from _counted(plan.notes)


def _counted(numbers: Counter[LeftOut] | Counter[Note]) -> Iterator[str]:
    return (f"  {what}: {number:,}" for what, number in sorted(numbers.items()))


def _listed(ids: list[str]) -> str:
    more = ", …" if len(ids) > LISTED else ""
    return f" ({', '.join(ids[:LISTED])}{more})" if ids else ""
