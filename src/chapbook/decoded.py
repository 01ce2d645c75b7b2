"""A file that people write by hand, as text; what is not text in it is told with its line, and costs no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re


class Decoded(NamedTuple):
    """The text, with lines that end in one way, or None if the bytes are no UTF-8; and faults, each with its line."""

    text: str | None
    faults: list[tuple[int, str]]


def decoded(data: bytes, unprintable: re.Pattern[str], remedy: str) -> Decoded:
    """Decode a file.

    :param unprintable: finds a character that may not stand in the text; U+FFFD takes its place.
    :param remedy: what to do about a file in another encoding.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Decoded(None, [(line, f"byte 0x{data[error.start]:02x} is not UTF-8; {remedy}")])
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = unprintable.search(text)
    if not found:
        return Decoded(text, [])
    line = text.count("\n", 0, found.start()) + 1
    message = f"the control character U+{ord(found[0]):04X} is shown as U+FFFD; delete it"
    return Decoded(unprintable.sub("\ufffd", text), [(line, message)])
