"""A bar for what takes long: on a terminal, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chapbook import progress

if TYPE_CHECKING:
    import pytest


def test_a_bar_is_drawn_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    items = list(range(500))
    monkeypatch.setattr(progress, "SOON", 0)
    assert list(progress.watched(iter(items), "asking", 500)) == items
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert list(progress.watched(iter(items), "asking", 500)) == items
    printed, drawn = capsys.readouterr()
    assert printed == ""
    assert "\rasking:   0%" in drawn
    assert " 500/500 " in drawn
    monkeypatch.undo()
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert list(progress.watched(items, "asking")) == items
    assert "asking" not in capsys.readouterr().err
