"""The ids that a built site has published, and whether each is still where it was."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from sphinx.util.inventory import InventoryFile

from chapbook.anchors.register import read_register

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REDIRECTED = "_rediraffe_redirected.json"
"""What sphinxext.rediraffe writes beside the pages: the sources that have moved, and where to."""


class Address(NamedTuple):
    """A page, as its file is called, and an id on it; without one, the page itself."""

    page: str
    id: str

    def __str__(self) -> str:
        return f"{self.page}#{self.id}" if self.id else self.page


class Site:
    """A site that was built, with the ids of each page that was asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ids: dict[str, set[str]] = {}
        redirected = folder / REDIRECTED
        moved = json.loads(redirected.read_text(encoding="utf-8")) if redirected.is_file() else {}
        self._moved = {_page(old): _page(new) for old, new in moved.items()}

    def has(self, address: Address) -> bool:
        """Tell whether an address leads to what it names, over a page that has moved too."""
        page = self._moved.get(address.page, address.page)
        if page not in self._ids:
            path = self._folder / page
            self._ids[page] = {"", *_ids_in(path.read_text(encoding="utf-8"))} if path.is_file() else set()
        return address.id in self._ids[page]

    def published(self, register: Path) -> set[Address]:
        """Return what others can refer to: all of the inventory, and of the file in which ids are registered."""
        named = set(_inventory(self._folder / "objects.inv"))
        if register.is_file():
            anchors = read_register(register.read_text(encoding="utf-8")).anchors.values()
            named |= {Address(f"{anchor.page}.html", anchor.id) for anchor in anchors}
        return {address for address in named if self.has(address)}


def _page(source: str) -> str:
    return PurePosixPath(source).with_suffix(".html").as_posix()


def _inventory(path: Path) -> Iterator[Address]:
    if path.is_file():
        for objects in InventoryFile.loads(path.read_bytes(), uri="").data.values():
            for found in objects.values():
                page, _, anchor = found.uri.partition("#")
                yield Address(unquote(page).removeprefix("/"), unquote(anchor))


def _ids_in(page: str) -> set[str]:
    ids: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
            ids.update(value for name, value in attrs if name == "id" and value)

    Reader().feed(page)
    return ids
