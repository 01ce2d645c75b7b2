"""What git has of an edition: the sources at its tag, and whether those that lie here are the same.

The tag bears the edition's version. Where the publication is a folder of a larger repository, only that is taken.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from chapbook.editions.editions_file import NAME
from chapbook.editions.repository import GitError, git
from chapbook.mistake import Mistake

AS_COMMITTED = ("core.autocrlf=false", "core.eol=lf", f"core.attributesFile={os.devnull}")
"""Settings of git's by which every machine writes the same bytes, whatever its user wants of line ends."""


class Repository:
    """The repository in which a publication lies."""

    def __init__(self, folder: Path) -> None:
        """Find it.

        :raises Mistake: where there is none, or no git.
        """
        self._folder = folder
        self._place = self._ask("rev-parse", "--absolute-git-dir", wrong="the publication is in no git repository")
        self._within = self._ask("rev-parse", "--show-prefix", wrong="git cannot say where the publication is")

    def missing(self, versions: tuple[str, ...]) -> list[str]:
        """Return those of some editions that have no tag."""
        tags = set(
            self._ask(
                "for-each-ref", "--format=%(refname:strip=2)", "refs/tags", wrong="git cannot list its tags"
            ).splitlines()
        )
        return [version for version in versions if version not in tags]

    def take_out(self, version: str, place: Path) -> None:
        """Write the sources of an edition into an empty folder; git itself writes nothing outside of it.

        :raises Mistake: where that edition's are not in this folder, or a link leads out of it.
        """
        with TemporaryDirectory() as scratch:
            index = {"GIT_INDEX_FILE": str(Path(scratch, "index"))}
            there = f"edition {version} was published from another folder of the repository"
            settings = [word for setting in AS_COMMITTED for word in ("-c", setting)]
            at = (*settings, f"--git-dir={self._place}", f"--work-tree={place.resolve()}")
            self._ask(*at, "read-tree", f"refs/tags/{version}^{{commit}}:{self._within}", wrong=there, known=index)
            written = f"git cannot write edition {version}"
            self._ask(*at, "checkout-index", "--all", "--quiet", folder=place, wrong=written, known=index)
        for path in place.rglob("*"):
            if path.is_symlink() and not path.resolve().is_relative_to(place.resolve()):
                name = path.relative_to(place)
                raise Mistake(self._folder / NAME, 0, f"in edition {version}, {name} leads out of the publication")

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
