"""What words were taken out of a passage, and what words came in.

Words are what white space parts; in scripts that have none between words, such as Chinese, each character is one.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COSTLY = 5_000_000
"""How many pairs of the same word may be looked at; long texts that repeat few words have too many."""

UNSPACED = (
    *((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF)),  # Thai, Lao, Burmese, Khmer
    *((0x3005, 0x3007), (0x3041, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF)),
    *((0xF900, 0xFAFF), (0x20000, 0x3FFFF)),  # Chinese and Japanese
)
JOINER = "\u200d"
JOINERS = {JOINER, "\u200c"}
WITHIN = "'’.,-\u00ad\u2010\u2011"
"""What stands between letters or figures of one word: don’t, 1.5, well-known."""


class Segment(NamedTuple):
    """Words that are in both, in the old passage alone (*out*) or in the new one alone (*in*)."""

    kind: Literal["same", "out", "in"]
    words: str


# A passage that changed once is compared by each page for an edition before that and one after it.
@lru_cache(maxsize=8192)
def differing(old: str, new: str) -> tuple[Segment, ...]:
    """Compare two passages.

    :return: segments without empty ones; those that are not *in* are together the old words, those that are not *out*
        the new ones.
    """
    changes: list[tuple[str, str, str]] = []
    for same, out, come in _compared(tokens(old), tokens(new)):
        if changes and (out or come) and _is_too_little(same, changes[-1][1:], (out, come)):
            first, out_before, come_before = changes.pop()
            changes.append((first, out_before + same + out, come_before + same + come))
        else:
            changes.append((same, out, come))
    kinds: tuple[Literal["same", "out", "in"], ...] = ("same", "out", "in")
    return tuple(Segment(kind, words) for change in changes for kind, words in zip(kinds, change, strict=True) if words)


def _is_too_little(same: str, before: tuple[str, str], behind: tuple[str, str]) -> bool:
    """Tell whether words between two changes are read more easily as a part of one change."""
    if not any(_kind(character) in {"word", "character", "symbol"} for character in same):
        return True
    return len(same.strip()) <= min(max(map(len, before)), max(map(len, behind)))


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield each change, behind what is the same before it; and what is the same at the end."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    same, tail = "".join(old[:start]), "".join(old[len(old) - end :])
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    counts = Counter(new)
    if sum(counts[word] for word in old) > COSTLY:
        opcodes = [("replace", 0, len(old), 0, len(new))]
    else:
        opcodes = list(SequenceMatcher(str.isspace, old, new, autojunk=False).get_opcodes())
    for kind, first, last, first_new, last_new in opcodes:
        if kind == "equal":
            same = "".join(old[first:last])
        else:
            yield same, "".join(old[first:last]), "".join(new[first_new:last_new])
            same = ""
    yield same + tail, "", ""


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Count what two sequences begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (mine, its) in pairs if mine != its), min(len(one), len(other)))


def tokens(text: str) -> list[str]:
    """Part a text into words, signs and white space; joined they are the text again."""
    found: list[str] = []
    before = ""
    for place, character in enumerate(text):
        kind = _kind(character)
        if kind == "joins" or text[place - 1 : place] == JOINER:
            # It is of the character before it, and so is what comes next.
            kind, goes_on = before or "word", bool(found)
        else:
            if character in WITHIN and before == _kind(text[place + 1 : place + 2]) == "word":
                kind = "word"
            goes_on = kind == before and kind in {"space", "symbol", "word"}
        if goes_on:
            found[-1] += character
        else:
            found.append(character)
        before = kind
    return found


@lru_cache(maxsize=4096)
def _kind(character: str) -> str:
    """Tell what a character is of: a word, a symbol, space; one that is a word by itself; a sign; or what *joins*."""
    category = unicodedata.category(character) if character else ""
    if character.isspace():
        return "line" if character == "\n" else "space"
    if category[:1] == "M" or character in JOINERS:
        return "joins"
    if any(first <= ord(character) <= last for first, last in UNSPACED if character):
        return "character"
    if category in {"So", "Sk"}:
        return "symbol"
    return "word" if character.isalnum() or character == "_" else "sign"
