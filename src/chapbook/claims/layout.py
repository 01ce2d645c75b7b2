"""Where each mark and each label of a plot stands, in points from the upper left corner; nothing is drawn here.

A drawing is as wide as a small telephone, so that it is read there without being made smaller, and letters are as large
as those around it. How wide a label is depends on a reader's letters; it is reckoned, and broken into lines, with room
to spare.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from chapbook.claims.plot import Shape
from chapbook.clusters import units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chapbook.claims.plot import Mark, Plot

WIDTH = 340.0
SIZE = 13.0
LINE = 17.0
BAR = 12.0
GAP = 16.0
BELOW = 6.0
"""How far a bar is below the last line of its label, on which letters reach down."""

DOT = 11.0
STEP = 14.0
DOTS_FROM = 150.0
LETTER = 0.5
"""How wide a letter is at the most, on the average, as a share of its size; those of Chinese are as wide as high."""


class Bar(NamedTuple):
    """A bar; *style* says what it is: ``mark``, or ``whole``, of which a mark is a part."""

    x: float
    y: float
    width: float
    style: str


class Dot(NamedTuple):
    """A dot around a point; *style* is what another source says, with hyphens."""

    x: float
    y: float
    style: str


class Label(NamedTuple):
    """A line of words; *y* is its base line, and *at_end* says that it ends at *x*."""

    x: float
    y: float
    words: str
    at_end: bool = False


class Layout(NamedTuple):
    """A drawing."""

    height: float
    shapes: tuple[Bar | Dot, ...]
    labels: tuple[Label, ...]


def layout_of(plot: Plot) -> Layout:
    """Lay a plot out."""
    page = _Page()
    if plot.shape == Shape.AGREEMENT:
        page.dots(plot.marks)
    elif plot.shape == Shape.PART:
        page.part(*plot.marks)
    else:
        page.bars(plot.marks)
    return Layout(page.y, tuple(page.shapes), tuple(page.labels))


class _Page:
    """A drawing while it grows downwards."""

    def __init__(self) -> None:
        self.y = 0.0
        self.shapes: list[Bar | Dot] = []
        self.labels: list[Label] = []

    def bars(self, marks: tuple[Mark, ...]) -> None:
        """Put a bar for each mark below its label; between groups there is more room."""
        for before, mark in zip((None, *marks), marks, strict=False):
            if before:
                self.y += GAP if mark.group == before.group else 2 * GAP
            self._labelled(mark)
            self.shapes.append(Bar(0, self.y, max(mark.length * WIDTH, 1), "mark"))
            self.y += BAR

    def part(self, mark: Mark, whole: Mark) -> None:
        """Put a bar in another one, with the label of the part above it and that of the whole below."""
        self._labelled(mark)
        self.shapes += [Bar(0, self.y, WIDTH, "whole"), Bar(0, self.y, max(mark.length * WIDTH, 1), "mark")]
        self.y += BAR + 2
        self._labelled(whole)

    def dots(self, marks: tuple[Mark, ...]) -> None:
        """Put a line of dots beside each label, and their number behind them."""
        in_line = int((WIDTH - DOTS_FROM - 3 * SIZE) / STEP)
        for mark in marks:
            top = self.y
            for line in lines(mark.label, DOTS_FROM - SIZE):
                self.y += LINE
                self.labels.append(Label(0, self.y - BELOW / 2, line))
            count, style = int(mark.length), mark.group.replace(" ", "-")
            for number in range(count):
                across, down = number % in_line, number // in_line
                place = DOTS_FROM + DOT / 2 + across * STEP, top + LINE / 2 + 2 + down * LINE
                self.shapes.append(Dot(*place, style))
            rows = -(-count // in_line)
            last = DOTS_FROM + ((count - 1) % in_line + 1) * STEP + 4
            self.labels.append(Label(last, top + rows * LINE - BELOW / 2, mark.said))
            self.y = max(self.y, top + rows * LINE) + GAP / 2

    def _labelled(self, mark: Mark) -> None:
        """Put what is measured at the beginning of a line and how much it is at its end, or on lines of their own."""
        room = WIDTH - width(mark.said) - SIZE
        stands_beside = room >= WIDTH / 3
        label = lines(mark.label, room if stands_beside else WIDTH)
        said = [mark.said] if stands_beside else lines(mark.said, WIDTH)
        for line in label:
            self.y += LINE
            self.labels.append(Label(0, self.y, line))
        self.y -= LINE * stands_beside
        for line in said:
            self.y += LINE
            self.labels.append(Label(WIDTH, self.y, line, at_end=True))
        self.y += BELOW


def width(text: str) -> float:
    """Return about how wide a text is, in points."""
    return sum(_letter(letter) for letter in text) * SIZE


def _letter(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0
    return 1.0 if unicodedata.east_asian_width(letter) in "WF" else LETTER


def lines(text: str, room: float) -> list[str]:
    """Break a text into lines of a width: between words, and within one that is longer than a line."""
    found = [""]
    for word in text.split():
        joined = f"{found[-1]} {word}".strip()
        if width(joined) <= room:
            found[-1] = joined
        elif width(word) <= room:
            found.append(word)
        else:
            *whole, last = _parts(word, room)
            found += [*whole, last]
    return [line for line in found if line] or [""]


def _parts(word: str, room: float) -> Iterator[str]:
    part = ""
    for unit in units(word):
        if part and width(part + unit) > room:
            yield part
            part = ""
        part += unit
    yield part
