"""A folder of comments as it is at the moment, so that a change of it is seen."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def folder_state(folder: Path) -> dict[str, int] | None:
    """Map the name of each entry of *folder* to when it was last changed, in nanoseconds; None for none, or for a link.

    Two states are equal where a thread read from the one is a thread read from the other.
    """
    if folder.is_symlink():
        return None
    try:
        with os.scandir(folder) as entries:
            return {entry.name: _last_change(entry) for entry in entries}
    except (FileNotFoundError, NotADirectoryError):
        return None


def _last_change(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat().st_mtime_ns
    except OSError:  # a link to nowhere; what is wrong with it is told when it is read
        return 0
