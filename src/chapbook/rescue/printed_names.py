"""Names as reference lists and citations print them in, people and groups out; and whether two are the same.

The forms of APA ("Wang, W., & Wu, J."), Chicago and MLA ("Wang, Wei, and Jiena Wu"), Vancouver and GB/T 7714 ("Wang W,
WU J"), IEEE ("W. Wang and J. Wu") and of the text ("Wang & Wu", "Smith et al."). A name that has none of them is kept
whole: nobody guesses which of its words is a family's.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from typing import NamedTuple

AND = re.compile(
    r"\s*(?:,\s*)?(?:\\?&|\b(?:and|und)\b|;|；|、|…|\. \. \.)\s*|\s*(?<=[\u3400-\u9fff])[和与](?=[\u3400-\u9fff])"
)
OTHERS = re.compile(r"[\s,，]*(?:\bet\s+al\b\.?|\band\s+others\b|\bu\.\s?a\.|等(?:人)?)\s*$", re.IGNORECASE)
PARTICLES = frozenset(
    {"van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "el", "al"}
)
EDITORS = re.compile(r"\s*\((?:eds?|hrsg)\.?\)\.?$|,\s*eds?\.?$", re.IGNORECASE)


class Person(NamedTuple):
    """One name: as it is printed; its family name and given names; empty where the form does not tell them."""

    printed: str
    family: str = ""
    given: str = ""
    short: str = ""
    """What a group is also called, in brackets behind its name."""


class Names(NamedTuple):
    """Names in their order, and whether there are more that are not printed ("et al.")."""

    people: tuple[Person, ...]
    has_more: bool = False


class Likeness(IntEnum):
    """How surely two lists of names are of one work."""

    NONE = 0
    SOME = 1
    """A name is in both, or may be."""
    SAME = 2


def read_names(text: str) -> Names:
    """Read names."""
    bare = EDITORS.sub("", text.strip())
    without = OTHERS.sub("", bare)
    people: list[Person] = []
    parts = [[_bare(token) for token in re.split(r"[,，]", part) if _bare(token)] for part in AND.split(without)]
    # Where the last name is one word, commas part families: "Smith, Jones & Lee"; a list has "Smith, Ann, and Kim Lee".
    may_turn = len(parts) == 1 or len(parts[-1]) != 1 or " " in parts[-1][0]
    for tokens in parts:
        people += _of_commas(tokens, may_turn=may_turn)
    if people and len(people[0].given) > 2 and not is_initials(people[0].given):
        # Where the first name is turned round and written out, the others stand as they are spoken.
        people[1:] = [_spoken(person) for person in people[1:]]
    return Names(tuple(people), without != bare)


def _bare(token: str) -> str:
    """Return a name without the full stop behind it, which an initial keeps."""
    words = token.split()
    return " ".join(words) if words and is_initials(words[-1]) else " ".join(words).rstrip(".")


def _spoken(person: Person) -> Person:
    given, _, family = person.printed.rpartition(" ")
    return person if person.family or not _is_given(given) else Person(person.printed, family, given)


def _of_commas(tokens: list[str], *, may_turn: bool) -> list[Person]:
    """Return the people of a part that has no "and": a token each, or a family name and a given one."""
    if may_turn and len(tokens) == 2 and _is_family(tokens[0]) and _is_given(tokens[1]):
        return [Person(", ".join(tokens), tokens[0], tokens[1])]
    people: list[Person] = []
    for token in tokens:
        last = people[-1] if people else None
        if last and not last.given and (is_initials(token) or re.fullmatch(r"(?:Jr|Sr)\.?|I{2,3}", token)):
            people[-1] = Person(f"{last.printed}, {token}", last.printed, token)
        else:
            people.append(_of_words(token))
    return people


def _of_words(token: str) -> Person:
    if short := re.fullmatch(r"(.+?)\s*[(（\[]([^()（）\[\]]+)[)）\]]", token):
        return Person(short[1], short=short[2])
    words = token.split()
    if len(words) == 1:
        return Person(token, token)
    if is_initials(words[-1]) and _is_family(" ".join(words[:-1])) and not re.match(r".(?:\.|$)", words[0]):
        return Person(token, " ".join(words[:-1]), words[-1])
    initials = next((at for at, word in enumerate(words) if not is_initials(word) or "." not in word), len(words))
    if 0 < initials < len(words) and _is_family(" ".join(words[initials:])):
        return Person(token, " ".join(words[initials:]), " ".join(words[:initials]))
    if words[0].lower() in PARTICLES and len(words) <= 4:
        return Person(token, token)
    return Person(token)


def is_initials(token: str) -> bool:
    """Tell whether a word is initials: "W.", "J.-P.", "JA"."""
    letters = re.sub(r"[.\s’'-]", "", token)
    return letters.isalpha() and letters.isupper() and len(letters) <= (4 if "." in token else 3)


def _is_family(text: str) -> bool:
    words = text.split()
    names = [word for word in words if word.lower().strip("’'") not in PARTICLES]
    if len(words) > 1 and is_initials(words[-1]):
        return False
    return 1 <= len(names) <= 2 and len(words) <= 4 and all(word[0].isupper() or not word.isascii() for word in names)


def _is_given(text: str) -> bool:
    return 1 <= len(text.split()) <= 3 and all(word[0].isupper() for word in text.split())


def folded(text: str) -> str:
    """Return a name's letters, by which it is compared: small, and without accents and signs."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if character.isalnum())


def is_one(one: Person, other: Person) -> Likeness:
    """Tell whether two names may be one person's or group's."""
    if {folded(one.printed), folded(one.short)} & {folded(other.printed), folded(other.short)} - {""}:
        return Likeness.SAME
    if one.family and other.family:
        if folded(one.family) != folded(other.family):
            return Likeness.NONE
        return Likeness.SAME if _agree(one.given, other.given) else Likeness.NONE
    known, unknown = (one, other) if one.family else (other, one)
    words = unknown.printed.split()
    if not known.family or not 2 <= len(words) <= 4:
        return Likeness.NONE
    ends = {0: words[1:], len(words) - 1: words[:-1]}
    rests = [rest for at, rest in ends.items() if folded(words[at]) == folded(known.family)]
    if known.given and any(_agree(" ".join(rest), known.given) for rest in rests):
        return Likeness.SAME
    return Likeness.SOME if rests and not known.given else Likeness.NONE


def _agree(one: str, other: str) -> bool:
    """Tell whether given names can be one person's: the first letter is the same, or one list has none."""
    if not one or not other:
        return True
    shorter, longer = sorted((folded(one), folded(other)), key=len)
    return longer.startswith(shorter) if len(shorter) > 3 else longer[0] == shorter[0]


def likeness(cited: Names, printed: Names) -> Likeness:
    """Tell whether names in a text are those of a reference: all of them, or the first, if "et al." says so."""
    pairs = [is_one(one, other) for one, other in zip(cited.people, printed.people, strict=False)]
    is_whole = len(cited.people) == len(printed.people) and (cited.has_more or not printed.has_more)
    is_shortened = cited.has_more and len(cited.people) <= len(printed.people)
    if pairs and all(pair is Likeness.SAME for pair in pairs) and (is_whole or is_shortened):
        return Likeness.SAME
    if any(is_one(one, other) for one in cited.people for other in printed.people):
        return Likeness.SOME
    return Likeness.NONE
