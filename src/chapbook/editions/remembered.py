"""What other files remember of a comment by themselves: its writer's name in the register, its links in ``links.csv``.

Texts in, texts out; all other bytes stay.
"""

from __future__ import annotations

import csv
import re
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable

ADDRESS = "address"
"""The column of ``links.csv`` that names a link."""

END = r"/?(?![\w/%?#&=~+-]|\.\w)"
"""Where an address ends, and is not the beginning of a longer one."""


def with_name(register: str, anchor: str, name: str, words: str = "") -> str:
    """Return a register's text, whose lines of a comment's id remember another name; those without words none.

    :param words: only lines with just these words are meant; empty for all lines of the id.
    """
    meant = re.escape(words) if words else r"[^\s][^\r\n]*?"
    line = re.compile(rf"^({re.escape(anchor)} +\S+) +{meant}[ \t]*(?=\r?$)", re.MULTILINE)
    return line.sub(lambda found: f"{found[1]} {name}", register)


def without_rows(links: str, comment: str, others: Iterable[str]) -> tuple[str, list[str]]:
    """Return the text of ``links.csv`` without the links of a comment that stand in no other file, and these links.

    :param comment: the text of the comment's file.
    :param others: the texts of all other sources.
    """
    lines = links.splitlines(keepends=True)
    columns = next(csv.reader(lines[:1]), [])
    if not columns or ADDRESS not in (names := [name.strip("\ufeff ") for name in columns]):
        return links, []
    place = names.index(ADDRESS)
    candidates = {}
    for number, line in enumerate(lines[1:], 1):
        row = next(csv.reader([line]), [])
        if len(row) > place and _has(comment, row[place]):
            candidates[number] = row[place].strip()
    if candidates:
        for text in others:
            candidates = {number: address for number, address in candidates.items() if not _has(text, address)}
    return "".join(line for number, line in enumerate(lines) if number not in candidates), [*candidates.values()]


def _has(text: str, address: str) -> bool:
    """Tell whether a text has an address, however it writes it."""
    core = re.sub(r"^https?://(?:doi\.org/)?", "", address.strip()).rstrip("/")
    host, slash, path = core.partition("/")
    with suppress(UnicodeError):
        host = host.encode("ascii").decode("idna")
    forms = {core, f"{host}{slash}{path}"} - {""}
    return any(re.search(re.escape(_plain(form)) + END, _plain(text)) for form in forms)


def _plain(text: str) -> str:
    return unquote(text).casefold()
