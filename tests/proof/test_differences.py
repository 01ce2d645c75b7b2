"""Differences of two texts: each is a row with both sides and a place, and none is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from chapbook.proof.built_words import Word
from chapbook.proof.differences import Difference, compared
from chapbook.proof.letters import differences

SOURCE = ["One", "two", "three", "four", "five", "six", "seven."]


def built(text: str) -> list[Word]:
    return [Word(word, f"chapters/a#a-p{number}", "a") for number, word in enumerate(text.split(), 1)]


def test_a_word_that_is_another_one_missing_and_one_too_many() -> None:
    found = compared(SOURCE, built("One two 3 four six seven. eight"))
    assert found == (
        Difference("chapters/a#a-p3", "One two", "three", "3"),
        Difference("chapters/a#a-p5", "One two three four", "five", ""),
        Difference("chapters/a#a-p7", "four five six seven.", "", "eight"),
    )
    assert found[1].told_of(["html", "pdf"]) == (
        "chapters/a#a-p5: behind “One two three four” the source has “five”, the edition nothing (html, pdf)"
    )


@pytest.mark.parametrize(
    ("source", "there", "is_supplied"),
    [
        (["a"], "a [A picture is missing: b]", True),
        (["a"], "a [one][two] [three]", True),
        (["a"], "a [one] two", False),
        (["a"], "[a]", False),
        (["a", "b"], "a [c]", False),
    ],
)
def test_what_stands_in_brackets_is_an_addition(source: list[str], there: str, *, is_supplied: bool) -> None:
    [found] = compared(source, built(there))
    assert found.is_supplied == is_supplied


def test_marks_of_notes_may_stand_in_brackets_and_nothing_else_may() -> None:
    there = [Word("two1,2", "a", "a", "two[1],[2]"), Word("3", "a", "a"), Word("4", "a", "a", "[4]")]
    assert compared(["two1,2", "3", "4"], there) == ()
    assert compared(["two[1],[2]", "3", "[4]"], there) == ()
    [found] = compared(["two1,2", "[3]", "4"], there)
    assert (found.source, found.built) == ("[3]", "3")


def test_nothing_was_built() -> None:
    [found] = compared(SOURCE, [])
    assert found.source == " ".join(SOURCE)
    assert compared([], []) == ()


def test_a_long_difference_is_shortened() -> None:
    [found] = compared(["word"] * 100, built("other"))
    assert found.source == f"{'word ' * 20}… (60 words) …{' word' * 20}"


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_there_is_a_row_where_and_only_where_texts_differ(source: list[str], there: list[str]) -> None:
    assert bool(compared(source, built(" ".join(there)))) == (source != there)


PARTS = [("a", ["One", "compre-", "hension", "two"]), ("b", ["Three", "four·five", "author", "six"])]


def test_lines_hyphens_and_points_between_marks_do_not_count() -> None:
    text = "Page 1\nOne com\u2010\nprehension two\nSupplied.\nThree four·five ·\u00a0author\nsix\n"
    assert list(differences(PARTS, text)) == []


def test_another_word_in_a_book_is_told_with_those_before_it() -> None:
    [found] = differences(PARTS, "One comprehension two Three four·fine author six")
    assert found == Difference("b", "Three", "four·five author six", "four·fine author six")
    [found] = differences(PARTS, "Three four·five author six")
    assert found == Difference("a", "", "One compre- hension two", "Three four·five author six")


def test_parts_in_another_order_are_told() -> None:
    assert [row.place for row in differences(PARTS, "Three four·five author six One comprehension two")] == ["b"]


def test_words_of_a_text_without_lines_are_compared_whole() -> None:
    text = "Of the head One compre-\n  hension two * * * Three four·five · author six seven"
    assert list(differences(PARTS, text, has_lines=False)) == []
    [found] = differences(PARTS, text.replace("five · author", "fiveauthor"), has_lines=False)
    assert found == Difference("b", "Three", "four·five author six", "four·fiveauthor six seven")
    assert [row.place for row in differences([("a", ["six", "sev"])], text, has_lines=False)] == ["a"]
    assert [row.place for row in differences([("a", ["ne", "compre-"])], text, has_lines=False)] == ["a"]
