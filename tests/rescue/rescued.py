"""A source that is rescued into a folder by the command, and what became of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chapbook.cli import main
from chapbook.comments.folder import folder_state
from chapbook.comments.thread import read_thread

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pytest

    from chapbook.comments.comment import Comment


class Rescued:
    """A publication that was made, and what was printed."""

    def __init__(self, folder: Path, printed: str = "") -> None:
        self.folder = folder
        self.printed = printed

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def chapters(self) -> list[str]:
        """Return the chapters in their order."""
        return re.findall(r"^chapters/(.+)$", self.text("index.md"), re.MULTILINE)

    def comments(self) -> dict[str, Comment]:
        """Read the thread; nothing is wrong with it."""
        thread, problems = read_thread(self.folder / "comments", folder_state(self.folder / "comments"))
        assert problems == []
        return {comment.id: comment for comment in thread.comments()}

    def counts(self) -> dict[str, str]:
        """Return the figures of the report."""
        return dict(re.findall(r"^\| (.+?) \| (.+?) \|$", self.printed, re.MULTILINE))

    def files(self) -> dict[str, bytes]:
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}


class Rescue(Rescued):
    """A folder of sources, and the publication that the command makes of them."""

    def __init__(self, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
        super().__init__(place / "publication")
        self.place = place
        self.capsys = capsys
        self.errors = ""

    def run(self, files: Mapping[str, str | bytes], *options: str, code: int = 0, first: int = 1) -> str:
        """Rescue the first of the files, or the first ones; return what was printed."""
        for name, data in files.items():
            path = self.place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if isinstance(data, bytes) else data.encode())
        named = [str(self.place / name) for name in list(files)[:first]]
        assert main(["rescue", *named, str(self.folder), *options]) == code
        self.printed, self.errors = self.capsys.readouterr()
        return self.printed
