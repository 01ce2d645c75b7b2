"""New files in a folder of comments: each appears whole or not at all, and never in the place of another.

A file is written under a hidden name beside its place, which no reader of the folder looks at, and gets its own name
by a link (``link(2)``), which fails where something of that name is, whoever was faster.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from pathlib import Path


def place_file(path: Path, data: bytes) -> None:
    """Create the file *path*; raise FileExistsError where there is something already, OSError where it cannot be."""
    draft = path.with_name(f".{uuid4()}")
    try:
        with draft.open("xb") as file:
            file.write(data)
        os.link(draft, path)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
