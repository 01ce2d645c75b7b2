"""What a build of the publication would say of a comment besides what its own file and its thread tell.

That is whether the passage is there that it is about, for which the documents are read, and whether a font has each of
its characters. Without a ``conf.py`` above its folder, nothing is known of a publication.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chapbook.comments.allowed import LARGEST
from chapbook.comments.problem import Kind, Problem
from chapbook.conf_file import literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from sphinx.environment import BuildEnvironment

    from chapbook.comments.comment import Comment
    from chapbook.comments.passage import Part

    Unshown = Callable[[str], Mapping[str, str]]
    """What tells of a text which of its characters a format cannot show, each with a message."""

READ = "_build/anchors"
"""Where ``chapbook anchors`` keeps what it has read."""


def publication_of(folder: Path) -> Path | None:
    """Return the folder with the ``conf.py`` that a folder of comments belongs to."""
    return next((above for above in folder.resolve().parents if (above / "conf.py").is_file()), None)


def largest_in(publication: Path | None) -> int:
    """Return how many bytes a comment may have."""
    source = (publication / "conf.py").read_bytes() if publication else b""
    largest = literal(source, "chapbook_comments_largest")
    return largest if isinstance(largest, int) and largest > 0 else LARGEST


def problems_in(publication: Path, comment: Comment, text: str, unshown: Unshown) -> Iterator[Problem]:
    """Yield what a build would warn of.

    :param text: the comment's file.
    """
    if comment.about and not comment.removed and not _has_passage(publication, comment.about):
        yield Problem(comment.path, comment.lines["about"], Kind.ABOUT, no_passage(comment.about))
    shown = f"{comment.author} {comment.quote} {comment.words} {comment.removed}"
    for character, message in unshown(shown).items():
        line = text.count("\n", 0, text.find(character)) + 1 if character in text else 1
        yield Problem(comment.path, line, Kind.BODY, message)


def no_passage(target: str) -> str:
    """Say that there is no passage of a name."""
    return f"about: there is no section or paragraph {target!r}; write its id, the part of its address after the #"


def _has_passage(publication: Path, target: str) -> bool:
    """Look a passage up in the documents; if they cannot be read, it may be there."""
    from chapbook.comments.passages import is_passage  # noqa: PLC0415  # only where a comment is about a passage

    env = _environment(publication)
    return env is None or is_passage(env, target)


def parts_of(publication: Path) -> list[Part] | None:
    """Read the sections and paragraphs that a comment can be about; None where the documents cannot be read."""
    from chapbook.comments.passages import parts  # noqa: PLC0415  # only where an annotation is about words

    env = _environment(publication)
    return None if env is None else [*parts(env)]


def _environment(publication: Path) -> BuildEnvironment | None:
    """Read the documents, as ``chapbook anchors`` does; of what keeps them from being read, their build tells."""
    from sphinx.application import Sphinx  # noqa: PLC0415  # only where a comment is about a passage
    from sphinx.util.docutils import docutils_namespace, patch_docutils  # noqa: PLC0415  # as above

    built = publication / READ
    try:
        with patch_docutils(publication), docutils_namespace():
            app = Sphinx(publication, publication, built, built / "doctrees", "dummy", status=None, warning=None)
            app.build()
            return app.env
    except Exception:  # noqa: BLE001  # whatever it is
        return None
