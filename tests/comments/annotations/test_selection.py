"""The words that select a passage: as the comment has them, with what stands around, no sign cut, no gap bridged."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from chapbook.clusters import units
from chapbook.comments.annotations.selection import AROUND, Selection, selection
from chapbook.comments.quote import UNKNOWN, places_in, stands_in

FAMILY = "👨‍👩‍👧"


@pytest.mark.parametrize(
    ("quote", "words", "selected"),
    [
        ("on foot", "People\nare  on foot today.", Selection("on foot", "People are ", " today.")),
        ("“a” - b", 'x "a" – b y', Selection("“a” - b", "x ", " y")),
        ("ab", f"{'x' * 40}ab{'y' * 40}", Selection("ab", "x" * AROUND, "y" * AROUND)),
        ("e", "cafe\u0301 bed", Selection("e", "cafe\u0301 b", "d")),
        ("not there", "Other words.", Selection("not there", "", "")),
        ("b", f"a {UNKNOWN} b c {UNKNOWN} d", Selection("b", " ", " c ")),
        ("x", f"{FAMILY * 9}x{FAMILY * 9}", Selection("x", FAMILY * 6, FAMILY * 6)),
        ("", "One. ", Selection("One.", None, "")),
        ("", f"({UNKNOWN}) and then many words", Selection(") and then many words", None, "")),
        ("", "a" * 400, Selection("a" * 300, None, "a" * AROUND)),
        ("", "a\u0301" * 200, Selection("a\u0301" * 150, None, "a\u0301" * 16)),
        ("", UNKNOWN, None),
    ],
)
def test_what_is_selected(quote: str, words: str, selected: Selection | None) -> None:
    assert selection(quote, words) == selected


@given(st.text('ab-–“" \u0301\u200d👩\ufffc\nﬁ', max_size=40), st.integers(0, 9), st.integers(1, 9))
def test_a_part_of_a_passage_is_found_in_it(words: str, first: int, length: int) -> None:
    quote = "".join([*units(words)][first : first + length])
    places = [*places_in(quote, words)]
    assert all(stands_in(words[start:end], quote) for start, end in places if UNKNOWN not in quote)
    assert places or not any(char.isalpha() for char in quote)
