"""How wide a table is reckoned to be, and which of its rows stay whole."""

from __future__ import annotations

import pytest

from chapbook.pdf.picture_markup import length
from chapbook.pdf.table_fit import LINES, SMALLEST, Fit, fit, is_kept_whole


def numbers(columns: int) -> list[list[str]]:
    return [["2010", "1,234,567"]] * columns


def test_a_table_that_fits_is_left_as_it_is() -> None:
    assert fit(numbers(5), can_turn=True) == Fit(1, is_turned=False, fits=True)
    assert fit([["many short words " * 40], ["x"]], can_turn=True) == Fit(1, is_turned=False, fits=True)
    assert fit([], can_turn=True) == Fit(1, is_turned=False, fits=True)


def test_one_a_little_too_wide_is_set_smaller() -> None:
    scale, is_turned, fits = fit(numbers(9), can_turn=True)
    assert 0.8 <= scale < 1
    assert (is_turned, fits) == (False, True)


def test_one_much_too_wide_is_turned_where_a_page_may_begin() -> None:
    assert fit(numbers(12), can_turn=True) == Fit(1, is_turned=True, fits=True)
    assert fit(numbers(12), can_turn=False).is_turned is False


def test_one_wider_than_that_does_not_fit() -> None:
    assert fit(numbers(40), can_turn=True) == Fit(SMALLEST, is_turned=True, fits=False)


@pytest.mark.parametrize("words", ["字" * 60, "x" * 60, "a-" * 60, "a/" * 60])
def test_what_has_places_for_the_ends_of_lines_is_not_wide(words: str) -> None:
    assert fit([[words]] * 4, can_turn=True) == Fit(1, is_turned=False, fits=True)


def test_a_row_stays_whole_that_is_short() -> None:
    assert is_kept_whole([("word " * 60, 1), ("x", 1)], 2)
    assert not is_kept_whole([("x", 1), ("word " * 600, 1)], 2)
    assert not is_kept_whole([("x\n" * LINES + "x", 1)], 1)
    assert is_kept_whole([("word " * 200, 1), ("x", 3)], 4) < is_kept_whole([("word " * 200, 3), ("x", 1)], 4)


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("50px", "37.5pt"),
        ("50", "37.5pt"),
        ("30%", "30%"),
        ("2.5 cm", "2.5cm"),
        ("3em", "3em"),
        ("1pc", "12pt"),
        ("12vw", "auto"),
        ("wide", "auto"),
        ("", "auto"),
    ],
)
def test_lengths_of_css_are_those_of_typst(given: str, written: str) -> None:
    assert length(given) == written
