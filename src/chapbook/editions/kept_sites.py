"""The sites of editions, as they were made: their files, and the address of each id on their pages."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.util.inventory import InventoryFile

from chapbook.publishing import INVENTORY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.builders import Builder

JATS = b"//DTD JATS"
FRONT_PAGE = "index.html"


class Place(NamedTuple):
    """Where an id is, from the site's front page, and what the site calls it, such as ``Introduction, para. 2``."""

    address: str
    name: str


class Site(NamedTuple):
    """A site: its folder, seen from that of the newest (empty for this); its JATS, where it has one; and its files.

    *files* maps the names of formats to those of files; *front* is the front page.
    """

    folder: str
    jats: Path | None
    places: Mapping[str, Place]
    files: Mapping[str, str]
    front: str = FRONT_PAGE


def kept_site(folder: Path, name: str, formats: Mapping[str, str], front: str = FRONT_PAGE) -> Site | None:
    """Return the site in a folder; none where nothing was made there.

    :param name: how its folder is called beside the newest's pages.
    :param formats: how files of other formats are called now, by the formats' names; long ago they may have had
        that of the JATS.
    :param front: how the front page is called now, if that is not what Sphinx calls it.
    """
    front = front if (folder / front).is_file() else FRONT_PAGE
    if not (folder / front).is_file():
        return None
    jats = jats_in(folder)
    found: dict[str, str] = {}
    for format_, now in formats.items():
        once = f"{jats.stem}{Path(now).suffix}" if jats else now
        for file in (now, once):
            if (folder / file).is_file():
                found.setdefault(format_, file)
    return Site(f"{name}/", jats, places_in(folder / INVENTORY), found, front)


def jats_in(folder: Path) -> Path | None:
    """Return the JATS in a folder, among other files of XML; the first by name."""
    return next((path for path in sorted(folder.glob("*.xml")) if JATS in _beginning(path)), None)


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(1000)


def places_in(inventory: Path) -> dict[str, Place]:
    """Return the places that a site tells other projects of; none where it tells nothing that can be read."""
    try:
        known = InventoryFile.loads(inventory.read_bytes(), uri="").data
    except (OSError, ValueError, zlib.error):
        return {}
    told = (
        (item.uri, name if item.display_name == "-" else item.display_name)
        for items in known.values()
        for name, item in items.items()
    )
    return _by_id(told)


def places_here(builder: Builder) -> dict[str, Place]:
    """Return the places of the site that is being made."""
    told = (
        (f"{builder.get_target_uri(docname)}#{anchor}", str(shown) if shown != "-" else name)
        for domain in builder.env.domains.sorted()
        for name, shown, _kind, docname, anchor, _priority in domain.get_objects()
    )
    return _by_id(told)


def _by_id(told: Iterator[tuple[str, str]]) -> dict[str, Place]:
    """Return places by their ids; of two with one id, neither, as nobody knows which is meant."""
    found: dict[str, Place] = {}
    for address, name in told:
        page, _, id_ = address.partition("#")
        if id_ and found.setdefault(id_, Place(address, name)).address.partition("#")[0] != page:
            found[id_] = Place("", "")
    return {id_: place for id_, place in found.items() if place.address}
