"""What keeps a comment within bounds: how much markup it has, how deep, and how many signs stand on each other."""

from __future__ import annotations

import re

from chapbook.clusters import LONGEST

BLOCKS = {"blockquote", "li", "ol", "p", "pre", "ul"}
"""The elements of a cleaned body that are blocks."""

TAG = re.compile("</?(?P<name>[a-z]+)[^>]*>")

FEWEST_PIECES = 2_000
CHARACTERS_FOR_A_PIECE = 32
"""How much markup a comment may have: so many pieces, or one for so many characters where it is longer.

A piece is an element, and a tag once more for each line that it goes on over: a builder without line breaks writes it
again there. Pages bear any number, but each takes up to fifty kilobytes of memory in a PDF.
"""

WEIGHT = 100
"""How many characters of a tag that is written again, such as a long address, are one more piece."""

DEEPEST = 8
"""How many blocks, paragraphs not counted, may stand in each other, and how many tags in one paragraph.

Sphinx's text builder stops where indentation leaves no room for a word, which eight answers and eight blocks do leave;
and where a builder has no line break, each line of a paragraph is a copy of all tags around it.
"""


def most_pieces(source: str) -> int:
    """Return how many pieces of markup a comment may have."""
    return max(FEWEST_PIECES, len(source) // CHARACTERS_FOR_A_PIECE)


def pile_fault(begin: int, end: int) -> str:
    """Say that too many signs follow each other that stand on others, join them or are not seen."""
    return (
        f"{end - begin:,} signs follow each other that stand on a letter, join others or cannot be seen, more than "
        f"{LONGEST}, so that the PDF parts them; delete some"
    )


def excess(html: str, most: int) -> str:
    """Say of which markup there is too much, such as more pieces than *most*; empty where there is not."""
    blocks = pieces = 0
    tags: list[str] = []
    for tag in TAG.finditer(html):
        closes = tag[0].startswith("</")
        if tag["name"] == "br":
            pieces += sum(1 + len(opened) // WEIGHT for opened in tags)
        elif tag["name"] in BLOCKS:
            blocks += (-1 if closes else 1) * (tag["name"] != "p")
        elif closes:
            del tags[-1:]
        else:
            tags.append(tag[0])
        pieces += not closes and tag["name"] != "br"
        if max(blocks, len(tags)) > DEEPEST:
            return f"more than {DEEPEST} quotes and lists, or tags in a paragraph, stand in each other"
        if pieces > most:
            return f"there are more than {most:,} pieces of markup, a tag counted on each line that it goes on over"
    return ""
