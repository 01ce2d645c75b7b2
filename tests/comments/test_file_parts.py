"""The parts of a comment's file: where the front matter ends, on which line a mistake is told, what a name may be."""

from __future__ import annotations

from pathlib import Path

import pytest

from chapbook.comments.comment import Comment
from chapbook.comments.comment_file import parse_comment, read_comment
from chapbook.comments.file_name import suggested_id
from chapbook.comments.problem import Kind, Problem

PATH = Path("comments/a.md")
GOOD = b"---\nauthor: A\n---\nHi\n"


def parse(text: str, path: Path = PATH) -> tuple[Comment | None, list[Problem]]:
    return parse_comment(path, text.encode())


def told(text: str, path: Path = PATH) -> list[tuple[int, Kind]]:
    return [(problem.line, problem.kind) for problem in parse(text, path)[1]]


@pytest.mark.parametrize(
    "text",
    [
        "--- \nauthor: A\n---\t \nHi",
        "---\t\nauthor: A\n--- \nHi",
        "---\nauthor: A\n---\n---\n\nHi",
        "---\n\nauthor: A\n\n---\n\n\nHi\n\n",
    ],
)
def test_where_the_front_matter_ends(text: str) -> None:
    comment, problems = parse(text)
    assert problems == []
    assert comment is not None
    assert comment.words.endswith("Hi")


@pytest.mark.parametrize("text", ["\n---\nauthor: A\n---\nHi", "----\nauthor: A\n---\nHi", "---\nauthor: A\n----\nHi"])
def test_what_is_no_fence(text: str) -> None:
    assert told(text) == [(1, Kind.FRONT_MATTER)]


def test_a_file_may_end_with_the_second_fence() -> None:
    comment, problems = parse("---\nauthor: A\nremoved: at a wish\n---")
    assert problems == []
    assert comment is not None
    assert (comment.words, comment.removed) == ("", "at a wish")


def test_a_comment_with_its_author_alone() -> None:
    comment, problems = parse_comment(PATH, GOOD)
    assert problems == []
    assert comment == Comment("a", PATH, "A", "<p>Hi</p>", None, "", "", "", "", frozenset(), {"author": 2})


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("---\nauthor: A\nurl: x\n---\n\n\n[a](b.html)\n", [(3, Kind.VALUE), (7, Kind.LINK)]),
        ("---\nid: 7\n---\n\n", [(2, Kind.KEY), (1, Kind.VALUE)]),
        ("---\nauthor: A\nid: 7\n---\n\n", [(3, Kind.KEY), (5, Kind.BODY)]),
        ("---\nauthor: A\nremoved:\n---\n\nHi\n", [(3, Kind.VALUE), (5, Kind.BODY)]),
        ("---\nauthor: A\nurl: \x07x\n---\nHi \x00\n", [(3, Kind.ENCODING), (3, Kind.VALUE)]),
    ],
)
def test_every_mistake_of_a_file_has_its_line(text: str, places: list[tuple[int, Kind]]) -> None:
    assert told(text) == places


def test_bytes_that_are_no_text_are_told_at_their_line() -> None:
    comment, [problem] = parse_comment(PATH, b"\xff" + GOOD)
    assert comment is None
    assert (problem.line, problem.kind) == (1, Kind.ENCODING)
    assert problem.message == "byte 0xff is not UTF-8; save the file with the encoding UTF-8"


@pytest.mark.parametrize(
    ("body", "has_words"),
    [
        ("x", True),
        ("&", True),
        ("<", True),
        ("!", True),
        ("\u00a0x", True),
        ("<b> x</b>", True),
        ("<b> \u00a0 \u00a0x</b>", True),
        ("\u00a0&", True),
        ("\u00a0", False),
        ("<b> \u00a0 </b>", False),
        ("\u00a0 \u00a0\n\n\u00a0", False),
        ("&nbsp;", False),
        ("&ZeroWidthSpace;&shy;&#8203;", False),
        ("\u200b\u00ad\ufeff\u2060", False),
        ("\u3164\u2800", False),
        ("[\u200b](https://example.org/)", False),
        ("\u0301", False),
        ("<code> </code>", False),
        (">", False),
        ("-", False),
    ],
)
def test_what_is_a_word(body: str, has_words: bool) -> None:  # noqa: FBT001  # a parameter
    comment, problems = parse(f"---\nauthor: A\n---\n{body}\n")
    assert (comment is not None) == has_words
    assert [problem.kind for problem in problems] == ([] if has_words else [Kind.BODY])


def test_an_empty_first_line_is_counted() -> None:
    assert [problem.line for problem in parse_comment(PATH, b"\n\xff")[1]] == [2]
    assert told("\n\x07") == [(2, Kind.ENCODING), (1, Kind.FRONT_MATTER)]


def test_what_is_said_of_a_body() -> None:
    _, [problem] = parse("---\nauthor: A\nremoved: at a wish\n---\nHi\n")
    assert "words stand below; delete them" in problem.message
    _, [problem] = parse("---\nauthor: A\n---\n[a](b.html)\n")
    assert problem.message.startswith("the link to 'b.html' was left out; ")


@pytest.mark.parametrize(("size", "kinds"), [(21, []), (20, [Kind.SIZE])])
def test_bytes_have_a_largest_number(tmp_path: Path, size: int, kinds: list[Kind]) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(GOOD)
    for comment, problems in (parse_comment(path, GOOD, size), read_comment(path, size)):
        assert [problem.kind for problem in problems] == kinds
        assert [(problem.path, problem.line) for problem in problems] == [(path, 0)] * len(kinds)
        assert (comment is None) == bool(kinds)
        assert not problems or problems[0].message.startswith("the file has 21 bytes; shorten it to 20, or ")


def test_without_a_limit_of_its_own_a_file_has_64_kib(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    for size, kinds in ((65_536, []), (65_537, [Kind.SIZE])):
        data = GOOD.ljust(size, b"x")
        path.write_bytes(data)
        for _, problems in (parse_comment(path, data), read_comment(path)):
            assert [problem.kind for problem in problems] == kinds
    assert read_comment(path, 65_537)[1] == []


@pytest.mark.parametrize(("name", "is_good"), [("a" * 245, True), ("a" * 246, False), ("0-9", True), ("-", True)])
def test_a_file_s_name_has_a_longest(name: str, is_good: bool) -> None:  # noqa: FBT001  # a parameter
    comment, problems = parse_comment(Path(f"{name}.md"), GOOD)
    assert (comment is not None) == is_good
    assert [(problem.line, problem.kind) for problem in problems] == ([] if is_good else [(0, Kind.NAME)])
    assert is_good or problems[0].message == "the file's name has 246 characters; rename it to one of at most 245"


def test_of_a_file_with_a_bad_name_nothing_else_is_told() -> None:
    assert told("no front matter", Path("A b.md")) == [(0, Kind.NAME)]
    _, [problem] = parse("", Path("A b.md"))
    assert problem.message == "'A b.md' is no id (small letters a-z, digits and hyphens); rename the file: a-b.md"


@pytest.mark.parametrize(
    ("stem", "suggested"),
    [
        ("Ann Ah", "ann-ah"),
        ("--Ann__O'Ah--", "ann-o-ah"),
        ("9 lives", "9-lives"),
        ("谢", "xie"),
        ("!", "a-name"),
        ("", "a-name"),
        ("a" * 300, "a" * 245),
        ("a" * 244 + " b", "a" * 244),
    ],
)
def test_the_id_that_is_nearest_to_a_name(stem: str, suggested: str) -> None:
    assert suggested_id(stem) == suggested
