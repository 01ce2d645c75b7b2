"""A passage that comments are about, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

FIRST_WORDS = 60
"""Characters of a passage, at the most, by which it is known again."""


class Part(NamedTuple):
    """What a comment can be about: a section or a paragraph of a document, by one of its names, and its words."""

    name: str
    docname: str
    words: str
    is_section: bool


@dataclass(frozen=True)
class Passage:
    """What comments are about: *title* names its place, *comments* are docnames and anchors in the order of the thread.

    *words* are the first words of a paragraph; of a section, its title says it all, and they are empty. *changed* are
    the anchors of the comments that quote words which are no longer in it.
    """

    docname: str
    id: str
    title: str
    words: str
    comments: tuple[tuple[str, str], ...]
    names: tuple[str, ...] = ()
    """Who wrote each of the comments."""
    changed: frozenset[str] = frozenset()

    @cached_property
    def _following(self) -> dict[str, tuple[str, str]]:
        anchors = [anchor for _, anchor in self.comments]
        return dict(zip(anchors, [*self.comments[1:], self.comments[0]], strict=True))

    def next_after(self, anchor: str) -> tuple[str, str] | None:
        """Return the comment about it that follows another, the first after the last; none if it is the only one."""
        return self._following[anchor] if len(self.comments) > 1 else None

    def docnames(self) -> set[str]:
        """Return the documents on which the passage and its comments stand."""
        return {self.docname, *(docname for docname, _ in self.comments)}


def first_words(text: str) -> str:
    """Return the beginning of a text, cut between words where the language parts them by spaces."""
    text = " ".join(text.split())
    if len(text) <= FIRST_WORDS:
        return text
    cut = text[: FIRST_WORDS + 1].rpartition(" ")[0]
    return f"{cut if len(cut) > FIRST_WORDS // 2 else text[:FIRST_WORDS]} …"
