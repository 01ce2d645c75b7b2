"""An annotation as plain data, from whichever program it comes, and what can be read of untrusted JSON."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from chapbook.comments.body import UNPRINTABLE, clean_body

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chapbook.comments.exchange.record import LeftOut, Selected


class Words(NamedTuple):
    """What an annotation says, as HTML, and as Markdown where it was written so and all of it can stay so."""

    html: str
    source: str = ""


class Annotation(NamedTuple):
    """One annotation: *iri* and *answered* name it and what it answers, *page* is what it is about, as addresses."""

    iri: str
    answered: str
    author: str
    is_name_supplied: bool
    homepage: str
    dates: tuple[str, ...]
    words: Words
    page: str
    selected: Selected | None
    left_out: LeftOut | None = None


def text_of(value: object, key: str) -> str:
    """Return the text that an object has under a key; empty where there is none."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def objects_of(value: object, key: str) -> Iterator[dict[str, object]]:
    """Yield the objects that an object has under a key, alone or in an array."""
    yield from (item for item in values_of(value, key) if isinstance(item, dict))


def values_of(value: object, key: str) -> list[object]:
    """Return what an object has under a key, as a list; one value is a list of one."""
    found = value.get(key) if isinstance(value, dict) else None
    if isinstance(found, list):
        return found
    return [] if found is None else [found]


def of_markdown(text: str) -> Words:
    """Return the words of a Markdown text; of one that a comment cannot have as it is, what is shown of it."""
    html, faults = clean_body(text)
    return Words(html, "" if faults or UNPRINTABLE.search(text) else f"{text.strip()}\n")


def of_plain_text(text: str) -> Words:
    """Return the words of a text in which nothing is markup."""
    parts = (escape(part.strip(), quote=False) for part in text.replace("\r\n", "\n").split("\n\n") if part.strip())
    return Words("".join(f"<p>{part}</p>" for part in parts).replace("\n", "<br>"))
