"""Where a publication has the files of its comments: found in its sources as text, without Sphinx.

Links are not followed: what they lead to may be nobody's to publish, and the press does not read it.
"""

from __future__ import annotations

import os
import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BUILT = "_build"
DOCUMENTS = (".md", ".rst")
USUAL = "comments"
"""The folder of a new publication."""

THREAD = re.compile(r"^[ \t>]*(?:[`:~]{3,}\{comment-thread\}|\.\. comment-thread::)[ \t]*(\S.*)$", re.MULTILINE)
"""Where a document has a thread, and the folder of its comments."""


def folders_of_threads(documents: Mapping[str, str]) -> set[str]:
    """Return the folders whose comments some documents show; all are paths from the publication, with slashes.

    :param documents: their texts, by their paths.
    """
    folders = set()
    for name, text in documents.items():
        for found in THREAD.finditer(text):
            above = "" if found[1].startswith("/") else posixpath.dirname(name)
            folders.add(posixpath.normpath(posixpath.join(above, found[1].strip().lstrip("/"))))
    return {folder for folder in folders if folder.partition("/")[0] != ".."}


def own_files(publication: Path) -> Iterator[str]:
    """Yield the files of a publication, in order, but hidden ones and what was built."""
    for place, folders, names in os.walk(publication):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != BUILT)
        for name in sorted(names):
            path = Path(place, name)
            if not name.startswith(".") and path.is_file() and not path.is_symlink():
                yield path.relative_to(publication).as_posix()


def comments_of(publication: Path) -> list[str]:
    """Return the files of the comments of all threads of a publication, as paths from it, in order."""
    files = list(own_files(publication))
    texts = {
        name: (publication / name).read_text(encoding="utf-8-sig", errors="replace")
        for name in files
        if name.endswith(DOCUMENTS)
    }
    folders = {USUAL, *folders_of_threads(texts)}
    return [name for name in files if name.endswith(".md") and posixpath.dirname(name) in folders]


def id_of(name: str) -> str:
    """Return the id of the comment that a file has."""
    return posixpath.basename(name).removesuffix(".md")
