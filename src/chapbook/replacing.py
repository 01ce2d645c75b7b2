"""Replaces files, all or none of them.

Each new file is written beside its target first. Then a journal lists what is to be moved and what is to be deleted.
From then on the change stands: if anything stops it, the next command that replaces files completes it, of either
release.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

JOURNAL = ".chapbook-upgrade"
"""JSON: ``moves``, a list of files that were written and their targets, and ``removed``, in paths from the folder."""


def replace(folder: Path, changed: Mapping[str, bytes], removed: Collection[str]) -> None:
    """Write *changed*, files by their paths in the folder, and remove those of *removed*.

    :raises Mistake: where a file cannot be written; the message says whether anything was changed.
    """
    written: dict[str, Path] = {}
    try:
        for name, data in changed.items():
            # A link stays one.
            target = (folder / name).resolve()
            written[name] = target.with_name(f".{target.name}.upgrade")
            _write_beside(target, written[name], data)
        moves = [[str(path), str((folder / name).resolve())] for name, path in written.items()]
        written[JOURNAL] = folder / f"{JOURNAL}.upgrade"
        journal = json.dumps({"moves": _inside(folder, moves), "removed": [*removed]})
        written[JOURNAL].write_text(journal, encoding="utf-8")
        with _uninterrupted():
            written[JOURNAL].replace(folder / JOURNAL)
            written.clear()
            complete(folder)
    except OSError as error:
        message = f"it cannot be written ({error.strerror}); nothing was changed"
        raise Mistake(Path(error.filename or folder), 0, message) from error
    finally:
        for path in written.values():
            with suppress(OSError):
                path.unlink()


def complete(folder: Path) -> bool:
    """Do what is left of a change whose journal is there; tell whether one was.

    :raises Mistake: where it cannot be done; the journal stays.
    """
    path = folder / JOURNAL
    if not path.is_file():
        return False
    try:
        journal = json.loads(path.read_text(encoding="utf-8"))
        for written, target in journal["moves"]:
            if (folder / written).exists():
                (folder / written).replace(folder / target)
        for name in journal["removed"]:
            (folder / name).unlink(missing_ok=True)
        path.unlink()
    except OSError as error:
        message = f"it cannot be written ({error.strerror}); let it be, and run this again, which completes the change"
        raise Mistake(Path(error.filename or folder), 0, message) from error
    return True


def _write_beside(target: Path, written: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        # A file that is not to be written is not to be replaced either.
        with target.open("r+b"):
            pass
    with written.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if target.exists():
        shutil.copymode(target, written)


def _inside(folder: Path, moves: list[list[str]]) -> list[list[str]]:
    """Return paths by which the files are found even if the folder has been moved meanwhile."""
    return [[os.path.relpath(path, folder.resolve()) for path in move] for move in moves]


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait: what follows takes no time."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
