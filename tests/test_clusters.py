"""Signs that stand on others: what is a pile of them, and that nothing of a text is lost where one is parted."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from chapbook.clusters import BREAK, LONGEST, parted, piles, units

ACUTE = "\u0301"
MAN, JOINER, TONE = "\U0001f468", "\u200d", "\U0001f3fd"
KA, VIRAMA, VOWEL = "\u0915", "\u094d", "\u093f"


@pytest.mark.parametrize(
    ("before", "unit", "in_unit"),
    [
        ("e", ACUTE, 1),
        ("", ACUTE, 1),
        ("Z", "\u0335\u0321\u0353", 3),
        ("\u2764", "\ufe0f", 1),
        ("\U0001f3f4", "\U000e0067", 1),
        ("\U0001f44b", TONE, 1),
        ("a", "\u200b", 1),
        ("a", "\u00ad", 1),
        (KA, VOWEL, 1),
        (KA, VIRAMA + KA, 2),
        (MAN, JOINER + MAN, 2),
        (MAN, JOINER + "\U0001f469" + TONE, 3),
        ("\u0e01", "\u0e49", 1),
    ],
)
def test_what_is_a_pile(before: str, unit: str, in_unit: int) -> None:
    few, many = LONGEST // in_unit, LONGEST // in_unit + 1
    start = 3 + len(before)
    for after in ("", " x", "x"):
        assert list(piles(f"Oh {before}{unit * few}{after}")) == []
        (pile,) = piles(f"Oh {before}{unit * many}{after}")
        assert pile == (start, start + many * in_unit)


@pytest.mark.parametrize(
    "text",
    [
        "plain words" * 20,
        "\U0001f600" * 100,
        "\U0001f1e9\U0001f1ea" * 100,
        f"{MAN}{JOINER}{MAN}{JOINER}\U0001f467" * 50,
        f"e{ACUTE}" * 100,
        f"{KA}{VOWEL}" * 100,
        "\u4e2d" * 100,
        "\u1100\u1161\u11a8" * 50,
        "…—!?" * 50,
        "1\ufe0f\u20e3" * 50,
    ],
)
def test_what_is_none(text: str) -> None:
    assert list(piles(text)) == []


def test_each_pile_is_found() -> None:
    text = f"a{ACUTE * 40} b{ACUTE * 3} c{ACUTE * 31}"
    assert [text[begin:end] for begin, end in piles(text)] == [ACUTE * 40, ACUTE * 31]


SIGNS = st.sampled_from(["a", "é", " ", ACUTE, JOINER, MAN, TONE, KA, VIRAMA, VOWEL, "\u200b", "\u4e2d", "-"])
TEXTS = st.lists(SIGNS | st.tuples(SIGNS, st.integers(25, 40)).map(lambda pair: pair[0] * pair[1])).map("".join)


@given(TEXTS)
def test_a_text_is_its_units(text: str) -> None:
    parts = list(units(text))
    assert "".join(parts) == text
    assert max(map(len, parts)) <= LONGEST + 1


@given(TEXTS)
def test_a_pile_has_nothing_beside_it_that_belongs_to_it(text: str) -> None:
    found = list(piles(text))
    assert all(end - begin > LONGEST for begin, end in found)
    assert all(end < begin for (_, end), (begin, _) in pairwise(found))


def test_a_pile_is_parted_once() -> None:
    text = f"<p>a{ACUTE * 70} b</p>"
    assert parted(text) == f"<p>a{ACUTE * 30}{BREAK}{ACUTE * 30}{BREAK}{ACUTE * 10} b</p>"
    assert parted(parted(text)) == parted(text)


@given(TEXTS)
def test_to_part_adds_nothing_but_places_for_a_line_s_end(text: str) -> None:
    assert parted(text).replace(BREAK, "") == text.replace(BREAK, "")
    assert parted(parted(text)) == parted(text)
    assert list(piles(text)) or parted(text) == text
    longest = max(
        (len(part) for begin, end in piles(parted(text)) for part in parted(text)[begin:end].split(BREAK)), default=0
    )
    assert longest <= LONGEST
