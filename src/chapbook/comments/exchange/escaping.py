"""Text in, Markdown out that reads as that text: what would be markup gets a backslash, and nothing else does.

The rules are CommonMark's (0.31) for the dialect of :mod:`chapbook.comments.body`: backslash escapes (2.4), code spans
(6.1), emphasis (6.2: an underscore between letters is none), links (6.3: they need an opening bracket), raw tags
(6.6), character references (2.5), block quotes (5.1), list items (5.2), fences (4.5). Headings, rules and blocks of
HTML are switched off there and need nothing. A bare web address becomes a link there; only those that were links may.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from chapbook.comments.inline_text import LONGEST_ADDRESS, SCHEME, web_addresses

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chapbook.comments.exchange.clickable import Link

INLINE = re.compile(r"[\\`*\[]|<(?=[A-Za-z/!?]|$)|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
BLOCK_START = re.compile(r"(?=>|[-+](?:\s|$)|~{3})")
WORD = re.compile(r"\S*")
EDGE = re.compile(r"^\s+|\s+$")


def escaped(text: str) -> str:
    """Escape *text* for the middle of a line, where no address in it is made a link: between the tags of one."""
    return INLINE.sub(r"\\\g<0>", text)


def with_links(text: str, links: Iterable[Link] = ()) -> str:
    """Escape *text*, of which *links*, and no other parts, become links.

    An address stands as it is where Markdown makes the same link of it, else between tags.
    """
    pieces = []
    end = 0
    for link in links:
        pieces.append(_without_links(text[end : link.start]))
        shown = text[link.start : link.end]
        is_link_by_itself = link.href == shown and _is_link(text, link)
        pieces.append(shown if is_link_by_itself else f'<a href="{escape(link.href)}">{escaped(shown)}</a>')
        end = link.end
    return "".join([*pieces, _without_links(text[end:])])


def _without_links(text: str) -> str:
    return escaped(text).replace("://", "\\://")


def _is_link(text: str, link: Link) -> bool:
    """Tell whether Markdown makes this link of the words alone; a backslash behind them would be taken for a part."""
    behind = WORD.match(text, link.start)
    word = behind[0] if behind else ""
    if (
        not word.isascii()
        or "%" in word
        or INLINE.search(word)
        or not SCHEME.search(text[: text.find("://", link.start)])
    ):
        return False
    found = web_addresses().match_at_start(word[: LONGEST_ADDRESS + 1])
    return bool(found) and found.url.rstrip("*") == link.href


def whole_line(text: str) -> str:
    """Complete a line of escaped text: what would begin a block is escaped, spaces that count at its ends are named.

    Spaces and tabs at the ends of a line are not shown by a browser, wider spaces are (an indent in Chinese).
    """
    text = EDGE.sub(lambda match: "".join(c if c.isascii() else f"&#x{ord(c):x};" for c in match[0]), text.strip(" \t"))
    if number := NUMBER.match(text):
        return f"{number[1]}\\{text[number.end(1) :]}"
    return f"\\{text}" if BLOCK_START.match(text) else text
