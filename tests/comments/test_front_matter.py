"""Front matter: the last value of each key that is taken, the first that is not, and on which line it is told."""

from __future__ import annotations

from typing import Any

import pytest

from chapbook.comments.front_matter import read_front_matter
from chapbook.comments.problem import Kind
from chapbook.comments.seen import has_something_to_see


def values(header: str) -> dict[str, Any]:
    read = read_front_matter(header)
    assert read.faults == []
    return read.values


def faults(header: str) -> list[tuple[int, Kind]]:
    return [(fault.line, fault.kind) for fault in read_front_matter(header).faults]


def message(header: str) -> str:
    [fault] = read_front_matter(header).faults
    return fault.message


def test_each_key_has_its_value_and_its_line() -> None:
    read = read_front_matter("# a remark\nauthor: A\nremoved: at a wish\nsupplied: [author]\n")
    assert read.values == {"author": "A", "removed": "at a wish", "supplied": {"author"}}
    assert read.lines == {"author": 2, "removed": 3, "supplied": 4}


def test_white_space_in_a_text_is_one_space() -> None:
    assert values("author: |\n  Ann\n   Ah\n\nurl: ' https://example.org/ '\n") == {
        "author": "Ann Ah",
        "url": "https://example.org/",
    }


def test_the_answered_comment_may_be_named_as_its_file_is() -> None:
    assert values("author: A\nreply_to: 01-first.md\n")["reply_to"] == "01-first"


@pytest.mark.parametrize("about", ["a", "M", "z", "Mm5", "aMZ09", "introduction-p2", "a_b.c:d"])
def test_what_an_id_of_a_section_may_be(about: str) -> None:
    assert values(f"author: A\nabout: '{about}'\n")["about"] == about


@pytest.mark.parametrize("about", ["2-a", "-a", "_a", "a b", "a#b", "é", "a/b"])
def test_what_it_may_not_be(about: str) -> None:
    assert faults(f"author: A\nabout: '{about}'\n") == [(2, Kind.VALUE)]


def test_a_quotation_is_of_what_a_comment_is_about() -> None:
    assert values("author: A\nabout: one\nquote: |\n  Some\n   words\n")["quote"] == "Some words"
    assert values(f"author: A\nabout: one\nquote: '{' x ' * 150}'\n")["quote"] == " ".join("x" * 150)
    assert message(f"author: A\nabout: one\nquote: {'x' * 301}\n") == (
        "quote: the text has 301 characters; shorten it to 300"
    )
    assert message("author: A\nquote: Some words\n") == (
        "quote: nothing says which passage the words are from; write a line about: with its id as well"
    )
    assert faults("author: A\nquote: Some words\n") == [(2, Kind.VALUE)]
    read = read_front_matter("author: A\nabout: '#'\nquote: Some words\n")
    assert [fault.line for fault in read.faults] == [2], "one mistake, one fault"
    assert "quote" not in read.values


def test_what_the_editors_say_of_a_comment() -> None:
    assert values("author: A\nanswered: 01-first.md\nclosed: true\n") == {
        "author": "A",
        "answered": "01-first",
        "closed": True,
    }
    assert values("author: A\nanswered: 'true'\n")["answered"] == "true"
    assert message("author: A\nclosed: false\n") == (
        "closed: it is true, or not there; write true, or leave the line out"
    )
    assert message("author: A\nanswered: By Ann\n") == (
        "answered: 'By Ann' is no comment's id; write the name of the answer's file, without .md, or true"
    )
    assert message("author: A\nclosed: true\nsupplied: [closed]\n").startswith("supplied: 'closed' is not a key that")


@pytest.mark.parametrize("answered", ["A", "a_b", "a.b", "é", "a b", ".md"])
def test_what_is_no_id_of_a_comment(answered: str) -> None:
    assert faults(f"author: A\nreply_to: '{answered}'\n") == [(2, Kind.VALUE)]


@pytest.mark.parametrize(
    ("key", "longest"), [("author", 245), ("removed", 2_000), ("about", 2_000)], ids=["author", "removed", "about"]
)
def test_a_value_has_a_longest(key: str, longest: int) -> None:
    other = "" if key == "author" else "author: A\n"
    assert values(f"{other}{key}: {'a' * longest}\n")[key] == "a" * longest
    told = message(f"{other}{key}: {'a' * (longest + 1)}\n")
    assert told == f"{key}: the text has {longest + 1:,} characters; shorten it to {longest:,}"


