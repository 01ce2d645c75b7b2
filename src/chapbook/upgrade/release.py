"""A release of the press, as the wheel that it comes in: read, not installed."""

from __future__ import annotations

import subprocess
import sys
import zlib
from email import message_from_bytes
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile, ZipFile

from packaging.version import InvalidVersion, Version

from chapbook.lock import LOCK
from chapbook.mistake import Mistake
from chapbook.wheel import NAME, wheel_name

if TYPE_CHECKING:
    from collections.abc import Mapping

OUTLINE = "chapbook/outline/"
CARRY_OVER = "chapbook/carry_over.py"
UNREADABLE = (BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error)
"""What ``zipfile`` raises for a file that is damaged, locked by a password or packed in a way unknown to it."""


class Release(NamedTuple):
    """A wheel: its version, its bytes, and the files of a new publication in it by their paths."""

    version: Version
    data: bytes
    outline: Mapping[str, bytes]

    @property
    def wheel(self) -> str:
        """The name of its file, whatever it was called when it came."""
        return wheel_name(str(self.version))

    @property
    def packages(self) -> str:
        """The lock of all that it needs."""
        return self.outline[LOCK].decode()


def read_release(path: Path) -> Release:
    """Read the wheel at *path*.

    :raises Mistake: where there is none, it cannot be read, or it is another package's.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Mistake(path, 0, f"this wheel cannot be read ({error.strerror}); name a file that can") from error
    try:
        with ZipFile(BytesIO(data)) as archive:
            files = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    except UNREADABLE as error:
        raise Mistake(path, 0, "this is not a wheel, or only part of one; download it again") from error
    outline = {name.removeprefix(OUTLINE): file for name, file in files.items() if name.startswith(OUTLINE)}
    version = _version(files)
    if version is None or LOCK not in outline or CARRY_OVER not in files:
        raise Mistake(path, 0, "this is not a wheel of chapbook, the package that makes publications; name one that is")
    return Release(version, data, outline)


def _version(files: Mapping[str, bytes]) -> Version | None:
    for name in files:
        if name.startswith(f"{NAME}-") and name.endswith(".dist-info/METADATA"):
            metadata = message_from_bytes(files[name])
            try:
                return Version(metadata["Version"] or "") if metadata["Name"] == NAME else None
            except InvalidVersion:
                return None
    return None


def fetch_newest(folder: Path) -> Path:
    """Have pip download the newest release from its index into *folder*; return the wheel's path.

    :raises Mistake: where it cannot.
    """
    command = ["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary", ":all:", "--dest", str(folder), NAME]
    done = subprocess.run(  # noqa: S603  # pip's own options
        [sys.executable, "-P", *command], capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    wheels = list(folder.glob("*.whl"))
    if done.returncode or not wheels:
        message = f"pip could not fetch it: {error_of_pip(done.stderr)}; name its file: chapbook upgrade WHEEL"
        raise Mistake(Path(NAME), 0, message)
    return wheels[0]


def error_of_pip(text: str) -> str:
    """Return the last error that pip tells, as one line."""
    errors = [line.removeprefix("ERROR:").strip() for line in text.splitlines() if line.startswith("ERROR:")]
    return errors[-1].rstrip(".") if errors else "it does not say why"
