"""Names of people: each way to write one, and the number from which a style names them no more."""

from __future__ import annotations

import pytest
from pybtex.database import Entry, Person

from chapbook.citing.author_names import (
    chicago_series,
    family_name,
    given_names,
    inverted,
    is_edited,
    lineage,
    mla_series,
    plain_series,
    responsible,
    upright,
    with_role,
)
from chapbook.citing.latex_text import rich_text

LUDWIG = Person("van der Beethoven, Jr., Ludwig Maria")
NAMES = [Person(f"F{number}, G{number}") for number in range(1, 13)]


def test_the_parts_of_a_name() -> None:
    assert str(family_name(LUDWIG)) == "van der Beethoven"
    assert str(given_names(LUDWIG)) == "Ludwig Maria"
    assert str(lineage(LUDWIG)) == "Jr."
    assert str(inverted(LUDWIG)) == "van der Beethoven, Ludwig Maria, Jr."
    assert str(upright(LUDWIG)) == "Ludwig Maria van der Beethoven Jr."


def test_a_name_with_the_family_first_is_not_turned_round() -> None:
    assert str(inverted(Person("王, 小明"))) == str(upright(Person("王, 小明"))) == "王小明"


def test_a_name_that_is_one_whole() -> None:
    group = Person("{A Group \\& Sons}")
    assert str(inverted(group)) == str(upright(group)) == "A Group & Sons"
    assert not given_names(group)
    assert not lineage(group)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, ""),
        (1, "F1, G1"),
        (2, "F1, G1, and G2 F2"),
        (3, "F1, G1, et al."),
        (12, "F1, G1, et al."),
    ],
)
def test_a_series_in_mla(number: int, said: str) -> None:
    assert str(mla_series(NAMES[:number])) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, ""),
        (1, "F1, G1"),
        (2, "F1, G1, and G2 F2"),
        (3, "F1, G1, G2 F2, and G3 F3"),
        (10, "F1, G1, G2 F2, G3 F3, G4 F4, G5 F5, G6 F6, G7 F7, G8 F8, G9 F9, and G10 F10"),
        (11, "F1, G1, G2 F2, G3 F3, G4 F4, G5 F5, G6 F6, G7 F7, et al."),
        (12, "F1, G1, G2 F2, G3 F3, G4 F4, G5 F5, G6 F6, G7 F7, et al."),
    ],
)
def test_a_series_in_chicago(number: int, said: str) -> None:
    assert str(chicago_series(NAMES[:number])) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, ""), (1, "G1 F1"), (2, "G1 F1 and G2 F2"), (3, "G1 F1, G2 F2, and G3 F3")],
)
def test_a_series_in_plain_words(number: int, said: str) -> None:
    assert str(plain_series(NAMES[:number])) == said


@pytest.mark.parametrize(
    ("persons", "first", "said"),
    [
        ({}, [], "N"),
        ({"author": NAMES[:2]}, NAMES[:2], "N"),
        ({"author": NAMES[:1], "editor": NAMES[1:3]}, NAMES[:1], "N"),
        ({"editor": NAMES[:1]}, NAMES[:1], "N, editor"),
        ({"author": [], "editor": NAMES[:2]}, NAMES[:2], "N, editors"),
    ],
)
def test_editors_stand_in_the_place_of_authors_and_it_is_said(
    persons: dict[str, list[Person]],
    first: list[Person],
    said: str,
) -> None:
    entry = Entry("book", persons=persons)
    assert responsible(entry) == first
    assert is_edited(entry) == (said != "N")
    assert str(with_role(rich_text("N"), entry, ", editor", ", editors")) == said