def test_all_of_it_has_a_longest() -> None:
    remark = "author: A\n#"
    assert values(remark.ljust(10_000, "x"))
    assert message(remark.ljust(10_001, "x")) == "the front matter is longer than 10,000 characters; shorten it"
    assert faults(remark.ljust(10_001, "x")) == [(0, Kind.FRONT_MATTER)]


@pytest.mark.parametrize("text", ["a", "X", "1", "é", "中", "!", "€", "😀"])
def test_what_can_be_seen(text: str) -> None:
    assert has_something_to_see(f"\u200b{text}\u200b")


@pytest.mark.parametrize(
    "text", ["", " ", "\u00a0", "\u200b", "\u0301", "\u115f", "\u1160", "\u2800", "\u3164", "\uffa0"]
)
def test_what_cannot_be_seen(text: str) -> None:
    assert not has_something_to_see(text)


def test_every_mistake_has_its_own_line() -> None:
    header = "date: soon\nauthor: A\nid: 7\nurl: x\nauthor: B\nsupplied: [url, date, about]\n"
    assert faults(header) == [(1, Kind.VALUE), (3, Kind.KEY), (4, Kind.VALUE), (5, Kind.KEY), (6, Kind.VALUE)]
    assert read_front_matter(header).values["author"] == "A"


def test_what_was_supplied_is_told_in_the_order_of_the_alphabet() -> None:
    told = [
        fault.message for fault in read_front_matter("author: A\nurl: https://e.org/\nsupplied: [z, b, a]\n").faults
    ]
    assert told == [f"supplied: {name!r} is not a key that was supplied; write some of: author, url" for name in "abz"]


def test_a_key_that_is_none_is_shown_with_those_that_are() -> None:
    assert message("author: A\nid: 7\n") == (
        "'id' is not a key of a comment; the keys are author, date, url, reply_to, about, quote, answered, closed, "
        "removed, supplied"
    )
    assert message("author: A\n[a]: 7\n").startswith("this is not a key of a comment; ")


@pytest.mark.parametrize("supplied", ["author", "{author: date}", "[[author]]", "['']"])
def test_what_was_supplied_is_a_list_of_keys(supplied: str) -> None:
    assert faults(f"author: A\nsupplied: {supplied}\n") == [(2, Kind.VALUE)]


def test_yaml_that_cannot_be_read_is_told_with_its_cause() -> None:
    assert message("author: a: b\n") == (
        "the front matter is not YAML: mapping values are not allowed in this context; "
        'put the value in quotation marks: author: "a: b"'
    )
    assert faults("author: A\nurl: a: b\n") == [(2, Kind.FRONT_MATTER)]


def test_yaml_that_cannot_be_read_at_any_line_is_told_of_the_whole() -> None:
    header = "author: A\nurl: \x07\n"
    assert faults(header) == [(0, Kind.FRONT_MATTER)]
    assert message(header) == "the front matter is not YAML: it cannot be read; write lines of key: value"


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("author: @ann\n", '; put the value in quotation marks: author: "@ann"'),
        ("author: Ann\nremoved: at: a wish\n", '; put the value in quotation marks: removed: "at: a wish"'),
        ('author: "Ann" or "Bo"\n', '; put the value in quotation marks: author: "\\"Ann\\" or \\"Bo\\""'),
        ("author: &x Ann\n", '; put the value in quotation marks: author: "&x Ann"'),
        ("author: !x\n", '; put the value in quotation marks: author: "!x"'),
        ("author: Ann\nsupplied: &a [author]\n", "&a is left out, as YAML reads it as a mark; delete it"),
        ("author: Ann #1\n", '; put the value in quotation marks: author: "Ann #1"'),
        ("author:\n\tAnn\n", "; write lines of key: value"),
        ("nobody: @ann\n", "; write lines of key: value"),
    ],
)
def test_a_value_that_yaml_takes_for_something_else_goes_in_quotation_marks(header: str, said: str) -> None:
    assert said in message(header)


@pytest.mark.parametrize("header", ["author: 'Ann' # a remark\n", "author: Ann#1\n", "author: Ann\n# a remark\n"])
def test_a_remark_is_no_part_of_a_value(header: str) -> None:
    assert values(header)["author"].startswith("Ann")
