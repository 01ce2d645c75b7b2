"""The comments that are in a folder already, and whether one of an export is the same comment as one of them.

Numbers are a site's own: another site has the same ones. What tells is when a comment was written and by whom, or its
words; editors may have changed one of these since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chapbook.comments.comment_file import read_comment
from chapbook.comments.moment import moment
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from pathlib import Path

    from chapbook.comments.comment import Comment


class Present:
    """The ids of a folder's files; a file is read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ids = {path.stem for path in folder.glob("*.md")}

    def holds(self, id_: str, data: bytes) -> bool:
        """Tell whether the file of this id has these bytes."""
        path = self.folder / f"{id_}.md"
        return path.is_file() and path.read_bytes() == data

    def comment(self, id_: str) -> Comment | None:
        """Return the comment of an id; None of a file that is none."""
        return read_comment(self.folder / f"{id_}.md")[0]


def check_folder(folder: Path) -> None:
    """Refuse a folder that is a link: what is written would be elsewhere, where nobody looks for it."""
    if folder.is_symlink():
        raise Mistake(folder, 0, "the folder is a link to another; write where it leads, or put a folder in its place")


def is_same(there: Comment, new: Comment) -> bool:
    """Tell whether *new*, which has the same id, is *there*, which an editor may have changed."""
    is_same_text = there.words == new.words
    if there.date and new.date:
        is_same_moment = moment(there.date) == moment(new.date)
        return is_same_moment and (there.author == new.author or is_same_text or bool(there.removed))
    return there.author == new.author and (is_same_text or there.date != new.date)
