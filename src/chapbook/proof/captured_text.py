"""The text of a capture that has markup, as lines: the article, then each comment below the name of its writer.

The comments stand in the order of the thread: an answer below what it answers, and answers to one thing by their dates.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chapbook.proof.page_words import text_of
from chapbook.rescue.capture import Html

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chapbook.comments.exchange.record import Imported
    from chapbook.rescue.capture import Capture


HEADING = re.compile(r"<h[1-6]\b", re.IGNORECASE)
WAY_BACK = re.compile(r"<a\b[^>]*\bhref=[\"']?#[^>]*>\s*[↩↑⤴^⏎⮌]\ufe0e?\s*</a>")
"""The link from a note to its mark, which every format has by itself."""

ID = re.compile(r"\b(?:id|name)=[\"']?([^\"'\s>]+)")
LABEL = re.compile(
    r"""(?P<block><(?:li|p|div|dd|aside)\b[^>]*>(?:\s|<(?:a|b|small|span|strong|sup)\b[^>]*>)*)"""
    r"""<a\b[^>]*\bhref=["']?\#(?P<mark>[^"'\s>]+)[^>]*>(?:\s|<[^>/]*>)*\[?\d{1,4}\]?[.)]?(?:\s|</(?!a\b)[^>]*>)*</a>""",
    re.IGNORECASE,
)
"""A number at the beginning of a block that is a link; the number of a note, where it leads back."""


def captured_text(capture: Capture) -> str:
    """Return the text."""
    article = capture.article
    pieces = [text_of(_without_ways_back(article.source)) if isinstance(article, Html) else article.source]
    if isinstance(article, Html) and not HEADING.search(article.source):
        # A text without headings is one chapter, which is called as the work is.
        pieces.insert(0, capture.title)
    for comment in in_order(capture.comments):
        pieces += [comment.author, text_of(comment.html)]
    return "\n".join(pieces)


def _without_ways_back(source: str) -> str:
    """Take out what leads from notes back to their marks."""
    source = WAY_BACK.sub("", source)
    places: dict[str, int] = {}
    for found in ID.finditer(source):
        places.setdefault(found[1], found.start())

    def label(found: re.Match[str]) -> str:
        return found["block"] if places.get(found["mark"], len(source)) < found.start("mark") else found[0]

    return LABEL.sub(label, source)


def in_order(comments: Sequence[Imported]) -> Iterator[Imported]:
    """Yield the comments that are taken over, in the order of the thread."""
    taken = [comment for comment in comments if not comment.left_out]
    numbers = {comment.number for comment in taken}
    answers: dict[str, list[Imported]] = {}
    for comment in taken:
        answers.setdefault(comment.parent if comment.parent in numbers else "", []).append(comment)
    waiting = sorted(answers.pop("", []), key=_place, reverse=True)
    while waiting:
        comment = waiting.pop()
        yield comment
        waiting += sorted(answers.pop(comment.number, []), key=_place, reverse=True)


def _place(comment: Imported) -> tuple[str, list[tuple[int, str]]]:
    """Return where a comment stands among those that answer the same: by date, then by name, its numbers as numbers."""
    pieces = re.findall(r"\d+|\D+", comment.id)
    return str(comment.date or ""), [(int(piece), "") if piece.isdecimal() else (-1, piece) for piece in pieces]
