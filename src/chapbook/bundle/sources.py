"""The sources of a publication as git would hold them: what it has, and what it does not leave out.

A hidden file that git has not been given yet may be anybody's (``.env``), so that only those go in that a publication
is made with. A link is the file that it leads to, which is in the folder.
"""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from chapbook.comment_source import comment_source
from chapbook.mistake import Mistake
from chapbook.thread_files import DOCUMENTS, folders_of_threads

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping
    from pathlib import Path

BUILT = "_build/"
CAPTURE = "source/"
"""Where a publication keeps the text that it was made of, with the words of all its comments."""

HIDDEN = re.compile(r"(?:.+/)?(?:\.gitattributes|\.gitignore|\.gitkeep)|\.readthedocs\.yaml|\.zenodo\.json|\.github/.+")
"""The hidden files of a publication."""


def sources_of(folder: Path) -> dict[str, Path]:
    """Return the files of a publication by their paths in it, in order.

    :raises Mistake: where git cannot say what they are, or one is outside or not to be had.
    """
    known = set(_listed(folder, "--cached"))
    others = {name for name in _listed(folder, "--others", "--exclude-standard") if _is_open(name)}
    names = (name for name in known | others if not name.startswith(BUILT))
    # What git has, and somebody has deleted, is deleted.
    files = {name: folder / name for name in sorted(names) if os.path.lexists(folder / name)}
    for name, path in files.items():
        _ensure_file(folder, name, path)
    return files


def has_removed_comment(files: Mapping[str, Path], documents: Container[str]) -> bool:
    """Tell whether a comment was removed from a thread of *documents*, which are given without their endings.

    Its words are no longer in its file, but would still be in the text that was captured.
    """
    shown = {name: path for name, path in files.items() if name.rpartition(".")[0] in documents}
    texts = {name: path.read_text(encoding="utf-8-sig") for name, path in shown.items() if name.endswith(DOCUMENTS)}
    folders = folders_of_threads(texts)
    own = (path for name, path in files.items() if name.endswith(".md") and posixpath.dirname(name) in folders)
    sources = (comment_source(path.read_bytes()) for path in own)
    return any(source.is_removed for source in sources if source)


def _is_open(name: str) -> bool:
    return not any(part.startswith(".") for part in name.split("/")) or bool(HIDDEN.fullmatch(name))


def _ensure_file(folder: Path, name: str, path: Path) -> None:
    try:
        name.encode()
    except UnicodeEncodeError as error:
        raise Mistake(path, 0, "the name of this file is not UTF-8; rename it") from error
    if not path.resolve().is_relative_to(folder.resolve()):
        raise Mistake(path, 0, "it leads out of the publication; put the file itself in its place")
    if path.is_dir() and path.is_symlink():
        raise Mistake(path, 0, "it leads to a folder; put the files themselves in its place")
    if path.is_dir():
        raise Mistake(path, 0, "git has only the name of this folder; put its files into the publication's own git")
    if not path.is_file():
        raise Mistake(path, 0, "it leads to nothing; put a file in its place, or delete it")


def _listed(folder: Path, *which: str) -> list[str]:
    """Ask git; where the folder is in no repository, as if it began one of its own.

    :raises Mistake: where git is not there, or fails.
    """
    if _is_in_repository(folder):
        return _git(folder, ["-C", str(folder)], which)
    with TemporaryDirectory() as place:
        _run(folder, ["init", "--quiet", "--bare", place])
        return _git(folder, ["-C", str(folder), f"--git-dir={place}", "--work-tree=."], which)


def _is_in_repository(folder: Path) -> bool:
    return any((above / ".git").exists() for above in (folder.resolve(), *folder.resolve().parents))


def _git(folder: Path, before: Iterable[str], which: Iterable[str]) -> list[str]:
    told = _run(folder, [*before, "ls-files", "-z", *which])
    return [os.fsdecode(name) for name in told.split(b"\0") if name]


def _run(folder: Path, arguments: list[str]) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)  # noqa: S603, S607  # the user's git
    except OSError as error:
        raise Mistake(folder, 0, "git says which files are the publication's, and is not there; install it") from error
    if done.returncode:
        told = " ".join(done.stderr.decode(errors="replace").split())
        raise Mistake(folder, 0, f"git cannot say which files are the publication's: {told}")
    return done.stdout
