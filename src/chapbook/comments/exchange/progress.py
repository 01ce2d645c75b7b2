"""A bar on a terminal, for what takes long; nothing anywhere else, so that logs stay readable."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONG = 500
"""From how many items on a bar is shown."""

WIDTH = 40

Item = TypeVar("Item")


def watched(items: Sequence[Item]) -> Iterator[Item]:
    """Yield *items*; draw a bar on standard error, where that is a terminal."""
    terminal = sys.stderr
    if len(items) < LONG or not terminal.isatty():
        yield from items
        return
    drawn = -1
    for done, item in enumerate(items):
        if (filled := done * WIDTH // len(items)) != drawn:
            drawn = filled
            terminal.write(f"\r[{'#' * filled:<{WIDTH}}] {done:,} of {len(items):,} comments")
            terminal.flush()
        yield item
    terminal.write(f"\r[{'#' * WIDTH}] {len(items):,} of {len(items):,} comments\n")
