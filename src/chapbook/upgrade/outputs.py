"""Compares the outputs of two builds, and says in lines for a person which files have changed, and how."""

from __future__ import annotations

import re
from enum import StrEnum
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

OF_THE_BUILD = {".buildinfo", ".buildinfo.bak"}
"""Files by which Sphinx tells whether it has to build anew; no reader ever asks for them."""

CHECKSUM = re.compile(r"\?v=[0-9a-f]+")
"""What Sphinx puts behind the address of a style sheet or script, so that a browser fetches one that has changed."""

BOOKS = (".pdf", ".epub")
UNREAD = {"script", "style", "template"}
MOST = 12
"""So many names of a kind are listed, where a reader would see no difference or can look for himself."""


class Kind(StrEnum):
    """What has become of an output, in the order in which it is told."""

    GONE = "gone"
    NEW = "new"
    WORDS = "pages with other words"
    MARKUP = "pages with the same words in other markup"
    LINKS = "pages that differ only in which style sheets or scripts they ask for"
    LOOKS = "style sheets, scripts and images"
    BOOK = "books"
    OTHER = "other files"


def changes(before: Path, after: Path) -> list[str]:
    """Compare two builds of a site, and return the lines that say which outputs have changed."""
    names = sorted(_names(before) | _names(after))
    found: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    for name in names:
        if kind := _kind(name, before / name, after / name):
            found[kind].append(name)
    number = sum(map(len, found.values()))
    lines = [f"In its outputs, {number:,} of {len(names):,} files differ:" if number else "Its outputs are the same."]
    lines += [f"  {kind} ({len(of_kind):,}): {_listed(kind, of_kind)}" for kind, of_kind in found.items() if of_kind]
    same = [name for name in names if name.endswith(BOOKS) and name not in found[Kind.BOOK] + found[Kind.NEW]]
    return lines + [f"  the same: {name}" for name in same if number and name not in found[Kind.GONE]]


def _names(folder: Path) -> set[str]:
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name not in OF_THE_BUILD)
    return {path.relative_to(folder).as_posix() for path in paths}


def _kind(name: str, before: Path, after: Path) -> Kind | None:
    if not after.is_file():
        return Kind.GONE
    if not before.is_file():
        return Kind.NEW
    old, new = before.read_bytes(), after.read_bytes()
    if old == new:
        return None
    if name.endswith(".html"):
        return _kind_of_page(*(CHECKSUM.sub("", page.decode(errors="replace")) for page in (old, new)))
    if name.endswith(BOOKS):
        return Kind.BOOK
    return Kind.LOOKS if name.startswith("_static/") else Kind.OTHER


def _kind_of_page(old: str, new: str) -> Kind:
    if old == new:
        return Kind.LINKS
    return Kind.MARKUP if _words(old) == _words(new) else Kind.WORDS


def _words(page: str) -> list[str]:
    """Return what can be read on a page."""
    words: list[str] = []

    class Reader(HTMLParser):
        unread = ""

        def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
            self.unread = self.unread or (tag if tag in UNREAD else "")

        def handle_endtag(self, tag: str) -> None:
            self.unread = "" if tag == self.unread else self.unread

        def handle_data(self, data: str) -> None:
            if not self.unread:
                words.extend(data.split())

    Reader().feed(page)
    return words


def _listed(kind: Kind, names: Sequence[str]) -> str:
    most = len(names) if kind in {Kind.GONE, Kind.WORDS} else MOST
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
