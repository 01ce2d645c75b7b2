"""Whether a bag is still what it was: each file that is broken, missing or too many, in a sentence.

Read is what any program writes by RFC 8493, in a folder or in the one archive of it.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile, is_zipfile

from chapbook.bundle.bag import INFO, PAYLOAD, checksum, files_in
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

LISTS = re.compile(r"(tag)?manifest-(md5|sha1|sha224|sha256|sha384|sha512)\.txt")
LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+\*?(\S.*)")
OXUM = re.compile(r"^Payload-Oxum:[ \t]*(\d+)\.(\d+)[ \t]*$", flags=re.MULTILINE)


def faults_of(bag: Path) -> list[str]:
    """Return what is wrong with a bag, each fault with the file that has it.

    :raises Mistake: where there is no bag.
    """
    if not is_zipfile(bag):
        return list(_faults(bag))
    with TemporaryDirectory() as place:
        try:
            with ZipFile(bag) as archive:
                archive.extractall(place)
        except (BadZipFile, OSError, ValueError) as error:
            return [f"{bag}: the archive is broken: {error}"]
        folders = [path for path in Path(place).iterdir() if path.is_dir()]
        return list(_faults(folders[0] if len(folders) == 1 else Path(place), bag))


def _faults(bag: Path, shown: Path | None = None) -> Iterator[str]:
    shown = shown or bag
    if not (bag / "bagit.txt").is_file():
        raise Mistake(shown, 0, "this is no bag, for it has no file bagit.txt; name the folder in which that lies")
    there = files_in(bag)
    lists = [name for name in there if LISTS.fullmatch(name)]
    if not any(name.startswith("manifest") for name in lists):
        yield f"{shown}: no file manifest-….txt is there, so that nothing of the payload can be checked"
    listed = {"payload": set[str](), "tags": set[str]()}
    for name in lists:
        yield from _faults_of_list(bag, name, shown, listed["tags" if name.startswith("tag") else "payload"])
    for name in there:
        is_payload = name.startswith(f"{PAYLOAD}/")
        is_last = name.startswith("tagmanifest-")
        if not is_last and name not in listed["payload" if is_payload else "tags"]:
            yield f"{shown}: {name}: this file is too many: no manifest names it"
    yield from _faults_of_sum(bag, there, shown)


def _faults_of_list(bag: Path, name: str, shown: Path, listed: set[str]) -> Iterator[str]:
    algorithm = name.rpartition("-")[2].removesuffix(".txt")
    text = (bag / name).read_bytes().decode(errors="replace")
    # A path may have any character but those that end a line.
    for number, line in enumerate(re.split("\r\n|\r|\n", text.removesuffix("\n")), 1):
        found = LINE.fullmatch(line)
        if not found or len(found[1]) != hashlib.new(algorithm, usedforsecurity=False).digest_size * 2:
            yield f"{shown}: {name}:{number}: a line is a checksum and the path of a file, and this is none"
            continue
        path = _path(found[2])
        if _leads_out(path) or not (bag / path).resolve().is_relative_to(bag.resolve()):
            yield f"{shown}: {name}:{number}: {path!r} leads out of the bag"
            continue
        listed.add(path)
        if not (bag / path).is_file():
            yield f"{shown}: {path}: this file is missing; {name} names it"
        elif checksum(bag / path, algorithm) != found[1].lower():
            yield f"{shown}: {path}: this file is broken: it is not what {name} says"


def _path(written: str) -> str:
    """Return a path without its escapes, of which there are three (RFC 8493, 2.1.3)."""
    plain = re.sub("%(?:25|0D|0A)", lambda found: unquote(found[0]), written, flags=re.IGNORECASE)
    return plain.removeprefix("./")


def _leads_out(path: str) -> bool:
    return PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts


def _faults_of_sum(bag: Path, there: dict[str, Path], shown: Path) -> Iterator[str]:
    text = (bag / INFO).read_bytes().decode(errors="replace") if INFO in there else ""
    for said in OXUM.finditer(text):
        sizes = [path.stat().st_size for name, path in there.items() if name.startswith(f"{PAYLOAD}/")]
        found = (sum(sizes), len(sizes))
        if found != (int(said[1]), int(said[2])):
            yield (
                f"{shown}: {INFO}: it says {int(said[2]):,} files of {int(said[1]):,} bytes, "
                f"and {found[1]:,} of {found[0]:,} are there"
            )
