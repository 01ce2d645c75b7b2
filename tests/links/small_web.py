"""Pages that answer in every way, and an archive that speaks Memento (RFC 7089), as tables of the tests."""

from __future__ import annotations

from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class Reply(NamedTuple):
    """What the server says at a path."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


class Web:
    """The replies by paths, and the copies of the archive: their moments, by what they are copies of."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | list[Reply]] = {}
        self.copies: dict[str, list[datetime]] = {}
        self.asked: list[str] = []
        self.address = ""

    def reply(self, path: str, wanted: str) -> Reply:
        self.asked.append(path)
        if path in self.replies:
            found = self.replies[path]
            return found if isinstance(found, Reply) else found.pop(0) if len(found) > 1 else found[0]
        place = path.removeprefix("/web/")
        return self._archived(place, wanted) if path.startswith("/web/") else Reply(404)

    def _archived(self, place: str, wanted: str) -> Reply:
        if place in self.copies:
            moment = parsedate_to_datetime(wanted)
            near = min(self.copies[place], key=lambda copy: abs(copy - moment))
            return Reply(302, (("Location", f"{self.address}/web/{near:%Y%m%d%H%M%S}/{place}"), ("Vary", "accept")))
        stamp, _, original = place.partition("/")
        found = [copy for copy in self.copies.get(original, ()) if f"{copy:%Y%m%d%H%M%S}" == stamp]
        return self.copy_of(original, found[0]) if found else Reply(404)

    def copy_of(self, original: str, moment: datetime, **more: str) -> Reply:
        """Return the answer that is a copy."""
        links = f'<{original}>; rel="original", <{self.address}/web/timemap/link/{original}>; rel="timemap"'
        said = {"Memento-Datetime": format_datetime(moment, usegmt=True), "Link": links, **more}
        return Reply(200, tuple(said.items()))
