"""What git has of an edition: the sources at its tag, and whether those that lie here are the same.

The tag bears the edition's version. Where the publication is a folder of a larger repository, only that is taken.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from chapbook.editions.editions_file import NAME
from chapbook.mistake import Mistake

OF_GIT = "GIT_"
"""How the names begin by which an environment leads git elsewhere."""


class Repository:
    """The repository in which a publication lies."""

    def __init__(self, folder: Path) -> None:
        """Find it.

        :raises Mistake: where there is none, or no git.
        """
        self._folder, self._list = folder, folder / NAME
        self._place = self._ask("rev-parse", "--absolute-git-dir", wrong="the publication is in no git repository")
        self._within = self._ask("rev-parse", "--show-prefix", wrong="git cannot say where the publication is")

    def missing(self, versions: tuple[str, ...]) -> list[str]:
        """Return those of some editions that have no tag."""
        tags = set(self._ask("tag", "--list", wrong="git cannot list its tags").splitlines())
        return [version for version in versions if version not in tags]

    def take_out(self, version: str, place: Path) -> None:
        """Write the sources of an edition into an empty folder; git itself writes nothing outside of it.

        :raises Mistake: where that edition's are not in this folder, or a link leads out of it.
        """
        with TemporaryDirectory() as scratch:
            index = str(Path(scratch, "index"))
            known = {"GIT_DIR": self._place, "GIT_WORK_TREE": str(place.resolve()), "GIT_INDEX_FILE": index}
            there = f"edition {version} was published from another folder of the repository"
            self._ask("read-tree", f"refs/tags/{version}^{{commit}}:{self._within}", wrong=there, known=known)
            self._ask("checkout-index", "--all", "--quiet", wrong=f"git cannot write edition {version}", known=known)
        for path in place.rglob("*"):
            if path.is_symlink() and not path.resolve().is_relative_to(place.resolve()):
                name = path.relative_to(place)
                raise Mistake(self._list, 0, f"in edition {version}, {name} leads out of the publication")

    def is_here(self, version: str, built: Path) -> bool:
        """Tell whether the sources that lie here are just those of an edition.

        :param built: a folder of what was made, which is no source.
        """
        changed = self._run("diff", "--quiet", "--no-ext-diff", f"refs/tags/{version}", "--", ".")
        if changed.returncode > 1:
            raise Mistake(
                self._folder, 0, f"git cannot compare the publication with edition {version}: {_said(changed)}"
            )
        others = self._ask("ls-files", "-z", "--others", "--exclude-standard", wrong="git cannot list its files")
        own = (path for name in others.split("\0") if name for path in [(self._folder / name).resolve()])
        return not changed.returncode and all(path.is_relative_to(built.resolve()) for path in own)

    def _ask(self, *arguments: str, wrong: str, known: dict[str, str] | None = None) -> str:
        done = self._run(*arguments, known=known)
        if done.returncode:
            raise Mistake(self._list, 0, f"{wrong}: {_said(done)}")
        return os.fsdecode(done.stdout).rstrip("\n")

    def _run(self, *arguments: str, known: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith(OF_GIT)} | (known or {})
        place = known["GIT_WORK_TREE"] if known else self._folder
        command = ["git", *arguments]
        try:
            return subprocess.run(command, cwd=place, env=environment, capture_output=True, check=False)  # noqa: S603  # the user's git
        except OSError as error:
            raise Mistake(self._list, 0, "editions are taken out of git, which is not there; install it") from error


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return " ".join(done.stderr.decode(errors="replace").split()) or "git says nothing more"
