"""Threads: who stands where, and what is said of replies that go nowhere."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from chapbook.comments.comment import Comment
from chapbook.comments.folder import folder_state
from chapbook.comments.problem import Kind
from chapbook.comments.thread import DEEPEST_REPLY, Reply, Thread, arrange, read_thread

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path("comments")


def comment(id_: str, reply_to: str = "", moment: date | None = None) -> Comment:
    return Comment(
        id=id_,
        path=FOLDER / f"{id_}.md",
        author=id_.title(),
        body="<p>x</p>",
        date=moment,
        url="",
        reply_to=reply_to,
        about="",
        removed="",
        supplied=frozenset(),
        lines={"reply_to": 3},
    )


def outline(replies: Iterable[Reply]) -> list[object]:
    """``[a, [b, c]]``: a, and under it b and c."""
    shown: list[object] = []
    for reply in replies:
        shown.append(reply.comment.id)
        if reply.replies:
            shown.append(outline(reply.replies))
    return shown


def arranged(*comments: Comment) -> Thread:
    thread, problems = arrange(comments)
    assert problems == []
    return thread


def test_replies_stand_under_what_they_answer() -> None:
    thread = arranged(comment("c", "a"), comment("a"), comment("d", "b"), comment("b"), comment("e", "c"))
    assert outline(thread.replies) == ["a", ["c", ["e"]], "b", ["d"]]
    assert [c.id for c in thread.comments()] == ["a", "c", "e", "b", "d"]
    assert thread.size == 5


def test_siblings_stand_by_date_then_by_name_undated_first() -> None:
    moments = {
        "d": datetime(2022, 5, 12, 23, tzinfo=UTC),
        "c": date(2022, 5, 13),
        "b": datetime(2022, 5, 13, 1),  # noqa: DTZ001  # a file may leave the zone out
        "a": datetime.fromisoformat("2022-05-13T09:00:00+08:00"),
        "f": None,
        "e": None,
    }
    thread = arranged(*(comment(name, moment=moment) for name, moment in moments.items()))
    assert [c.id for c in thread.comments()] == ["e", "f", "d", "c", "a", "b"]


def test_below_the_eighth_level_a_reply_says_whom_it_answers() -> None:
    chain = [comment("01"), *(comment(f"{n:02}", f"{n - 1:02}") for n in range(2, 12))]
    thread = arranged(*chain)
    assert DEEPEST_REPLY == 8
    assert outline(thread.replies) == ["01", ["02", ["03", ["04", ["05", ["06", ["07", ["08", "09", "10", "11"]]]]]]]]
    answers = {}
    waiting = list(thread.replies)
    while waiting:
        reply = waiting.pop()
        waiting += reply.replies
        answers[reply.comment.id] = reply.answers.id if reply.answers else ""
    assert {name: answered for name, answered in answers.items() if answered} == {"09": "08", "10": "09", "11": "10"}


@pytest.mark.parametrize(
    ("replies", "first_level", "told"),
    [
        ({"a": "a"}, ["a"], [("a", "answers itself")]),
        ({"a": "z"}, ["a"], [("a", "'z'")]),
        ({"a": "b", "b": "a"}, ["a"], [("a", "a → b → a")]),
        ({"c": "b", "b": "d", "d": "c", "a": "c"}, ["b"], [("b", "b → d → c → b")]),
        ({"a": "b", "b": "a", "c": "d", "d": "c"}, ["a", "c"], [("a", "a → b → a"), ("c", "c → d → c")]),
    ],
)
def test_a_reply_that_goes_nowhere_stands_at_the_first_level(
    replies: dict[str, str], first_level: list[str], told: list[tuple[str, str]]
) -> None:
    thread, problems = arrange(comment(name, answered) for name, answered in replies.items())
    assert thread.size == len(replies)
    assert [reply.comment.id for reply in thread.replies] == first_level
    assert [(problem.path.stem, problem.line, problem.kind) for problem in problems] == [
        (name, 3, Kind.REPLY_TO) for name, _ in told
    ]
    for problem, (_, said) in zip(problems, told, strict=True):
        assert said in problem.message
        assert "without .md" in problem.message


def test_each_reply_knows_what_it_answers_the_next_answer_and_how_many_stand_below() -> None:
    thread = arranged(comment("a"), *(comment(f"a{n}", "a") for n in range(3)), comment("b", "a1"), comment("z"))
    found = {reply.comment.id: reply for reply in thread.replies[0].conversation()}
    assert list(found) == ["a", "a0", "a1", "b", "a2"]
    assert [reply.following for reply in found.values()] == ["", "a1", "a2", "", ""]
    assert [reply.parent and reply.parent.id for reply in found.values()] == [None, "a", "a", "a1", "a"]
    assert [reply.size for reply in thread.replies] == [4, 0]


def test_below_the_eighth_level_the_next_answer_is_to_the_same_comment() -> None:
    chain = [comment("01"), *(comment(f"{n:02}", f"{n - 1:02}") for n in range(2, 12)), comment("99", "08")]
    found = {reply.comment.id: reply for reply in arranged(*chain).replies[0].conversation()}
    assert (found["09"].following, found["10"].following) == ("99", "")
    assert {name for name, reply in found.items() if not reply.is_nested} == {"09", "10", "11", "99"}


def test_a_comment_is_closed_with_all_that_answers_it() -> None:
    chain = [comment(f"{n:02}", f"{n - 1:02}" if n else "") for n in range(12)]
    chain[2] = chain[2]._replace(closed=True)
    found = arranged(*chain, comment("03a", "01")).replies[0].conversation()
    assert [reply.comment.id for reply in found if not reply.is_closed] == ["00", "01", "03a"]


@pytest.mark.parametrize(
    ("answered", "shown", "told"),
    [
        ("b", "b", ""),
        ("true", "true", ""),
        ("lost", "true", ""),
        ("a", "true", "this is the comment itself"),
        ("z", "true", "there is no comment 'z' beside it"),
    ],
)
def test_what_settles_a_comment_is_another_of_the_thread(answered: str, shown: str, told: str) -> None:
    asking = comment("a")._replace(answered=answered, lines={"answered": 4})
    thread, problems = arrange([asking, comment("b", "a")], unreadable=["lost"])
    assert thread.replies[0].comment.answered == shown
    assert (thread.replies[0].answer is not None) == (shown == "b")
    assert [(problem.line, problem.kind, told in problem.message) for problem in problems] == (
        [(4, Kind.ANSWERED, True)] if told else []
    )


@pytest.mark.parametrize(
    ("size", "end"), [(10, "09 → 00;"), (11, "09 → … 1 more … → 00;"), (1_012, "… 1,002 more … → 0000;")]
)
def test_of_a_large_circle_ten_are_named(size: int, end: str) -> None:
    width = len(str(size))
    names = [f"{n:0{width}}" for n in range(size)]
    _, [problem] = arrange(comment(name, names[(n + 1) % size]) for n, name in enumerate(names))
    assert problem.message.startswith(f"reply_to: replies in a circle: {names[0]} → {names[1]} → ")
    assert end in problem.message
    assert problem.message.count(" → ") == (10 if size == 10 else 11)


def test_an_answer_to_a_file_that_cannot_be_read_is_not_told_a_second_time() -> None:
    thread, problems = arrange([comment("b", "a")], unreadable=["a"])
    assert problems == []
    assert outline(thread.replies) == ["b"]


IDS = st.sampled_from("abcdefgh")


@given(st.dictionaries(IDS, st.just("") | IDS | st.just("z")))
def test_every_comment_is_shown_once_whatever_it_answers(replies: dict[str, str]) -> None:
    thread, problems = arrange(comment(name, answered) for name, answered in replies.items())
    assert sorted(c.id for c in thread.comments()) == sorted(replies)
    assert thread.size == len(replies)
    told = {problem.path.stem for problem in problems}
    for name, answered in replies.items():
        assert answered not in {name, "z"} or name in told


@given(st.permutations("abcdefgh"))
def test_the_order_of_reading_does_not_matter(names: list[str]) -> None:
    replies = {"b": "a", "c": "a", "d": "c", "e": "", "f": "e", "g": "d", "h": "z"}
    comments = [comment(name, replies.get(name, "")) for name in names]
    assert arrange(comments) == arrange(sorted(comments, key=lambda c: c.id))


def test_a_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nauthor: A\n---\nHi\n")
    (tmp_path / "b.md").write_text("---\nauthor: B\nreply_to: a\n---\nHi\n")
    (tmp_path / ".gitkeep").touch()
    thread, problems = read_thread(tmp_path, folder_state(tmp_path))
    assert problems == []
    assert outline(thread.replies) == ["a", ["b"]]


def test_what_is_no_comment_is_told_and_the_rest_shown(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nauthor: A\n---\nHi\n")
    (tmp_path / "b.md").write_text("Hi\n")
    (tmp_path / "notes.txt").touch()
    (tmp_path / "folder.md").mkdir()
    thread, problems = read_thread(tmp_path, folder_state(tmp_path))
    assert outline(thread.replies) == ["a"]
    assert [(problem.path.name, problem.kind) for problem in problems] == [
        ("b.md", Kind.FRONT_MATTER),
        ("folder.md", Kind.FILE),
        ("notes.txt", Kind.NAME),
    ]


def test_files_are_read_in_the_order_of_their_names_and_hidden_ones_not_at_all(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".md", ".hidden.md", "c.MD"):
        (tmp_path / name).touch()
    _, problems = read_thread(tmp_path, ["b.txt", "c.MD", ".hidden.md", ".md", "a.txt"])
    assert [problem.path.name for problem in problems] == [".md", "a.txt", "b.txt", "c.MD"]
    assert {(problem.line, problem.kind) for problem in problems} == {(0, Kind.NAME)}
    assert problems[1].message.startswith("'a.txt' is no comment's file; a thread's folder holds NAME.md files only, ")


def test_an_answer_to_a_broken_file_is_shown_and_the_file_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Hi\n")
    (tmp_path / "b.md").write_text("---\nauthor: B\nreply_to: a\n---\nHi\n")
    thread, problems = read_thread(tmp_path, folder_state(tmp_path))
    assert outline(thread.replies) == ["b"]
    assert [(problem.path.name, problem.kind) for problem in problems] == [("a.md", Kind.FRONT_MATTER)]


def test_a_file_is_read_up_to_the_largest_size(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nauthor: A\n---\nHi\n")
    for largest, size in ((21, 1), (20, 0)):
        thread, problems = read_thread(tmp_path, ["a.md"], largest)
        assert (thread.size, [problem.kind for problem in problems]) == (size, [Kind.SIZE][size:])


def test_the_state_of_a_folder_is_its_names_and_when_they_were_changed(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    os.utime(tmp_path / "a.md", ns=(1, 7_000_000_000))
    (tmp_path / "b.md").symlink_to(tmp_path / "nowhere")
    assert folder_state(tmp_path) == {"a.md": 7_000_000_000, "b.md": 0}
    assert folder_state(tmp_path / "a.md") is None


def test_a_file_that_went_away_meanwhile_is_told(tmp_path: Path) -> None:
    thread, [problem] = read_thread(tmp_path, ["a.md"])
    assert thread.size == 0
    assert (problem.path, problem.line, problem.kind) == (tmp_path / "a.md", 0, Kind.FILE)
    assert "No such file or directory" in problem.message


def test_a_folder_that_is_missing_or_empty_says_so(tmp_path: Path) -> None:
    for folder, said in ((tmp_path, "empty; put a comment in"), (tmp_path / "none", "no such folder; make it")):
        thread, problems = read_thread(folder, folder_state(folder))
        assert thread.size == 0
        assert [(problem.path, problem.line, problem.kind) for problem in problems] == [(folder, 0, Kind.FOLDER)]
        assert said in problems[0].message


def test_a_folder_that_is_kept_for_comments_to_come_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / ".gitkeep").touch()
    thread, problems = read_thread(tmp_path, folder_state(tmp_path))
    assert (thread.size, problems) == (0, [])


def test_a_comment_is_frozen() -> None:
    with pytest.raises(AttributeError):
        comment("a").author = "B"  # type: ignore[misc]  # that it cannot be done is the test
    assert comment("a")._replace(author="B").author == "B"


def test_numbers_in_names_are_sorted_as_numbers() -> None:
    names = ["1853", "a-2", "a-10", "9", "10", "a", "a-2-b", "08", "8"]
    thread, _ = arrange([comment(name) for name in names])
    assert [reply.comment.id for reply in thread.replies] == ["08", "8", "9", "10", "1853", "a", "a-2", "a-2-b", "a-10"]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["Jane.md", "jane.md"], {"Jane.md": "jane-2.md"}),
        (["Jane.md"], {"Jane.md": "jane.md"}),
        (["JANE.md", "Jane.md", "jane.md", "jane-2.md"], {"JANE.md": "jane-3.md", "Jane.md": "jane-4.md"}),
    ],
)
def test_a_twin_is_told_a_name_that_is_free(tmp_path: Path, names: list[str], told: dict[str, str]) -> None:
    for name in names:
        (tmp_path / name).write_text("---\nauthor: Ann\n---\nx\n", encoding="utf-8")
    _, problems = read_thread(tmp_path, folder_state(tmp_path))
    assert {problem.path.name: problem.message.rpartition(" ")[2] for problem in problems} == told
    for name, better in told.items():
        (tmp_path / name).rename(tmp_path / better)
    assert read_thread(tmp_path, folder_state(tmp_path))[1] == []
