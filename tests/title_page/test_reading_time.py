"""How long a text takes to read, in any script."""

from __future__ import annotations

import pytest

from chapbook.title_page.minutes_left import left
from chapbook.title_page.reading_time import minutes_for, told


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 0),
        ("— … § * 。", 0),
        ("word " * 230, 1),
        ("well-known, isn’t it — yes. " * 46, 0.8),
        ("说" * 370, 1),
        ("今日は、カタカナ。" * 37, 0.7),
        ("散步 Slowly 2022 年" * 10, (30 / 370) + (20 / 230)),
        ("كلمة " * 115, 0.5),
        ("한국어 단어 " * 115, 1),
        ("ก" * 115, 0.1),
    ],
)
def test_words_and_characters_are_counted(text: str, minutes: float) -> None:
    assert minutes_for(text) == pytest.approx(minutes)


def test_minutes_are_told_whole_and_never_as_none() -> None:
    assert [told(minutes) for minutes in (0, 0.01, 1.4, 1.6, 42.2)] == [0, 1, 1, 2, 42]


def test_what_is_left_is_what_stands_behind_a_page_in_the_order_of_reading() -> None:
    known = {"c": 2.4, "index": 1.0, "a": 3.0, "b": 0.2}
    assert left(["index", "a", "notes", "b", "c"], known) == {"index": 6, "a": 3, "b": 2}
    assert left(["index"], {"index": 1.0}) == {}
    assert left(["index"], {}) == {}
    assert left(["a", "b"], {"a": 3.0, "b": 0.2}) == {"a": 1}
