"""Comment files: what a good one gives, and what a bad one is told."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from chapbook.comments.body import UNPRINTABLE
from chapbook.comments.comment_file import parse_comment, read_comment
from chapbook.comments.front_matter import KEYS
from chapbook.comments.problem import Kind, Problem

if TYPE_CHECKING:
    from chapbook.comments.comment import Comment

PATH = Path("comments/02-an-answer.md")


def parse(text: str | bytes, path: Path = PATH) -> tuple[Comment | None, list[Problem]]:
    return parse_comment(path, text if isinstance(text, bytes) else dedent(text).lstrip("\n").encode())


def test_a_comment_with_every_key() -> None:
    comment, problems = parse("""
        ---
        author: Rosa Quill
        date: 2022-05-12T09:30:00+08:00
        url: https://example.org/
        reply_to: 01-first
        about: introduction-p2
        supplied: [author, date]
        ---
        Hi Xi

        A *good* read.
        """)
    assert problems == []
    assert comment is not None
    assert comment.id == "02-an-answer"
    assert comment.author == "Rosa Quill"
    assert isinstance(comment.date, datetime)
    assert comment.date.astimezone(UTC) == datetime(2022, 5, 12, 1, 30, tzinfo=UTC)
    assert (comment.url, comment.reply_to, comment.about) == ("https://example.org/", "01-first", "introduction-p2")
    assert comment.supplied == {"author", "date"}
    assert comment.body == "<p>Hi Xi</p>\n<p>A <em>good</em> read.</p>"
    assert comment.words == "Hi Xi A good read."
    assert comment.lines["reply_to"] == 5


def test_the_keys_are_those_of_the_contract() -> None:
    assert set(KEYS) == {"author", "date", "url", "reply_to", "about", "removed", "supplied"} | {
        "quote",
        "answered",
        "closed",
    }


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2022-05-12", date(2022, 5, 12)),
        ("2022-05-12T09:30:00Z", datetime(2022, 5, 12, 9, 30, tzinfo=UTC)),
        ("'2022-05-12 09:30'", datetime(2022, 5, 12, 9, 30)),  # noqa: DTZ001  # no zone was written
    ],
)
def test_dates_are_read_as_they_are_written(written: str, read: date) -> None:
    comment, problems = parse(f"---\nauthor: A\ndate: {written}\n---\nHi\n")
    assert problems == []
    assert comment is not None
    assert comment.date == read


@pytest.mark.parametrize("author", ["No", "1984", "null", "1e3", "0x10", "2022-05-12"])
def test_a_name_that_yaml_would_make_something_else_of_stays_a_name(author: str) -> None:
    comment, problems = parse(f"---\nauthor: {author}\n---\nHi\n")
    assert problems == []
    assert comment is not None
    assert comment.author == author


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_marks_of_any_editor(line_end: str, mark: bytes) -> None:
    comment, problems = parse(mark + line_end.join(["---", "author: A", "---", "Hi", "you", ""]).encode())
    assert problems == []
    assert comment is not None
    assert comment.body == "<p>Hi<br />\nyou</p>"


UNREADABLE = [
    ("no front matter", "Hi\n", 1, Kind.FRONT_MATTER, ["no front matter", "author:"]),
    ("open front matter", "---\nauthor: A\n", 1, Kind.FRONT_MATTER, ["no front matter"]),
    ("empty front matter", "---\n---\nHi\n", 1, Kind.FRONT_MATTER, ["empty", "author:"]),
    ("broken YAML", "---\nauthor: A\nurl: 'x\n---\nHi\n", 4, Kind.FRONT_MATTER, ["not YAML", "key: value"]),
    ("a list", "---\n- author\n---\nHi\n", 2, Kind.FRONT_MATTER, ["key: value"]),
    ("text", "---\nauthor\n---\nHi\n", 2, Kind.FRONT_MATTER, ["key: value"]),
    ("too long", f"---\nauthor: {'A' * 10_001}\n---\nHi\n", 1, Kind.FRONT_MATTER, ["10,000", "shorten"]),
    ("no author", "---\ndate: 2022-05-12\n---\nHi\n", 1, Kind.VALUE, ["no author", "author:"]),
    ("empty author", "---\nauthor:\n---\nHi\n", 2, Kind.VALUE, ["author", "text"]),
    ("a list of authors", "---\nauthor: [A, B]\n---\nHi\n", 2, Kind.VALUE, ["author", "text"]),
    ("empty body", "---\nauthor: A\n---\n\n \n", 4, Kind.BODY, ["no words"]),
    ("a body of tags", "---\nauthor: A\n---\n<b></b>\n", 4, Kind.BODY, ["no words"]),
    ("not UTF-8", b"---\nauthor: A\n---\nHi\nna\xefve\n", 5, Kind.ENCODING, ["0xef", "UTF-8"]),
]


@pytest.mark.parametrize(
    ("text", "line", "kind", "said"), [row[1:] for row in UNREADABLE], ids=[r[0] for r in UNREADABLE]
)
def test_a_file_that_gives_no_comment(text: str | bytes, line: int, kind: Kind, said: list[str]) -> None:
    comment, problems = parse(text)
    assert comment is None
    assert [(problem.path, problem.line, problem.kind) for problem in problems] == [(PATH, line, kind)]
    assert all(part in problems[0].message for part in said), problems[0].message


SHOWN_ALL_THE_SAME = [
    ("unknown key", "id: 7", Kind.KEY, ["'id'", ", ".join(KEYS)]),
    ("a key that is no text", "[a, b]: 7", Kind.KEY, ["not a key"]),
    ("repeated key", "author: B", Kind.KEY, ["'author'", "second time"]),
    ("wrong date", "date: 12 May 2022", Kind.VALUE, ["12 May 2022", "2022-05-31"]),
    ("impossible date", "date: 2022-02-30", Kind.VALUE, ["2022-02-30"]),
    ("script address", "url: 'javascript:alert(1)'", Kind.VALUE, ["javascript", "https://"]),
    ("mail address", "url: mailto:a@example.org", Kind.VALUE, ["mail address"]),
    ("address without scheme", "url: example.org", Kind.VALUE, ["https://"]),
    ("address that is none", "url: 'https://['", Kind.VALUE, ["https://"]),
    ("reply to no id", "reply_to: First Comment", Kind.VALUE, ["First Comment", "without .md"]),
    ("about no id", "about: 'the introduction'", Kind.VALUE, ["introduction-p2"]),
    ("supplied no list", "supplied: author", Kind.VALUE, ["[author]"]),
    ("supplied what is not there", "supplied: [date]", Kind.VALUE, ["'date'", "author"]),
]


@pytest.mark.parametrize(
    ("line", "kind", "said"), [row[1:] for row in SHOWN_ALL_THE_SAME], ids=[row[0] for row in SHOWN_ALL_THE_SAME]
)
def test_a_mistake_that_leaves_a_comment_to_show(line: str, kind: Kind, said: list[str]) -> None:
    comment, problems = parse(f"---\nauthor: A\n{line}\n---\nHi\n")
    assert comment is not None
    assert comment.author == "A"
    assert (comment.date, comment.url, comment.reply_to, comment.about) == (None, "", "", "")
    assert [(problem.line, problem.kind) for problem in problems] == [(3, kind)]
    assert all(part in problems[0].message for part in said), problems[0].message


def test_control_characters_are_shown_as_replacement_and_told_once() -> None:
    comment, problems = parse("---\nauthor: A\n---\nHi\x07 there\x00\n")
    assert comment is not None
    assert comment.words == "Hi\ufffd there\ufffd"
    assert [(problem.line, problem.kind) for problem in problems] == [(4, Kind.ENCODING)]
    assert "U+0007" in problems[0].message


@pytest.mark.parametrize(("name", "better"), [("Ann's answer.md", "ann-s-answer.md"), ("Ä.md", "a.md")])
def test_a_name_that_is_no_id(name: str, better: str) -> None:
    comment, problems = parse("---\nauthor: A\n---\nHi\n", Path(name))
    assert comment is None
    assert [problem.kind for problem in problems] == [Kind.NAME]
    assert better in problems[0].message


def test_a_bad_link_is_told_at_its_own_line() -> None:
    comment, problems = parse("---\nauthor: A\n---\nHi\n\nsee\n[this](javascript:alert(1)) and [that](/etc/passwd)\n")
    assert comment is not None
    assert comment.body == "<p>Hi</p>\n<p>see<br />\nthis and that</p>"
    assert [(problem.line, problem.kind) for problem in problems] == [(7, Kind.LINK), (7, Kind.LINK)]


@given(st.binary(max_size=400))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    comment, problems = parse(data)
    assert comment or problems


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_crashes_the_reader(header: str, body: str) -> None:
    comment, problems = parse(f"---\nauthor: A\n{header}\n---\n{body}".encode(errors="replace"))
    assert comment or problems


@given(st.dictionaries(st.sampled_from(sorted(KEYS)), st.text(max_size=40)))
def test_any_values_of_the_known_keys_are_read_or_told(values: dict[str, str]) -> None:
    quoted = {key: "'" + value.replace("'", "''") + "'" for key, value in values.items()}
    header = "".join(f"{key}: {value}\n" for key, value in quoted.items())
    comment, problems = parse(f"---\n{header}---\nHi\n".encode(errors="replace"))
    assert comment or problems


@pytest.mark.parametrize("escape", ["\\x07", "\\u202e", "\\0", "\\uFFFE", "\\x85"])
def test_an_escape_of_yaml_brings_nothing_in_that_a_file_may_not_hold(escape: str) -> None:
    comment, problems = parse(f'---\nauthor: A\nurl: "https://example.org/{escape}"\n---\nHi\n')
    assert comment is not None
    assert comment.url == ""
    assert [(problem.line, problem.kind) for problem in problems] == [(3, Kind.VALUE)]
    assert re.search(r"url: the character U\+[0-9A-F]{4} cannot be shown", problems[0].message)


@pytest.mark.parametrize("reference", ["&#x202e;", "&#8294;", "&#xfffe;", '<abbr title="&#x202e;">x</abbr>'])
def test_nor_does_a_character_reference(reference: str) -> None:
    comment, problems = parse(f"---\nauthor: A\n---\nHi {reference}\n")
    assert comment is not None
    assert not UNPRINTABLE.search(comment.body)
    assert [(problem.line, problem.kind) for problem in problems] in ([], [(4, Kind.ENCODING)])


@pytest.mark.parametrize("author", ["\u200b", "\u200d\u2060", "\u3164 \u200b"])
def test_a_name_is_something_to_see(author: str) -> None:
    comment, problems = parse(f"---\nauthor: '{author}'\n---\nHi\n")
    assert comment is None
    assert [(problem.line, problem.kind) for problem in problems] == [(2, Kind.VALUE)]


@pytest.mark.parametrize(("size", "is_taken"), [(1_000, True), (1_001, False)])
def test_a_file_has_a_largest_size(tmp_path: Path, size: int, is_taken: bool) -> None:  # noqa: FBT001  # a parameter
    path = tmp_path / "a.md"
    path.write_bytes(b"---\nauthor: A\n---\n".ljust(size, b"x"))
    comment, problems = read_comment(path, 1_000)
    assert (comment is not None) == is_taken
    assert [(problem.line, problem.kind) for problem in problems] == ([] if is_taken else [(0, Kind.SIZE)])
    assert is_taken or "1,001 bytes; shorten it to 1,000" in problems[0].message


def test_a_name_and_a_file_s_name_have_a_longest() -> None:
    comment, problems = parse(f"---\nauthor: {'A' * 246}\n---\nHi\n")
    assert comment is None
    assert "shorten it to 245" in problems[0].message
    _, problems = parse("---\nauthor: A\n---\nHi\n", Path("a" * 246 + ".md"))
    assert [problem.kind for problem in problems] == [Kind.NAME]


def test_a_link_a_folder_and_a_pipe_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("---\nauthor: A\n---\nHi\n", encoding="utf-8")
    (tmp_path / "a.md").symlink_to(tmp_path / "secret")
    (tmp_path / "b.md").mkdir()
    os.mkfifo(tmp_path / "c.md")
    for name in "abc":
        comment, [problem] = read_comment(tmp_path / f"{name}.md")
        assert comment is None
        assert (problem.line, problem.kind) == (0, Kind.FILE)
        assert "no file of its own" in problem.message


def test_what_was_removed_keeps_its_place_and_says_why() -> None:
    comment, problems = parse("---\nauthor: A\nremoved: at the commenter’s wish\n---\n")
    assert problems == []
    assert comment is not None
    assert (comment.removed, comment.body, comment.words) == ("at the commenter’s wish", "", "")


def test_of_what_was_removed_no_address_and_no_quotation_is_left() -> None:
    keys = "url: https://example.org/\nabout: one-p1\nquote: so be it\nsupplied: [url, date]\ndate: 2026-01-02\n"
    comment, problems = parse(f"---\nauthor: A\n{keys}removed: asked for\n---\n")
    assert problems == []
    assert comment is not None
    assert (comment.url, comment.quote, comment.supplied) == ("", "", frozenset({"date"}))


@pytest.mark.parametrize(
    ("text", "line", "kind"),
    [
        ("removed: asked for\n---\nHi\n", 5, Kind.BODY),
        ("removed:\n---\n", 3, Kind.VALUE),
        ("removed: x\nsupplied: [removed]\n---\n", 4, Kind.VALUE),
    ],
)
def test_what_can_be_wrong_with_a_removal(text: str, line: int, kind: Kind) -> None:
    comment, problems = parse(f"---\nauthor: A\n{text}")
    assert comment is None or comment.words == ""
    assert [(problem.line, problem.kind) for problem in problems] == [(line, kind)]
