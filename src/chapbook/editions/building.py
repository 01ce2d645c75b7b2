"""``chapbook build --editions``: the newest at the root of the site, and every edition in a folder of its version.

Each edition is built of the sources at its tag, by its own press, and kept: it is built again only if these, the words
that were taken out of it, or the options have changed. So its bytes stay, whatever comes after it. Nothing is put into
the site before all of them are there.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from chapbook.build import SITE, build
from chapbook.editions.editions_entries import with_redaction
from chapbook.editions.editions_file import NAME, OF_THE_SITE, read_editions, read_text
from chapbook.editions.own_press import EarlierPressError, PressError, build_site, ensure_whole
from chapbook.editions.redacting import redacted_sources
from chapbook.editions.repository import Repository
from chapbook.mistake import Mistake
from chapbook.publishing import INVENTORY, SETTING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chapbook.editions.editions_file import Edition

KEPT = "editions"
"""The folder of the target in which the sites of editions are kept."""

BASE = "-Dhtml_baseurl="
"""The option that names the site's address; the pages of an edition find their own below it."""

STAMP = ".made-of"
"""The ending of the hidden file beside an edition that says what it was made of."""

SCRATCH = ".making-"
"""How the names of folders begin in which something is made; they are gone when it is there."""

FORMATS = ("jats", SITE, "pdf", "epub")
"""Pages say what has changed since an edition, for which they are compared with its JATS."""


def build_editions(source: Path, target: Path, options: Sequence[str]) -> int:
    """Build the newest and all editions; return 0, or 1 where anything was wrong.

    :param options: further options of ``sphinx-build``, in one word each; settings and tags hold for each edition.
    :raises Mistake: where the editions cannot be built.
    """
    editions = read_editions(source)
    if not editions:
        code = build(source, target, options=options)
        print("There are no editions yet; the first is made by: chapbook edition 1.0")
        return code
    common = [option for option in options if option.startswith(("-D", "-t"))]
    ensure_whole(common)
    repository = Repository(source)
    repository.ensure_tagged(editions)
    _ensure_own_places(source, target / SITE, editions)
    kept = target / KEPT
    kept.mkdir(parents=True, exist_ok=True)
    with _alone(kept):
        _forget_others(target, {edition.version for edition in editions})
        keeping = Keeping(source, kept, repository, common, is_quiet="-q" in options)
        # One that is not built keeps the others from nothing, so that all that is wrong is told at once.
        are_there = [keeping.keep(edition) for edition in editions]
        if not all(are_there):
            print("The site stays as it was, for an edition was not built.", file=sys.stderr)
            return 1
        for edition in editions:
            _publish(kept / edition.version, target / SITE / edition.version)
        newest = editions[-1].version
        changed = "" if repository.is_here(newest, target) else "+"
        return build(source, target, FORMATS, [*options, f"-D{SETTING}=newest:{newest}{changed}"])


@contextmanager
def _alone(kept: Path) -> Iterator[None]:
    """Let one build after the other work in a folder; what one left there that was killed goes."""
    with (kept / ".lock").open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another build is at work here; this one waits for it …", file=sys.stderr)
            fcntl.flock(lock, fcntl.LOCK_EX)
        for left in kept.glob(f"{SCRATCH}*"):
            shutil.rmtree(left)
        yield


