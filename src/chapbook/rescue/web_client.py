"""A polite client of the web: asks one thing at a time, says who asks, keeps to robots.txt, and goes nowhere else.

Only http and https. An address within a private network (RFC 1918, loopback and the like; RFC 6890) is asked only where
a person has named that very host: a page cannot send the client there, not by a redirect and not by the name of a host.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import time
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

import chapbook
from chapbook.rescue.web_archive import LARGEST, Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from chapbook.rescue.web_archive import Archive

USER_AGENT = f"chapbook/{chapbook.__version__} (keeps one page that its editors asked for)"
PORTS = {"http": 80, "https": 443}
TIMEOUT = 30
PAUSE = 1.0
"""Seconds between two requests."""

LONGEST_PAUSE = 30.0
REDIRECTS = 5
TRIES = 3
AGAIN = {429, 500, 502, 503, 504}
"""Statuses of a server that may answer later (RFC 9110, 15.6; RFC 6585, 4)."""


class Refused(Exception):  # noqa: N818  # it is no error of the program
    """A request that is not made, or has no answer of use; it says why."""


class Host(NamedTuple):
    """What is asked: a host and a port."""

    name: str
    port: int

    @classmethod
    def of(cls, url: str) -> Host:
        """Read an address.

        :raises Refused: where it is none of the web's.
        """
        try:
            parts = urlsplit(url)
            port = parts.port or PORTS.get(parts.scheme, 0)
            name = (parts.hostname or "").encode("idna").decode()
        except (ValueError, UnicodeError) as error:
            raise Refused(f"{url!r} is no address") from error
        if not port or not name or parts.username is not None:
            raise Refused(f"{url!r} is no address that begins with http:// or https:// and a host")
        return cls(name, port)

    def written(self, scheme: str) -> str:
        """Return the host as an address has it."""
        name = f"[{self.name}]" if ":" in self.name else self.name
        return name if self.port == PORTS[scheme] else f"{name}:{self.port}"


class Client:
    """Asks for what an archive does not have yet, and keeps each answer in it."""

    def __init__(self, given: str, archive: Archive, wait: Callable[[float], None] = time.sleep) -> None:
        """Take the address that a person gave, whose host may be private."""
        host = Host.of(given)
        self._known = {host, Host(host.name, PORTS["https"])} if host.port == PORTS["http"] else {host}
        self._archive = archive
        self._wait = wait
        self._robots: dict[Host, RobotFileParser] = {}
        self._has_asked = False

    def get(self, url: str) -> Answer:
        """Return the answer to an address, behind its redirects.

        :raises Refused: where there is none.
        """
        for _ in range(REDIRECTS + 1):
            url = _written(url)
            answer = self._archive.answers.get(url) or self._asked(url)
            if not 300 <= answer.status < 400 or not answer.header("Location"):
                break
            url = urljoin(url, answer.header("Location"))
        else:
            raise Refused(f"{url} leads on and on")
        if answer.status != 200:
            raise Refused(f"{url} is answered with the status {answer.status}")
        return answer

    def _asked(self, url: str) -> Answer:
        host = Host.of(url)
        robots = self._robots_of(host, urlsplit(url).scheme)
        if not robots.can_fetch(USER_AGENT, url):
            raise Refused(f"robots.txt of {host.name} asks programs not to read {url}; save the page with a browser")
        pause = float(robots.crawl_delay(USER_AGENT) or 0)
        answer = self._tried(url, host, min(max(PAUSE, pause), LONGEST_PAUSE))
        if answer.status not in AGAIN:
            self._archive.keep(answer)
        return answer

    def _robots_of(self, host: Host, scheme: str) -> RobotFileParser:
        """Read what a host asks of programs (RFC 9309); one that cannot be asked wants none."""
        if host not in self._robots:
            url = f"{scheme}://{host.written(scheme)}/robots.txt"
            answer = self._archive.answers.get(url) or self._tried(url, host, PAUSE)
            if answer.status >= 500:
                raise Refused(
                    f"{url} cannot be read (status {answer.status}), and says what programs may read; try later"
                )
            self._archive.keep(answer)
            lines = answer.body.decode("utf-8", errors="replace").splitlines() if answer.status == 200 else []
            self._robots[host] = RobotFileParser()
            self._robots[host].parse(lines)
        return self._robots[host]

    def _tried(self, url: str, host: Host, pause: float) -> Answer:
        for number in range(1, TRIES + 1):
            if self._has_asked:
                self._wait(pause)
            self._has_asked = True
            try:
                answer = _request(url, host, is_known=host in self._known)
            except (OSError, http.client.HTTPException) as error:
                if number == TRIES:
                    raise Refused(f"{url} gives no answer ({_said(error)}); try again later") from error
            else:
                if answer.status not in AGAIN or number == TRIES:
                    return answer
                after = answer.header("Retry-After")
                pause = min(max(pause * 2, float(after) if after.isdecimal() else 0), LONGEST_PAUSE)
        raise AssertionError(url)  # the last try answers or raises


def _said(error: Exception) -> str:
    return str(getattr(error, "strerror", "") or error or type(error).__name__)


def _written(url: str) -> str:
    """Return an address as it is asked for: without a fragment, and with other characters in their coded form."""
    host = Host.of(url.strip())
    parts = urlsplit(urldefrag(url.strip())[0])
    path, query = (quote(part, safe="/%:@!$&'()*+,;=~?[]-._") for part in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme, host.written(parts.scheme), path, query, ""))


def _request(url: str, host: Host, *, is_known: bool) -> Answer:
    """Ask once.

    :raises Refused: where the host is not to be asked, or the answer is too large.
    """
    secure = urlsplit(url).scheme == "https"
    connection = (_SecureConnection if secure else _Connection)(host.name, host.port, timeout=TIMEOUT)
    connection.is_known = is_known
    target = url.split("/", 3)[3]
    try:
        connection.request("GET", f"/{target}", headers={"User-Agent": USER_AGENT, "Accept-Encoding": "identity"})
        response = connection.getresponse()
        body = response.read(LARGEST + 1)
    finally:
        connection.close()
    if len(body) > LARGEST:
        raise Refused(f"{url} has more than {LARGEST:,} bytes")
    return Answer(url, response.status, tuple(response.getheaders()), body)


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was looked at before, so that a name cannot mean another one meanwhile."""

    is_known = False

    def connect(self) -> None:
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        private = [address[0] for *_rest, address in found if not is_public(str(address[0]))]
        if private and not self.is_known:
            raise Refused(f"{self.host} is {private[0]}, within a private network, and nobody has named it")
        for family, kind, protocol, _name, address in found:
            self.sock = socket.socket(family, kind, protocol)
            self.sock.settimeout(TIMEOUT)
            try:
                self.sock.connect(address)
            except OSError:
                self.sock.close()
                if address == found[-1][4]:
                    raise
            else:
                return


class _SecureConnection(http.client.HTTPSConnection, _Connection):
    """The same, with TLS; http.client wraps the socket that the other has connected."""

    def __init__(self, host: str, port: int, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout, context=ssl.create_default_context())


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public net."""
    ip = ipaddress.ip_address(re.sub("%.*", "", address))
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return ip.is_global and not ip.is_multicast
