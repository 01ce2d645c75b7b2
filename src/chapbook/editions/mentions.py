"""Finds where other files still say what a comment said: its words, its writer's name and addresses.

Words are compared as a reader compares them, without marks, case of letters or line ends. Fewer than three words in a
row are anybody's.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from chapbook.comment_source import CommentSource

WEB = re.compile(r"(?:https?://|www\.)\S+")
"""Addresses, whose words anybody repeats who links to the same site."""

OF_THOSE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
"""Scripts whose words stand without spaces: there each character counts."""

TOKEN = re.compile(rf"[{OF_THOSE}]|(?:(?![{OF_THOSE}])[^\W_])+")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
RUN, RUN_OF_CHARACTERS = 6, 10
"""How many words, or characters, in a row are a quotation."""

FEWEST = 3
"""How many words of a short comment are told from anybody's."""


class Token(NamedTuple):
    """A word as it is compared, as it is written, and its line."""

    folded: str
    written: str
    line: int


class Mention(NamedTuple):
    """A line of a file, and what it does there: a sentence without its subject."""

    path: str
    line: int
    what: str


class Said(NamedTuple):
    """What a comment says that others may repeat."""

    words: tuple[str, ...]
    name: tuple[str, ...]
    addresses: tuple[str, ...]
    of_the_work: str


def said_by(comment: CommentSource, anonymous: str, of_the_work: str = "") -> Said:
    """Return what there is to look for; of one without a name, called *anonymous*, no name.

    :param of_the_work: a text, such as the record with the title, whose words are not the comment's own.
    """
    name = comment.values["author"]
    is_supplied = "author" in comment.supplied or name == anonymous
    mails = MAIL.findall(f"{comment.body} {' '.join(comment.values.values())}")
    return Said(
        words=tuple(token.folded for token in _tokens(WEB.sub("\n", comment.body))),
        name=() if is_supplied else tuple(token.written for token in _tokens(name)),
        addresses=tuple(filter(None, dict.fromkeys([comment.values.get("url", "").rstrip("/"), *mails]))),
        of_the_work=of_the_work,
    )


def mentions(said: Said, texts: Mapping[str, str], answers: Sequence[str] = ()) -> Iterator[Mention]:
    """Yield where texts, by their paths, repeat it.

    :param answers: the texts that answer the comment, in which a part of the name is enough.
    """
    quotations = _quotations(said)
    for path, text in texts.items():
        tokens = list(_tokens(text))
        found = [(line, "quotes its words") for line in _quoting(quotations, tokens)]
        found += [(line, "has its writer's name") for line in _naming(said.name, tokens, is_answer=path in answers)]
        for number, written in enumerate(text.split("\n"), 1):
            if any(address in written for address in said.addresses):
                found.append((number, "has an address of its writer"))
        yield from (Mention(path, line, what) for line, what in sorted(found))


def _tokens(text: str) -> Iterator[Token]:
    line, place = 1, 0
    for found in TOKEN.finditer(text):
        line += text.count("\n", place, found.start())
        place = found.start()
        yield Token(found[0].casefold(), found[0], line)


def _quotations(said: Said) -> set[tuple[str, ...]]:
    """Return the runs of words by which a quotation is known, all of one length."""
    characters = sum(len(word) == 1 for word in said.words)
    size = min(RUN_OF_CHARACTERS if 2 * characters > len(said.words) else RUN, len(said.words))
    if size < FEWEST:
        return set()
    return set(_runs(said.words, size)) - set(_runs([token.folded for token in _tokens(said.of_the_work)], size))


def _quoting(runs: set[tuple[str, ...]], tokens: Sequence[Token]) -> set[int]:
    """Return the lines on which a quotation begins, or goes on after words of others."""
    size = len(next(iter(runs), ()))
    if not size:
        return set()
    places = [place for place, run in enumerate(_runs([token.folded for token in tokens], size)) if run in runs]
    begun = places[:1] + [here for before, here in pairwise(places) if here > before + 1]
    return {tokens[place].line for place in begun}


def _naming(name: Sequence[str], tokens: Sequence[Token], *, is_answer: bool) -> set[int]:
    written = [token.written for token in tokens]
    found = {tokens[place].line for place, run in enumerate(_runs(written, len(name))) if name and run == tuple(name)}
    if is_answer:
        parts = {part for part in name if len(part) >= FEWEST}
        found |= {token.line for token in tokens if token.written in parts}
    return found


def _runs(words: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[place : place + size]) for place in range(len(words) - size + 1))
