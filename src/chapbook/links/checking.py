"""What Sphinx's link checker heard of each address, as rows of ``links.csv``.

What it heard is one of four answers. Only an address that does not exist any more is *gone*: one that the server says
is not there (RFC 9110, 404 and 410), or whose host has no address. A server that keeps programs out, or does not answer
today, may well answer a reader.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from chapbook.links.link_file import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NOT_THERE = re.compile(r"^(404|410) ")
REFUSES = re.compile(r"^(401|402|403|405|406|407|418|429|451|999) |^unauthorized")
NO_HOST = re.compile(r"NameResolutionError|Failed to resolve|getaddrinfo failed", re.IGNORECASE)


class Heard(NamedTuple):
    """What an address answered, by the checker's word for it and its message; where the text has it first."""

    address: str
    status: str
    said: str
    place: str

    @property
    def answer(self) -> str:
        """The answer, as the file has it; empty where the address was not asked for."""
        if self.status in {"ignored", "unchecked", "local"}:
            return ""
        if self.status in {"working", "redirected"}:
            return "alive"
        if self.status == "broken" and (NOT_THERE.match(self.said) or self.has_no_host):
            return "gone"
        if self.status == "rate-limited" or REFUSES.search(self.said):
            return "refuses"
        return "silent"

    @property
    def has_no_host(self) -> bool:
        """Whether no name server knows the host."""
        return bool(NO_HOST.search(self.said))


def is_without_network(answers: Iterable[Heard]) -> bool:
    """Say whether not one host could be found, which says something of the machine and nothing of the addresses."""
    found = [told.has_no_host for told in answers if told.answer]
    return bool(found) and all(found)


def noted(links: Mapping[str, Link], answers: Iterable[Heard], today: str) -> dict[str, Link]:
    """Note the answers of a day in the rows of their addresses; a new address gets a row."""
    now = dict(links)
    for told in answers:
        if told.answer:
            link = now.get(told.address, Link(told.address))
            seen = today if told.answer == "alive" else link.seen
            now[told.address] = replace(link, checked=today, answer=told.answer, seen=seen)
    return now
