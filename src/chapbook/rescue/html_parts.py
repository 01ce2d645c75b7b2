"""An article of HTML in parts: parted at its headings of the top level, each part written as MyST.

Where no line is marked as a heading, a short paragraph that is bold from end to end is taken for one, which is told.
Levels follow each other without a gap, as a document's must.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chapbook.rescue.article_html import made_ready
from chapbook.rescue.escaping import shown
from chapbook.rescue.myst_blocks import Blocks
from chapbook.rescue.myst_words import NO_WORDS, Words
from chapbook.rescue.pandoc_blocks import blocks as pandoc_blocks, content
from chapbook.rescue.parts import Kind, Named, Part, ids_of, kinds_of, section_id
from chapbook.rescue.plain_words import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from chapbook.rescue.capture import Loss
    from chapbook.rescue.pandoc_blocks import Content, Node
    from chapbook.rescue.pictures import Pictures

LONGEST_BOLD = 120
DEEPEST_LEVEL = 6


@dataclass(frozen=True)
class HtmlParts:
    """The parts; what was counted on the way; what has no form; names of pictures for which there are no words."""

    parts: tuple[Named, ...]
    counts: Counter[str]
    losses: tuple[Loss, ...]
    wordless: tuple[str, ...] = ()
    bold: tuple[str, ...] = ()


@dataclass
class _Section:
    """A heading, None for what stands before the first, and the blocks behind it."""

    heading: Node | None
    blocks: list[Node] = field(default_factory=list)


def html_parts(html: str, base: str, pictures: Pictures, split: int) -> HtmlParts:
    """Part an article.

    :param base: the address of its page, "" where nobody knows it.
    :param split: the level of the headings at which parts begin; 0 for the highest there is.
    :raises PandocError: where pandoc cannot read it.
    """
    ready = made_ready(html, base)
    blocks, notes = _with_notes(pandoc_blocks(ready.html))
    bold = _bold_headings(blocks)
    sections = _sections(blocks, split)
    titles = [_title(section.heading) for section in sections]
    kinds, taken = kinds_of(titles), {"text"}
    ids = ids_of(titles, kinds, taken)
    labels = _labels(sections, ids, taken)
    known = {id_: label for heading, label in labels for id_ in _source_ids(heading)}
    counts: Counter[str] = Counter()
    wordless: list[str] = []
    parts = []
    for section, title, kind, id_ in zip(sections, titles, kinds, ids, strict=True):
        words = Words(pictures, known, "pictures/" if kind is Kind.ABSTRACT else "../pictures/")
        writer = _Writer(words, {id(heading): label for heading, label in labels}, notes, kind)
        part = Part(
            title,
            words.write(section.heading["c"][2], is_heading=True) if section.heading else "",
            writer.body(section),
        )
        entries = tuple(map(shown, _entries(section.blocks))) if kind is Kind.REFERENCES else ()
        parts.append(Named(part, kind, id_, entries))
        counts += words.noted
        counts["footnotes"] += len(words.notes)
        wordless += words.wordless
    return HtmlParts(tuple(parts), counts, tuple(ready.losses), tuple(dict.fromkeys(wordless)), bold)


def _with_notes(blocks: list[Node]) -> tuple[list[Node], Mapping[str, list[Node]]]:
    """Return the blocks without divisions around them, and the footnotes by their numbers."""
    notes: dict[str, list[Node]] = {}
    plain: list[Node] = []
    waiting = blocks[::-1]
    while waiting:
        block = waiting.pop()
        if block["t"] != "Div":
            plain.append(block)
            continue
        number = dict(block["c"][0][2]).get("note")
        if number:
            notes[number] = block["c"][1]
        else:
            waiting += block["c"][1][::-1]
    return plain, notes


def _bold_headings(blocks: list[Node]) -> tuple[str, ...]:
    """Make headings of bold lines where nothing else is one, and return their words."""
    if any(block["t"] == "Header" for block in blocks):
        return ()
    found = []
    for at, block in enumerate(blocks[:-1]):
        items = block["c"] if block["t"] == "Para" else []
        words = plain_words(items).strip()
        is_bold = all(item["t"] in {"Strong", "Space", "LineBreak"} for item in items)
        if words and is_bold and len(words) <= LONGEST_BOLD and not words.endswith((".", ",", ";")):
            inner = [one for item in items if item["t"] == "Strong" for one in item["c"]]
            blocks[at] = {"t": "Header", "c": [2, ["", [], []], inner]}
            found.append(words)
    return tuple(found)


def _sections(blocks: Sequence[Node], split: int) -> list[_Section]:
    levels = [block["c"][0] for block in blocks if block["t"] == "Header" and _title(block)]
    level = max(split, min(levels, default=1))
    sections = [_Section(None)]
    for block in blocks:
        if block["t"] == "Header" and not _title(block):
            continue
        if block["t"] == "Header" and block["c"][0] <= level:
            sections.append(_Section(block))
        else:
            sections[-1].blocks.append(block)
    return sections if sections[0].blocks else sections[1:]


def _title(heading: Node | None) -> str:
    return " ".join(plain_words(heading["c"][2]).split()) if heading else ""


def _labels(sections: Sequence[_Section], ids: Sequence[str], taken: set[str]) -> list[tuple[Node, str]]:
    """Return every heading with its id."""
    found = [(section.heading, id_) for section, id_ in zip(sections, ids, strict=True) if section.heading]
    for section in sections:
        inner = [block for block in section.blocks if block["t"] == "Header"]
        found += [(block, section_id(_title(block), taken)) for block in inner]
    return found


def _source_ids(heading: Node) -> list[str]:
    own, _, values = heading["c"][1]
    return [*filter(None, (own, *dict(values).get("ids", "").split()))]


class _Writer:
    """Writes the body of a part: its blocks, its headings with their ids, and its footnotes at the end."""

    def __init__(self, words: Words, labels: Mapping[int, str], notes: Mapping[str, list[Node]], kind: Kind) -> None:
        self.words = words
        self.labels = labels
        self.notes = notes
        self.blocks = Blocks(words)
        self.top = 3 if kind is Kind.ABSTRACT else 2

    def body(self, section: _Section) -> str:
        pieces, run = [], []
        opened: list[int] = []
        for block in [*(_noted(block, self.notes) for block in section.blocks), None]:
            if block is not None and block["t"] != "Header":
                run.append(block)
                continue
            pieces.append(self.blocks.write(run))
            run = []
            if block is not None:
                pieces.append(self._heading(block, opened))
        return "\n\n".join(filter(None, [*pieces, *self._footnotes()]))

    def _heading(self, block: Node, opened: list[int]) -> str:
        while opened and opened[-1] >= block["c"][0]:
            opened.pop()
        opened.append(block["c"][0])
        level = min(self.top + len(opened) - 1, DEEPEST_LEVEL)
        label = self.labels.get(id(block)) or self.labels.get(block.get("of", 0), "")
        words = " ".join(self.words.write(block["c"][2], is_heading=True).replace("\\\n", " ").split())
        return f"({label})=\n{'#' * level} {words}"

    def _footnotes(self) -> Iterator[str]:
        """Yield the notes, with those that are met within notes behind them."""
        written: set[str] = set()
        while left := [number for number in self.words.notes if number not in written]:
            written.add(left[0])
            first, *rest = (self.blocks.write(self.words.notes[left[0]]) or "–").split("\n")
            yield "\n".join([f"[^{left[0]}]: {first}", *(f"    {line}".rstrip() for line in rest)])


def _noted(block: Node, notes: Mapping[str, list[Node]]) -> Node:
    """Put each footnote in the place of its mark; a block that has none stays itself."""
    if not notes:
        return block
    made = _replaced(block, notes)
    return {**made, "of": id(block)} if block["t"] == "Header" else made


def _replaced(value: Content, notes: Mapping[str, list[Node]]) -> Content:
    if isinstance(value, list):
        return [_replaced(item, notes) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("t") == "Span":
        number = dict(value["c"][0][2]).get("note", "")
        if number in notes:
            return {"t": "Note", "c": {"number": number, "blocks": notes[number]}}
    return {key: _replaced(item, notes) for key, item in value.items()}


def _entries(blocks: Sequence[Node]) -> Iterator[str]:
    """Yield the entries of a list of references: its paragraphs and the items of its lists, with their numbers."""
    for block in blocks:
        kind, inner = block["t"], content(block)
        if kind in {"Para", "Plain"}:
            yield plain_words(inner).strip()
        elif kind == "BulletList":
            yield from (" ".join(_entries(item)) for item in inner)
        elif kind == "OrderedList":
            start = inner[0][0]
            yield from (f"{number}. {' '.join(_entries(item))}" for number, item in enumerate(inner[1], start))
        elif kind in {"BlockQuote", "Div"}:
            yield from _entries(inner if kind == "BlockQuote" else inner[1])


def wordless_picture(name: str) -> tuple[str, str]:
    """Return what a person must decide of a picture without words, and what stands there."""
    return name, f"this picture has no words in the source; write them in the place of “{NO_WORDS}”"
