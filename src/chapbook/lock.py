"""``requirements/lock.txt`` of a publication: the press, a wheel beside it, and all that it needs, with hashes."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

LOCK = "requirements/lock.txt"
HEADING = "# All that builds this publication, each with its hash. chapbook itself lies beside this file.\n"
OWN = re.compile(r"^\./(requirements/chapbook-\S+\.whl)", flags=re.MULTILINE)
NAME = re.compile(r"[A-Za-z0-9._-]+")


class Merged(NamedTuple):
    """The packages of a lock, and a sentence on each that somebody has changed by hand."""

    packages: str
    notes: list[str]


def lock_with(wheel: str, data: bytes, packages: str) -> str:
    """Return a lock of *packages*, with the press itself as a file that has a hash like them."""
    own = f"./requirements/{wheel} \\\n    --hash=sha256:{sha256(data).hexdigest()}\n"
    return HEADING + own + "".join(line for line in packages.splitlines(keepends=True) if not line.startswith("#"))


def wheel_of(lock: str) -> str:
    """Return the path of the press's wheel in the publication, or an empty string."""
    found = OWN.search(lock)
    return found[1] if found else ""


def merge(mine: str, old: str, new: str) -> Merged:
    """Return the packages of a *new* release, and of the publication's own lock what it has beside those of the *old*.

    Where the release changes what was changed by hand too, it holds, so that the press has what it was tested with.
    """
    notes = []
    merged = {}
    locks = [_by_name(text) for text in (mine, old, new)]
    for name in sorted({name for lock in locks for name in lock}):
        in_mine, in_old, in_new = (lock.get(name, "") for lock in locks)
        is_left = _bare(in_mine) not in {_bare(in_old), _bare(in_new)}
        holds = is_left and _bare(in_old) == _bare(in_new)
        merged[name] = in_mine if holds else in_new
        if is_left:
            by_hand = f"{LOCK}: {_pin(in_mine)} was put there" if in_mine else f"{LOCK}: {name} was taken out"
            release = f"the release needs {_pin(in_new)}" if in_new else "the release does without"
            notes.append(f"{by_hand} by hand; {'left as it is' if holds else release}")
    return Merged("".join(merged.values()), notes)


def _by_name(lock: str) -> Mapping[str, str]:
    """Return a lock's lines by the package that they are of; one may stand there for several Pythons."""
    found: dict[str, str] = {}
    name = ""
    for line in OWN.sub("#", lock.replace("\r\n", "\n")).splitlines(keepends=True):
        if not line.startswith((" ", "\t", "#", "\n")):
            match = NAME.match(line)
            name = re.sub(r"[-_.]+", "-", match[0]).lower() if match and match[0][0] != "-" else line.strip()
        elif line.startswith("#"):
            name = ""
        if name:
            found[name] = found.get(name, "") + line.rstrip("\n") + "\n"
    return found


def _bare(lines: str) -> str:
    """Return what of a package's lines is no comment."""
    return "".join(line for line in lines.splitlines(keepends=True) if not line.lstrip().startswith("#")).strip()


def _pin(lines: str) -> str:
    return lines.split("\n", maxsplit=1)[0].rstrip("\\ ")
