"""Blocks of Markdown put together: paragraphs, code, lists and quotations, in each other.

CommonMark 0.31: fenced code (4.5), whose fence is longer than any within; block quotes (5.1), lists (5.2, 5.3), of
which two in a row differ in their marker, as they would be one list otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from chapbook.comments import bounds

DEEPEST = bounds.DEEPEST - 2
"""How many quotations, lists and items are kept in each other; what stands deeper stays at this level. The reader of
comments takes two more, for code in an item that a list without one gets."""

LARGEST_NUMBER = 999_999_999
BACKTICKS = re.compile("`+")


@dataclass(slots=True)
class _Container:
    """A block that holds blocks; *detail* is a quotation's source or a list's first number."""

    tag: str
    detail: str = ""
    blocks: list[str] = field(default_factory=list)
    last_marker: str = ""
    has_paragraphs_only: bool = True


class Blocks:
    """The blocks of a comment, added in reading order."""

    def __init__(self) -> None:
        self.open = [_Container("body")]
        self.too_deep = 0

    def text(self) -> str:
        """Return the whole Markdown; everything that was begun has ended."""
        return "\n\n".join(self.open[0].blocks)

    def add_paragraph(self, text: str) -> None:
        """Add lines that are complete, with every mark of a block in them escaped."""
        self._add(text)

    def add_code(self, text: str) -> None:
        """Add code, character for character."""
        text = text.removesuffix("\n")
        if text.strip():
            longest = max(map(len, BACKTICKS.findall(text)), default=0)
            fence = "`" * max(3, longest + 1)
            self._add(f"{fence}\n{text}\n{fence}", is_paragraph=False)

    def begin(self, tag: str, detail: str = "") -> None:
        """Begin a ``blockquote``, ``ul``, ``ol`` or ``li``."""
        if len(self.open) > DEEPEST or self.too_deep:
            self.too_deep += 1
        else:
            self.open.append(_Container(tag, detail))

    def end(self, tag: str) -> None:
        """End what was begun last, which is *tag*."""
        if self.too_deep:
            self.too_deep -= 1
            return
        ended = self.open.pop()
        if not ended.blocks:
            return
        if tag == "blockquote":
            self._add(_quotation(ended), is_paragraph=False)
        elif tag == "li":
            self._end_item(ended)
        else:
            self._end_list(ended)

    def _add(self, block: str, *, is_paragraph: bool = True) -> None:
        here = self.open[-1]
        here.blocks.append(block)
        here.last_marker = ""
        here.has_paragraphs_only &= is_paragraph

    def _end_item(self, item: _Container) -> None:
        """Put an item into its list; what stands in no list is no item, but blocks."""
        here = self.open[-1]
        if here.tag not in {"ul", "ol"}:
            here.blocks += item.blocks
            return
        here.blocks.append("\n\n".join(item.blocks))
        here.has_paragraphs_only &= item.has_paragraphs_only and len(item.blocks) == 1

    def _end_list(self, ended: _Container) -> None:
        last = self.open[-1].last_marker
        mark = ("+" if last == "-" else "-") if ended.tag == "ul" else (")" if last == "." else ".")
        first = int(ended.detail) if re.fullmatch(r"[0-9]{1,9}", ended.detail) else 1
        if first + len(ended.blocks) > LARGEST_NUMBER:
            first = 1
        markers = [mark if ended.tag == "ul" else f"{first + n}{mark}" for n in range(len(ended.blocks))]
        items = [_indented(marker, block) for marker, block in zip(markers, ended.blocks, strict=True)]
        self._add(("\n" if ended.has_paragraphs_only else "\n\n").join(items), is_paragraph=False)
        self.open[-1].last_marker = mark


def _indented(marker: str, block: str) -> str:
    room = " " * (len(marker) + 1)
    first, *others = block.split("\n")
    return "\n".join([f"{marker} {first}", *(f"{room}{line}" if line else "" for line in others)])


def _quotation(quotation: _Container) -> str:
    """Write a quotation; one of a paragraph that names its source between tags, as Markdown has no place for it."""
    text = "\n\n".join(quotation.blocks)
    if quotation.detail and quotation.has_paragraphs_only and len(quotation.blocks) == 1:
        return f'<blockquote cite="{escape(quotation.detail)}">{text}</blockquote>'
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))
