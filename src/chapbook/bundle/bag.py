"""A folder becomes a bag (RFC 8493): its payload in ``data/``, beside it lists of the files with their checksums."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

PAYLOAD = "data"
ALGORITHM = "sha512"
"""The one that every program must know (RFC 8493, 2.4)."""

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST = f"manifest-{ALGORITHM}.txt"
TAG_MANIFEST = f"tagmanifest-{ALGORITHM}.txt"
INFO = "bag-info.txt"
ESCAPED = {"%": "%25", "\r": "%0D", "\n": "%0A"}
"""What stands for characters in a path (RFC 8493, 2.1.3)."""


def files_in(folder: Path) -> dict[str, Path]:
    """Return the files below a folder by their paths there, in order."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    return dict(sorted(found.items()))


def seal(bag: Path, info: Mapping[str, str]) -> int:
    """Write the files that make a bag of a folder whose payload is there; return the number of files of the payload.

    :param info: what is known of it, by the labels of ``bag-info.txt``.
    """
    payload = {f"{PAYLOAD}/{name}": path for name, path in files_in(bag / PAYLOAD).items()}
    size = sum(path.stat().st_size for path in payload.values())
    told = {**info, "Payload-Oxum": f"{size}.{len(payload)}"}
    lines = (f"{label}: {' '.join(value.split())}\n" for label, value in told.items() if value.strip())
    _write(bag / "bagit.txt", [DECLARATION])
    _write(bag / INFO, lines)
    _write(bag / MANIFEST, _summed(payload))
    tags = {name: path for name, path in files_in(bag).items() if not name.startswith(f"{PAYLOAD}/")}
    _write(bag / TAG_MANIFEST, _summed({name: path for name, path in tags.items() if name != TAG_MANIFEST}))
    return len(payload)


def checksum(path: Path, algorithm: str = ALGORITHM) -> str:
    """Return the checksum of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, algorithm).hexdigest()


def _summed(files: Mapping[str, Path]) -> Iterable[str]:
    return (f"{checksum(path)}  {_escaped(name)}\n" for name, path in files.items())


def _escaped(name: str) -> str:
    return "".join(ESCAPED.get(character, character) for character in name)


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_bytes("".join(lines).encode())
