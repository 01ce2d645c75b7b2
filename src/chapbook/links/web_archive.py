"""A web archive: finds the copy of a page that is nearest to a day, and asks for one where there is none.

Finding is Memento's (RFC 7089): a TimeGate, ``ARCHIVE/web/ADDRESS``, is asked with ``Accept-Datetime`` and leads to a
copy, whose answer has ``Memento-Datetime`` and, in ``Link``, the address that it is a copy of. Asking for a copy is the
Internet Archive's: ``ARCHIVE/save/ADDRESS`` answers with the new copy, or with its address in ``Content-Location``.

What an archive says is checked: a copy of another page, or one of a day that has not been, is none.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple, Self
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import InvalidHeader, MaxRetryError
from urllib3.util import Retry

import chapbook
from chapbook.links.link_file import is_outside, one_form

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from urllib3.connectionpool import ConnectionPool
    from urllib3.response import BaseHTTPResponse

USER_AGENT = f"chapbook/{chapbook.__version__} (keeps what an essay links to)"
TIMEOUT = (10, 120)
"""Seconds to connect and to wait for an answer; an archive that saves a page takes its time."""

LONGEST_WAIT = 300
"""Seconds that an archive is waited for when it says how long; if that is more, it is not asked again today."""

LINK = re.compile(r'<([^>]*)>((?:[^",<]|"[^"]*")*)')
RELATION = re.compile(r';\s*rel\s*=\s*(?:"([^"]*)"|([^\s;"]+))', re.IGNORECASE)
"""A link of a header, and how that stands to the answer (RFC 8288, 3)."""

REDIRECTS = 10


class Polite(Retry):
    """Asks again later, and when the archive says when, then (RFC 9110, ``Retry-After``), unless that is too late."""

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        """Return the seconds that the archive asks for; none where nobody can read how many."""
        try:
            return super().get_retry_after(response)
        except InvalidHeader:
            return None

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: ConnectionPool | None = None,
        _stacktrace: TracebackType | None = None,
    ) -> Self:
        """Count one more time, or give up."""
        if _pool and response and (self.get_retry_after(response) or 0) > LONGEST_WAIT:
            raise MaxRetryError(_pool, url or "")
        return super().increment(method, url, response, error, _pool, _stacktrace)


BUSY = 429
AGAIN = Polite(
    total=3,
    connect=1,
    read=0,
    backoff_factor=5,
    status_forcelist=(BUSY, 502, 503, 504),
    allowed_methods=("GET",),
    raise_on_status=False,
)


class Copy(NamedTuple):
    """A copy in an archive: its address, and the day that it shows (ISO 8601)."""

    address: str
    day: str


class NoCopy(Exception):  # noqa: N818  # nothing is wrong with the program
    """There is no copy; it says why."""


class Unreachable(Exception):  # noqa: N818  # as above
    """The archive did not answer this question; it says why."""


class Busy(Unreachable):
    """The archive wants to be left alone for now."""


class WebArchive:
    """An archive at an address, such as ``https://web.archive.org``."""

    def __init__(self, address: str, today: date, again: Retry = AGAIN) -> None:
        """Take the archive's address, and the day after which no copy can be."""
        self._address = address.rstrip("/")
        self._today = today
        self._session = requests.Session()
        self._session.max_redirects = REDIRECTS
        self._session.headers["User-Agent"] = USER_AGENT
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=again))

    def nearest(self, address: str, day: date) -> Copy:
        """Return the copy that is nearest to a day.

        :raises NoCopy: where the archive has none.
        :raises Unreachable: where it cannot be asked.
        """
        moment = datetime.combine(day, time(12), tzinfo=UTC)
        wanted = {"Accept-Datetime": format_datetime(moment, usegmt=True)}
        return self._copy(address, f"{self._address}/web/{_without_place(address)}", wanted)

    def save(self, address: str) -> Copy:
        """Ask the archive to keep a page now, and return the copy.

        :raises NoCopy: where it does not.
        :raises Unreachable: where it cannot be asked.
        """
        return self._copy(address, f"{self._address}/save/{_without_place(address)}", {})

    def _copy(self, address: str, asked: str, headers: dict[str, str]) -> Copy:
        with self._answer(asked, headers) as answer:
            if answer.status_code != requests.codes.ok:
                raise NoCopy(f"the archive answers {answer.status_code} {answer.reason}".strip())
            place = _joined(answer.url, answer.headers.get("Content-Location", ""))
            if not _in_short_place(place).startswith(f"{_in_short_place(self._address)}/"):
                raise NoCopy(f"the archive leads elsewhere, to {place}")
            return Copy(_with_place(place, address), self._day(answer, address))

    def _answer(self, asked: str, headers: dict[str, str]) -> requests.Response:
        try:
            answer = self._session.get(asked, headers=headers, timeout=TIMEOUT, stream=True)
        except requests.TooManyRedirects as error:
            raise NoCopy("the archive leads on and on") from error
        # Requests has several errors of its own for an address that is none, which are ValueErrors all.
        except ValueError as error:
            raise NoCopy("the archive leads to what is no address") from error
        except requests.RequestException as error:
            raise Unreachable(f"{self._address} does not answer ({type(error).__name__})") from error
        if answer.status_code in AGAIN.status_forcelist:
            answer.close()
            kind = Busy if answer.status_code == BUSY else Unreachable
            raise kind(f"{self._address} answers {answer.status_code} {answer.reason}; try again later")
        return answer

    def _day(self, answer: requests.Response, address: str) -> str:
        try:
            day = parsedate_to_datetime(answer.headers["Memento-Datetime"]).astimezone(UTC).date()
        except (KeyError, ValueError, TypeError, OverflowError) as error:
            raise NoCopy("the archive does not say of which day its copy is") from error
        if day > self._today:
            raise NoCopy(f"the archive says that its copy is of {day}, which has not been yet")
        originals = list(_originals(answer.headers.get("Link", "")))
        if originals and not any(_is_same(address, original) for original in originals):
            raise NoCopy(f"the archive has a copy of another page, {originals[0]}")
        return day.isoformat()


