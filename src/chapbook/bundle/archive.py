"""A bag as one file: a ZIP archive whose bytes say nothing of the day, the machine or the person.

Nothing in it is compressed: a compressor's next release may give other bytes, and of a damaged archive each whole file
can still be read.
"""

from __future__ import annotations

import lzma
import stat
import time
import zlib
from collections import Counter
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from chapbook.bundle.bag import files_in

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = 1 << 20


class BrokenArchive(Exception):  # noqa: N818  # nothing is wrong with the program
    """An archive cannot be read; it says why."""


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


def unpack(archive: Path, place: Path, mark: str) -> tuple[Path, list[str]]:
    """Unpack the folder of an archive in which the file *mark* lies, and return it, with a sentence on each other file.

    Nothing is written outside of *place*, and of two files with one name the last counts.

    :raises BrokenArchive: where it cannot be read.
    """
    # RuntimeError is what zipfile says of a password, and of a way of packing that it does not know.
    broken = (BadZipFile, OSError, ValueError, RuntimeError, EOFError, zlib.error, lzma.LZMAError)
    try:
        with ZipFile(archive) as packed:
            members = [member for member in packed.infolist() if not member.is_dir()]
            inside = [member.filename for member in members if _is_below("", member.filename)]
            marks = [name for name in inside if name.rpartition("/")[2] == mark]
            folder = min(marks, key=lambda name: name.count("/"), default="").removesuffix(mark)
            own = [member for member in members if _is_below(folder, member.filename)]
            packed.extractall(place, own)
    except broken as error:
        raise BrokenArchive(str(error)) from error
    names = Counter(member.filename for member in members)
    twice = [f"{name}: the archive has this file {count} times" for name, count in names.items() if count > 1]
    outside = [name for name in names if not _is_below(folder, name)]
    return place / folder, [f"{name}: this file is too many: it lies outside of the bag" for name in outside] + twice


def _is_below(folder: str, name: str) -> bool:
    return name.startswith(folder) and not name.startswith("/") and ".." not in name.split("/")
