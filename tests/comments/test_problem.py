"""Problems: the names by which they are looked up, and the places that a terminal makes clickable."""

from __future__ import annotations

from pathlib import Path

import pytest

from chapbook.comments.problem import Kind, Problem


@pytest.mark.parametrize(
    ("name", "line", "place"),
    [
        ("a.md", 0, "comments/a.md:1"),
        ("a.md", 1, "comments/a.md:1"),
        ("a.md", 7, "comments/a.md:7"),
        ("é 中.md", 2, "comments/é 中.md:2"),
        ("a\nb\x1b[0m.md", 2, "comments/a\\nb\\x1b[0m.md:2"),
    ],
)
def test_a_place_is_one_printable_line(name: str, line: int, place: str) -> None:
    assert Problem(Path("comments", name), line, Kind.NAME, "").location == place
