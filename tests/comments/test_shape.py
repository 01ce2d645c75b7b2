"""The picture of a thread: where dots stand, what is gathered, and when there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from chapbook.comments.comment import Comment
from chapbook.comments.shape import MOST_COLUMNS, MOST_DOTS, MOST_ROWS, STEP, Picture, shape
from chapbook.comments.thread import Thread, arrange


def thread(answers: dict[str, str]) -> Thread:
    comments = (
        Comment(name, Path(f"{name}.md"), name, "<p>x</p>", None, "", answered, "", "", frozenset(), {"reply_to": 2})
        for name, answered in answers.items()
    )
    made, problems = arrange(comments)
    assert problems == []
    return made


def places(picture: Picture) -> dict[str, tuple[int, int]]:
    return {dot.comment.id: (dot.x // STEP, dot.y // STEP) for dot in picture.dots}


def chain(size: int) -> dict[str, str]:
    return {f"{n:03}": f"{n - 1:03}" if n else "" for n in range(size)}


def star(size: int) -> dict[str, str]:
    return {"000": ""} | {f"{n:03}": "000" for n in range(1, size)}


def test_an_answer_stands_behind_what_it_answers_and_the_next_below() -> None:
    first, second = shape(thread({"a": "", "b": "a", "c": "b", "d": "a", "e": "d", "f": ""}))
    assert places(first) == {"a": (0, 0), "b": (1, 0), "c": (2, 0), "d": (1, 1), "e": (2, 1)}
    assert (first.width, first.height) == (3 * STEP, 2 * STEP)
    assert first.lines == "M12 12H36M36 12H60M12 12V36H36M36 36H60"
    assert (places(second), second.lines) == ({"f": (0, 0)}, "")


@pytest.mark.parametrize("answers", [{}, {"a": ""}, {"a": "", "b": "a"}, {"a": "", "b": "", "c": ""}])
def test_where_it_would_tell_nothing_there_is_none(answers: dict[str, str]) -> None:
    assert shape(thread(answers)) == ()


@pytest.mark.parametrize(
    ("answers", "dots"),
    [
        (chain(MOST_COLUMNS), MOST_COLUMNS),
        (chain(MOST_COLUMNS + 1), 1),
        (star(MOST_ROWS + 1), MOST_ROWS + 1),
        (star(MOST_ROWS + 2), 1),
    ],
)
def test_a_conversation_that_would_grow_out_of_the_page_is_one_dot(answers: dict[str, str], dots: int) -> None:
    (picture,) = shape(thread(answers))
    assert len(picture.dots) == dots
    assert sum(1 + dot.gathered for dot in picture.dots) == len(answers)


def test_of_many_comments_each_conversation_is_a_dot_and_of_many_conversations_none() -> None:
    pairs = {f"{n:03}{part}": "" if part == "a" else f"{n:03}a" for n in range(MOST_DOTS) for part in "ab"}
    pictures = shape(thread(pairs))
    assert [dot.gathered for picture in pictures for dot in picture.dots] == [1] * MOST_DOTS
    assert shape(thread({**pairs, "z": ""})) == ()


@given(st.lists(st.integers(0, 60), min_size=3, max_size=60))
def test_no_two_dots_are_in_one_place_and_each_answer_is_behind(numbers: list[int]) -> None:
    answers = {f"{n:03}": f"{answered:03}" if answered < n else "" for n, answered in enumerate(numbers)}
    for picture in shape(thread(answers)):
        found = places(picture)
        assert len(set(found.values())) == len(found)
        for name, (column, row) in found.items():
            assert 0 <= column * STEP < picture.width
            assert 0 <= row * STEP < picture.height
            if answers[name] and len(found) > 1:
                before, above = found[answers[name]]
                assert (column, row >= above) == (before + 1, True)
