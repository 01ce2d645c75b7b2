"""``add FILE... --to comments/``: files that somebody sent, checked within their thread, put in under free names.

Their bytes stay as they are. A name is kept where it is an id and free; otherwise it is the nearest id that is free. Of
many files one may answer another: they are checked together, and all are put in, the answered before the answers, or
none is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chapbook.comments.comment_file import parse_comment
from chapbook.comments.exchange.in_publication import largest_in, problems_in, publication_of
from chapbook.comments.exchange.placing import place_file
from chapbook.comments.exchange.present import check_folder
from chapbook.comments.file_name import free_id
from chapbook.comments.folder import folder_state
from chapbook.comments.thread import arrange, read_comments, read_thread
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from chapbook.comments.exchange.in_publication import Unshown
    from chapbook.comments.problem import Problem


def add_comments(
    sources: Sequence[Path], folder: Path, unshown: Unshown = lambda _text: {}
) -> tuple[list[Path], list[Problem]]:
    """Put the files *sources* into *folder*; return their new paths, or what is wrong with them or the thread.

    :param unshown: what tells of a text which of its characters cannot be shown, each with a message.
    """
    check_folder(folder)
    data = {source: _read(source, folder) for source in sources}
    while True:
        state = folder_state(folder)
        if state is None:
            return [], read_thread(folder, None)[1]
        names = _names(sources, state)
        placed, problems = _checked(
            {folder / f"{names[source]}.md": source for source in data}, data, folder, state, unshown
        )
        if problems:
            return [], problems
        if _are_placed(placed, {folder / f"{names[source]}.md": data[source] for source in data}):
            return placed, []


def _read(source: Path, folder: Path) -> bytes:
    if source.resolve().parent == folder.resolve():
        raise Mistake(source, 0, "the file is in its place already; nothing is to do")
    try:
        return source.read_bytes()
    except OSError as error:
        raise Mistake(source, 0, f"the file cannot be read ({error.strerror}); see to it") from error


def _names(sources: Sequence[Path], state: Collection[str]) -> dict[Path, str]:
    """Give each file an id that is free, also where large and small letters are the same."""
    taken = {name.removesuffix(".md").lower() for name in state}
    names = {}
    for source in dict.fromkeys(sources):
        names[source] = free_id(source.stem, taken)
        taken.add(names[source])
    return names


def _checked(
    sources: Mapping[Path, Path],
    data: Mapping[Path, bytes],
    folder: Path,
    state: Collection[str],
    unshown: Unshown,
) -> tuple[list[Path], list[Problem]]:
    """Check the files, by their new paths, and the whole thread with them; return the paths in the thread's order.

    What is wrong in a file is told at the place where it is now.
    """
    publication = publication_of(folder)
    largest = largest_in(publication)
    comments, unreadable, problems = read_comments(folder, state, largest)
    for path, source in sources.items():
        comment, found = parse_comment(path, data[source], largest)
        problems += found
        if comment and publication:
            problems += problems_in(publication, comment, data[source].decode("utf-8-sig"), unshown)
        if comment:
            comments.append(comment)
        else:
            unreadable.add(path.stem)
    thread, found = arrange(comments, unreadable)
    told = (problem._replace(path=sources.get(problem.path, problem.path)) for problem in [*problems, *found])
    return [comment.path for comment in thread.comments() if comment.path in sources], [*told]


def _are_placed(paths: Sequence[Path], data: Mapping[Path, bytes]) -> bool:
    """Write all files, or none; False where somebody was faster with one of the names."""
    done: list[Path] = []
    try:
        for path in paths:
            place_file(path, data[path])
            done.append(path)
    except OSError as error:
        for placed in done:
            placed.unlink(missing_ok=True)
        if isinstance(error, FileExistsError):
            return False
        raise Mistake(path, 0, f"the file cannot be written ({error.strerror}); see to it") from error
    return True
