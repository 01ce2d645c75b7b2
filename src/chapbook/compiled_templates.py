"""Keeps what Jinja compiles, beside what Sphinx has read, so that the next builder and the next build need not do it.

A template that has changed has another checksum, and is compiled anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemBytecodeCache

if TYPE_CHECKING:
    from jinja2.bccache import Bucket
    from sphinx.application import Sphinx

FOLDER = "templates"
NOWHERE = ""


class _Compiled(FileSystemBytecodeCache):
    """Files in a folder, as soon as a build has said in which; not in one that all users of a machine can write to."""

    def __init__(self) -> None:
        super().__init__(NOWHERE)

    def load_bytecode(self, bucket: Bucket) -> None:
        if self._is_there():
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if self._is_there():
            super().dump_bytecode(bucket)

    def _is_there(self) -> bool:
        return self.directory != NOWHERE and Path(self.directory).is_dir()


COMPILED = _Compiled()
"""What environments of the parts' templates keep, and those of Sphinx's."""


def keep_compiled(app: Sphinx) -> None:
    """Keep templates in a folder of the build."""
    folder = Path(app.doctreedir, FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    COMPILED.directory = str(folder)
    environment = getattr(getattr(app.builder, "templates", None), "environment", None)
    if environment is not None:
        environment.bytecode_cache = COMPILED
