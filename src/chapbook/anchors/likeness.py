"""Whether a paragraph is the one that was registered, by its first words; and where words went, by all of them."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from chapbook.anchors.register import LONGEST_WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LIKENESS = 0.85
"""Which share of the characters has to be the same: a typo, a tense, one word of eight may differ."""

NEAR = 50
"""How many paragraphs further one is looked for that is nearly the same."""

SHORTEST = 12
"""Characters of a beginning that is not chance."""

FEWEST = 4
"""Words that are looked for within other text; fewer are found anywhere, but where no spaces are written."""


def is_same(was: str, now: str) -> bool:
    """Tell whether first words are the same as far as they were noted: a text of three words may have grown.

    Without words there is nothing to compare; they change by themselves.
    """
    words = was.split()
    return now.split()[: len(words)] == words


def is_alike(was: str, now: str) -> bool:
    """Tell whether first words are the same, or nearly so, or one text is the beginning of the other."""
    shorter, longer = sorted((was, now), key=len)
    beginning = re.sub(r"\W+$", "", shorter)
    if is_same(was, now) or (len(beginning) >= SHORTEST and longer.startswith(beginning)):
        return True
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    # Each is dearer than the one before it.
    return all(ratio() >= LIKENESS for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))


def align(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield which words of two sequences belong together, in order: those that are the same, then those alike."""
    if [*new[: len(old)]] == [*old]:
        yield from ((index, index) for index in range(len(old)))
        return
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from ((start + step, new_start + step) for step in range(end - start))
        elif tag == "replace":
            free = new_start
            for index in range(start, end):
                found = next(
                    (at for at in range(free, min(new_end, free + NEAR)) if is_alike(old[index], new[at])), None
                )
                if found is not None:
                    yield index, found
                    free = found + 1


def pattern(words: str) -> re.Pattern[str] | None:
    """Return what finds registered words within a text or its source, whatever signs and markup stand between them.

    There is none for words that are too few.
    """
    pieces = []
    for word in words.split():
        found = [re.escape(piece) for piece in re.findall(r"[^\W_]+", word)]
        if found and len(word) == LONGEST_WORD:
            found[-1] += r"[^\W_]*"
        pieces += found
    if not pieces or (len(words.split()) < FEWEST and len(words) < LONGEST_WORD):
        return None
    return re.compile(r"(?<![^\W_])" + r"[\W_]+".join(pieces) + r"(?![^\W_])")
