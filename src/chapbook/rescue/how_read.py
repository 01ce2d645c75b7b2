"""``source/how-it-was-read.json``: how a source was read, for ``chapbook verify`` to read it again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HOW_READ = "how-it-was-read.json"
"""The file's name, in the folder of the source."""


class HowRead(NamedTuple):
    """The files of a source, the first of which was named first; the post and the element that were asked for."""

    files: Sequence[str]
    post: str = ""
    select: str = ""

    def encoded(self) -> bytes:
        """Return the file's content."""
        return (json.dumps(self._asdict(), ensure_ascii=False, indent=2) + "\n").encode()


def how_read(folder: Path) -> HowRead | None:
    """Read the file in the folder of a source; None where there is none.

    :raises Mistake: where it does not say how the source was read.
    """
    path = folder / HOW_READ
    if not path.is_file():
        return None
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return HowRead([str(name) for name in told["files"]], str(told["post"]), str(told["select"]))
    except (ValueError, KeyError, TypeError) as error:
        raise Mistake(path, 0, "it does not say how the source was read; rescue it again") from error
