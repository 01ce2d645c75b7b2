"""The command as a process of its own: its exit code, and that it does not look through what ends with it."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

import pytest

from chapbook import __main__ as process

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)
    gc.unfreeze()


def test_objects_are_looked_through_seldom_and_not_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, int]] = []

    def main() -> int:
        seen.append((gc.get_threshold()[0], gc.get_freeze_count()))
        return 3

    monkeypatch.setattr(process, "main", main)
    assert process.run() == 3
    assert seen == [(process.MADE_BEFORE_A_LOOK, 0)]
    assert gc.get_freeze_count() > 0


def test_a_command_that_ends_early_ends_so_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "main", lambda: sys.exit(2))
    with pytest.raises(SystemExit, match="2"):
        process.run()
    assert gc.get_freeze_count() > 0
