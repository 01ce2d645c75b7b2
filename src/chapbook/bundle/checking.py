"""Whether a bag is still what it was: each file that is broken, missing or too many, in a sentence.

Read is what any program writes by RFC 8493 or the drafts before it, in a folder or in the one archive of it.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize
from urllib.parse import unquote
from zipfile import is_zipfile

from chapbook.bundle.archive import BrokenArchive, unpack
from chapbook.bundle.bag import INFO, PAYLOAD, checksum, files_in
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

LISTS = re.compile(r"(tag)?manifest-(md5|sha1|sha224|sha256|sha384|sha512)\.txt")
LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+\*?(\S.*)")
OXUM = re.compile(r"^Payload-Oxum:[ \t]*(\d+)\.(\d+)[ \t]*$", flags=re.MULTILINE)
DECLARED = "bagit.txt"
FETCHED = "fetch.txt"
OLD = re.compile(r"BagIt-Version:[ \t]*0\.")
ENCODING = re.compile(r"^Tag-File-Character-Encoding:[ \t]*([\w.:-]+)[ \t]*$", flags=re.MULTILINE)


class _Bag(NamedTuple):
    """A bag to be checked: its folder, how that is called, its files, and how its lists are written."""

    folder: Path
    shown: Path
    there: dict[str, Path]
    is_old: bool
    """Whether it is of before 1.0, when a list need not name all, and a ``%`` stood for itself."""
    encoding: str

    def text(self, name: str) -> str:
        """Return what a file beside the payload says."""
        return (self.folder / name).read_bytes().decode(self.encoding, errors="replace").removeprefix("\ufeff")

    def lines(self, name: str) -> list[str]:
        """Return the lines of a file; a path may have any character but those that end one."""
        return re.split("\r\n|\r|\n", self.text(name).removesuffix("\n").removesuffix("\r"))


def faults_of(bag: Path) -> list[str]:
    """Return what is wrong with a bag, each fault with the file that has it.

    :raises Mistake: where there is no bag.
    """
    if not is_zipfile(bag):
        return list(_faults(bag, bag))
    with TemporaryDirectory() as place:
        try:
            folder, strangers = unpack(bag, Path(place), DECLARED)
        except BrokenArchive as error:
            return [f"{bag}: the archive is broken: {error}"]
        return [*(f"{bag}: {stranger}" for stranger in strangers), *_faults(folder, bag)]


def _faults(folder: Path, shown: Path) -> Iterator[str]:
    if not (folder / DECLARED).is_file():
        raise Mistake(shown, 0, f"this is no bag, for it has no file {DECLARED}; name the folder in which that lies")
    declared = (folder / DECLARED).read_bytes().decode(errors="replace")
    encoding = found[1] if (found := ENCODING.search(declared.replace("\r", "\n"))) else "UTF-8"
    try:
        b"BagIt".decode(encoding, errors="replace")
    except (LookupError, UnicodeError):
        yield f"{shown}: {DECLARED}: no encoding of text is called {encoding!r}; its lists are read as UTF-8"
        encoding = "UTF-8"
    bag = _Bag(folder, shown, files_in(folder), bool(OLD.search(declared)), encoding)
    lists = [name for name in bag.there if LISTS.fullmatch(name)]
    of_payload = [name for name in lists if not name.startswith("tag")]
    if not of_payload:
        yield f"{shown}: no file manifest-….txt is there, so that nothing of the payload can be checked"
    named: dict[str, set[str]] = {name: set() for name in lists}
    for name in lists:
        yield from _faults_of_list(bag, name, named[name])
    yield from _faults_of_names(bag, named)
    yield from _faults_of_sum(bag)


def _faults_of_list(bag: _Bag, name: str, named: set[str]) -> Iterator[str]:
    """Compare the files that a list names, and note their names."""
    algorithm = name.rpartition("-")[2].removesuffix(".txt")
    alike = {normalize("NFC", path): path for path in bag.there}
    for number, line in enumerate(bag.lines(name), 1):
        found = LINE.fullmatch(line)
        if not found or len(found[1]) != hashlib.new(algorithm, usedforsecurity=False).digest_size * 2:
            yield f"{bag.shown}: {name}:{number}: a line is a checksum and the path of a file, and this is none"
            continue
        path = _path(found[2], is_old=bag.is_old)
        # A file system may write letters with accents in its own way (RFC 8493, 6.1.2.2).
        path = path if path in bag.there else alike.get(normalize("NFC", path), path)
        if _leads_out(bag, path):
            yield f"{bag.shown}: {name}:{number}: {path!r} leads out of the bag"
            continue
        named.add(path)
        if path not in bag.there or not bag.there[path].is_file():
            yield f"{bag.shown}: {path}: this file is missing; {name} names it{_where(bag, path)}"
        elif checksum(bag.there[path], algorithm) != found[1].lower():
            yield f"{bag.shown}: {path}: this file is broken: it is not what {name} says"


def _path(written: str, *, is_old: bool) -> str:
    """Return a path without its escapes, of which there are three (RFC 8493, 2.1.3); before 1.0 two."""
    escapes = "%(?:0D|0A)" if is_old else "%(?:25|0D|0A)"
    return re.sub(escapes, lambda found: unquote(found[0]), written, flags=re.IGNORECASE).removeprefix("./")


def _leads_out(bag: _Bag, path: str) -> bool:
    if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
        return True
    return path in bag.there and not bag.there[path].resolve().is_relative_to(bag.folder.resolve())


def _where(bag: _Bag, path: str) -> str:
    """Say where a file that the bag does not hold itself is to be had (RFC 8493, 2.2.3)."""
    rows = (line.split(maxsplit=2) for line in bag.lines(FETCHED)) if FETCHED in bag.there else ()
    there = (row[0] for row in rows if row[2:] == [path])
    return "".join(f", and {FETCHED} says that it is at {address}" for address in there)


def _faults_of_names(bag: _Bag, named: dict[str, set[str]]) -> Iterator[str]:
    """Yield the files that a list should name and does not: of the payload each list, of tags any that there is."""
    payload = {name: paths for name, paths in named.items() if not name.startswith("tag")}
    of_tags = [paths for name, paths in named.items() if name.startswith("tag")]
    for path in bag.there:
        if path.startswith(f"{PAYLOAD}/"):
            without = [name for name, paths in payload.items() if path not in paths]
            if payload and len(without) == len(payload):
                yield f"{bag.shown}: {path}: this file is too many: no manifest names it"
            elif without and not bag.is_old:
                yield f"{bag.shown}: {path}: {', '.join(without)} should name this file too"
        elif of_tags and not path.startswith("tagmanifest-") and not any(path in paths for paths in of_tags):
            yield f"{bag.shown}: {path}: this file is too many: no manifest names it"


def _faults_of_sum(bag: _Bag) -> Iterator[str]:
    for said in OXUM.finditer(bag.text(INFO) if INFO in bag.there else ""):
        sizes = [path.stat().st_size for name, path in bag.there.items() if name.startswith(f"{PAYLOAD}/")]
        found = (sum(sizes), len(sizes))
        if found != (int(said[1]), int(said[2])):
            yield (
                f"{bag.shown}: {INFO}: it says {int(said[2]):,} files of {int(said[1]):,} bytes, "
                f"and {found[1]:,} of {found[0]:,} are there"
            )
