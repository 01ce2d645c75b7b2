"""``chapbook anchors --keep``: shows what keeps every published id, asks, and writes all of it or nothing.

``chapbook edition`` has the register written as well, with every id in it, and asks the same question. What is to be
changed, Sphinx works out from the sources (:mod:`chapbook.anchors.keep_builder`).
"""

from __future__ import annotations

import json
import shutil
import sys
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from chapbook.anchors.register import Anchor, with_edition, write_register
from chapbook.build import run_builder
from chapbook.mistake import Mistake
from chapbook.replacing import complete, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CHANGES = "changes.json"
COMMAND = "chapbook anchors --keep --yes"


class Change(NamedTuple):
    """A file of the publication, and its text before and after; None stands for no file."""

    path: str
    before: str | None
    after: str | None


class Changes(NamedTuple):
    """What keeps every id: files that change, what is left for a person to do, and the register with all ids."""

    files: list[Change]
    by_hand: list[str]
    register: str
    anchors: list[Anchor]


def keep(source: Path, built: Path, *, is_sure: bool) -> int:
    """Keep every published id, then register the new ones; return 0, or 1 where something is wrong or left to do.

    :param built: the folder for what is built on the way.
    :param is_sure: write without asking.
    :raises Mistake: where nobody can be asked, or a file cannot be written.
    """
    complete(source)
    changes = _work_out(source, built)
    if changes is None:
        return 1
    if changes.files:
        print("\n".join(difference(changes.files)))
    for line in changes.by_hand:
        print(line, file=sys.stderr)
    if changes.files:
        if not is_sure and not is_agreed(COMMAND):
            print("Nothing was written.")
            return 1
        write(source, changes.files)
        # An id that goes from one page to another would be found on both, where only these are read again.
        for folder in (built, built.parent):
            shutil.rmtree(folder / "doctrees", ignore_errors=True)
        print("\n".join(f"{change.path}: {_what(change)}" for change in changes.files))
    return 1 if changes.by_hand else _register(source, built, source / changes.register)


def _register(source: Path, built: Path, register: Path) -> int:
    """Register new ids, and say how many there are; what is wrong besides, the next build says."""
    before = len(_lines(register))
    code = run_builder("anchors", source, built, built, ["-Q"])
    new = len(_lines(register)) - before
    print(f"{register.name}: {new} new {'id' if new == 1 else 'ids'}")
    # Of warnings alone it is 1.
    return int(code > 1)


def _lines(path: Path) -> list[str]:
    """Return the ids of a register."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [line for line in lines if line.strip() and not line.startswith("#")]


def _work_out(source: Path, built: Path) -> Changes | None:
    """Have the changes worked out; return None where the publication cannot be read, which was told."""
    path = built / CHANGES
    path.unlink(missing_ok=True)
    run_builder("anchors-keep", source, built, built, ["-Q"])
    return read_changes(built) if path.is_file() else None


def read_changes(folder: Path) -> Changes:
    """Read what the builder has left in its folder."""
    told = json.loads((folder / CHANGES).read_text(encoding="utf-8"))
    anchors = [Anchor(*anchor) for anchor in told["anchors"]]
    return Changes([Change(*change) for change in told["texts"]], told["by_hand"], told["register"], anchors)


def register_of_edition(source: Path, built: Path, version: str) -> Change | None:
    """Return the register with every id, those that are in no edition yet in this one; None if the reading fails.

    :param built: the folder in which the publication was built.
    :raises Mistake: where an id would be lost.
    """
    changes = _work_out(source, built / "anchors")
    if changes is None:
        return None
    path = source / changes.register
    if changes.by_hand or {change.path for change in changes.files} - {changes.register}:
        raise Mistake(path, 0, "an id in it is lost, or leads to something else; run chapbook anchors --keep first")
    return Change(changes.register, _text(path), write_register(with_edition(changes.anchors, version)))


def difference(changes: Sequence[Change]) -> Iterator[str]:
    """Yield the lines that tell what changes, as git and diff do."""
    for path, before, after in changes:
        old, new = ("/dev/null" if text is None else path for text in (before, after))
        yield from unified_diff((before or "").splitlines(), (after or "").splitlines(), old, new, n=1, lineterm="")


def is_agreed(command: str) -> bool:
    """Ask whether the changes are to be written.

    :param command: the one that does not ask.
    :raises Mistake: where nobody answers.
    """
    print("Write this? [y/N] ", end="", flush=True)
    answer = sys.stdin.readline()
    if not answer:
        print()  # ends the line of the question
        message = f"nobody answered, so that nothing was written; {command} writes it without asking"
        raise Mistake(Path(command.split()[1]), 0, message)
    return answer.strip().lower() in {"y", "yes"}


def write(source: Path, changes: Sequence[Change]) -> None:
    """Write the files, all or none of them.

    :raises Mistake: where one was changed meanwhile or cannot be written; then all are as they were.
    """
    for path, before, _after in changes:
        if _text(source / path) != before:
            raise Mistake(source / path, 0, "it was changed meanwhile, and nothing was written; run this again")
    written = {path: after.encode() for path, _before, after in changes if after is not None}
    replace(source, written, [path for path, _before, after in changes if after is None])


def _text(path: Path) -> str | None:
    return path.read_bytes().decode() if path.is_file() else None


def _what(change: Change) -> str:
    if change.after is None:
        return "taken away"
    return "new" if change.before is None else "changed"
