"""The words of pandoc's inline elements without markup, and whether CommonMark reads the same in a paragraph."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from chapbook.comments.body import UNPRINTABLE
from chapbook.rescue.pandoc_blocks import SPACES, content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chapbook.rescue.pandoc_blocks import Node

QUOTES = {"DoubleQuote": "“”", "SingleQuote": "‘’"}
MISSING = re.compile(r"\[A picture is missing: .*?\]")
LEFT_AWAY = re.compile(r"\[\^\d+\]|\{su[bp]\}")
NOT_WORDS = {"Note", "Image", "RawInline"}


def plain_words(items: Sequence[Node]) -> str:
    """Return the words, without those of footnotes and pictures."""
    return "".join(map(_words, items))


def _words(item: Node) -> str:
    kind, inner = item["t"], content(item)
    if kind in SPACES:
        return " "
    if kind == "Str":
        return str(inner)
    if kind in {"Code", "Math"}:
        return str(inner[1])
    if kind == "Quoted":
        return plain_words(inner[1]).join(QUOTES[inner[0]["t"]])
    if kind in NOT_WORDS or not isinstance(inner, list):
        return ""
    return plain_words(inner[1] if kind in {"Link", "Span", "Cite"} else inner)


def says_the_same(text: str, items: Sequence[Node]) -> bool:
    """Tell whether a paragraph of MyST reads as the words of the elements, and nothing of it as other markup."""
    return _read(text) == _bare(LEFT_AWAY.sub("", plain_words(items)))


def _read(text: str) -> str:
    """Return the words that CommonMark reads, without roles, pictures and footnotes."""
    pieces = []
    for token in _parser().parseInline(text)[0].children or []:
        if token.type in {"text", "code_inline", "text_special"}:
            pieces.append(token.content)
        elif token.type == "html_inline":
            pieces.append("\x00 is none of the words")
    return _bare(MISSING.sub("", LEFT_AWAY.sub("", "".join(pieces))))


def _bare(words: str) -> str:
    """Return what is compared: neither spaces nor what is not shown."""
    return re.sub(r"\s+|[\ufffd\u200b\ufeff]", "", UNPRINTABLE.sub("", words))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True})
