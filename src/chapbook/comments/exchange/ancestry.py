"""Who answers whom in the folder that an import makes: an answer stands under the nearest comment that is kept.

What a comment answers may be left out (deleted at the site, say); then it is what that one answers that counts, and so
on. Every comment is looked at a few times at most, however long the way is.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from chapbook.comments.exchange.record import Note
from chapbook.comments.thread import circles

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from chapbook.comments.exchange.record import Imported


class Ancestry:
    """The answers of an import: from the number of each comment to the id that its file names.

    :param by_number: all comments of the export.
    :param taken: those that get a file.
    :param present: the ids that are in the folder; an answer to a comment of which the export knows only the number may
        be to one of these.
    :param has_placeholders: whether comments that are left out and answered stay in their places.
    """

    def __init__(
        self,
        by_number: Mapping[str, Imported],
        taken: Collection[str],
        present: Collection[str],
        prefix: str,
        *,
        has_placeholders: bool,
    ) -> None:
        self.by_number = by_number
        self.kept = set(taken)
        self.present = present
        self.prefix = prefix
        self.notes: Counter[Note] = Counter()
        self.in_folder: dict[str, str] = {}
        self._held: dict[str, None] = {}
        if has_placeholders:
            for number in taken:
                self._hold(by_number[number].parent)
            self.kept.update(self._held)
        self._nearest: dict[str, str] = {}
        self._parents = {number: self._parent(number) for number in [*taken, *self._held]}
        for circle in circles(
            {number: parent if parent in self.kept else "" for number, parent in self._parents.items()}
        ):
            self._parents[min(circle)] = ""
            self.notes[Note.ANSWER_IN_CIRCLE] += 1

    def answered(self, number: str) -> str:
        """Return the id of the comment that the comment *number* answers in the folder, "" for none."""
        parent = self._parents[number]
        known = self.by_number.get(parent)
        return f"{self.prefix}{known.id if known else parent}" if parent else ""

    def placeholders(self) -> Iterator[Imported]:
        """Yield the comments that are left out and keep their places."""
        return (self.by_number[number] for number in self._held)

    def _hold(self, number: str) -> None:
        """Keep the place of a comment that is left out, and those of what it answers in turn."""
        while number in self.by_number and number not in self.kept and number not in self._held:
            self._held[number] = None
            number = self.by_number[number].parent

    def _parent(self, number: str) -> str:
        """Return the number of the nearest comment above that is there; "" where none is. Each move is noted."""
        wanted = self.by_number[number].parent
        found = self._nearest_of(wanted)
        if found and found not in self.by_number:
            self.in_folder[number] = found
        if found != wanted:
            self.notes[Note.ANSWER_TO_LEFT_OUT if wanted in self.by_number else Note.ANSWER_TO_NOBODY] += 1
        return found

    def _nearest_of(self, number: str) -> str:
        """Return *number*, where it is kept or in the folder, or the nearest such above it; "" for none."""
        way: dict[str, None] = {}
        here = number
        while here in self.by_number and here not in self.kept and here not in self._nearest and here not in way:
            way[here] = None
            here = self.by_number[here].parent
        if here in way:  # those that are left out answer each other in a circle
            found = ""
        elif here in self.by_number:
            found = here if here in self.kept else self._nearest[here]
        else:
            found = here if here and f"{self.prefix}{here}" in self.present else ""
        self._nearest.update(dict.fromkeys(way, found))
        return found