class Keeping:
    """How editions are built and kept."""

    def __init__(
        self, here: Path, kept: Path, repository: Repository, options: Sequence[str], *, is_quiet: bool
    ) -> None:
        """Keep editions of the publication *here* in the folder *kept*, built with *options* of one word each."""
        self._here, self._kept, self._repository = here, kept, repository
        self._options, self._is_quiet = options, is_quiet

    def keep(self, edition: Edition) -> bool:
        """Build an edition, unless it is kept as it would be built; tell whether it is there."""
        site, stamp = self._kept / edition.version, self._kept / f".{edition.version}{STAMP}"
        with TemporaryDirectory(prefix=SCRATCH, dir=self._kept) as place:
            sources = Path(place, "sources")
            sources.mkdir()
            self._repository.take_out(edition.version, sources)
            self._take_words_out(edition, sources)
            made_of = f"{_digest(sources)} {json.dumps(self._options)}\n"
            if site.is_dir() and stamp.is_file() and stamp.read_text(encoding="utf-8") == made_of:
                return True
            self._tell(f"Building edition {edition.version} by its own press …")
            try:
                made = self._build(edition.version, sources, Path(place, "log"))
            except PressError as error:
                print(f"Edition {edition.version} was not built:\n{error}", file=sys.stderr)
                return False
            stamp.unlink(missing_ok=True)
            shutil.rmtree(site, ignore_errors=True)
            made.rename(site)
            stamp.write_text(made_of, encoding="utf-8")
        return True

    def _build(self, version: str, sources: Path, log: Path) -> Path:
        try:
            return build_site(sources, [*self._options, f"-D{SETTING}=kept:{version}"], log)
        except EarlierPressError:
            made = build_site(sources, [_below(option, version) for option in self._options], log)
        self._tell(f"Edition {version} is older than what pages say of editions; its own do not say that they are its.")
        return made

    def _tell(self, said: str) -> None:
        if not self._is_quiet:
            print(said, flush=True)

    def _take_words_out(self, edition: Edition, sources: Path) -> None:
        """Take out what was redacted since, and let the edition's own list say so."""
        redacted_sources(sources, self._here, edition)
        listed = sources / NAME
        if edition.redacted and listed.is_file():
            text = read_text(listed)
            for redaction in edition.redacted:
                text = with_redaction(text, {edition.version}, redaction)
            listed.write_bytes(text.encode())


def _below(option: str, version: str) -> str:
    """Return an option as one that knows of no editions is to have it."""
    return f"{option.rstrip('/')}/{version}/" if option.startswith(BASE) and option != BASE else option


def _digest(folder: Path) -> str:
    """Return a text that two folders share only if they hold the same."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            kind, data = "link", os.fsencode(path.readlink())
        elif path.is_file():
            kind, data = "program" if os.access(path, os.X_OK) else "file", path.read_bytes()
        else:
            continue
        found.update(f"{path.relative_to(folder)}\0{kind}\0{len(data)}\0".encode(errors="surrogateescape") + data)
    return found.hexdigest()


def _ensure_own_places(source: Path, site: Path, editions: Sequence[Edition]) -> None:
    """Ensure that no edition takes the place of a folder of the site.

    :raises Mistake: where one would.
    """
    for version in (edition.version for edition in editions):
        place = site / version
        is_taken = version.casefold() in OF_THE_SITE or (source / version).exists()
        if is_taken or (place.exists() and not (place / INVENTORY).is_file()):
            message = f"edition {version} cannot be published: the site has a folder {version} of its own"
            raise Mistake(source / NAME, 0, message)


def _forget_others(target: Path, versions: set[str]) -> None:
    """Take out of the site what was an edition once."""
    stamps = {path.name.removesuffix(STAMP)[1:]: path for path in (target / KEPT).glob(f".*{STAMP}")}
    for version in stamps.keys() - versions:
        for folder in (target / KEPT / version, target / SITE / version):
            shutil.rmtree(folder, ignore_errors=True)
        stamps[version].unlink()


def _publish(kept: Path, place: Path) -> None:
    """Put the site of an edition below that of the newest, all of it at once."""
    place.parent.mkdir(parents=True, exist_ok=True)
    # What is half there is not in the site, which may be published meanwhile.
    with TemporaryDirectory(prefix=SCRATCH, dir=kept.parent) as scratch:
        copy = shutil.copytree(kept, Path(scratch, "site"))
        if place.is_dir():
            place.rename(Path(scratch, "before"))
        copy.rename(place)
