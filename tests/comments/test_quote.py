"""Whether quoted words are still in a passage: what counts as the same, and what is not known of a passage."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from chapbook.comments.quote import UNKNOWN, stands_in

PASSAGE = f"He said “it’s — well… done” {UNKNOWN}. Then they sold\nthe co-op’s wine."
KNOWN = st.text("ab ,.“'é王")


@pytest.mark.parametrize(
    "quote",
    [
        "He said",
        'He said "it\'s - well... done"',
        "He said «it‘s -- well...\u00a0done»",
        "sold the  co‑op's w\u00adine",
        "soldthe",
        "well… done” (Xi, 2020). Then they",
        "done” [1]",
        "(Xi, 2020). Then they",
    ],
)
def test_words_of_the_passage_stand_in_it_however_they_are_set(quote: str) -> None:
    assert stands_in(quote, PASSAGE)


@pytest.mark.parametrize(
    "quote",
    [
        "he said",
        "He says",
        "they sold the wine",
        "Then they buy",
        "Something wholly else.",
        "Something else (Xi, 2020). Then",
        "well… done” (Xi, 2020). Then we",
    ],
)
def test_other_words_do_not_whatever_the_citation_may_be(quote: str) -> None:
    assert not stands_in(quote, PASSAGE)


def test_words_before_or_after_a_passage_are_not_in_it() -> None:
    assert not stands_in("a b c", "b c")
    assert not stands_in("a b c", "")
    assert stands_in("c d (1) e f g (2) h i", f"a b c d {UNKNOWN} e f g {UNKNOWN} h i j")
    assert not stands_in("c d (1) e f f (2) h i", f"c d {UNKNOWN} e f g {UNKNOWN} h i")


@given(st.lists(st.tuples(KNOWN, st.text("(x2 ", max_size=4)), min_size=1), KNOWN, st.data())
def test_every_part_of_the_page_of_which_most_is_known_stands_in_the_passage(
    pairs: list[tuple[str, str]], end: str, data: st.DataObject
) -> None:
    page = "".join(known + written for known, written in pairs) + end
    is_known = [has for known, written in pairs for has in [*[True] * len(known), *[False] * len(written)]]
    is_known += [True] * len(end)
    start = data.draw(st.integers(0, len(page)))
    stop = data.draw(st.integers(start, len(page)))
    counted = [known for known, sign in zip(is_known[start:stop], page[start:stop], strict=True) if sign.strip()]
    if 2 * sum(counted) >= len(counted):
        assert stands_in(page[start:stop], "".join(f"{known}{UNKNOWN}" for known, _ in pairs) + end)


@given(st.text(min_size=1), st.text(), st.integers(1, 3))
def test_white_space_does_not_count(words: str, rest: str, width: int) -> None:
    spread = (" " * width).join(words)
    assert stands_in(spread, f"{rest} {words} {rest}".replace(UNKNOWN, "")) or UNKNOWN in words
