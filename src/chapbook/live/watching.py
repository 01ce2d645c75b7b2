"""Which files of a publication are watched, and what is made again when some have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NO_SOURCES = {"__pycache__", "node_modules", "venv"}
LEFT_BY_EDITORS = ("~", ".swp", ".swx", ".tmp", ".bak")
TEXTS = {".md", ".rst", ".bib"}
"""Sphinx, and the parts of the press, know which pages are made of these."""


class Plan(NamedTuple):
    """What is made again beside the pages whose text has changed: all pages are read, or all are written."""

    reads_all: bool = False
    writes_all: bool = False

    def with_all_of(self, other: Plan) -> Plan:
        """Return what does what both do, for a build that makes up for one that was stopped."""
        return Plan(self.reads_all or other.reads_all, self.writes_all or other.writes_all)


def is_watched(path: Path, source: Path, target: Path) -> bool:
    """Tell whether a file may be a part of the publication in *source*; what is built into *target* is none."""
    names = path.relative_to(source).parts if path.is_relative_to(source) else ()
    is_hidden = any(name.startswith(".") or name in NO_SOURCES for name in names)
    left = path.name.endswith(LEFT_BY_EDITORS) or (path.name.startswith("#") and path.name.endswith("#"))
    return bool(names) and not is_hidden and not left and not path.is_relative_to(target)


def plan_for(changed: Iterable[Path]) -> Plan:
    """Return what is made again after a change.

    A program may concern how a text is read; a style sheet, a template or another file any page, where nothing says
    which. A setting is Sphinx's to look at.
    """
    others = [path for path in changed if path.suffix.lower() not in TEXTS and path.name != "conf.py"]
    return Plan(reads_all=any(path.suffix in {".py", ".csl"} for path in others), writes_all=bool(others))
