"""Pandoc's inline elements as MyST: words, emphasis, links, code, raised letters, pictures and notes.

Every word is escaped where it could be markup. Emphasis in CommonMark depends on what stands beside it; a paragraph
that would not read as it should is written with less of it, which is told. Nothing is emphasised that was not.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum
from typing import TYPE_CHECKING

from chapbook.comments.address import length_fault, link_fault, normalized
from chapbook.comments.body import UNPRINTABLE
from chapbook.rescue.escaping import escaped, shown
from chapbook.rescue.pandoc_blocks import content
from chapbook.rescue.plain_words import QUOTES, plain_words, says_the_same

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chapbook.rescue.pandoc_blocks import Content, Node
    from chapbook.rescue.pictures import Pictures

NO_WORDS = "[The source has no words for this picture]"
"""Stands for an alternative text that nobody wrote; an edition without any does not build strictly."""

AWAY = "#away-"
"""Begins the target of a link within the page to something that is no heading; a citation may be found in it."""

ENTITY = re.compile(r"&(?=#?\w{1,32};)")
JOINED = {"Emph", "Strong"}
LONGEST_SHOWN = 120


class Forms(Enum):
    """Which emphasis is written: all; only what can stand beside anything; none, and no code."""

    ALL = "all"
    BESIDE_ANYTHING = "beside anything"
    NONE = "none"


class Words:
    """Writes inline elements.

    :ivar notes: the blocks of each footnote that was met, by its number in the article.
    :ivar noted: how often something is otherwise than in the source, by what it is.
    :ivar wordless: the pictures without an alternative text.
    """

    def __init__(self, pictures: Pictures, ids: Mapping[str, str], folder: str) -> None:
        """Make a writer of one document.

        :param ids: the ids of headings, by those of the source.
        :param folder: the way from the document to the pictures.
        """
        self.pictures = pictures
        self.ids = ids
        self.folder = folder
        self.notes: dict[str, list[Node]] = {}
        self.noted: Counter[str] = Counter()
        self.wordless: Counter[str] = Counter()

    def write(self, items: Sequence[Node], *, is_heading: bool = False) -> str:
        """Return the MyST of the elements, which begin a block."""
        before = self.notes.copy(), self.noted.copy(), self.wordless.copy()
        text = ""
        for forms in Forms:
            self.notes, self.noted, self.wordless = before[0].copy(), before[1].copy(), before[2].copy()
            text = _Run(self, forms, has_links=not is_heading).of(items).strip()
            if says_the_same(text, items):
                break
        if forms is not Forms.ALL:
            self.noted["paragraphs in which words are not emphasised as in the source"] += 1
        return re.sub(" {2,}", " ", text)


class _Run:
    """Writes one run of elements, each kind by the method of its name.

    *begins_line* tells whether the next sign would be at the beginning of a line.
    """

    def __init__(self, words: Words, forms: Forms, *, has_links: bool) -> None:
        self.words = words
        self.forms = forms
        self.has_links = has_links
        self.begins_line = True

    def of(self, items: Sequence[Node]) -> str:
        text = ""
        for item in _joined(items):
            write = getattr(self, f"_{item['t'].lower()}", None)
            piece = str(write(content(item))) if write else ""
            if piece.startswith("[") and text.endswith("!"):
                text = f"{text[:-1]}\\!"
            if piece:
                self.begins_line = piece.endswith("\\\n")
            text += piece
        return text

    def _inside(self, items: Sequence[Node]) -> str:
        """Write what stands within signs, which take the beginning of the line."""
        begins, self.begins_line = self.begins_line, False
        text = self.of(items)
        self.begins_line = begins and not text
        return text

    def _str(self, text: str) -> str:
        return escaped(self._printable(text), begins_line=self.begins_line)

    def _space(self, _: Content) -> str:
        return "" if self.begins_line else " "

    _softbreak = _space

    def _linebreak(self, _: Content) -> str:
        return "" if self.begins_line else "\\\n"

    def _code(self, inner: Content) -> str:
        if self.forms is Forms.NONE:  # beside other code, its signs would run into theirs
            return self._str(" ".join(inner[1].split()))
        return _as_code(self._printable(inner[1]))

    def _math(self, inner: Content) -> str:
        self.words.noted["formulas, which stand as they are written"] += 1
        return _as_code(self._printable(inner[1]))

    def _quoted(self, inner: Content) -> str:
        return self._inside(inner[1]).join(QUOTES[inner[0]["t"]])

    def _note(self, inner: Content) -> str:
        self.words.notes.setdefault(inner["number"], inner["blocks"])
        return f"[^{inner['number']}]"

    def _span(self, inner: Content) -> str:
        return self.of(inner[1])

    def _emph(self, items: list[Node]) -> str:
        return self._emphasised("*", items)

    def _strong(self, items: list[Node]) -> str:
        return self._emphasised("**", items)

    def _emphasised(self, mark: str, items: list[Node]) -> str:
        before, words, behind = _edges(self._inside(items))
        can_stand = bool(words) and ((words[0].isalnum() and words[-1].isalnum()) or self.forms is Forms.ALL)
        return (
            f"{before}{mark}{words}{mark}{behind}"
            if can_stand and self.forms is not Forms.NONE
            else before + words + behind
        )

    def _superscript(self, items: list[Node]) -> str:
        return self._raised("sup", items)

    def _subscript(self, items: list[Node]) -> str:
        return self._raised("sub", items)

    def _raised(self, role: str, items: list[Node]) -> str:
        words = " ".join(self._printable(plain_words(items)).split())
        is_plain = all(item["t"] in {"Str", "Space"} for item in items) and not set("`\\") & set(words)
        return f"{{{role}}}`{words}`" if is_plain and words and self.forms is not Forms.NONE else self.of(items)

    def _strikeout(self, items: list[Node]) -> str:
        self.words.noted["places that are struck out in the source, and plain here"] += 1
        return self.of(items)

    def _underline(self, items: list[Node]) -> str:
        self.words.noted["places that are underlined in the source, and plain here"] += 1
        return self.of(items)

    def _smallcaps(self, items: list[Node]) -> str:
        return self.of(items)

    def _link(self, inner: Content) -> str:
        items, target = inner[1], inner[2][0]
        if not self.has_links or any(item["t"] in {"Note", "Image"} for item in items):
            return self.of(items)
        address = self._target(target)
        if not address:
            self.words.noted["links that lead to no web or mail address; their words stay"] += 1
            return self.of(items)
        self.has_links = False
        before, words, behind = _edges(self._inside(items))
        self.has_links = True
        return f"{before}[{words}]({address}){behind}" if words else ""

    def _target(self, target: str) -> str:
        if not target.startswith("#"):
            return link_target(target)
        known = self.words.ids.get(target[1:])
        return f"#{known}" if known else AWAY + (re.sub(r"[^A-Za-z0-9-]", "-", target[1:]) or "top")

    def _image(self, inner: Content) -> str:
        words = " ".join(self._printable(plain_words(inner[1])).split())
        name = self.words.pictures.name(inner[2][0], words)
        if not name:  # an addition in brackets is one by itself, and no word of the source is a part of it
            return f" {missing(words, inner[2][0])} "
        if not words:
            self.words.wordless[name] += 1
        return f"![{escaped(words or NO_WORDS)}]({self.words.folder}{name})"

    def _printable(self, text: str) -> str:
        if count := len(UNPRINTABLE.findall(text)):
            self.words.noted["characters that cannot be shown; now U+FFFD"] += count
        return shown(text)


def link_target(address: str) -> str:
    """Return a web or mail address as a link of MyST has it; "" of any other."""
    address = normalized(address)
    if not address or link_fault(address) or length_fault(address):
        return ""
    address = address.replace("(", "%28").replace(")", "%29").replace("\\", "%5C")
    return ENTITY.sub(r"\\&", address)


def missing(words: str, address: str) -> str:
    """Return the line in the place of a picture that is not there."""
    is_short = len(address) < LONGEST_SHOWN and not address.startswith("data:")
    return rf"\[A picture is missing: {escaped(words or (address if is_short else 'without a name'))}\]"


def _edges(text: str) -> tuple[str, str, str]:
    """Part a text from the white space around it, which no emphasis may have within (CommonMark 0.31, 6.2)."""
    words = text.strip()
    at = text.find(words) if words else len(text)
    return text[:at], words, text[at + len(words) :]


def _joined(items: Sequence[Node]) -> list[Node]:
    """Join what would run into each other: code beside code, emphasis beside the same."""
    found: list[Node] = []
    for item in items:
        last = found[-1] if found else {"t": ""}
        if last["t"] == item["t"] and (item["t"] in JOINED or item["t"] == "Str"):
            found[-1] = {"t": item["t"], "c": last["c"] + item["c"]}
        elif last["t"] == item["t"] == "Code":
            found[-1] = {"t": "Code", "c": [last["c"][0], last["c"][1] + item["c"][1]]}
        else:
            found.append(item)
    return found


def _as_code(text: str) -> str:
    words = re.sub(r"[ \t\n\f]+", " ", text)
    if not words.strip():
        return words
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence = "`" * (longest + 1)
    edge = " " if words.startswith("`") or words.endswith("`") or words[0] == words[-1] == " " else ""
    return f"{fence}{edge}{words}{edge}{fence}"
