"""The wheels of a folder that a publication's lock names, each known by its checksum (PEP 427, and pip's hashes)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from chapbook.bundle.bag import checksum
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LOCKS = ("requirements/lock.txt", "requirements/build.txt")
PINNED = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)(?P<rest>(?:.*\\\n)*.*)", re.MULTILINE
)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class Wheels(NamedTuple):
    """The wheels that are there, the lock that names them, and the packages of it of which none is there."""

    files: tuple[Path, ...] = ()
    lock: str = ""
    lacking: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """Say in a sentence which there are."""
        if not self.files:
            return "The packages that build it are not in this bag."
        others = f"; there is none of {', '.join(self.lacking)}" if self.lacking else ""
        number = f"{len(self.files)} of those that {self.lock} names"
        return f"The packages that build it are in data/wheels/: {number}{others}."


def wheels_of(sources: Mapping[str, Path], folder: Path | None) -> Wheels:
    """Return the wheels of a folder that the lock names; none where no folder is given.

    :raises Mistake: where there is no lock, or nothing of it in the folder.
    """
    lock = next((name for name in LOCKS if name in sources), "")
    if folder is None:
        return Wheels(lock=lock)
    if not lock:
        raise Mistake(folder, 0, f"no {LOCKS[0]} says which wheels build the publication; leave out --wheels")
    sums = {checksum(path, "sha256"): path for path in sorted(folder.glob("*.whl"))}
    pinned = {found["name"]: HASH.findall(found["rest"]) for found in PINNED.finditer(sources[lock].read_text("utf-8"))}
    files = sorted({sums[one] for hashes in pinned.values() for one in hashes if one in sums})
    if not files:
        raise Mistake(folder, 0, f"it has no wheel that {lock} names; pip download -r {lock} -d FOLDER fetches them")
    lacking = (name for name, hashes in pinned.items() if not any(one in sums for one in hashes))
    return Wheels(tuple(files), lock, tuple(lacking))
