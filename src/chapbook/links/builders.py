"""``-b links-check``, ``links-archive`` and ``links-save``: ask for the outside addresses, and note what is heard.

All can be stopped at any time: what was heard is written, and the next run asks only for the rest. Addresses are asked
for by Sphinx's link checker, politely: a few at a time, and a host that answers "too many requests" when it wants to be
asked (RFC 6585, 4).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.builders.dummy import DummyBuilder
from sphinx.builders.linkcheck import HyperlinkAvailabilityChecker, HyperlinkCollector
from sphinx.errors import SphinxError
from sphinx.util import logging

from chapbook.links.archiving import Archiving
from chapbook.links.checking import Heard, is_without_network, noted
from chapbook.links.link_file import LINKS, is_outside, one_form, read_file, written
from chapbook.links.searched import Search, read_missing, write_missing
from chapbook.links.web_archive import Unreachable, WebArchive
from chapbook.progress import watched
from chapbook.replacing import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.builders.linkcheck import Hyperlink

    from chapbook.links.link_file import Link

logger = logging.getLogger(__name__)

WRITTEN_EACH = 50
"""After how many answers what was heard is written, so that no more is lost, whatever stops the program."""

BUILDERS = ("links-check", "links-archive", "links-save")
YEAR = re.compile(r"\b(1[5-9]|20)\d\d\b")


def today() -> date:
    """Return the day on which it is asked; no build of a publication depends on it."""
    return datetime.now(tz=UTC).date()


class CollectOutside(HyperlinkCollector):
    """Collects the addresses as for Sphinx's own builder."""

    builders = BUILDERS  # type: ignore[assignment]  # Sphinx's is a tuple of one

    def _add_uri(self, uri: str, node: nodes.Element) -> None:
        """Collect one, and the day of the comment that it stands in; the text has no day of its own."""
        uri = one_form(uri) if is_outside(uri) else uri
        super()._add_uri(uri, node)
        builder = cast("LinkBuilder", self.env._app.builder)  # noqa: SLF001  # as Sphinx does
        builder.days.setdefault(uri, set()).add(_day_of_comment(node))


def _day_of_comment(node: nodes.Node) -> str:
    """Return the day of the comment in which a node stands, as its list says; empty where none is known."""
    while node is not None:
        if isinstance(node, nodes.list_item) and "comment" in node:
            return str(node["comment"]["date"])[: len("2022-05-03")]
        node = node.parent
    return ""


class LinkBuilder(DummyBuilder):
    """Has the outside addresses of all documents, each with the place where it stands first."""

    def init(self) -> None:
        """Begin with none."""
        self.hyperlinks: dict[str, Hyperlink] = {}
        self.days: dict[str, set[str]] = {}
        """The days of the comments in which an address stands (ISO 8601); one that is empty stands for the text's."""
        self.today = today()

    @property
    def outside(self) -> dict[str, Hyperlink]:
        """The addresses that lead out."""
        return {address: link for address, link in self.hyperlinks.items() if is_outside(address)}

    def note(self, links: Mapping[str, Link]) -> None:
        """Write the file."""
        text = written(links.values())
        if text != (self._file.read_text(encoding="utf-8") if self._file.exists() else written(())):
            replace(Path(self.confdir), {LINKS: text.encode()}, ())

    @property
    def links(self) -> dict[str, Link]:
        """The rows of the file.

        :raises SphinxError: where a row is wrong, which would be lost when the file is written.
        """
        found = read_file(self._file)
        if found.problems:
            raise SphinxError("\n".join(f"{self._file}:{line}: {message}" for line, message in found.problems))
        return found.links

    @property
    def _file(self) -> Path:
        return Path(self.confdir, LINKS)


