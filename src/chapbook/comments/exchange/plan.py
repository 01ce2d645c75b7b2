"""What an import will do, decided before a file is written: every comment is taken or left out, and counted.

The numbers of a plan add up: what was read is what has a file now and what is left out, by reason. Each file's bytes
went through the reader of comments, so that a build will find nothing wrong in them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chapbook.comments.allowed import LARGEST, LONGEST_NAME
from chapbook.comments.comment_file import parse_comment
from chapbook.comments.exchange.comment_text import file_text
from chapbook.comments.exchange.record import LeftOut, Note
from chapbook.comments.front_matter import ID
from chapbook.comments.problem import Kind
from chapbook.comments.thread import circles
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from chapbook.comments.exchange.comment_text import FileText
    from chapbook.comments.exchange.record import Imported

NUMBER = re.compile(r"[1-9][0-9]{0,19}")
REASONS = {Kind.SIZE: LeftOut.TOO_LARGE, Kind.BODY: LeftOut.NO_WORDS}


@dataclass
class Plan:
    """The files to be, by id; what is left out and noted, in numbers; *told* are sentences, each with its place."""

    read: int
    files: dict[str, bytes] = field(default_factory=dict)
    left_out: Counter[LeftOut] = field(default_factory=Counter)
    notes: Counter[Note] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)


def make_plan(
    comments: Sequence[Imported], folder: Path, present: Collection[str], watched: Iterable[Imported]
) -> Plan:
    """Plan the files of *comments* for *folder*, in which there are the ids *present*.

    An answer may be to a comment of the folder that this export does not hold.

    :param watched: the same comments, one by one, where somebody looks at the progress.
    """
    by_number = _by_number(comments)
    plan = Plan(len(comments))
    taken: dict[str, Imported] = {}
    texts: dict[str, FileText] = {}
    for comment in watched:
        answered = _answered(comment, by_number)
        is_known = comment.parent in by_number or answered in present
        text = _taken_text(plan, comment, answered if is_known else "", folder)
        if text:
            taken[comment.id], texts[comment.id] = comment, text
    answers = _answers(plan, taken, by_number, present)
    for id_, comment in taken.items():
        is_moved = answers[id_] != _answered(comment, by_number)
        text = file_text(comment, answers[id_]) if is_moved else texts[id_]
        plan.files[id_] = text.data
        plan.notes.update(text.notes)
    return plan


def _by_number(comments: Iterable[Imported]) -> dict[str, Imported]:
    """Map numbers to comments; a number that is none or stands twice, and such an id, stop the import."""
    by_number: dict[str, Imported] = {}
    ids: dict[str, Imported] = {}
    for comment in comments:
        number = comment.number
        if not NUMBER.fullmatch(number):
            raise Mistake(comment.path, comment.line, f"the comment's id {number!a} is no number; mend it")
        if not ID.fullmatch(comment.id) or len(comment.id) > LONGEST_NAME:
            message = f"{comment.id!a} is no id (small letters a-z, digits and hyphens); mend it"
            raise Mistake(comment.path, comment.line, message)
        first = by_number.setdefault(number, comment)
        if first is comment:
            first = ids.setdefault(comment.id, comment)
        if first is not comment:
            message = f"comment {comment.id} stands here a second time, after {first.path}:{first.line}; delete one"
            raise Mistake(comment.path, comment.line, message)
    return by_number


def _answered(comment: Imported, by_number: dict[str, Imported]) -> str:
    """Return the id of what *comment* answers, whether it is there or not."""
    answered = by_number.get(comment.parent)
    return answered.id if answered else comment.parent


def _taken_text(plan: Plan, comment: Imported, answered: str, folder: Path) -> FileText | None:
    """Return the text of a file that a build finds nothing wrong with; None of a comment that is left out, and why."""
    if comment.left_out:
        plan.left_out[comment.left_out] += 1
        return None
    if len(comment.html.encode(errors="replace")) > LARGEST:
        _leave_out(plan, comment, LeftOut.TOO_LARGE, f"it has more than {LARGEST:,} bytes")
        return None
    text = file_text(comment, answered)
    _, problems = parse_comment(folder / f"{comment.id}.md", text.data)
    if problems:
        _leave_out(plan, comment, REASONS.get(problems[0].kind, LeftOut.UNFIT), problems[0].message)
        return None
    return text


def _leave_out(plan: Plan, comment: Imported, reason: LeftOut, cause: str) -> None:
    plan.left_out[reason] += 1
    plan.told.append(f"{comment.path}:{comment.line}: comment {comment.id} is left out: {cause}")


def _answers(
    plan: Plan, taken: dict[str, Imported], by_number: dict[str, Imported], present: Collection[str]
) -> dict[str, str]:
    """Map each id to the id that it answers, "" for the first level; each move to the first level is noted."""
    answers = {}
    for id_, comment in taken.items():
        wanted = _answered(comment, by_number)
        is_there = wanted in taken or (comment.parent not in by_number and wanted in present)
        answers[id_] = wanted if is_there else ""
        if wanted and not is_there:
            is_left_out = comment.parent in by_number
            plan.notes[Note.ANSWER_TO_LEFT_OUT if is_left_out else Note.ANSWER_TO_NOBODY] += 1
    inside = {id_: answered if answered in taken else "" for id_, answered in answers.items()}
    for circle in circles(inside):
        answers[min(circle)] = ""
        plan.notes[Note.ANSWER_IN_CIRCLE] += 1
    return answers
