"""What a picture is made of: the words, and the markup of Typst that sets them."""

from __future__ import annotations

from typing import NamedTuple

from chapbook.typst_string import string


class PictureError(Exception):
    """Why there is no picture, in words for people."""


class Words(NamedTuple):
    """What is set, and how: *language* and *region* as Typst has them, *direction* ``ltr`` or ``rtl``."""

    title: str
    author: str
    edition: str
    language: str
    region: str
    direction: str


def source_of(template: str, words: Words) -> str:
    """Return what Typst is given."""
    given = {
        "title": string(words.title),
        "author": string(words.author),
        "edition": string(words.edition),
        "lang": string(words.language),
        "region": string(words.region) if words.region else "none",
        "dir": words.direction,
    }
    return f"{template}\n#picture({', '.join(f'{name}: {value}' for name, value in given.items())})\n"
