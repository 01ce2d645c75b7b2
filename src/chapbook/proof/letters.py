"""Words in, and where a text differs that has them among others, in their order: JATS, or a PDF.

The point that parts two marks of a comment, and the stars of a break are left out on both sides. Of a text that has
lines and hyphens of its own letters, figures and signs are compared, without white space and hyphens.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from chapbook.proof.differences import Difference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LEFT_OUT = re.compile(r"(?<!\S)[·*](?!\S)|[\s\u00ad\u2010-]")
MARKS = {"·", "*"}
SHOWN = 6
"""Words that are shown of each side."""


class _Letters(NamedTuple):
    """The letters of a text, and where each stands in it."""

    text: str
    letters: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str, *, has_lines: bool) -> _Letters:
        if not has_lines:
            words = f" {' '.join(word for word in text.split() if word not in MARKS)} "
            return cls(words, words, tuple(range(len(words))))
        left_out = {at for found in LEFT_OUT.finditer(text) for at in range(*found.span())}
        places = tuple(at for at in range(len(text)) if at not in left_out)
        return cls(text, "".join(text[at] for at in places), places)

    def around(self, letter: int) -> tuple[str, str]:
        """Return some words before that in which a letter is, and some from it on."""
        at = self.places[letter] if letter < len(self.places) else len(self.text)
        begin = max(self.text.rfind(space, 0, at) for space in " \n") + 1
        return " ".join(self.text[:begin].split()[-SHOWN:]), " ".join(self.text[begin:].split()[:SHOWN])


def _is_too_long(part: str, text: str, length: int) -> bool:
    return part[: length + 1] not in text


def differences(
    parts: Sequence[tuple[str, Sequence[str]]], text: str, *, has_lines: bool = True
) -> Iterator[Difference]:
    """Yield for each part that is not in a text, behind those before it, where it differs first.

    :param parts: the name of each part, and its words.
    :param has_lines: whether the text breaks lines and hyphenates words, so that letters are compared, and not words.
    """
    there, position = _Letters.of(text, has_lines=has_lines), 0
    for place, words in parts:
        part = _Letters.of(" ".join(words), has_lines=has_lines)
        at = there.letters.find(part.letters, position)
        if at >= 0:
            # The space behind a word is the one before the next.
            position = at + len(part.letters.rstrip())
            continue
        # Whatever begins as the part does can be found, and nothing longer.
        lengths = range(len(part.letters))
        same = bisect_left(lengths, 1, key=partial(_is_too_long, part.letters, there.letters[position:]))
        position = there.letters.find(part.letters[:same], position) + same
        yield Difference(place, *part.around(same), there.around(position)[1])
