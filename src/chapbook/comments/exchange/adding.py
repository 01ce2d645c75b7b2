"""``add FILE --to comments/``: a file that somebody sent, checked within its thread, put in under a free name.

Its bytes stay as they are. Its name is kept where it is an id and free; otherwise it is the nearest id that is free.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from chapbook.comments.allowed import LONGEST_NAME
from chapbook.comments.comment_file import parse_comment, suggested_id
from chapbook.comments.exchange.placing import place_file
from chapbook.comments.folder import folder_state
from chapbook.comments.front_matter import ID
from chapbook.comments.thread import arrange, read_comments, read_thread
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from chapbook.comments.problem import Problem


def add_comment(source: Path, folder: Path) -> tuple[Path | None, list[Problem]]:
    """Put the file *source* into *folder*; return its new path, or what is wrong with it or the thread."""
    if source.resolve().parent == folder.resolve():
        raise Mistake(source, 0, "the file is in its place already; nothing is to do")
    try:
        data = source.read_bytes()
    except OSError as error:
        raise Mistake(source, 0, f"the file cannot be read ({error.strerror}); see to it") from error
    for id_ in _names(source.stem):
        path = folder / f"{id_}.md"
        if path.exists() or path.is_symlink():
            continue
        if problems := _problems(source, path, data):
            return None, problems
        try:
            place_file(path, data)
        except FileExistsError:  # somebody was faster
            continue
        except OSError as error:
            raise Mistake(path, 0, f"the file cannot be written ({error.strerror}); see to it") from error
        return path, []
    raise AssertionError("there is no end of names")


def _names(stem: str) -> Iterator[str]:
    """Yield ids, the best first, without end."""
    if ID.fullmatch(stem) and len(stem) <= LONGEST_NAME:
        yield stem
    nearest = suggested_id(stem)
    yield nearest
    for number in count(2):
        yield f"{nearest[: LONGEST_NAME - len(str(number)) - 1]}-{number}"


def _problems(source: Path, path: Path, data: bytes) -> list[Problem]:
    """Check the file, and the whole thread with it; what is wrong in the file is told at the place where it is now."""
    state = folder_state(path.parent)
    if state is None:
        return read_thread(path.parent, None)[1]
    comments, unreadable, problems = read_comments(path.parent, state)
    comment, found = parse_comment(path, data)
    if comment:
        comments.append(comment)
    _, found_in_thread = arrange(comments, unreadable | ({path.stem} if comment is None else set()))
    own = (problem._replace(path=source) if problem.path == path else problem for problem in [*found, *found_in_thread])
    return [*problems, *own]
