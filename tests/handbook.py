"""The handbook, read from its Markdown: examples, which are files or parts of files, and tables."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt

from throwaway import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from markdown_it.token import Token

HANDBOOK = ROOT / "docs"
MARKDOWN = MarkdownIt("commonmark").enable("table")
CAPTION = ["strong_open", "code_inline", "strong_close"]


class Example(NamedTuple):
    """A block below a file's name in bold: the whole file, or a part of it, as the sentence with the name says."""

    heading: str
    file: str
    sentence: str
    text: str

    def write(self, folder: Path) -> None:
        """Do in *folder* what the handbook tells its reader to do."""
        path = folder / self.file
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.sentence == self.file:
            path.write_text(self.text, encoding="utf-8")
            return
        there = path.read_text(encoding="utf-8")
        if "At the end of" in self.sentence:
            path.write_text(f"{there}\n{self.text}", encoding="utf-8")
        else:
            first, _, _ = self.text.partition("\n")
            assert f"\n{first}\n" in there, f"{self.file} has no line {first!r}, with which the example begins"
            path.write_text(there.replace(f"{first}\n", self.text, 1), encoding="utf-8")


def pages() -> list[str]:
    """Return all pages, as ``reference/settings.md``."""
    return sorted(path.relative_to(HANDBOOK).as_posix() for path in HANDBOOK.rglob("*.md"))


def tokens(page: str) -> list[Token]:
    return MARKDOWN.parse((HANDBOOK / page).read_text(encoding="utf-8"))


def examples(page: str, heading: str = "") -> list[Example]:
    """Return the examples of a page, or of what stands below one of its headings of the second level."""
    return [example for example in _examples(tokens(page)) if heading in {"", example.heading}]


def _examples(found: Sequence[Token]) -> Iterator[Example]:
    heading = ""
    for number, token in enumerate(found):
        if token.type == "heading_open" and token.tag == "h2":
            heading = found[number + 1].content
        elif token.type == "fence" and number and found[number - 1].type == "paragraph_close":
            caption = found[number - 2]
            for name in _names(caption):
                yield Example(heading, name, _words(caption), token.content)


def _names(inline: Token) -> list[str]:
    """Return the code that stands in bold."""
    parts = [part for part in inline.children or [] if part.type != "text" or part.content]
    return [
        parts[number + 1].content
        for number in range(len(parts) - 2)
        if [part.type for part in parts[number : number + 3]] == CAPTION
    ]


def _words(inline: Token) -> str:
    return "".join(part.content for part in inline.children or [] if part.type in {"text", "code_inline"})


def blocks(page: str) -> list[str]:
    """Return all blocks of code of a page."""
    return [token.content for token in tokens(page) if token.type == "fence"]


class Cell(NamedTuple):
    """A cell of a table: its words, and what of them is code."""

    words: str
    code: list[str]


def rows(page: str, *headings: str) -> list[list[Cell]]:
    """Return the rows of all tables of a page, without their heads, or of those below some of its headings."""
    found: list[list[Cell]] = []
    is_wanted = not headings
    stream = tokens(page)
    for before, token in pairwise(stream):
        if before.type == "heading_open":
            is_wanted = not headings or token.content.replace("`", "") in headings
        elif before.type == "tr_open" and token.type == "td_open" and is_wanted:
            found.append([])
        elif before.type == "td_open" and is_wanted:
            code = [part.content for part in token.children or [] if part.type == "code_inline"]
            found[-1].append(Cell(_words(token), code))
    return found


def named(page: str, *headings: str) -> list[str]:
    """Return what is code in the first column of the same tables."""
    return [code for row in rows(page, *headings) for code in row[0].code]


def headings(text: str) -> set[str]:
    """Return the ids that GitHub gives to the headings of a Markdown text."""
    stream = MARKDOWN.parse(text)
    found = [_words(token) for before, token in pairwise(stream) if before.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def links(text: str) -> list[str]:
    """Return where the links and pictures of a Markdown text lead."""
    parts = [part for token in MARKDOWN.parse(text) for part in token.children or []]
    return [str(part.attrs[name]) for part in parts for name in ("href", "src") if name in part.attrs]
