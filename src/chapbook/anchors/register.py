"""The register of ids: every one that was ever published, with its page and the first words of what it names.

A line is ``id page words``. The register's lines are compared with the ids that the publication has now. An id may not
go. It may not move to another page, unless its old page redirects there. It may not name other words, unless it is a
kept anchor: that names no words, so any are right.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

FIRST_WORDS = 8
LONGEST_WORD = 24
"""Characters that are remembered of a word; where no spaces are written, a whole paragraph is one."""
LINE = re.compile(r"(?P<id>\S+) +(?P<page>\S+)(?: +(?P<words>\S.*))?")
HEAD = """\
# Every id that was ever published: the id, its page, the first words of what it names.
# "make anchors" adds the new ones. No line is ever taken out, so that no citation leads nowhere; where a paragraph was
# reworded and is still the same, its words here are changed by hand.
"""


class Kind(StrEnum):
    """What can be wrong, as the subtype of the warning."""

    SYNTAX = "register"
    GONE = "gone"
    MOVED = "moved"
    WORDS = "words"


class Anchor(NamedTuple):
    """An id, the docname of its page, and the first words of what it names; *place* is ``path:line``, if known.

    There are no words where they change by themselves.
    """

    id: str
    page: str
    words: str
    is_kept: bool = False
    place: str = ""


class Finding(NamedTuple):
    """A mistake: what kind, on which line of the register, and a sentence that ends with what to write."""

    kind: Kind
    line: int
    message: str


class Register(NamedTuple):
    """The file: its anchors by the lines on which they stand, and what cannot be read."""

    anchors: dict[int, Anchor]
    findings: list[Finding]


def first_words(text: str) -> str:
    """Return what the register remembers of a text."""
    return " ".join(word[:LONGEST_WORD] for word in text.split()[:FIRST_WORDS])


def read_register(text: str) -> Register:
    """Read the file's *text*; empty lines and those that begin with ``#`` are for people."""
    register = Register({}, [])
    lines: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = LINE.fullmatch(line.rstrip())
        if match is None:
            message = "this is not a line of the register; write: id page words, for example intro chapters/intro Intro"
            register.findings.append(Finding(Kind.SYNTAX, number, message))
        elif match["id"] in lines:
            message = f"the id {match['id']} stands on line {lines[match['id']]} already; take one of the two out"
            register.findings.append(Finding(Kind.SYNTAX, number, message))
        else:
            lines[match["id"]] = number
            register.anchors[number] = Anchor(match["id"], unquote(match["page"]), match["words"] or "")
    return register


def write_register(anchors: Iterable[Anchor]) -> str:
    """Return the file's text: its head, and a line an id, in natural order (``p2`` before ``p10``)."""
    ordered = sorted(anchors, key=lambda anchor: [_natural(part) for part in re.split(r"(\d+)", anchor.id)])
    return HEAD + "".join(f"{anchor.id} {quote(anchor.page)} {anchor.words}".rstrip() + "\n" for anchor in ordered)


def _natural(part: str) -> tuple[int, str]:
    return (int(part), "") if part.isdecimal() else (-1, part)


def compare(
    registered: Mapping[int, Anchor],
    present: Mapping[str, Anchor],
    redirects: Mapping[str, str],
    pages: Collection[str],
) -> Iterator[Finding]:
    """Yield what has become of registered ids that should not have.

    :param registered: the anchors of the register, by line.
    :param present: the anchors of the publication, by id.
    :param redirects: docnames that are no more, and where their addresses lead.
    :param pages: all docnames.
    """
    for line, was in registered.items():
        page = redirects.get(was.page, was.page)
        now = present.get(was.id)
        if now is None:
            yield Finding(Kind.GONE, line, _gone(was, page, _found_again(was, present), pages))
        elif now.page != page:
            yield Finding(Kind.MOVED, line, _moved(was, page, now, pages))
        elif not now.is_kept and not _begins_alike(was, now):
            yield Finding(Kind.WORDS, line, _other_words(was, now, _found_again(was, present)))


def _begins_alike(was: Anchor, now: Anchor) -> bool:
    """Tell whether the words are the same, as far as they were noted: a text of three words may have grown."""
    words = was.words.split()
    return now.words.split()[: len(words)] == words


def _found_again(was: Anchor, present: Mapping[str, Anchor]) -> Anchor | None:
    same = (now for now in present.values() if now.words == was.words and now.id != was.id and was.words)
    return next(same, None)


def _above(anchor: Anchor) -> str:
    return f"above what begins “{anchor.words}” ({anchor.place or anchor.page})"


def _gone(was: Anchor, page: str, again: Anchor | None, pages: Collection[str]) -> str:
    message = f"nothing has the id {was.id} any more; "
    if again and again.page == page:
        return f"{message}write ({was.id})= {_above(again)}"
    if page not in pages:
        return f'{message}its page is gone too: bring it back, or write "{page}" and its new name into the redirects'
    return f"{message}write {{kept-anchor}}`{was.id}` on {page}, where “{was.words}” stood"


def _moved(was: Anchor, page: str, now: Anchor, pages: Collection[str]) -> str:
    message = f"the id {was.id} was published on {was.page} and is on {now.page} now; "
    if page not in pages:
        return f'{message}write "{page}" "{now.page}" into the redirects'
    return (
        f"{message}write {{kept-anchor}}`{was.id}` on {page}, where it stood, with a link to the new place, and "
        f"another id {_above(now)}"
    )


def _other_words(was: Anchor, now: Anchor, again: Anchor | None) -> str:
    message = f"the id {was.id} named “{was.words}” and names “{now.words}” now; "
    if again and again.page == now.page:
        return f"{message}write ({was.id})= {_above(again)}, and an id of its own {_above(now)}"
    return (
        f"{message}if it is the same, reworded, write the new words into this line; if not, write an id of its own "
        f"{_above(now)}, and {{kept-anchor}}`{was.id}` where the old words went"
    )
