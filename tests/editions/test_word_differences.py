"""What words went and came: nothing is lost, words are whole, and what changed reads as one change."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from chapbook.editions.word_differences import Segment, differing, tokens

TEXTS = st.text(st.sampled_from("ab \n.’-é\u0301中文ก่👩\u200d💻<&"), max_size=40) | st.text(max_size=20)


def shown(old: str, new: str) -> str:
    signs = {"same": "{}", "out": "-{}-", "in": "+{}+"}
    return "".join(signs[kind].format(words) for kind, words in differing(old, new))


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_differences(old: str, new: str) -> None:
    found = differing(old, new)
    assert "".join(words for kind, words in found if kind != "in") == old
    assert "".join(words for kind, words in found if kind != "out") == new
    assert all(words for _, words in found)


@given(TEXTS)
def test_between_a_text_and_itself_nothing_differs(text: str) -> None:
    assert differing(text, text) == ((Segment("same", text),) if text else ())


@given(TEXTS)
def test_tokens_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("don’t, 1.5 well-known", ["don’t", ",", " ", "1.5", " ", "well-known"]),
        ("抖音。ab", ["抖", "音", "。", "ab"]),
        ("e\u0301t हिन्दी", ["e\u0301t", " ", "हिन्दी"]),
        ("👩\u200d💻!", ["👩\u200d💻", "!"]),
        ("ก่อน", ["ก่", "อ", "น"]),
        ("a.\nb", ["a", ".", "\n", "b"]),
    ],
)
def test_words_are_whole_and_chinese_has_one_for_each_character(text: str, words: list[str]) -> None:
    assert tokens(text) == words


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("has 400 million users.", "has 600 million users.", "has -400-+600+ million users."),
        ("抖音拥有四亿用户", "抖音已经拥有六亿用户", "抖音+已经+拥有-四-+六+亿用户"),
        ("The hut.", "The old hut.", "The +old +hut."),
        # What is left between two changes is no island.
        ("one of the seven", "two of eleven more", "-one of the seven-+two of eleven more+"),
        ("red, green", "blue; black", "-red, green-+blue; black+"),
        ("", "All new.", "+All new.+"),
        ("All gone.", "", "-All gone.-"),
    ],
)
def test_what_changed_reads_as_people_say_it(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


def test_what_costs_too_much_is_shown_whole() -> None:
    old, new = "b" + " a" * 6000 + " c", "d" + " a" * 6001 + " e"
    assert [kind for kind, _ in differing(old, new)] == ["out", "in"]
