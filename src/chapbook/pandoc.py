"""Runs of pandoc: started beside what else is going on, in its sandbox, and kept by the content of their inputs.

The program comes with the package ``pypandoc_binary``. It knows BibTeX, the Citation Style Language, and mathematics in
TeX.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from weakref import finalize

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RESULT = "result"
SAID = ".said"
"""The ending of a file that keeps what pandoc said, beside the one with its result."""


class PandocError(Exception):
    """Pandoc is not there, or could not use what it was given; the message says what to do."""


@cache
def program() -> Path:
    """Return the program: that of the package or, on a platform for which it has none, what is installed.

    :raises PandocError: where there is none.
    """
    found = find_spec("pypandoc")
    for folder in (found.submodule_search_locations or ()) if found else ():
        for name in ("pandoc", "pandoc.exe"):
            if (path := Path(folder, "files", name)).is_file():
                return path
    if elsewhere := shutil.which("pandoc"):
        return Path(elsewhere)
    raise PandocError(
        "pandoc is not there, which sets references and formulas; install the package pypandoc_binary or, where it has "
        "no pandoc for this machine, pandoc 3 itself (Debian and Ubuntu: apt install pandoc)"
    )


class Run:
    """A run that goes on by itself until its result is asked for, or one that was kept."""

    def __init__(self, kind: str, arguments: Sequence[str], files: Mapping[str, str], kept: Path) -> None:
        """Start it.

        :param kind: what the run is for; of each kind one result is kept.
        :param arguments: options and names of *files*, which is all that it can read.
        :param files: texts by the names of the files that hold them.
        :param kept: the folder of results.
        :raises PandocError: where there is no pandoc.
        """
        self.key = hashlib.sha256(
            repr((program().stat().st_size, arguments, sorted(files.items()))).encode()
        ).hexdigest()
        self._path = kept / f"{kind}-{self.key[:32]}.json"
        self._kind = kind
        self._text: str | None = None
        self._process: subprocess.Popen[bytes] | None = None
        if not self._path.is_file():
            self._start(arguments, files)

    def _start(self, arguments: Sequence[str], files: Mapping[str, str]) -> None:
        self._folder = folder = Path(mkdtemp(prefix="chapbook-"))
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        command = [str(program()), "--sandbox", *arguments]
        # The language of whoever builds must not decide what is written.
        environment = {**os.environ, "LANG": "en_US.UTF-8", "LC_ALL": "C.UTF-8"}
        with (folder / RESULT).open("wb") as out, (folder / "errors").open("wb") as errors:
            self._process = subprocess.Popen(  # noqa: S603  # the program that is looked for above
                command, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=errors, env=environment
            )
        self._end = finalize(self, _clear, self._process, folder, os.getpid())

    def text(self) -> str:
        """Wait for the result, and return it.

        :raises PandocError: with what pandoc says of its input.
        """
        if self._text is None:
            self._text = self._finish() if self._process else self._path.read_text(encoding="utf-8")
        return self._text

    def said(self) -> str:
        """Return what pandoc said of what it did use, once :meth:`text` has waited for it."""
        path = self._path.with_suffix(SAID)
        return path.read_text(encoding="utf-8") if path.is_file() else ""

    def _finish(self) -> str:
        folder = self._folder
        failed = self._process is not None and self._process.wait() != 0
        said = (folder / "errors").read_text(encoding="utf-8", errors="replace").strip()
        text = (folder / RESULT).read_text(encoding="utf-8")
        self._end()
        if failed:
            raise PandocError(" ".join(said.split()) or "pandoc failed without a word")
        self._path.parent.mkdir(parents=True, exist_ok=True)
        for old in self._path.parent.glob(f"{self._kind}-*.*"):
            old.unlink(missing_ok=True)
        if said:
            self._path.with_suffix(SAID).write_text(said, encoding="utf-8", newline="\n")
        self._path.write_text(text, encoding="utf-8", newline="\n")
        return text


def _clear(process: subprocess.Popen[bytes], folder: Path, owner: int) -> None:
    """End what nobody asked for, and take its files away; what another process began stays."""
    if os.getpid() == owner:
        process.kill()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)
