"""One comment: a file of front matter and a body in, a frozen record or a list of problems out.

The format is the contract of ``comments/``: the file's name is the id, the keys are those of
:data:`~chapbook.comments.front_matter.KEYS`, everything below the second fence is the body (see
:mod:`chapbook.comments.body`). Nothing here imports Sphinx, and nothing raises: what is wrong is in the list of
problems, and what can be shown all the same is in the comment.
"""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from chapbook.clusters import piles
from chapbook.comment_source import FRONT_MATTER
from chapbook.comments.allowed import LARGEST, LONGEST_NAME
from chapbook.comments.body import UNPRINTABLE, clean_body, words_of
from chapbook.comments.bounds import pile_fault
from chapbook.comments.comment import Comment
from chapbook.comments.file_name import ID, free_id
from chapbook.comments.front_matter import read_front_matter
from chapbook.comments.problem import Kind, Problem
from chapbook.comments.seen import has_something_to_see
from chapbook.decoded import decoded

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


def read_comment(
    path: Path, largest: int = LARGEST, taken: Collection[str] = ()
) -> tuple[Comment | None, list[Problem]]:
    """Read one file. No comment comes back where its name, its text, its author or its words cannot be read.

    A link is not followed: what it leads to may be a file that is nobody's to publish.

    :param largest: how many bytes the file may have.
    :param taken: names of other files, which one with a bad name is not told to take.
    """
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            message = "this is no file of its own, but a link, a folder or a device; put the comment's own file here"
            return None, [Problem(path, 0, Kind.FILE, message)]
        if status.st_size > largest:
            return None, [Problem(path, 0, Kind.SIZE, _too_large(status.st_size, largest))]
        data = path.read_bytes()
    except OSError as error:
        message = f"the file cannot be read ({error.strerror}); see to it, or take it out of the folder"
        return None, [Problem(path, 0, Kind.FILE, message)]
    return parse_comment(path, data, largest, taken)


def parse_comment(
    path: Path, data: bytes, largest: int = LARGEST, taken: Collection[str] = ()
) -> tuple[Comment | None, list[Problem]]:
    """Parse the bytes of the comment at *path*, with or without a byte order mark, with any line ends."""
    return _Reader(path, taken).read(data, largest)


def _too_large(size: int, largest: int) -> str:
    return f"the file has {size:,} bytes; shorten it to {largest:,}, or make several comments of it"


class _Reader:
    """Reads one file; gathers its problems on the way."""

    def __init__(self, path: Path, taken: Collection[str]) -> None:
        self.path = path
        self.taken = taken
        self.problems: list[Problem] = []

    def tell(self, line: int, kind: Kind, message: str) -> None:
        self.problems.append(Problem(self.path, line, kind, message))

    def read(self, data: bytes, largest: int) -> tuple[Comment | None, list[Problem]]:
        if len(data) > largest:
            self.tell(0, Kind.SIZE, _too_large(len(data), largest))
            return None, self.problems
        return self._read(data), self.problems

    def _read(self, data: bytes) -> Comment | None:
        if not self._has_good_name():
            return None
        text = self._decode(data)
        if text is None:
            return None
        parts = FRONT_MATTER.match(text)
        if parts is None:
            message = "there is no front matter; begin with a line ---, a line author: and a name, and a line ---"
            self.tell(1, Kind.FRONT_MATTER, message)
            return None
        return self._comment(parts["header"], text[parts.end() :], text.count("\n", 0, parts.end()) + 1)

    def _has_good_name(self) -> bool:
        stem = self.path.stem
        if not ID.fullmatch(stem):
            remedy = f"rename the file: {free_id(stem, self.taken)}.md"
            self.tell(0, Kind.NAME, f"{self.path.name!r} is no id (small letters a-z, digits and hyphens); {remedy}")
        elif len(stem) > LONGEST_NAME:
            message = f"the file's name has {len(stem)} characters; rename it to one of at most {LONGEST_NAME}"
            self.tell(0, Kind.NAME, message)
        return not self.problems

    def _decode(self, data: bytes) -> str | None:
        text, faults = decoded(data, UNPRINTABLE, "save the file with the encoding UTF-8")
        for line, message in faults:
            self.tell(line, Kind.ENCODING, message)
        if text is None:
            return None
        if pile := next(piles(text), None):
            self.tell(text.count("\n", 0, pile[0]) + 1, Kind.ENCODING, pile_fault(*pile))
        return text

    def _comment(self, header: str, source: str, first_line: int) -> Comment | None:
        values, lines, faults = read_front_matter(header)
        for fault in faults:
            self.tell(fault.line + 1, fault.kind, fault.message)
        if not lines:
            return None
        removed = values.get("removed", "")
        body = self._body(source, first_line, is_removed="removed" in lines)
        if "removed" in lines:  # a website is as much what somebody wants gone, or advertises, as words are
            values |= {"url": "", "quote": "", "supplied": values.get("supplied", frozenset()) - {"url", "quote"}}
        if not (body or removed) or "author" not in values:
            return None
        return Comment(
            id=self.path.stem,
            path=self.path,
            author=values["author"],
            body=body,
            date=values.get("date"),
            url=values.get("url", ""),
            reply_to=values.get("reply_to", ""),
            about=values.get("about", ""),
            removed=removed,
            supplied=values.get("supplied", frozenset()),
            lines={key: line + 1 for key, line in lines.items()},
            quote=values.get("quote", ""),
            answered=values.get("answered", ""),
            closed=values.get("closed", False),
        )

    def _body(self, source: str, first_line: int, *, is_removed: bool) -> str:
        """Return the cleaned body; what was removed, or has no words, has none."""
        if is_removed:
            if source.strip():
                self.tell(first_line, Kind.BODY, "the comment is removed, but words stand below; delete them")
            return ""
        body, faults = clean_body(source)
        for fault in faults:
            self.tell(first_line + fault.line, fault.kind, fault.message)
        if not has_something_to_see(words_of(body)):
            self.tell(first_line, Kind.BODY, "the comment has no words; write them below the second line of ---")
            return ""
        return body
