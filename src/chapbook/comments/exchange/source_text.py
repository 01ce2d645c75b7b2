"""A file of an export as text: what it is packed in, its encoding, and its beginning.

XML says its encoding itself (1.0, 4.3.3 and Appendix F): by a byte order mark, by the pattern of its first bytes, or in
its declaration. Everything else is UTF-8. Encodings are those of the Encoding Standard, read as it reads them, and
UTF-32; not UTF-7 and others in which text can hide from whoever looks at the bytes.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHUNK = 65_536
HEAD = 4_096
"""Bytes by which a file's kind and encoding are known."""

PACKED = {
    b"\x1f\x8b": "gzip",
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!": "rar",
    b"\x1f\x9d": "compress",
}
TAR = (257, b"ustar")

MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # before UTF-16, whose mark begins it
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
PATTERNS = {b"\0\0\0<": "utf-32-be", b"<\0\0\0": "utf-32-le", b"\0<": "utf-16-be", b"<\0": "utf-16-le"}
"""How a file that has no mark begins, if it is XML (Appendix F.1)."""

DECLARED = re.compile(rb"""[\s\xef\xbb\xbf]*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._:-]*)["']""")
BEFORE = re.compile(r"\A[\s\ufeff]+")
KNOWN = re.compile(
    "utf-(?:8|16|32)(?:-[bl]e)?|ascii|iso8859-[0-9]+|cp[0-9]+|koi8-[rtu]|mac-[a-z-]+|tis-620|"
    "gb2312|gbk|gb18030|big5|big5hkscs|shift_jis|euc_jp|iso2022_jp|euc_kr|johab|ptcp154|kz1048"
)
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs"}
"""What is written under these names has more characters than they have (Encoding Standard, 4.2)."""


class SourceText(NamedTuple):
    """A file that can be read: its path, its encoding and its first words, without white space before them."""

    path: Path
    encoding: str
    beginning: str

    def chunks(self) -> Iterator[str]:
        """Yield the whole text in pieces, without a byte order mark; a byte that is not of the encoding stops it."""
        decoder = codecs.getincrementaldecoder(self.encoding)()
        lines = 0
        is_first = True
        for data in _bytes(self.path):
            try:
                text = decoder.decode(data, final=not data)
            except UnicodeDecodeError as error:
                line = lines + _lines(error.object[: error.start], self.encoding) + 1
                byte = error.object[error.start]
                message = f"byte 0x{byte:02x} is not {self.encoding.upper()}; save the file with the encoding UTF-8"
                raise Mistake(self.path, line, message) from error
            lines += text.count("\n")
            if is_first:
                text = BEFORE.sub(lambda before: "\n" * before[0].count("\n"), text, count=1)
                is_first = False
            yield text

    def text(self) -> str:
        """Return the whole text with plain line ends."""
        return "".join(self.chunks()).replace("\r\n", "\n").replace("\r", "\n")


def open_source(path: Path) -> SourceText:
    """Look at the beginning of a file; one that is empty, packed or in no known encoding is a mistake."""
    head = next(_bytes(path))[:HEAD]
    for beginning, name in PACKED.items():
        if head.startswith(beginning):
            raise Mistake(path, 0, f"the file is packed ({name}); unpack it first, and import what is in it")
    if head[TAR[0] :].startswith(TAR[1]):
        raise Mistake(path, 0, "the file is packed (tar); unpack it first, and import what is in it")
    encoding = _encoding(path, head)
    beginning_text = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    return SourceText(path, encoding, beginning_text.lstrip("\ufeff \t\r\n"))


def _bytes(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file in pieces, and an empty piece at its end."""
    try:
        with path.open("rb") as file:
            while data := file.read(CHUNK):
                yield data
    except OSError as error:
        raise Mistake(path, 0, f"the file cannot be read ({error.strerror}); see to it") from error
    yield b""


def _encoding(path: Path, head: bytes) -> str:
    for mark, name in MARKS.items():
        if head.startswith(mark):
            return name
    for pattern, name in PATTERNS.items():
        if head.lstrip(b"\n\r\t ").startswith(pattern):
            return name
    declared = DECLARED.match(head)
    said = declared[1].decode() if declared else "utf-8"
    try:
        name = codecs.lookup(said).name
    except LookupError:
        name = ""
    if not KNOWN.fullmatch(name):
        message = f"the encoding {said!r} is not read here; save the file as UTF-8, and say so in its first line"
        raise Mistake(path, head.count(b"\n", 0, declared.start(1) if declared else 0) + 1, message)
    # What is read here byte by byte, up to the declaration, has no two bytes to a letter.
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else WIDER.get(name, name)


def _lines(data: bytes, encoding: str) -> int:
    return data.decode(encoding, errors="replace").count("\n")
