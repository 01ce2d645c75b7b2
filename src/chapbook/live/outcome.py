"""What a build says: whether the pages were made, and each mistake with its file and line.

Sphinx writes its warnings, and the press what stops a build, as ``file:line: WARNING: what is wrong [type]``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx._cli.util.errors import strip_escape_sequences

if TYPE_CHECKING:
    from collections.abc import Iterable

MESSAGE = re.compile(r"(?:(?P<place>.+?): )??(?:WARNING|ERROR|CRITICAL|SEVERE|error): (?P<said>.+)", re.DOTALL)
PLACE = re.compile(r"(?P<file>.+?)(?::(?P<line>\d+))?:?", re.DOTALL)
TYPE = re.compile(r" \[[\w.-]+\]$")


class Told(NamedTuple):
    """A mistake: the file, from the publication's folder, and its line, 0 where that is not known; what is wrong."""

    file: str
    line: int
    said: str

    def __str__(self) -> str:
        """Return it as a line for a terminal."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(filter(None, [place, "error", self.said]))


class Outcome(NamedTuple):
    """What became of a build: whether the pages were made, what is wrong, and the trace of a program's own fault."""

    is_made: bool
    told: tuple[Told, ...] = ()
    fault: str = ""


def told_by(messages: Iterable[str], folder: Path) -> tuple[Told, ...]:
    """Return what messages say, each once."""
    return tuple(dict.fromkeys(_told(strip_escape_sequences(message).strip(), folder) for message in messages))


def _told(message: str, folder: Path) -> Told:
    match = MESSAGE.fullmatch(message)
    if match is None:
        return Told("", 0, message)
    said = TYPE.sub("", match["said"])
    place = PLACE.fullmatch(match["place"] or "")
    if place is None:
        return Told("", 0, said)
    path = Path(place["file"])
    file = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
    return Told(file, int(place["line"] or 0), said)
