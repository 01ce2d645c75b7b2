"""Previews as plain data, as markup, and as the data of a page, which is bounded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from chapbook.previews.beginning import beginning
from chapbook.templates import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MOST = 32_000
"""Characters of markup that a page has for all its previews: of some 60 works; compressed, they are 8 kB or less."""

PLACES = 5
"""Places that a preview of a work leads to, at the most."""

Target = tuple[str, str]
"""A docname, and an id on its page."""


class Place(NamedTuple):
    """A part of the publication that a preview leads to, and how it is called."""

    docname: str
    id: str
    title: str


class Preview(NamedTuple):
    """What is shown of a target, none of it longer than a beginning.

    *words* are text, or markup in which everything is escaped; *said* stands before the *places*.
    """

    head: str = ""
    words: str = ""
    notes: tuple[str, ...] = ()
    said: str = ""
    places: tuple[Place, ...] = ()
    picture: str = ""
    picture_text: str = ""


def bounded(preview: Preview) -> Preview:
    """Return a preview within its bounds; markup that is too long becomes text, as it cannot be cut."""
    words = preview.words
    text = words.striptags() if isinstance(words, Markup) else words
    short = beginning(text)
    kept = words if isinstance(words, Markup) and short == text else short
    return preview._replace(
        head=beginning(preview.head),
        words=kept,
        notes=tuple(filter(None, map(beginning, preview.notes))),
        places=tuple(place._replace(title=beginning(place.title)) for place in preview.places[: PLACES + 1]),
        picture_text=beginning(preview.picture_text),
    )


def elsewhere(preview: Preview, docname: str) -> Preview:
    """Return a preview without the place at which it is shown, which is the only one on its page."""
    here = [place for place in preview.places if place.docname == docname]
    others = tuple(place for place in preview.places if len(here) > 1 or place not in here)
    return preview._replace(places=others[:PLACES])


def page_data(
    found: Iterable[tuple[str, Preview]], uri: Callable[[str], str], picture: Callable[[str], str], most: int = MOST
) -> str:
    """Return the previews of a page as JSON that can stand in a page, by the pages of what they show, and its ids.

    :param found: addresses as seen from the page, each once, with their previews; those that find no room have none.
    :param uri: the way to another page, by its docname.
    :param picture: the way to a picture, by its address in the source; nothing where the site has it not.
    """
    made: dict[str, dict[str, str]] = {}
    for address, preview in found:
        html = render("previews", "preview.html", preview=preview, uri=uri, picture=picture(preview.picture))
        most -= len(address) + len(html)
        if most < 0:
            break
        page, _, part_id = address.partition("#")
        made.setdefault(page, {})[part_id] = html
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":")) if made else ""
    # What would end a script, and what would keep it from ending (HTML, 4.12.1.3).
    return text.replace("</", "<\\/").replace("<!", "\\u003c!")
