"""Words as MyST shows them: no character of a source is markup, whatever it looks like (CommonMark 0.31, 2.4).

Beside CommonMark's own signs, those of MyST count: a brace begins a role or a directive, a colon at the beginning of a
line a fence, ``(name)=`` a target, a percent sign a comment, a plus sign a break of blocks, a dollar sign mathematics.
"""

from __future__ import annotations

import re

from chapbook.clusters import parted
from chapbook.comments.body import UNPRINTABLE

BYTE_ORDER = "\ufeff"
"""The mark of the byte order, which is no character, wherever it was pasted (The Unicode Standard, 23.8)."""

ANYWHERE = re.compile(r"[\\`*_{}\[\]<>$~^|]|&(?=#?\w{1,32};)")
AT_THE_START = re.compile(r"[#+\-=:%>]|\([^()]*\)=")
NUMBERED = re.compile(r"(\d{1,9})([.)])")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|<(?=https?://)|(?<=\S)>(?=\s|$|[.,;)])")
ADDRESS = re.compile(r"https?://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]’'`*_\\]")


def shown(text: str) -> str:
    """Return a text that can be shown: U+FFFD for what no page may have, piles of accents parted."""
    return parted(UNPRINTABLE.sub("\ufffd", text.replace(BYTE_ORDER, "")))


def escaped(words: str, *, begins_line: bool = False) -> str:
    """Return *words* so that MyST shows just them.

    :param begins_line: whether they stand at the beginning of a line, where more signs are markup.
    """
    text = ANYWHERE.sub(r"\\\g<0>", shown(words))
    if not begins_line:
        return text
    if numbered := NUMBERED.match(text):
        return f"{numbered[1]}\\{numbered[2]}{text[numbered.end() :]}"
    return f"\\{text}" if AT_THE_START.match(text) else text


def paragraph(lines: str) -> str:
    """Return a paragraph of plain text as MyST: its lines stay lines, its web addresses become links."""
    return "\\\n".join(_line(" ".join(line.split())) for line in lines.splitlines() if line.strip())


def _line(words: str) -> str:
    pieces, here = [], 0
    for address in ADDRESS.finditer(words):
        pieces += [escaped(words[here : address.start()], begins_line=not here), f"<{address[0]}>"]
        here = address.end()
    return "".join([*pieces, escaped(words[here:], begins_line=not here)])


def plain(text: str) -> str:
    """Return the words of paragraphs that :func:`paragraph` wrote."""
    return ESCAPED.sub(lambda found: found[1] or "", text.replace("\\\n", "\n"))
