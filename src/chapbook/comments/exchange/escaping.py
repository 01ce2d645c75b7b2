"""Text in, Markdown out that reads as that text: what would be markup gets a backslash, and nothing else does.

The rules are CommonMark's (0.31) for the dialect of :mod:`chapbook.comments.body`: backslash escapes (2.4), code spans
(6.1), emphasis (6.2: an underscore between letters is none), links (6.3: they need an opening bracket), raw tags
(6.6), character references (2.5), block quotes (5.1), list items (5.2), fences (4.5). Headings, rules and blocks of
HTML are switched off there and need nothing. A bare address becomes a link there, as WordPress makes it one
(``make_clickable``).
"""

from __future__ import annotations

import re
from html import escape

from chapbook.comments.address import link_fault
from chapbook.comments.allowed import LONGEST_VALUE
from chapbook.comments.inline_text import web_addresses

INLINE = re.compile(r"[\\`*\[]|<(?=[A-Za-z/!?]|$)|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
BLOCK_START = re.compile(r"(?=>|[-+](?:\s|$)|~{3})")
WORD = re.compile(r"[^ \t]+")
EDGE = re.compile(r"^\s+|\s+$")


def escaped(text: str) -> str:
    """Escape *text* for the middle of a line, where no address in it is made a link: between the tags of one."""
    return INLINE.sub(r"\\\g<0>", text)


def without_links(text: str) -> str:
    """Escape *text*, and keep addresses in it from becoming links."""
    return escaped(text).replace("://", "\\://")


def with_links(text: str) -> str:
    """Escape *text*, and let web addresses in it be links.

    An address stands as it is where Markdown shows all of its characters so, else between tags.
    """
    return WORD.sub(lambda word: _word(word[0]), text) if "://" in text else escaped(text)


def _word(word: str) -> str:
    """Escape what stands between spaces; what is too long for an address is none, as in WordPress."""
    if "://" not in word or len(word) > LONGEST_VALUE:
        return without_links(word)
    pieces = []
    end = 0
    for match in web_addresses().match(word) or ():
        address = _address(word[match.index : match.last_index], word[match.last_index :])
        pieces += [without_links(word[end : match.index]), address]
        end = match.last_index
    return "".join([*pieces, without_links(word[end:])])


def _address(text: str, behind: str) -> str:
    """Write an address; a backslash in what stands *behind* it would be taken for a part of it."""
    if link_fault(text):
        return without_links(text)
    if (text + behind).isascii() and "%" not in text and not INLINE.search(text + behind):
        return text
    return f'<a href="{escape(text)}">{escaped(text)}</a>'


def whole_line(text: str) -> str:
    """Complete a line of escaped text: what would begin a block is escaped, spaces that count at its ends are named.

    Spaces and tabs at the ends of a line are not shown by a browser, wider spaces are (an indent in Chinese).
    """
    text = EDGE.sub(lambda match: "".join(c if c.isascii() else f"&#x{ord(c):x};" for c in match[0]), text.strip(" \t"))
    if number := NUMBER.match(text):
        return f"{number[1]}\\{text[number.end(1) :]}"
    return f"\\{text}" if BLOCK_START.match(text) else text
