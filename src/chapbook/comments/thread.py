"""A folder of comments in, a thread out: who answers whom, in which order, how deep.

The thread is frozen plain data and never nested deeper than :data:`DEEPEST_REPLY`, so that whoever walks it may
recurse. Reading and arranging never raise on what a file says; problems are listed, and every
comment that can be read is in the thread exactly once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from chapbook.comments.allowed import LARGEST
from chapbook.comments.comment import ANSWERED
from chapbook.comments.file_name import free_id, is_id
from chapbook.comments.moment import order
from chapbook.comments.problem import Kind, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from chapbook.comments.comment import Comment

DEEPEST_REPLY = 8
"""The level below which a reply stays at this level and says whom it answers."""

SHOWN = 10
"""How many ids of a circle a message names."""


class Reply(NamedTuple):
    """A comment in its place.

    *parent* is what it answers, *following* the id of the next answer to that; of the first level, and of the last
    answer, there is none. *is_nested* tells whether it stands below its parent, so that its place says whom it answers;
    *is_closed*, whether the editors want no answer to it. *size* counts the replies below it. *answer* is the comment
    that settles it, where the editors name one.
    """

    comment: Comment
    parent: Comment | None
    following: str
    is_nested: bool
    is_closed: bool
    replies: tuple[Reply, ...]
    size: int
    answer: Comment | None

    @property
    def answers(self) -> Comment | None:
        """What it answers, where the nesting alone does not tell."""
        return None if self.is_nested else self.parent

    def conversation(self) -> Iterator[Reply]:
        """Yield it and all replies below it in reading order."""
        yield from _in_reading_order([self])


@dataclass(frozen=True)
class Thread:
    """A whole thread: *replies* are the comments of the first level, *size* counts all levels."""

    replies: tuple[Reply, ...]
    size: int

    def comments(self) -> Iterator[Comment]:
        """Yield every comment in reading order."""
        yield from (reply.comment for reply in _in_reading_order(self.replies))


def _in_reading_order(replies: Sequence[Reply]) -> Iterator[Reply]:
    waiting = [*reversed(replies)]
    while waiting:
        reply = waiting.pop()
        yield reply
        waiting.extend(reversed(reply.replies))


NO_THREAD = Thread((), 0)


class _Place(NamedTuple):
    """A comment while its thread is being arranged."""

    comment: Comment
    parent: Comment | None
    following: str
    depth: int
    is_nested: bool
    is_closed: bool

    def answers(self, comments: list[Comment]) -> Iterator[_Place]:
        """Yield the places of the answers to it, in their order."""
        depth = min(self.depth + 1, DEEPEST_REPLY)
        following = [*(comment.id for comment in comments[1:]), ""]
        for comment, next_id in zip(comments, following, strict=True):
            is_closed = self.is_closed or comment.closed
            yield _Place(comment, self.comment, next_id, depth, depth > self.depth, is_closed)


class Found(NamedTuple):
    """What a folder holds: its comments, the ids of files that are none, and what is wrong."""

    comments: list[Comment]
    unreadable: set[str]
    problems: list[Problem]


def read_thread(folder: Path, names: Collection[str] | None, largest: int = LARGEST) -> tuple[Thread, list[Problem]]:
    """Read the files *names* of *folder*, as :func:`.folder_state` found them, each of them once; hidden ones not.

    :param largest: how many bytes a file may have.
    """
    if folder.is_symlink():
        remedy = "put the comments' own folder in its place, or name the other one in the directive"
        return NO_THREAD, [Problem(folder, 0, Kind.FOLDER, f"the folder is a link to another, and not read; {remedy}")]
    if names is None:
        return NO_THREAD, [Problem(folder, 0, Kind.FOLDER, "there is no such folder; make it")]
    if not names:
        remedy = "put a comment in, or a file .gitkeep if no comment is there yet"
        return NO_THREAD, [Problem(folder, 0, Kind.FOLDER, f"the folder is empty; {remedy}")]
    comments, unreadable, problems = read_comments(folder, names, largest)
    thread, found = arrange(comments, unreadable)
    return thread, problems + found


def read_comments(folder: Path, names: Collection[str], largest: int = LARGEST) -> Found:
    """Read the files *names* of *folder*, each by itself."""
    from chapbook.comments.comment_file import read_comment  # noqa: PLC0415  # a thread that was kept needs no reader

    found = Found([], set(), [])
    taken = {name.removesuffix(".md") for name in names}
    for name in sorted(name for name in names if not name.startswith(".") or name == ".md"):
        path = folder / name
        if path.suffix != ".md":
            message = f"{name!r} is no comment's file; a thread's folder holds NAME.md files only, move it elsewhere"
            found.problems.append(Problem(path, 0, Kind.NAME, message))
            continue
        comment, problems = read_comment(path, largest, taken)
        if not is_id(path.stem):  # what one file is told to take is taken for the next
            taken.add(free_id(path.stem, taken))
        found.problems.extend(problems)
        if comment:
            found.comments.append(comment)
        else:
            found.unreadable.add(path.stem)
    return found


def arrange(comments: Iterable[Comment], unreadable: Iterable[str] = ()) -> tuple[Thread, list[Problem]]:
    """Put comments into their places.

    Siblings stand in order of date, then of file name, undated ones first. An answer to nobody, to itself or in a
    circle is a problem and stands at the first level; an answer to one of the *unreadable* ids stands there too, but
    the problem is that other file's and was told with it.
    """
    by_id = {comment.id: comment for comment in sorted(comments, key=order)}
    parents, problems = _parents(by_id, set(unreadable))
    problems += _settle(by_id, set(unreadable))
    # Whoever looks up what a comment answers finds it: nothing behind this point knows of an answer to nobody.
    by_id = {name: _answering(comment, parents[name]) for name, comment in by_id.items()}
    children: dict[str, list[Comment]] = {}
    for comment in by_id.values():
        children.setdefault(parents[comment.id], []).append(comment)
    places: list[_Place] = []
    first = children.get("", [])
    waiting = [_Place(comment, None, "", 1, is_nested=True, is_closed=comment.closed) for comment in reversed(first)]
    while waiting:
        place = waiting.pop()
        places.append(place)
        if answers := children.get(place.comment.id):
            waiting.extend(reversed([*place.answers(answers)]))
    return Thread(_nested(places), len(places)), problems


def _answering(comment: Comment, parent: str) -> Comment:
    return comment if comment.reply_to == parent else comment._replace(reply_to=parent)


def _parents(by_id: dict[str, Comment], unreadable: set[str]) -> tuple[dict[str, str], list[Problem]]:
    """Map each id to the id that it answers, "" for the first level, with no circle left in the map."""
    problems = []
    parents = {}
    for comment in by_id.values():
        answered = comment.reply_to
        if answered == comment.id:
            problems.append(_wrong_reply(comment, "the comment answers itself"))
        elif answered and answered not in by_id and answered not in unreadable:
            problem = _wrong_reply(comment, f"there is no comment {answered!r} beside this one")
            problems.append(problem._replace(missing=answered))
        parents[comment.id] = answered if answered in by_id and answered != comment.id else ""
    for circle in circles(parents):
        first = by_id[min(circle)]
        parents[first.id] = ""
        problems.append(_wrong_reply(first, f"replies in a circle: {_shown(circle)}"))
    return parents, problems


def _settle(by_id: dict[str, Comment], unreadable: set[str]) -> list[Problem]:
    """Tell of answers that are not there; what they are to settle is said to be settled, and no more."""
    problems = []
    for comment in [*by_id.values()]:
        answer = comment.answered
        if answer in {"", ANSWERED} or (answer in by_id and answer != comment.id):
            continue
        if answer not in unreadable:
            cause = (
                "this is the comment itself" if answer == comment.id else f"there is no comment {answer!r} beside it"
            )
            message = f"answered: {cause}; write the name of the answer's file, without .md, or true"
            missing = "" if answer == comment.id else answer
            problems.append(Problem(comment.path, comment.lines["answered"], Kind.ANSWERED, message, missing))
        by_id[comment.id] = comment._replace(answered=ANSWERED)
    return problems


def _wrong_reply(comment: Comment, cause: str) -> Problem:
    remedy = "write the name of the answered comment's file, without .md, or leave the line out"
    return Problem(comment.path, comment.lines["reply_to"], Kind.REPLY_TO, f"reply_to: {cause}; {remedy}")


def _shown(circle: list[str]) -> str:
    left_out = len(circle) - SHOWN
    listed = [*circle[:SHOWN], f"… {left_out:,} more …"] if left_out > 0 else circle
    return " → ".join([*listed, circle[0]])


def circles(parents: dict[str, str]) -> list[list[str]]:
    """Find every circle once, each begun at its smallest id; each id is looked at twice at most."""
    circles = []
    settled = {""}
    for start in sorted(parents):
        trail: dict[str, None] = {}
        here = start
        while here not in settled and here not in trail:
            trail[here] = None
            here = parents[here]
        if here in trail:
            way = list(trail)
            circle = way[way.index(here) :]
            first = circle.index(min(circle))
            circles.append(circle[first:] + circle[:first])
        settled.update(trail)
    return circles


def _nested(places: list[_Place]) -> tuple[Reply, ...]:
    """Fold places in reading order, each with its depth, into a tree; from the end, so that replies are ready first."""
    by_id = {place.comment.id: place.comment for place in places}
    levels: list[list[Reply]] = [[] for _ in range(DEEPEST_REPLY + 2)]
    for place in reversed(places):
        replies = tuple(reversed(levels[place.depth + 1]))
        levels[place.depth + 1] = []
        size = sum(1 + reply.size for reply in replies)
        answer = by_id.get(place.comment.answered)
        comment, parent, following, _depth, is_nested, is_closed = place
        reply = Reply(comment, parent, following, is_nested, is_closed, replies, size, answer)
        levels[place.depth].append(reply)
    return tuple(reversed(levels[1]))
