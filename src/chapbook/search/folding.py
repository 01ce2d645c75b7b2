"""What two words have to share to be found as one: letters without accents and cases, in all scripts; and their grams.

The pages' script folds a query by the same rules (``static/chapbook-search-words.js``); a test holds the two together.
A letter is folded by itself, so that the script can tell which letters of a passage to mark:

- Its compatibility decomposition (Unicode Standard Annex #15, NFKD) parts ligatures, widths and accents. A syllable of
  Hangul stays whole.
- The accents go; they are of the second level in the order of letters (UTS #10, 1.1). A vowel sign of Thai or
  Devanagari is a mark to Unicode as well, but a letter to a reader, and stays; so does what voices a kana.
- Lower, upper and lower case again make one of ß, ẞ and SS, of σ and ς, of i and ı.
- What is neither letter, mark nor number is a space; what is not seen, such as a soft hyphen, is nothing.

Some scripts have no spaces between words, and Hangul joins its particles to them. Nothing parts a text in them: a query
is found wherever it stands. So no dictionary of the machine that made the index has to agree with the browser's.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, pairwise
from unicodedata import category, normalize

ACCENTS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
)
"""The ranges in which marks are accents, with what only stretches an Arabic word, as the inside of a class."""

UNSPACED = (
    "\u0e00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\ua4cf\ua960-\ua97f\ua9e0-\ua9ff\uaa60-\uaa7f"
    "\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Thai to Tibetan, Burmese, Khmer, Chinese, Japanese and Korean, as the inside of a class."""

PARTED = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ð": "d", "þ": "th"}
"""Letters that Unicode does not decompose, and that are looked for without what sets them apart."""

SHORT = 2
"""So many letters are found at the beginning of a word only: inside of words they are anywhere."""

_ACCENT = re.compile(f"[{ACCENTS}]")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_CHANGE = re.compile(f"(?<=[{UNSPACED}])(?=[^{UNSPACED} ])|(?<=[^{UNSPACED} ])(?=[{UNSPACED}])")


class _Folded(dict[int, str]):
    """What each letter becomes, by its number; made when it is first met."""

    def __missing__(self, number: int) -> str:
        letter = chr(number)
        parts = [letter] if "\uac00" <= letter <= "\ud7a3" else normalize("NFKD", letter)
        self[number] = folded = "".join(map(_fold_part, parts))
        return folded


_folded = _Folded()


def fold(text: str) -> str:
    """Return folded words, parted by single spaces; a run of an unspaced script is one, though no space was there."""
    return " ".join(_CHANGE.sub(" ", normalize("NFC", text).translate(_folded)).split())


@lru_cache(maxsize=200_000)
def grams(word: str) -> frozenset[str]:
    """Return what a folded word is looked up by: any part of it that can be asked for has one of these.

    Of an unspaced script these are characters and pairs; else three and four letters, and how it begins.
    """
    if _UNSPACED.match(word):
        return frozenset({*word, *map("".join, pairwise(word))})
    begins = (f"^{word[:length]}" for length in (1, SHORT))
    inside = (word[at : at + length] for length in (3, 4) for at in range(len(word) - length + 1))
    return frozenset((*begins, *inside))


def grams_of(texts: list[str]) -> set[str]:
    """Return those of all words of texts, each word looked at once."""
    return set(chain.from_iterable(map(grams, set(fold("\n".join(texts)).split(" ")) - {""})))


def _fold_part(letter: str) -> str:
    kind = category(letter)
    if kind == "Cf" or (kind[0] in "LM" and _ACCENT.match(letter)):
        return ""
    if kind[0] not in "LMN":
        return " "
    lower = letter.lower().upper().lower()
    return PARTED.get(lower, lower)
