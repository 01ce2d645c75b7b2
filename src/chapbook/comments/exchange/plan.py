"""What an import will do, decided before a file is written: every comment is taken or left out, and counted.

The numbers of a plan add up: what was read is what has a file now and what is left out, by reason. Each file's bytes
went through the reader of comments, so that a build will find nothing wrong in them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from chapbook.comments.allowed import LARGEST, LONGEST_NAME
from chapbook.comments.comment_file import parse_comment
from chapbook.comments.exchange.ancestry import Ancestry
from chapbook.comments.exchange.comment_text import file_text
from chapbook.comments.exchange.record import LeftOut, Note
from chapbook.comments.exchange.unprintable import unprintable
from chapbook.comments.file_name import is_id
from chapbook.comments.problem import Kind
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from chapbook.comments.comment import Comment
    from chapbook.comments.exchange.comment_text import FileText
    from chapbook.comments.exchange.present import Present
    from chapbook.comments.exchange.record import Imported, Post

    Watched = Callable[[Sequence[Imported]], Iterable[Imported]]

REASONS = {Kind.SIZE: LeftOut.TOO_LARGE, Kind.BODY: LeftOut.NO_WORDS}
LISTED = 20
"""How many characters that cannot be shown are told one by one."""


@dataclass
class Plan:
    """The files to be, by id; what is left out and noted, in numbers; *told* are sentences, each with its place.

    *placeholders* are files besides, for comments that are left out and answered. *comments* are those of the files.
    """

    read: int
    again: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    placeholders: dict[str, bytes] = field(default_factory=dict)
    comments: dict[str, Comment] = field(default_factory=dict)
    left_out: Counter[LeftOut] = field(default_factory=Counter)
    notes: Counter[Note] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)
    answers_in_folder: dict[str, str] = field(default_factory=dict)


def make_plan(
    post: Post, present: Present, *, prefix: str = "", has_placeholders: bool = False, watched: Watched = iter
) -> Plan:
    """Plan the files of a post's comments for a folder.

    An answer may be to a comment of the folder that this export does not hold.

    :param prefix: what is put before each id.
    :param has_placeholders: whether a comment that is left out and answered gets a file that says so.
    :param watched: gives back the comments one by one, where somebody looks at the progress.
    """
    by_number = _by_number(post.comments, prefix)
    plan = Plan(len(by_number), len(post.comments) - len(by_number))
    taken: dict[str, Imported] = {}
    texts: dict[str, FileText] = {}
    for comment in watched([*by_number.values()]):
        text = _taken_text(plan, comment, post.address, present.folder / f"{prefix}{comment.id}.md")
        if text:
            taken[comment.number], texts[comment.number] = comment, text
    ancestry = Ancestry(by_number, taken, present.ids, prefix, has_placeholders=has_placeholders)
    plan.notes.update(ancestry.notes)
    ids = {comment.id: f"{prefix}{comment.id}" for comment in taken.values()}
    for number, comment in taken.items():
        text = texts[number].answering(ancestry.answered(number)).settled_in(ids)
        plan.files[ids[comment.id]] = text.data
        plan.notes.update(texts[number].notes)
        _tell_characters(plan, comment)
    for comment in ancestry.placeholders():
        reason = {"removed": (comment.left_out or LeftOut.UNFIT).value, "id": comment.id}
        empty = replace(comment, author="", url="", html="", own=reason)
        text = file_text(empty).answering(ancestry.answered(comment.number))
        plan.placeholders[f"{prefix}{comment.id}"] = text.data
    plan.answers_in_folder = ancestry.in_folder
    return plan


def _by_number(comments: Iterable[Imported], prefix: str) -> dict[str, Imported]:
    """Map numbers to comments, twins once; an id that is none, or two comments' of one number, stops the import."""
    by_number: dict[str, Imported] = {}
    ids: dict[str, Imported] = {}
    for comment in comments:
        id_ = f"{prefix}{comment.id}"
        if not is_id(id_) or not comment.number:
            message = f"{comment.id!a} is no id (at most {LONGEST_NAME} small letters a-z, digits and hyphens); mend it"
            raise Mistake(comment.path, comment.line, message)
        first = by_number.setdefault(comment.number, comment)
        if first is comment:
            first = ids.setdefault(comment.id, comment)
        elif replace(comment, path=first.path, line=first.line, words_line=first.words_line) == first:
            continue
        if first is not comment:
            message = f"another comment {comment.id} stands here, after {first.path}:{first.line}; delete one"
            raise Mistake(comment.path, comment.line, message)
    return by_number


def _taken_text(plan: Plan, comment: Imported, page: str, path: Path) -> FileText | None:
    """Return the text of a file that a build finds nothing wrong with; None of a comment that is left out, and why."""
    if comment.left_out:
        plan.left_out[comment.left_out] += 1
        return None
    if len(comment.html.encode(errors="replace")) > LARGEST:
        _leave_out(plan, comment, LeftOut.TOO_LARGE, f"it has more than {LARGEST:,} bytes")
        return None
    text = file_text(comment, page)
    read, problems = parse_comment(path, text.answering(comment.parent).data)
    if problems or read is None:
        _leave_out(plan, comment, REASONS.get(problems[0].kind, LeftOut.UNFIT), problems[0].message)
        return None
    plan.comments[path.stem] = read
    return text


def _leave_out(plan: Plan, comment: Imported, reason: LeftOut, cause: str) -> None:
    plan.left_out[reason] += 1
    plan.told.append(f"{comment.path}:{comment.line}: comment {comment.id} is left out: {cause}")


def _tell_characters(plan: Plan, comment: Imported) -> None:
    """Tell where characters are that cannot be shown; lines count within the words where their line is known."""
    places = [(comment.line, name) for _, name in unprintable(comment.author)]
    first = comment.words_line or comment.line
    places += [(first + line * bool(comment.words_line), name) for line, name in unprintable(comment.html)]
    for line, name in places[: max(0, LISTED - len(plan.told))]:
        plan.told.append(f"{comment.path}:{line}: comment {comment.id}: the character {name} is now U+FFFD")
