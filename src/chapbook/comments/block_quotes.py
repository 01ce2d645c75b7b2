"""A ``<blockquote>`` that goes on over paragraphs, as WordPress lets it, on the tokens of markdown-it.

What opens at the beginning of a paragraph and is not closed in it opens before that paragraph; what closes it at the
end of a later one, in the same list or quotation, closes behind that one. Where nothing does, it ends with what it
stands in. Any other tag ends with its paragraph (:func:`chapbook.comments.inline_text.balanced`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OPENS = "<blockquote"
CLOSES = "</blockquote>"
BREAKS = {"softbreak", "hardbreak"}


def with_block_quotes(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens of a comment, whose tags are in their plainest form, with such quotations as blocks."""
    open_levels: list[int] = []
    for position, token in enumerate(tokens):
        while open_levels and token.level < open_levels[-1]:
            open_levels.pop()
            yield _block(CLOSES)
        if token.type == "paragraph_open":
            for tag in _taken_openings(tokens[position + 1].children or []):
                open_levels.append(token.level)
                yield _block(tag)
        yield token
        if token.type == "paragraph_close":
            for _ in range(_taken_closings(tokens[position - 1].children or [], open_levels.count(token.level))):
                open_levels.pop()
                yield _block(CLOSES)
    yield from (_block(CLOSES) for _ in open_levels)


def _block(tag: str) -> Token:
    return Token("html_block", "", 0, content=f"{tag}\n")


def _taken_openings(children: list[Token]) -> list[str]:
    """Take the tags off the beginning of a paragraph that open what it does not close."""
    unclosed, _ = _unmatched(children)
    taken: list[str] = []
    while len(taken) in unclosed:
        taken.append(children[len(taken)].content)
    del children[: len(taken)]
    while taken and children and children[0].type in BREAKS:
        del children[0]
    return taken


def _taken_closings(children: list[Token], most: int) -> int:
    """Take tags off the end of a paragraph that close what it did not open, *most* of them; return how many."""
    _, unopened = _unmatched(children)
    taken = 0
    while taken < most and len(children) - 1 in unopened:
        del children[-1]
        taken += 1
    while taken and children and children[-1].type in BREAKS:
        del children[-1]
    return taken


def _unmatched(children: list[Token]) -> tuple[set[int], set[int]]:
    """Return the places of a paragraph's opening tags that nothing closes in it, and of its closing ones likewise."""
    unclosed: list[int] = []
    unopened = set()
    for place, child in enumerate(children):
        if child.type == "html_inline" and child.content.startswith(OPENS):
            unclosed.append(place)
        elif child.type == "html_inline" and child.content == CLOSES:
            if unclosed:
                unclosed.pop()
            else:
                unopened.add(place)
    return set(unclosed), unopened
