"""Looks for a copy of each address that has none: rows in, rows with a copy out, as far as the archive has one.

It is asked for the copy nearest to the day on which the text was written. Where it has none, and where a person has
said so, it is asked to keep the page now; not, where the page is gone. Between two requests there is a pause. One page
that an archive cannot deal with keeps no other from its copy.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from chapbook.links.link_file import Link, one_form
from chapbook.links.web_archive import Busy, NoCopy, Unreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from chapbook.links.web_archive import Copy, WebArchive

PAUSE = 1.0
"""Seconds between two questions."""

PAUSE_OF_SAVING = 5.0
"""Seconds after the archive was asked to keep a page."""

AWAY = 3
"""Questions without an answer, one after the other, after which an archive counts as away."""


class Archiving:
    """One run over the rows."""

    def __init__(
        self,
        archive: WebArchive,
        day_of: Callable[[str], date],
        *,
        saves: bool,
        missing: Mapping[str, str] | None = None,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        """Take the archive, the day on which an address was written down, and whether pages are to be saved.

        :param missing: the addresses of which the archive had no copy when it was last asked, each with its reason.
        """
        self._archive = archive
        self._day_of = day_of
        self._saves = saves
        self._wait = wait
        self._found = 0
        self._saved = 0
        self._unanswered = 0
        self._failed: dict[str, str] = {}
        self.missing = dict(missing or {})

    def begun(self, links: Mapping[str, Link], addresses: Iterable[str]) -> dict[str, Link]:
        """Return the rows, with one for each address."""
        return {**{address: Link(address) for address in addresses}, **links}

    def without_copy(self, links: Iterable[Link]) -> list[Link]:
        """Return the rows that lack one, and that the archive was not asked for."""
        return [link for link in links if not (link.copy or link.sister or one_form(link.address) in self.missing)]

    def kept(self, link: Link) -> Link:
        """Return a row with its copy, where there is one.

        :raises Unreachable: where the archive cannot be asked now.
        """
        try:
            copy = self._nearest(link)
        except NoCopy as reason:
            self._unanswered = 0
            self.missing[one_form(link.address)] = str(reason)
            return link
        except Unreachable as reason:
            self._unanswered += 1
            if isinstance(reason, Busy) or self._unanswered == AWAY:
                raise
            self._failed[link.address] = str(reason)
            return link
        self._unanswered = 0
        return replace(link, copy=copy.address, copied=copy.day)

    def _nearest(self, link: Link) -> Copy:
        try:
            copy = self._archive.nearest(link.address, self._day_of(link.address))
        except NoCopy:
            if not self._saves or link.is_gone:
                raise
        else:
            self._found += 1
            return copy
        finally:
            self._wait(PAUSE)
        copy = self._archive.save(link.address)
        self._wait(PAUSE_OF_SAVING)
        self._saved += 1
        return copy

    def report(self) -> Iterator[str]:
        """Yield what was found, saved and missing."""
        without = {**self.missing, **self._failed}
        yield f"copies found: {self._found}; pages saved: {self._saved}; without a copy: {len(without)}"
        yield from (f"{address}: {reason}" for address, reason in without.items())
        if without and not self._saves:
            yield "chapbook links archive --save asks the archive to keep these pages"
