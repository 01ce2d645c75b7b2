"""A bag as one file: a ZIP archive whose bytes say nothing of the day, the machine or the person.

Nothing in it is compressed: a compressor's next release may give other bytes, and of a damaged archive each whole file
can still be read.
"""

from __future__ import annotations

import stat
import time
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from chapbook.bundle.bag import files_in

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = 1 << 20


def write_archive(bag: Path, target: Path, name: str, moment: int) -> None:
    """Write the files of a bag, in order, below one folder called *name*.

    :param moment: the time that every file has, in seconds since 1970 UTC; not before 1980.
    """
    day = time.gmtime(moment)[:6]
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for file, path in files_in(bag).items():
            info = ZipInfo(f"{name}/{file}", day)
            info.create_system = 3  # so that the modes are read, wherever it is written
            info.external_attr = mode_of(path) << 16
            info.file_size = path.stat().st_size
            with path.open("rb") as source, archive.open(info, "w") as held:
                while block := source.read(BLOCK):
                    held.write(block)


def mode_of(path: Path) -> int:
    """Return the mode of a file as git has it: it can be run, or not."""
    return stat.S_IFREG | (0o755 if path.stat().st_mode & stat.S_IXUSR else 0o644)
