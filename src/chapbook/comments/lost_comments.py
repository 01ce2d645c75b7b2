"""A comment that was published and whose file is gone: what another extension, which keeps ids, is told to do.

It was renamed, where a comment that was not published yet has its author: then the file gets its name back. Otherwise a
placeholder takes its place, which says that its words were removed.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from chapbook.comment_source import NAMELESS
from chapbook.comments.page_data import pages
from chapbook.comments.wording import anchor_of, gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

LOST_IDS = "chapbook-lost-ids"
LOST = "chapbook_comments_lost_ids"
ANCHOR = anchor_of(" ").strip()


def is_lost(env: BuildEnvironment, name: str) -> bool:
    """Tell whether an id was published and is lost, of which the extension that keeps ids tells."""
    return name in getattr(env, LOST, ())


def remedies(app: Sphinx, lost: Mapping[str, tuple[str, str]], new: Mapping[str, str]) -> list[dict[str, object]]:
    """Return a remedy for each of the *lost* ids that is a comment's.

    :param lost: their pages and words, by id; a comment's words are its author.
    :param new: the words of ids that were not published yet.
    """
    found: list[dict[str, object]] = []
    names = dict(new)
    setattr(app.env, LOST, frozenset(lost))
    for anchor, (docname, author) in lost.items():
        folder = _folder(app.env, docname) if anchor.startswith(ANCHOR) else None
        if folder is None:
            continue
        path = folder / f"{anchor.removeprefix(ANCHOR)}.md"
        if os.path.lexists(path):
            # What is wrong with it is told where it is read.
            found.append({"id": anchor, "place": "", "message": "", "texts": {}})
            continue
        again = [name for name in _unanswered(app.env) if names.get(name) == author]
        if len(again) == 1:
            del names[again[0]]
            found.append(_named_back(app, anchor, path, path.with_name(f"{again[0].removeprefix(ANCHOR)}.md")))
        else:
            found.append(_placeholder(app, anchor, path))
    return found


def _folder(env: BuildEnvironment, docname: str) -> Path | None:
    """Return the folder of the thread that is, or was, on a page."""
    folders = {name: [*page.folders] for name, page in pages(env).items() if page.folders}
    there = folders.get(docname) or [folder for found in folders.values() for folder in found]
    return there[0] if there else None


def _unanswered(env: BuildEnvironment) -> Iterator[str]:
    """Yield the anchors of the comments that no other answers, and whose names can be changed therefore."""
    comments = [comment for page in pages(env).values() for comment in page.listed]
    answered = {comment["parent"] for comment in comments}
    yield from (comment["id"] for comment in comments if comment["id"] not in answered)


def _named_back(app: Sphinx, anchor: str, path: Path, now: Path) -> dict[str, object]:
    message = f"this comment was published, it seems, as {path.name}; rename it back, or"
    texts = {_from(app, now): None, _from(app, path): now.read_text(encoding="utf-8")}
    return {"id": anchor, "place": f"{now}:1", "message": message, "texts": texts}


def _placeholder(app: Sphinx, anchor: str, path: Path) -> dict[str, object]:
    message = "this comment was published, and its file is gone; bring it back, or for a placeholder"
    reason = _("by the editors")
    text = f"---\nauthor: {NAMELESS}\nsupplied: [author]\nremoved: {reason}\n---\n"
    texts = {_from(app, path): text}
    return {"id": anchor, "place": f"{path}:1", "message": message, "texts": texts, "words": NAMELESS}


def _from(app: Sphinx, path: Path) -> str:
    return Path(os.path.relpath(path, app.srcdir)).as_posix()
