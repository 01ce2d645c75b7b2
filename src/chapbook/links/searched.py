"""What an archive had no copy of today, so that a run that was stopped goes on where it was, and asks nothing twice.

It lies among what is built. Where it is not there, is of another day or archive, or cannot be read, nothing is known.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = "without-copy.json"


class Search(NamedTuple):
    """What was asked: of which archive, on which day (ISO 8601), and whether it was asked to keep pages as well."""

    archive: str
    day: str
    saves: bool


def read_missing(folder: Path, search: Search) -> dict[str, str]:
    """Return the addresses of which there was no copy, each with the archive's reason."""
    try:
        known = json.loads((folder / NAME).read_bytes())
        found = known["missing"] if known["search"] == search._asdict() else {}
        return {str(address): str(reason) for address, reason in found.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def write_missing(folder: Path, search: Search, missing: Mapping[str, str]) -> None:
    """Note them for the next run."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NAME).write_text(json.dumps({"search": search._asdict(), "missing": missing}), encoding="utf-8")
