"""The git repository of a publication: an edition's commit and tag, both or none, and the sources at a tag.

The tag bears the edition's version. The publication may be a folder of a larger repository. What is asked, committed
and taken out is then of this folder alone.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from chapbook.editions.editions_file import NAME
from chapbook.keep import write
from chapbook.mistake import Mistake
from chapbook.replacing import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from chapbook.editions.editions_file import Edition
    from chapbook.keep import Change

OTHER_REPOSITORY = {
    f"GIT_{name}"
    for name in (
        *("ALTERNATE_OBJECT_DIRECTORIES", "COMMON_DIR", "DIR", "GRAFT_FILE", "IMPLICIT_WORK_TREE", "INDEX_FILE"),
        *("NAMESPACE", "OBJECT_DIRECTORY", "PREFIX", "QUARANTINE_PATH", "SHALLOW_FILE", "WORK_TREE"),
    )
}
"""Variables that name another repository than the folder's (``git rev-parse --local-env-vars``); they are there where a
hook of git's runs the command."""

AS_COMMITTED = ("core.autocrlf=false", "core.eol=lf", f"core.attributesFile={os.devnull}")
"""Settings of git's by which every machine writes the same bytes, whatever its user wants of line ends."""

SUBMODULE = "160000"
"""The mode of a commit of another repository (``git help ls-files``)."""

MOST = 10
"""So many files are named that keep an edition from being made."""


class GitError(Exception):
    """Git refused; the message is what it said, in one line."""