def _originals(links: str) -> Iterator[str]:
    """Yield what a copy is one of, as its header says."""
    for address, parameters in LINK.findall(links):
        relations = " ".join(word for found in RELATION.findall(parameters)[:1] for word in found)
        if "original" in relations.lower().split():
            yield _utf_8(address)


def _utf_8(address: str) -> str:
    """Read what HTTP took for Latin-1."""
    try:
        return address.encode("latin-1").decode()
    except UnicodeError:
        return address


def _joined(base: str, place: str) -> str:
    try:
        address = urljoin(base, place)
    except ValueError:
        address = place
    if not is_outside(address):
        raise NoCopy(f"the archive leads to what is no address, {address!a}")
    return address


def _in_short_place(address: str) -> str:
    """Return an address without its scheme, which an archive may have in two ways."""
    host, slash, path = address.partition("://")[2].partition("/")
    return f"{host.lower()}{slash}{path}"


def _without_place(address: str) -> str:
    return urldefrag(one_form(address)).url


def _with_place(copy: str, address: str) -> str:
    """Lead to the same place within the copy."""
    place = urldefrag(address).fragment
    return f"{urldefrag(copy).url}#{place}" if place else copy


def _is_same(one: str, other: str) -> bool:
    """Compare addresses as archives do, for which the scheme, "www." and a last slash make no difference."""
    return _in_short(one) == _in_short(other)


def _in_short(address: str) -> tuple[str, str, str]:
    try:
        parts = urlsplit(one_form(address))
    except ValueError:
        return ("", address, "")
    return ((parts.hostname or "").removeprefix("www."), unquote(parts.path).rstrip("/"), unquote(parts.query))
