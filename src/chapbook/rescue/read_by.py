"""``source/read-by.json``: how a source was read, so that ``chapbook verify`` reads the same words out of it again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

READ_BY = "read-by.json"
"""The file's name, in the folder of the source."""


class ReadBy(NamedTuple):
    """The files of a source, the first of which was named first; the post and the element that were asked for."""

    files: Sequence[str]
    post: str = ""
    select: str = ""

    def encoded(self) -> bytes:
        """Return the file's content."""
        return (json.dumps(self._asdict(), ensure_ascii=False, indent=2) + "\n").encode()


def read_by(folder: Path) -> ReadBy | None:
    """Read the file in the folder of a source; None where there is none.

    :raises Mistake: where it does not say how the source was read.
    """
    path = folder / READ_BY
    if not path.is_file():
        return None
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return ReadBy([str(name) for name in told["files"]], str(told["post"]), str(told["select"]))
    except (ValueError, KeyError, TypeError) as error:
        raise Mistake(path, 0, "it does not say how the source was read; rescue it again") from error