def git(folder: Path, *arguments: str, known: Mapping[str, str] | None = None) -> str:
    """Run git in a folder, with paths taken literally; return what it prints, without the last line's end.

    :param known: what else its environment is to have.
    :raises GitError: where git fails.
    :raises Mistake: where git is not there.
    """
    environment = {name: value for name, value in os.environ.items() if name not in OTHER_REPOSITORY} | {
        **(known or {})
    }
    command = ["git", "-C", str(folder), "--literal-pathspecs", *arguments]
    try:
        done = subprocess.run(  # noqa: S603  # the user's git
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    except OSError as error:
        raise Mistake(folder, 0, "editions are kept in git, which is not there; install it") from error
    if done.returncode:
        said = (os.fsdecode(part) for part in (done.stderr, done.stdout))
        raise GitError(" ".join(" ".join(said).split()) or f"git {arguments[0]} ended with {done.returncode}")
    return os.fsdecode(done.stdout).removesuffix("\n")


class Repository:
    """The repository in which a publication lies."""

    def __init__(self, folder: Path) -> None:
        """Find it.

        :raises Mistake: where there is none, or no git.
        """
        self._folder = folder
        self._place = self._ask("rev-parse", "--absolute-git-dir", wrong="the publication is in no git repository")
        self.within = self._ask("rev-parse", "--show-prefix", wrong="git cannot say where the publication is")

    def missing(self, versions: Iterable[str]) -> list[str]:
        """Return those of some editions that have no tag."""
        asked = ("for-each-ref", "--format=%(refname:strip=2)", "refs/tags")
        tags = set(self._ask(*asked, wrong="git cannot list its tags").splitlines())
        return [version for version in versions if version not in tags]

    def ensure_tagged(self, editions: Iterable[Edition]) -> None:
        """Ensure that each of some editions has a tag.

        :raises Mistake: where one has none.
        """
        if missing := self.missing(edition.version for edition in editions):
            message = f"git has no tag {', '.join(missing)}; fetch it: git fetch --tags"
            raise Mistake(self._folder / NAME, 0, message)

    def take_out(self, version: str, place: Path) -> None:
        """Write the sources of an edition into an empty folder; git itself writes nothing outside of it.

        :raises Mistake: where that edition's are not in this folder, or a link leads out of it.
        """
        there = f"edition {version} was published from another folder of the repository"
        self.write(f"refs/tags/{version}^{{commit}}:{self.within}", place, version, there)
        for path in place.rglob("*"):
            if path.is_symlink() and not path.resolve().is_relative_to(place.resolve()):
                name = path.relative_to(place)
                raise Mistake(self._folder / NAME, 0, f"in edition {version}, {name} leads out of the publication")

    def write(self, tree: str, place: Path, version: str, missing: str) -> None:
        """Write a tree of git's into a folder, with those of its submodules.

        :param missing: what is wrong where the repository does not have it.
        :raises Mistake: where it, or a submodule, is not here.
        """
        with TemporaryDirectory() as scratch:
            index = {"GIT_INDEX_FILE": str(Path(scratch, "index"))}
            settings = [word for setting in AS_COMMITTED for word in ("-c", setting)]
            at = (*settings, f"--git-dir={self._place}", f"--work-tree={place.resolve()}")
            self._ask(*at, "read-tree", tree, wrong=missing, known=index)
            written = f"git cannot write edition {version}"
            self._ask(*at, "checkout-index", "--all", "--quiet", folder=place, wrong=written, known=index)
            listed = self._ask(*at, "ls-files", "-z", "--stage", folder=place, wrong=written, known=index)
        for entry in filter(None, listed.split("\0")):
            told, _tab, name = entry.partition("\t")
            mode, commit, _stage = told.split()
            if mode == SUBMODULE:
                absent = f"what edition {version} has in {name} is not here; get it with git submodule update --init"
                other = Repository(self._folder / name) if (self._folder / name).is_dir() else self
                if other is self or other.within:
                    raise Mistake(self._folder / NAME, 0, absent)
                (place / name).mkdir(exist_ok=True)
                other.write(f"{commit}:", place / name, version, absent)

    def is_here(self, version: str, built: Path) -> bool:
        """Tell whether the sources that lie here are just those of an edition.

        :param built: a folder of what was made, which is no source.
        """
        wrong = f"git cannot compare the publication with edition {version}"
        if self._ask("diff", "--name-only", "--no-ext-diff", f"refs/tags/{version}", "--", ".", wrong=wrong):
            return False
        others = self._ask("ls-files", "-z", "--others", "--exclude-standard", wrong=wrong).split("\0")
        own = ((self._folder / name).resolve() for name in others if name)
        return all(path.is_relative_to(built.resolve()) for path in own)

    def _ask(self, *arguments: str, wrong: str, folder: Path | None = None, known: dict[str, str] | None = None) -> str:
        try:
            return git(folder or self._folder, *arguments, known=known)
        except GitError as error:
            raise Mistake(self._folder / NAME, 0, f"{wrong}: {error}") from error


def faults(folder: Path, version: str) -> Iterator[str]:
    """Yield what keeps git from taking an edition, each with what to do.

    :raises Mistake: where git is not there.
    """
    try:
        git(folder, "rev-parse", "--show-toplevel")
    except GitError as error:
        yield f"{folder}: git keeps editions, and has no repository here ({error}); begin one with git init"
        return
    if not _answers(folder, "symbolic-ref", "--quiet", "HEAD"):
        yield f"{folder}: git is on no branch, so that a commit would be lost; choose one with git switch"
    if not (_answers(folder, "var", "GIT_AUTHOR_IDENT") and _answers(folder, "var", "GIT_COMMITTER_IDENT")):
        yield f"{folder}: git does not know who you are; tell it with git config user.name and git config user.email"
    if _answers(folder, "rev-parse", "--quiet", "--verify", f"refs/tags/{version}"):
        yield f"{folder}: git has a tag {version} already; give the edition another version"
    if version == "HEAD" or _answers(folder, "rev-parse", "--quiet", "--verify", f"refs/heads/{version}"):
        # It would take the one for the other, as in git push.
        yield f"{folder}: git calls a branch {version}; give the edition another version"
    if _answers(folder, "rev-parse", "--quiet", "--verify", "HEAD"):
        yield from _left(folder)
    else:
        yield f"{folder}: nothing is committed yet; commit the publication first, with git add . and git commit"


def publish(folder: Path, changes: Sequence[Change], version: str, words: str) -> None:
    """Write the files of an edition, commit just these, and tag the commit with the version; all of it or nothing.

    :param words: what changed, for the tag.
    :raises Mistake: where a file cannot be written or git refuses; then all is as it was.
    """
    before = git(folder, "rev-parse", "HEAD")
    names = [change.path for change in changes]
    title = f"Edition {version}"
    write(folder, changes)
    try:
        git(folder, "add", "--", *names)
        git(folder, "commit", "--quiet", "--message", title, "--", *names)
        _ensure_committed(folder)
        # With a message it is annotated, and signed where git's settings say so.
        message = ("--message", title, *(["--message", words] if words else []))
        git(folder, "tag", "--cleanup=whitespace", *message, version)
    except GitError as error:
        _undo(folder, changes, before)
        raise Mistake(folder, 0, f"git refused the edition, and all is as it was: {error}") from error
    except BaseException:
        _undo(folder, changes, before)
        raise


def _ensure_committed(folder: Path) -> None:
    if left := [*_left(folder)]:
        raise GitError(
            f"the commit is not what was written; one of git's hooks may have changed it ({'; '.join(left)})"
        )


def _undo(folder: Path, changes: Sequence[Change], before: str) -> None:
    """Put branch, index and files back; a hook may have changed them on the way."""
    try:
        if git(folder, "rev-parse", "HEAD") != before:
            git(folder, "reset", "--quiet", "--soft", before)
        git(folder, "reset", "--quiet", "--", *(change.path for change in changes))
    except GitError as error:
        message = f"git refused to put back what it had begun ({error}); git reset {before} does it"
        raise Mistake(folder, 0, message) from error
    finally:
        there = {change.path: change.before.encode() for change in changes if change.before is not None}
        replace(folder, there, [change.path for change in changes if change.before is None])


def _answers(folder: Path, *arguments: str) -> str:
    with suppress(GitError):
        return git(folder, *arguments)
    return ""


def _left(folder: Path) -> Iterator[str]:
    """Yield the files that are not as git has them, or that git does not have."""
    told = git(folder, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", ".")
    root = git(folder, "rev-parse", "--show-toplevel")
    entries = [entry for entry in told.split("\0") if entry]
    for entry in entries[:MOST]:
        path = folder / os.path.relpath(f"{root}/{entry[3:]}", folder.resolve())
        is_known = not entry.startswith("??")
        what = "it has changed since it was committed" if is_known else "git does not have it"
        yield f"{path}: {what}; commit it, or {'undo that' if is_known else 'name it in .gitignore'}"
    if len(entries) > MOST:
        yield f"{folder}: and {len(entries) - MOST:,} more files are not committed; git status lists them"
