"""Characters that no font of this machine has: each told once, with the place where it stands first and a remedy."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from chapbook.pdf.markup import REPLACEMENT
from chapbook.whole.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable

logger = logging.getLogger(__name__)


def tell_missing(book: nodes.document, texts: Iterable[str]) -> None:
    """Warn of each character of *texts* beyond ASCII, at the first place where it stands."""
    wanted = dict.fromkeys(character for character in "".join(texts) if not character.isascii())
    places: dict[str, str] = {}
    for node in book.findall():
        for character in set(_shown(node)) & wanted.keys() - places.keys():
            places[character] = place_of(node, character)
    for character in wanted:
        message = missing(character)
        logger.warning("%s", message, location=places.get(character) or None, type="chapbook_pdf")


def missing_in(text: str) -> dict[str, str]:
    """Say of each character of a text that no font has it, and what to do."""
    from chapbook.pdf.compiler import without_font  # noqa: PLC0415  # large, and ASCII alone needs no look

    return {} if text.isascii() else {character: missing(character) for character in "".join(without_font(text))}


def missing(character: str) -> str:
    """Say that no font has a character, and what to do."""
    code = f"U+{ord(character):04X}"
    name = f"{character} ({code}, {unicodedata.name(character, 'without a name')})" if character.isprintable() else code
    return f"no font has the character {name}; {REPLACEMENT} stands in its place in the PDF; {_remedy(character)}"


def _remedy(character: str) -> str:
    """Say which of Debian's packages has a font with a character; for some there can be none (Unicode, 23.5, 23.7)."""
    if unicodedata.category(character) in {"Co", "Cn"}:
        return "it has no meaning that fonts share, write another"
    if "\u2e80" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7ff" or character >= "\U00020000":
        return "install fonts-noto-cjk"
    if character >= "\U0001f000" or "\u2600" <= character <= "\u27bf":
        return "install fonts-noto-color-emoji"
    return "install a font with it, such as those of fonts-noto-core"


def _shown(node: nodes.Node) -> str:
    if isinstance(node, nodes.abbreviation):
        return str(node.get("explanation", ""))
    return node if isinstance(node, nodes.Text) else ""
