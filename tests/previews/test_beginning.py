"""Beginnings of texts: never longer than they may be, and nothing torn apart."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from chapbook.clusters import follows_closely
from chapbook.previews.beginning import MORE, beginning

SIGNS = st.one_of(
    st.characters(exclude_categories=["Cs"], exclude_characters="\U0001f1e8\U0001f1f3"),
    st.sampled_from(["e\u0301", "👩🏽‍🌾", "🇨🇳", "한", "\u1112\u1161\u11ab", " ", "word ", "क्ष", "字"]),
)


def signs(text: str) -> str:
    return " ".join(text.split())


@given(st.lists(SIGNS, max_size=120).map("".join), st.integers(8, 60))
def test_it_is_the_text_s_own_and_no_longer_than_it_may_be(text: str, limit: int) -> None:
    made = beginning(text, limit)
    assert len(made) <= limit
    assert made == signs(text) or (made.endswith(MORE) and signs(text).startswith(made[:-1]))


@given(st.lists(SIGNS, min_size=40, max_size=120).map("".join), st.integers(30, 60))
def test_no_sign_is_torn(text: str, limit: int) -> None:
    made, whole = beginning(text, limit), signs(text)
    if made == whole or len(made) < 2:
        return
    before, behind = made[-2], whole[len(made) - 1]
    assert not follows_closely(before, behind)
    assert made.count("\U0001f1e8") == made.count("\U0001f1f3")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Short  and\nplain", "Short and plain"),
        ("a word " * 60, ("a word " * 40).strip() + MORE),
        ("字" * 300, "字" * 279 + MORE),
        ("one, two, three, " * 20, ("one, two, three, " * 20)[:276].rstrip(" ,") + MORE),
        ("🇨🇳" * 200, "🇨🇳" * 139 + MORE),
    ],
)
def test_it_ends_with_a_word_or_a_sign(text: str, made: str) -> None:
    assert beginning(text) == made
