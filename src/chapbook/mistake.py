"""A user's mistake that stops a command, told in a sentence; the command line shows it without a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Mistake(Exception):  # noqa: N818  # it is the user's, not the program's
    """Something that stops the work: the file, the line where there is one, what is wrong and what to do."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        place = visible(str(path))
        super().__init__(f"{place}:{line}: error: {message}" if line else f"{place}: error: {message}")


def visible(text: str) -> str:
    """Return a text, such as the name of a file, in which what a terminal would obey is as Python writes it."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
