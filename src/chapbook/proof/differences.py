"""Two lists of words in, their differences out as rows; each with what stands before it, so that it is found."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from chapbook.proof.built_words import Word

BEFORE = 4
"""Words that are shown before a difference."""

LONGEST = 40
"""Words of a difference that are shown; of more, the first and the last."""


class Difference(NamedTuple):
    """What the source says and what stands in its place, one of them perhaps nothing; and where."""

    place: str
    before: str
    source: str
    built: str

    @property
    def is_supplied(self) -> bool:
        """Tell whether it is an addition by the editors: whole words, in square brackets."""
        return not self.source and bool(re.fullmatch(r"(?:\[[^\[\]]*\]\s*)+", self.built))

    def told_of(self, formats: Iterable[str]) -> str:
        """Say what differs, in which formats."""
        source, there = (f"“{words}”" if words else "nothing" for words in (self.source, self.built))
        return (
            f"{self.place}: behind “{self.before}” the source has {source}, the edition {there} ({', '.join(formats)})"
        )


def compared(source: Sequence[str], built: Sequence[Word]) -> tuple[Difference, ...]:
    """Compare the words of a source with those that were built, in order.

    The marks of notes may stand in brackets in the source; whether they do is how a mark looks, and no word.
    """
    as_built = {word.bracketed: word.text for word in built if word.bracketed}
    source = [as_built.get(word, word) for word in source]
    texts = [word.text for word in built]
    rows = []
    for tag, i, j, k, m in _steps(source, texts):
        if tag != "equal":
            at = built[min(k, len(built) - 1)].place if built else ""
            rows.append(Difference(at, _shown(source[max(0, i - BEFORE) : i]), _shown(source[i:j]), _shown(texts[k:m])))
    return tuple(rows)


def _steps(source: Sequence[str], built: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield what turns one list into the other, as :mod:`difflib` does; what is the same at both ends costs nothing."""
    shorter = min(len(source), len(built))
    start = next((at for at in range(shorter) if source[at] != built[at]), shorter)
    left = shorter - start
    end = next((at for at in range(left) if source[-1 - at] != built[-1 - at]), left)
    if start:
        yield "equal", 0, start, 0, start
    middle = SequenceMatcher(None, source[start : len(source) - end], built[start : len(built) - end])
    for tag, i, j, k, m in middle.get_opcodes():
        yield tag, i + start, j + start, k + start, m + start
    if end:
        yield "equal", len(source) - end, len(source), len(built) - end, len(built)


def _shown(words: Sequence[str]) -> str:
    if len(words) > LONGEST:
        half = LONGEST // 2
        return f"{' '.join(words[:half])} … ({len(words) - LONGEST} words) … {' '.join(words[-half:])}"
    return " ".join(words)
