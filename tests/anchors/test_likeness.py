"""Whether first words are those of the same paragraph, and where they are found in other text."""

from __future__ import annotations

import pytest

from chapbook.anchors.likeness import align, is_alike, is_same, pattern


@pytest.mark.parametrize(
    ("was", "now", "same", "alike"),
    [
        ("Alpha beta", "Alpha beta", True, True),
        ("Alpha beta", "Alpha beta gamma", True, True),
        ("Alpha", "Alphabet", False, False),
        ("Beta Alpha", "Alpha Beta", False, False),
        ("Alpha", "", False, False),
        ("", "Whatever it is", True, True),
        ("As the largest short video social platform in", "As the largset short video social platform in", False, True),
        ("As the largest short video social platform in", "As a large video platform, it has many users", False, False),
        ("Alpha is the first paragraph here.", "Beta is the second paragraph here.", False, False),
        ("Words that were here before the split came", "Words that were here.", False, True),
        ("河水从山上流下来，经过村庄。", "河水从山上流下来，经过村庄。新的话", False, True),
        ("河水从山上流下来，经过村庄，一直流到海里去。", "河水从山上流下米，经过村庄，一直流到海里去。", False, True),
        (
            "河水从山上流下来，经过村庄，一直流到海里去。",
            "春天来了，花开了，鸟儿在树上唱着歌儿飞来飞去。",
            False,
            False,
        ),
    ],
)
def test_likeness(was: str, now: str, same: bool, alike: bool) -> None:  # noqa: FBT001  # parameters
    assert (is_same(was, now), is_alike(was, now)) == (same, alike)


def test_the_same_words_are_told_apart_by_their_order() -> None:
    assert list(align("abab", "xabab")) == [(0, 1), (1, 2), (2, 3), (3, 4)]
    assert list(align("abcb", "acb")) == [(0, 0), (2, 1), (3, 2)]
    assert list(align("ab", "abab")) == [(0, 0), (1, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "before: In *many* “poor” areas_there is",
        "In many\n> poor areas there isles",
        "In [many](#x) poor areas",
    ],
)
def test_words_are_found_through_signs_and_markup(text: str) -> None:
    search = pattern("In many poor areas there is")
    assert search
    assert bool(search.search(text)) == ("isles" not in text and "#" not in text)


def test_a_word_that_was_cut_off_is_found_whole() -> None:
    search = pattern("河" * 24)
    assert search
    assert search.fullmatch("河" * 30)


def test_few_words_are_not_looked_for() -> None:
    assert pattern("In many areas") is None
    assert pattern("— – — … ---") is None
