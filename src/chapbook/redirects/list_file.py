"""The list of pages that have moved: each line's old and new page, and what is wrong with a line."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from chapbook.redirect_line import is_empty, pages_of

if TYPE_CHECKING:
    from collections.abc import Collection


class Redirects(NamedTuple):
    """The new pages by the old ones, the lines on which they stand, and what is wrong by line."""

    pages: dict[str, str]
    lines: dict[str, int]
    faults: list[tuple[int, str]]

    def drop(self, old: str, message: str) -> None:
        """Take out a page whose line is wrong."""
        self.faults.append((self.lines[old], message))
        del self.pages[old]


def read_list(text: str) -> Redirects:
    """Read the list, in which U+FFFD stands for what is not UTF-8; a line that is wrong is left out of the pages."""
    redirects = Redirects({}, {}, [])
    for number, line in enumerate(text.splitlines(), 1):
        if is_empty(line):
            continue
        old, new = pages_of(line) or ("", "")
        if "\ufffd" in line:
            message = "this line is not UTF-8; save the file with the encoding UTF-8"
            redirects.faults.append((number, message))
        elif not old or ".." in PurePosixPath(old).parts or old.startswith("/"):
            message = "this is no line of the list; write the old page and the new one: chapters/old.md chapters/new.md"
            redirects.faults.append((number, message))
        elif old in redirects.pages:
            message = f"{old} is on line {redirects.lines[old]} already; take one of the two out"
            redirects.faults.append((number, message))
        else:
            redirects.pages[old] = new
            redirects.lines[old] = number
    for old in [old for old in redirects.pages if _is_in_circle(old, redirects.pages)]:
        redirects.drop(old, f"{old} leads back to itself; write the page where its words are now")
    return redirects


def _is_in_circle(old: str, pages: dict[str, str]) -> bool:
    seen = {old}
    new = pages[old]
    while new in pages and new not in seen:
        seen.add(new)
        new = pages[new]
    return new == old


def drop_wrong(redirects: Redirects, present: Collection[str], suffixes: Collection[str]) -> None:
    """Take out what leads from a page that is there, or to one that is not.

    :param present: the pages of the publication, with their endings.
    :param suffixes: the endings of its pages; what has another is a file, and not looked for.
    """
    for old, new in list(redirects.pages.items()):
        if old in present:
            redirects.drop(old, f"{old} is there, so that it cannot lead elsewhere; take the line or the page out")
        elif new.endswith(tuple(suffixes)) and new not in present and new not in redirects.lines:
            redirects.drop(old, f"{old} leads to {new}, which is not there; write the page where its words are now")
    while lost := [
        old for old, new in redirects.pages.items() if new in redirects.lines and new not in redirects.pages
    ]:
        # What is wrong is the line that they lead to.
        for old in lost:
            del redirects.pages[old]
