"""The register of ids: every one that was ever published, with its page and the first words of what it names.

A line is ``id page words``: an address that was published, and what a reader found there. Where an id has moved to
another page, both addresses have a line. Lines below a heading ``# Since edition 1.0:`` are there since that edition;
those above the first heading are in no edition yet.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from chapbook.anchors.parts import natural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FIRST_WORDS = 8
LONGEST_WORD = 24
"""Characters that are remembered of a word; where no spaces are written, a whole paragraph is one."""
LINE = re.compile(r"(?P<id>\S+) +(?P<page>\S+)(?: +(?P<words>\S.*))?")
SINCE = re.compile(r"#+ *since edition (?P<version>\S+?):? *", re.IGNORECASE)
"""The heading of a section; older releases take it for a remark."""

HEAD = """\
# Every id that was ever published: the id, its page, the first words of what it names.
# "make anchors" adds the new ones, and keeps what an edit would lose. No line is ever taken out, so that no citation
# leads nowhere.
"""


class Kind(StrEnum):
    """What can be wrong, as the subtype of the warning."""

    SYNTAX = "register"
    GONE = "gone"
    MOVED = "moved"
    WORDS = "words"
    TAKEN = "taken"


class Anchor(NamedTuple):
    """An id, the docname of its page, and the first words of what it names; none where they change by themselves."""

    id: str
    page: str
    words: str
    since: str = ""
    """The version of the edition in which it came; empty where it is in none yet."""


class Fault(NamedTuple):
    """A line that cannot be read, and a sentence that ends with what to write."""

    line: int
    message: str


class Register(NamedTuple):
    """The file: its anchors by the lines on which they stand, and what cannot be read."""

    anchors: dict[int, Anchor]
    faults: list[Fault]


def first_words(text: str) -> str:
    """Return what the register remembers of a text."""
    return " ".join(word[:LONGEST_WORD] for word in text.split()[:FIRST_WORDS])


def read_register(text: str) -> Register:
    """Read the file's *text*; empty lines and those that begin with ``#`` are for people."""
    register = Register({}, [])
    lines: dict[tuple[str, str], int] = {}
    since = ""
    for number, line in enumerate(text.splitlines(), 1):
        if heading := SINCE.fullmatch(line):
            since = heading["version"]
        if not line.strip() or line.startswith("#"):
            continue
        match = LINE.fullmatch(line.rstrip())
        if match is None:
            message = "this is not a line of the register; write: id page words, for example intro chapters/intro Intro"
            register.faults.append(Fault(number, message))
            continue
        anchor = Anchor(match["id"], unquote(match["page"]), match["words"] or "", since)
        if first := lines.get(anchor[:2]):
            message = f"the id {anchor.id} stands on line {first} already; take one of the two out"
            register.faults.append(Fault(number, message))
        else:
            lines[anchor[:2]] = number
            register.anchors[number] = anchor
    return register


def write_register(anchors: Iterable[Anchor]) -> str:
    """Return the file's text: its head, and a line an id, in natural order (``p2`` before ``p10``).

    Those that are in no edition yet come first; sections come in the order in which *anchors* begin them.
    """
    ordered = sorted(anchors := list(anchors), key=lambda anchor: (natural(anchor.id), natural(anchor.page)))
    sections = {"": "", **{anchor.since: f"# Since edition {anchor.since}:\n" for anchor in anchors if anchor.since}}
    for anchor in ordered:
        sections[anchor.since] += f"{anchor.id} {quote(anchor.page)} {anchor.words}".rstrip() + "\n"
    return HEAD + "".join(sections.values())


def with_edition(anchors: Sequence[Anchor], version: str) -> list[Anchor]:
    """Return the anchors, those that are in no edition yet in this one, which is the last."""
    known = [anchor for anchor in anchors if anchor.since]
    return known + [anchor._replace(since=version) for anchor in anchors if not anchor.since]


def with_words(anchors: Iterable[Anchor], words: Mapping[str, str]) -> Iterator[Anchor]:
    """Yield the anchors, those of *words*, by id, with what they name now."""
    for anchor in anchors:
        yield anchor._replace(words=words.get(anchor.id, anchor.words))
