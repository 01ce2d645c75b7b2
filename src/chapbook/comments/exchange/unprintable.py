"""Characters that a file may hold and a comment may not show, each kept apart until it can be told with its place.

XML takes no control characters (1.0, 2.2), though programs write them. Unicode has 32 characters that are none, U+FDD0
to U+FDEF, for programs to use within themselves (23.7): here each stands for a control character on its way through the
reader of XML. One more stands for half of a character, which JSON can name and no file can hold (RFC 8259, 8.2).
Whatever cannot be shown becomes U+FFFD in the comment's file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chapbook.comments.body import UNPRINTABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST = 0xFDD0
CONTROLS = [code for code in range(32) if chr(code) not in "\t\n\r"]
STAND_INS = {code: FIRST + code for code in CONTROLS} | {0xFFFE: FIRST + 9, 0xFFFF: FIRST + 10}
"""To each character that XML does not take one that it takes; those of the tab and the line end are free for others."""

HALF = FIRST + ord("\r")
"""What stands for half of a character, whichever it is."""

MEANT = {stand_in: code for code, stand_in in STAND_INS.items()} | {HALF: 0xD800}

HALVES = re.compile(
    r"\\[^u]|(?:\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)
"""What escapes another sign in JSON, or is a whole character, or half of one."""

REFERENCE = re.compile(r"&#(?:([0-9]{1,5})|[xX]([0-9a-fA-F]{1,4}));")


def carried(text: str) -> str:
    """Put a stand-in for each character that XML does not take, and for each reference to one."""
    return REFERENCE.sub(_stand_in, text.translate(STAND_INS))


def whole(text: str) -> str:
    """Put a stand-in for each half of a character that JSON names, which changes the place of nothing."""
    return HALVES.sub(lambda found: f"\\u{HALF:04x}" if found[1] else found[0], text)


def _stand_in(reference: re.Match[str]) -> str:
    stand_in = STAND_INS.get(int(reference[1]) if reference[1] else int(reference[2], 16))
    return chr(stand_in) if stand_in else reference[0]


def unprintable(text: str) -> Iterator[tuple[int, str]]:
    """Yield each character that cannot be shown: on which line of *text* it is, from 0, and its name as in U+0010."""
    for found in UNPRINTABLE.finditer(text):
        code = ord(found[0])
        yield text.count("\n", 0, found.start()), f"U+{MEANT.get(code, code):04X}"


def printable(text: str) -> str:
    """Put U+FFFD for each character that cannot be shown."""
    return UNPRINTABLE.sub("\ufffd", text)
