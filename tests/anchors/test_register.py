"""The register of ids, as plain data: the file, read and written."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from chapbook.anchors.register import (
    Anchor,
    first_words,
    read_register,
    with_edition,
    with_words,
    write_register,
)

IDS = st.from_regex(r"[a-z][a-z0-9]{0,3}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)
PAGES = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=8)
WORDS = st.text(max_size=40).map(first_words)
EDITIONS = st.sampled_from(["", "1.0", "1.1", "2-b"])
ANCHORS = st.dictionaries(IDS, st.tuples(PAGES, WORDS), max_size=8)


@given(ANCHORS)
def test_what_is_written_is_read_again(known: dict[str, tuple[str, str]]) -> None:
    anchors = {Anchor(name, page, words) for name, (page, words) in known.items()}
    register = read_register(write_register(anchors))
    assert register.faults == []
    assert set(register.anchors.values()) == anchors


@given(ANCHORS)
def test_the_file_does_not_depend_on_the_order(known: dict[str, tuple[str, str]]) -> None:
    anchors = [Anchor(name, page, words) for name, (page, words) in known.items()]
    assert write_register(anchors) == write_register(reversed(anchors))


def test_ids_stand_as_people_count() -> None:
    text = write_register(Anchor(name, "p", "w") for name in ("a-p10", "a-p2", "a", "b", "a-p1"))
    assert [line.split()[0] for line in text.splitlines() if not line.startswith("#")] == [
        "a",
        "a-p1",
        "a-p2",
        "a-p10",
        "b",
    ]


def test_a_language_without_spaces_is_remembered_by_its_beginning() -> None:
    assert first_words("河" * 200) == "河" * 24


def test_first_words_are_eight() -> None:
    assert first_words(" one two\nthree four five six seven eight nine") == "one two three four five six seven eight"


def test_lines_that_cannot_be_read_have_their_number() -> None:
    register = read_register("# head\n\none\na page words\na page others\n")
    assert [fault.line for fault in register.faults] == [3, 5]
    assert "line 4 already" in register.faults[1].message
    assert register.anchors == {4: Anchor("a", "page", "words")}


def test_a_line_is_parted_by_its_first_two_spaces() -> None:
    register = read_register("  \n#x y\na  a%20page   one  two \nb page\n b page\n")
    assert register.anchors == {3: Anchor("a", "a page", "one  two"), 4: Anchor("b", "page", "")}
    [fault] = register.faults
    assert fault.line == 5
    assert fault.message == (
        "this is not a line of the register; write: id page words, for example intro chapters/intro Intro"
    )


def test_an_id_that_stands_three_times_is_told_with_its_first_line() -> None:
    register = read_register("a page\n\na page\na page\n")
    assert [*register.faults] == [
        (line, "the id a stands on line 1 already; take one of the two out") for line in (3, 4)
    ]


def test_a_line_that_is_written_has_no_space_at_its_end() -> None:
    lines = write_register([Anchor("b", "é page", ""), Anchor("a", "p", "one two")]).splitlines()
    assert lines[-2:] == ["a p one two", "b %C3%A9%20page"]
    assert all(line.startswith("#") for line in lines[:-2])


def test_an_id_may_have_two_addresses() -> None:
    register = read_register("a one Words\na two Words\n")
    assert register.faults == []
    assert [anchor.page for anchor in register.anchors.values()] == ["one", "two"]


def test_words_of_an_id_are_changed_on_each_of_its_lines() -> None:
    anchors = [Anchor("a", "one", "Old"), Anchor("a", "two", "Old"), Anchor("b", "one", "Other")]
    assert [anchor.words for anchor in with_words(anchors, {"a": "New"})] == ["New", "New", "Other"]


SECTIONS = """\
new page
# Since edition 1.0:
b page
# A remark.
p-p2 page Two
p-p10 page Ten
# Since edition 0.9:
a page
"""


def test_what_is_below_a_heading_is_there_since_that_edition() -> None:
    anchors = read_register(SECTIONS).anchors.values()
    assert [(anchor.id, anchor.since) for anchor in anchors] == [
        ("new", ""),
        ("b", "1.0"),
        ("p-p2", "1.0"),
        ("p-p10", "1.0"),
        ("a", "0.9"),
    ]


@pytest.mark.parametrize("heading", ["# Since edition 1.0", "#since edition 1.0:", "## Since Edition 1.0: "])
def test_a_heading_may_be_written_as_people_write(heading: str) -> None:
    assert read_register(f"a p\r\n{heading}\r\nb p\r\n").anchors[3].since == "1.0"


@pytest.mark.parametrize("remark", ["# Since edition 1.0 all is well", "# Since edition", " # Since edition 1.0:", "#"])
def test_a_remark_is_no_heading(remark: str) -> None:
    assert {anchor.since for anchor in read_register(f"a p\n{remark}\nb p\n").anchors.values()} == {""}


def test_sections_stay_as_they_are() -> None:
    anchors = [*read_register(SECTIONS).anchors.values(), Anchor("later", "page", "")]
    text = write_register(with_words(anchors, {"b": "Bee"}))
    assert text.endswith(
        "no citation\n# leads nowhere.\nlater page\nnew page\n"
        "# Since edition 1.0:\nb page Bee\np-p2 page Two\np-p10 page Ten\n# Since edition 0.9:\na page\n"
    )
    assert write_register(read_register(text).anchors.values()) == text


def test_a_new_edition_has_what_was_in_none() -> None:
    text = write_register(with_edition([*read_register(SECTIONS).anchors.values()], "1.1"))
    assert text.endswith(
        "leads nowhere.\n# Since edition 1.0:\nb page\np-p2 page Two\np-p10 page Ten\n"
        "# Since edition 0.9:\na page\n# Since edition 1.1:\nnew page\n"
    )
    same = with_edition([*read_register(text).anchors.values()], "1.2")
    assert write_register(same) == text


@given(st.dictionaries(IDS, st.tuples(PAGES, WORDS, EDITIONS), max_size=8))
def test_what_is_written_in_sections_is_read_again(known: dict[str, tuple[str, str, str]]) -> None:
    anchors = [Anchor(name, page, words, since) for name, (page, words, since) in known.items()]
    text = write_register(anchors)
    assert set(read_register(text).anchors.values()) == set(anchors)
    assert write_register(read_register(text).anchors.values()) == text
