"""What was found on pages that are not written again, kept between builds beside what Sphinx keeps.

What is kept is put away while pages are written. A build that stops in the middle of that leaves nothing, and the next
one writes all pages: what is found is never older than what is read.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from chapbook.search.files import json_of
from chapbook.search.passages import Found, Passage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMAT = 1
"""Which form of what is kept can be read; it is raised where passages are made in another way."""


def take(path: Path) -> dict[str, Found] | None:
    """Return what is kept, by docname, and put it away; None where nothing is kept that can be read."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    path.unlink()
    return {name: _found(*page) for name, page in kept["pages"].items()} if kept["format"] == FORMAT else None


def is_kept(path: Path) -> bool:
    """Return whether something is kept."""
    return path.is_file()


def keep(path: Path, pages: Mapping[str, Found]) -> None:
    """Keep what was found, by docname."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json_of({"format": FORMAT, "pages": pages}), encoding="utf-8")


def _found(href: str, title: str, titles: list[list[str]], passages: list[list[str]]) -> Found:
    return Found(href, title, [Passage(*one) for one in titles], [Passage(*one) for one in passages])
