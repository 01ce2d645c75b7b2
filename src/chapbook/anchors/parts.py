"""What a publication is made of, as plain data: its parts as they are now, with where they stand in the sources."""

from __future__ import annotations

import re
from typing import NamedTuple

COUNTED = re.compile(r"(?P<section>.+)-p(?P<number>\d+)[a-z]*")
"""The form of a paragraph's id: its section and number, and a letter where it was put in later."""


class Part(NamedTuple):
    """A section, a paragraph, or what else has an id; what no source has, such as a comment, is on line 0.

    *ids* are those that are written above it, or that an extension gave it. A counted paragraph has its *section* and
    its *number* there; a section has itself; a kept anchor that stands alone has its section. *text* is all of its
    words, where they were asked for.
    """

    page: str
    words: str
    ids: tuple[str, ...] = ()
    section: str = ""
    number: int = 0
    source: str = ""
    line: int = 0
    is_kept: bool = False
    leads_to: str = ""
    text: str = ""

    @property
    def is_section(self) -> bool:
        """Tell whether this is a section, whose words are its title."""
        return bool(self.section) and not self.number and not self.is_kept

    @property
    def counted(self) -> str:
        """Return the id that a paragraph has where none is written above it; nothing for other parts."""
        return f"{self.section}-p{self.number}" if self.number else ""

    @property
    def only_leads_on(self) -> bool:
        """Tell whether this is an anchor for an address alone, whose id is elsewhere."""
        return self.leads_to in self.ids

    @property
    def place(self) -> str:
        """Return where it stands, as ``path:line``."""
        return f"{self.source}:{self.line}"


def natural(text: str) -> list[tuple[int, str]]:
    """Return what sorts ids as people count: ``p2`` before ``p10``."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", text)]


def section_of(name: str) -> str:
    """Return the section in which an id of a paragraph was counted; nothing for other ids."""
    match = COUNTED.fullmatch(name)
    return match["section"] if match else ""
