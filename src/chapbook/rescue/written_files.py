"""The files of an edition put into a folder: what a person changed there stays, what this program wrote is renewed.

``source/WRITTEN`` keeps the sum of each file as it was written (the format of ``sha256sum``). A file that still has its
sum is this program's, and follows it; any other is a person's, and so is one that is there no more.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chapbook.mistake import Mistake
from chapbook.replacing import replace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WRITTEN = "source/WRITTEN"
LINE = re.compile(r"([0-9a-f]{64})  (.+)")


@dataclass(frozen=True)
class Outcome:
    """What becomes of files, by their paths: new ones, renewed ones, the same, a person's, and those that go."""

    new: tuple[str, ...]
    renewed: tuple[str, ...]
    same: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]


def put(folder: Path, files: Mapping[str, bytes], *, is_rehearsal: bool) -> Outcome:
    """Put *files* into *folder*.

    :param is_rehearsal: whether nothing is written, and only said what would be.
    :raises Mistake: where the folder is none, has files of others, or cannot be written.
    """
    known = _known(folder)
    state = {name: _state(folder, name, data, known.get(name, "")) for name, data in files.items()}
    gone = [name for name in known if name not in files and _state(folder, name, b"", known[name]) == "renewed"]
    new, renewed, same, kept = (tuple(name for name, found in state.items() if found == kind) for kind in KINDS)
    outcome = Outcome(new, renewed, same, kept, tuple(gone))
    if not is_rehearsal:
        changed = {name: files[name] for name in (*outcome.new, *outcome.renewed)}
        sums = {name: _sum(data) for name, data in files.items() if name not in outcome.kept or name in known}
        changed[WRITTEN] = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Mistake(folder, 0, f"the folder cannot be made ({error.strerror}); name another") from error
        replace(folder, changed, gone)
    return outcome


KINDS = ("new", "renewed", "same", "kept")


def _known(folder: Path) -> dict[str, str]:
    """Return the sums of an earlier run; a folder with files of others is refused."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Mistake(folder, 0, "this is not a folder; name another")
    path = folder / WRITTEN
    if path.is_file():
        lines = map(LINE.fullmatch, path.read_text(encoding="utf-8", errors="replace").splitlines())
        return {line[2]: line[1] for line in lines if line}
    if folder.is_dir() and any(folder.iterdir()):
        raise Mistake(folder, 0, "the folder is not empty, and no rescue wrote it; name another")
    return {}


def _state(folder: Path, name: str, data: bytes, written: str) -> str:
    """Tell of which kind a file is; one that is reached through a link is a person's."""
    path = folder / name
    is_linked = any(step.is_symlink() for step in (path, *path.parents) if step != folder and folder in step.parents)
    if is_linked or (path.exists() and not path.is_file()):
        return "kept"
    if not path.exists():
        return "kept" if written else "new"
    there = path.read_bytes()
    if there == data:
        return "same"
    return "renewed" if written and _sum(there) == written else "kept"


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
