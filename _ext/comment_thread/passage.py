"""A passage that comments are about, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

FIRST_WORDS = 60
"""Characters of a passage, at the most, by which it is known again."""


@dataclass(frozen=True)
class Passage:
    """What comments are about: *title* names its place, *comments* are docnames and anchors in the order of the thread.

    *words* are the first words of a paragraph; of a section, its title says it all, and they are empty.
    """

    docname: str
    id: str
    title: str
    words: str
    comments: tuple[tuple[str, str], ...]

    def next_after(self, anchor: str) -> tuple[str, str] | None:
        """Return the comment about it that follows another, the first after the last; none if it is the only one."""
        if len(self.comments) < 2:
            return None
        anchors = [other for _, other in self.comments]
        return self.comments[(anchors.index(anchor) + 1) % len(anchors)]


def first_words(text: str) -> str:
    """Return the beginning of a text, cut between words where there are any."""
    text = " ".join(text.split())
    if len(text) <= FIRST_WORDS:
        return text
    cut = text[: FIRST_WORDS + 1].rpartition(" ")[0] or text[:FIRST_WORDS]
    return f"{cut} …"