class CheckBuilder(LinkBuilder):
    """Asks whether each address still answers; those that were asked today are not asked again."""

    name = BUILDERS[0]

    def finish(self) -> None:
        """Ask, and write what was heard."""
        links, day = self.links, self.today.isoformat()
        wanted = {
            address: place
            for address, place in self.outside.items()
            if address not in links or links[address].checked != day
        }
        answers: list[Heard] = []
        # Whether a page still has the place that a link leads to is not asked: the page has answered.
        self.config.linkcheck_anchors = False
        results = HyperlinkAvailabilityChecker(self.config).check(wanted)
        try:
            for result in watched(results, "asking", len(wanted)):
                place = f"{self.env.doc2path(result.docname)}:{result.lineno}"
                answers.append(Heard(result.uri, result.status, result.message, place))
                if not len(answers) % WRITTEN_EACH:
                    self._note_answers(links, answers)
        finally:
            is_noted = self._note_answers(links, answers)
        if not is_noted:
            raise SphinxError("no host could be found; is this machine without a network? links.csv was not changed")
        self._tell(self.links)

    def _note_answers(self, links: Mapping[str, Link], answers: Sequence[Heard]) -> bool:
        """Write what was heard; not, where that says something of the machine alone."""
        day = self.today.isoformat()
        had_network = any(link.checked == day and link.answer in {"alive", "refuses"} for link in links.values())
        if is_without_network(answers) and not had_network:
            return False
        self.note(noted(links, answers, day))
        return True

    def _tell(self, links: Mapping[str, Link]) -> None:
        asked = [links[address] for address in self.outside if address in links]
        for kind in ("alive", "gone", "refuses", "silent"):
            logger.info("%s: %d", kind, sum(link.answer == kind for link in asked))
        for link in asked:
            if link.is_gone and not (link.copy or link.sister):
                place = self.hyperlinks[link.address]
                logger.warning(
                    "%s is gone; chapbook links archive looks for a copy",
                    link.address,
                    location=(place.docname, place.lineno),
                    type="chapbook",
                    subtype="links",
                )


class ArchiveBuilder(LinkBuilder):
    """Finds a copy of each address in a web archive."""

    name = BUILDERS[1]
    saves = False

    def finish(self) -> None:
        """Look for copies, and write what was found."""
        address = self.config.chapbook_web_archive
        if not is_outside(address):
            raise SphinxError(
                f"chapbook_web_archive has {address!r}; write an address, such as https://web.archive.org"
            )
        search = Search(address, self.today.isoformat(), self.saves)
        missing = read_missing(Path(self.outdir), search)
        work = Archiving(WebArchive(address, self.today), self._written, saves=self.saves, missing=missing)
        links = work.begun(self.links, self.outside)
        wanted = work.without_copy(links.values())
        try:
            for number, link in enumerate(watched(wanted, "looking for copies"), 1):
                links[one_form(link.address)] = work.kept(link)
                if not number % WRITTEN_EACH:
                    self._note_copies(links, search, work)
        except Unreachable as error:
            raise SphinxError(f"{error}; what was found is in {LINKS}, and the next run goes on from there") from error
        finally:
            self._note_copies(links, search, work)
        for line in work.report():
            logger.info("%s", line)

    def _note_copies(self, links: Mapping[str, Link], search: Search, work: Archiving) -> None:
        self.note({address: link for address, link in links.items() if link.copy or link.checked or link.sister})
        write_missing(Path(self.outdir), search, work.missing)

    def _written(self, address: str) -> date:
        """Return the day on which an address was written down.

        That is the day of the first comment that has it, where the text has not; of the text it is the middle of the
        year that the copyright names; without one, today.
        """
        days = self.days.get(address, {""})
        if "" not in days:
            return min(*map(date.fromisoformat, days), self.today)
        year = YEAR.search(str(self.config.copyright))
        return min(date(int(year[0]), 7, 1), self.today) if year else self.today


class SaveBuilder(ArchiveBuilder):
    """Asks the archive to keep what it has no copy of."""

    name = BUILDERS[2]
    saves = True
