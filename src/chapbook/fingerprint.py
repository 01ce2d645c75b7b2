"""Whether anything has changed since the last build: sources, settings, chapbook itself, and what was made.

A file counts as unchanged if its size and its time are, as in make. No file is read, so asking costs little.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import chapbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FILE = ".last-build.json"
NO_SOURCES = {"__pycache__", "node_modules"}
ENVIRONMENT = ("READTHEDOCS", "SOURCE_DATE_EPOCH", "SPHINX")
"""How the names begin of what an environment tells a build."""

PRESS = Path(chapbook.__file__).parent


@dataclass(frozen=True)
class Fingerprint:
    """What a build is made of; *target* is where it is kept, with what was made."""

    target: Path
    made_of: str

    @classmethod
    def of(cls, source: Path, target: Path, options: Sequence[str]) -> Fingerprint:
        """Look at the sources of a build; what begins with a dot, and the target itself, are none."""
        told = {
            "python": sys.version,
            "press": [chapbook.__version__, *_states(PRESS, None)],
            "source": str(source.resolve()),
            "options": sorted(options),
            "environment": sorted(f"{k}={v}" for k, v in os.environ.items() if k.startswith(ENVIRONMENT)),
            "files": list(_states(source, target.resolve())),
        }
        return cls(target, json.dumps(told))

    def is_last(self) -> bool:
        """Tell whether the last build was of just this, passed, and is still there as it was made."""
        try:
            kept = json.loads((self.target / FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return bool(kept == [self.made_of, list(self._made())])

    def forget(self) -> None:
        """Let the next build be made; this one may fail."""
        (self.target / FILE).unlink(missing_ok=True)

    def keep(self) -> None:
        """Remember a build that passed."""
        text = json.dumps([self.made_of, list(self._made())])
        (self.target / FILE).write_text(text, encoding="utf-8")

    def _made(self) -> Iterator[str]:
        for name in sorted(path.name for path in self.target.iterdir() if path.is_dir() and path.name != "doctrees"):
            yield from _states(self.target / name, None)


def _states(folder: Path, without: Path | None) -> Iterator[str]:
    """Yield each file below a folder with its size and time, in order."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.name.startswith(".") or entry.name in NO_SOURCES:
            continue
        if entry.is_dir(follow_symlinks=False):
            if Path(entry.path).resolve() != without:
                yield from _states(Path(entry.path), without)
        else:
            state = _state(entry)
            yield f"{entry.path} {state.st_size} {state.st_mtime_ns}"


def _state(entry: os.DirEntry[str]) -> os.stat_result:
    """Return the state of a file; of a link that leads to nothing, its own."""
    try:
        return entry.stat()
    except OSError:
        return entry.stat(follow_symlinks=False)
