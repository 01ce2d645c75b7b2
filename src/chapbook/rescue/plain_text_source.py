"""A plain-text copy of a page in, what it holds out: the lines above the thread, and the thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chapbook.rescue.capture import Capture, PlainText
from chapbook.rescue.plain_thread import read_thread, thread_line

if TYPE_CHECKING:
    from pathlib import Path

KIND = "a plain-text copy"


def read_plain_text(path: Path, text: str) -> Capture:
    """Read the text of *path*; its title is what the heading of the comments calls the page."""
    lines = text.split("\n")
    begin = thread_line(lines)
    thread = read_thread(lines[begin:], path, begin + 1)
    return Capture(
        path,
        KIND,
        PlainText("\n".join(lines[:begin])),
        title=thread.title,
        comments=thread.comments,
        says=thread.says,
        losses=thread.losses,
    )
