"""Where the words of an edition differ from those of its source: rows of ``editorial-changes.csv``.

Words that would be markup in a cell stand in backticks; an empty cell stands for no words.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from chapbook.comments.wording import thread_title
from chapbook.rescue.escaping import escaped
from chapbook.rescue.plain_thread import BULLET, MARK, THREAD_HEADING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from chapbook.rescue.capture import Capture, Loss

HEADER = ("Where", "Times", "In the copy", "In this edition", "Why")


class Change(NamedTuple):
    """One row: where, how often, the words of the copy and those of the edition, and why."""

    where: str
    times: int
    old: str
    new: str
    why: str


def as_csv(changes: Iterable[Change]) -> str:
    """Return the table."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(HEADER)
    for change in changes:
        where, why = (escaped(text, begins_line=True) for text in (change.where, change.why))
        rows.writerow((where, change.times, _cell(change.old), _cell(change.new), why))
    return out.getvalue()


def _cell(words: str) -> str:
    """Return words as a cell shows them: as they are, or as code where they would be something else."""
    plain = " ".join(words.split())
    if escaped(plain, begins_line=True) == plain:
        return plain
    return f"`{plain}`" if "`" not in plain else escaped(plain, begins_line=True)


def changes_of_losses(capture: Capture, more: Sequence[Loss] = ()) -> Iterator[Change]:
    """Yield rows for words of the source that are not in the edition; those of one kind make one row."""
    losses = [loss for loss in (*capture.losses, *more) if loss.is_words]
    heading = next((loss for loss in losses if loss.why == THREAD_HEADING), None)
    if heading:
        size = sum(not comment.left_out for comment in capture.comments)
        yield Change(_where(heading), 1, heading.what, thread_title(size, capture.title), heading.why)
    nameless = sum(not comment.author and not comment.left_out for comment in capture.comments)
    marks = sum(loss.what == BULLET and loss.why == MARK for loss in losses)
    if marks and marks == nameless:
        yield Change("the comments", marks, BULLET, "[Anonymous] says:", f"{MARK}; no name stands there")
        losses = [loss for loss in losses if loss.what != BULLET]
    losses = [loss for loss in losses if loss is not heading]
    for why in dict.fromkeys(loss.why for loss in losses):
        of_kind = [loss for loss in losses if loss.why == why]
        if all(len(loss.what.split()) == 1 for loss in of_kind) and len(of_kind) > 1:
            yield from _together(of_kind, why)
        else:
            yield from (Change(_where(loss), 1, loss.what, "", why) for loss in of_kind)


def _where(loss: Loss) -> str:
    return f"line {loss.line}" if loss.line else ""


def _together(losses: Sequence[Loss], why: str) -> Iterator[Change]:
    """Yield a row for each sign that comes often, and one for all others, such as the numbers of a list."""
    counted = Counter(loss.what for loss in losses)
    yield from (Change("", times, what, "", why) for what, times in counted.items() if times > 1)
    once = [what for what, times in counted.items() if times == 1]
    if once:
        yield Change("", len(once), " ".join(once), "", why)
