"""A WARC file (ISO 28500): answers of web servers out of it, and answers into it, one behind the other.

What a program that was stopped has left of its last record is not taken.
"""

from __future__ import annotations

import io
import re
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

GZIP, PLAIN = b"\x1f\x8b", b"WARC/"
LARGEST = 50_000_000
"""Bytes of one answer that are read."""

LARGEST_OF_ALL = 500_000_000
MOST = 20_000
"""Records of a file that are looked at."""

HOP_BY_HOP = {"transfer-encoding", "content-encoding", "content-length", "connection", "keep-alive"}
"""Headers of the way that an answer came (RFC 9110, 7.6.1), and of a coding that it has no more."""


class Answer(NamedTuple):
    """What a server answered: the address that was asked, the status, the headers, the content, and when (ISO 8601)."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    date: str = ""

    def header(self, name: str) -> str:
        """Return a header; those of one name are joined by commas (RFC 9110, 5.3)."""
        return ", ".join(value for key, value in self.headers if key.lower() == name.lower())

    @property
    def type(self) -> str:
        """Return the media type, in small letters."""
        return self.header("Content-Type").partition(";")[0].strip().lower()

    @property
    def encoding(self) -> str:
        """Return the encoding that the headers say."""
        found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", self.header("Content-Type"), re.IGNORECASE)
        return found[1] if found else ""


def is_archive(head: bytes) -> bool:
    """Tell by its beginning whether a file may be one; what a compressed one holds is seen when it is read."""
    return head.startswith((GZIP, PLAIN))


def read_archive(path: Path) -> list[Answer]:
    """Read the answers of a file, the last of each address; what is not whole ends it.

    :raises Mistake: where the file is no WARC, or too large.
    """
    found: dict[str, Answer] = {}
    total = number = 0
    with path.open("rb") as file:
        try:
            for record in ArchiveIterator(file):
                # What is no archive at all, warcio takes for one of the older form.
                if record.format != "warc" or not record.rec_type:
                    break
                number += 1
                if record.rec_type != "response" or record.http_headers is None:
                    continue
                body = record.content_stream().read(LARGEST + 1)
                total += len(body)
                if number > MOST or total > LARGEST_OF_ALL:
                    raise Mistake(path, 0, "the file is too large for one page; cut out what belongs to the page")
                if len(body) <= LARGEST:
                    answer = _answer(record, body)
                    found[answer.url] = answer
        except (ArchiveLoadFailed, EOFError, OSError, ValueError, zlib.error):
            pass  # what was read before is whole
    if not number:
        raise Mistake(path, 0, "this is no WARC file")
    return list(found.values())


def _answer(record: Any, body: bytes) -> Answer:  # noqa: ANN401  # warcio comes without types
    headers = record.http_headers
    status = headers.get_statuscode()
    return Answer(
        record.rec_headers.get_header("WARC-Target-URI") or "",
        int(status) if status.isdecimal() else 0,
        tuple((str(name), str(value)) for name, value in headers.headers),
        body,
        record.rec_headers.get_header("WARC-Date") or "",
    )


class Archive:
    """A file that answers are written to, each at once."""

    def __init__(self, path: Path, program: str) -> None:
        """Open the file; what it has already is kept.

        :param program: who writes it, as in the header User-Agent.
        :raises Mistake: where the file is there, and no WARC.
        """
        self.answers = {answer.url: answer for answer in read_archive(path)} if path.is_file() else {}
        self._path = path
        self._program = program
        self._file: BinaryIO | None = None

    def keep(self, answer: Answer) -> None:
        """Write an answer."""
        if self._file is None:
            self._begin()
        self._write(answer)
        self.answers[answer.url] = answer

    def _begin(self) -> None:
        """Write the file anew, as its last record may not be whole."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_name(f"{self._path.name}.part")
        self._file = fresh.open("wb")
        self._writer = WARCWriter(self._file, gzip=True, warc_version="1.1")
        info = {"software": self._program, "format": "WARC File Format 1.1"}
        self._writer.write_record(self._writer.create_warcinfo_record(self._path.name, info))
        for answer in self.answers.values():
            self._write(answer)
        fresh.replace(self._path)

    def _write(self, answer: Answer) -> None:
        headers = [header for header in answer.headers if header[0].lower() not in HOP_BY_HOP]
        headers.append(("Content-Length", str(len(answer.body))))
        http = StatusAndHeaders(f"{answer.status} ", headers, protocol="HTTP/1.1")
        said = {"WARC-Date": answer.date} if answer.date else {}
        body = io.BytesIO(answer.body)
        record = self._writer.create_warc_record(
            answer.url, "response", body, len(answer.body), http_headers=http, warc_headers_dict=said
        )
        self._writer.write_record(record)
        if self._file:
            self._file.flush()

    def close(self) -> None:
        """Close the file."""
        if self._file:
            self._file.close()
