"""A thread that is brought over by the command, and what became of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chapbook.cli import main
from chapbook.comments.exchange.record import LeftOut
from chapbook.comments.folder import folder_state
from chapbook.comments.thread import read_thread

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from chapbook.comments.comment import Comment


class Import:
    """A folder of comments and what was printed; every report is seen to add up."""

    def __init__(self, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.place = place
        self.folder = place / "comments"
        self.capsys = capsys
        self.errors = ""
        self.lines: list[str] = []

    def run(self, *texts: str | bytes, post: str = "", code: int = 0, more: tuple[str, ...] = ()) -> dict[str, int]:
        """Import files of these texts; return the report by its words."""
        files = [self.place / f"export-{number}" for number in range(1, len(texts) + 1)]
        for file, text in zip(files, texts, strict=True):
            file.write_bytes(text if isinstance(text, bytes) else text.encode(errors="surrogatepass"))
        options = [*(["--post", post] if post else []), *more]
        assert main(["import", *map(str, files), "--to", str(self.folder), *options]) == code
        printed, self.errors = self.capsys.readouterr()
        self.lines = printed.splitlines()
        rows = [re.fullmatch(r" *(.*?)(?: to /.*)?: ([\d,]+)(?: \(.*\))?", line) for line in self.lines]
        report = {row[1]: int(row[2].replace(",", "")) for row in rows if row}
        if report:
            new = report.get("written", 0) + report.get("would be written", 0)
            kept = new + report["already there"] + report["there with other words, left as they are"]
            assert report["read"] == kept + report["left out"]
            assert report["left out"] == sum(report.get(reason, 0) for reason in LeftOut)
        return report

    def comments(self) -> dict[str, Comment]:
        """Read what was written; nothing is wrong with it."""
        thread, problems = read_thread(self.folder, folder_state(self.folder))
        assert problems == []
        return {comment.id: comment for comment in thread.comments()}

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.iterdir()} if self.folder.exists() else {}
