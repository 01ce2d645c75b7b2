"""A BibTeX file in, its entries out as they are written, each with its line; and all that is wrong with the file.

pybtex's scanner reads it. What is wrong with one entry costs that entry, and none of the others.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pybtex.database.input.bibtex import LowLevelParser, UndefinedMacro, month_names
from pybtex.scanner import PybtexSyntaxError

if TYPE_CHECKING:
    from pathlib import Path

NOT_ENTRIES = {"string", "preamble", "comment"}
MOST_EXPANDED = 1 << 24
"""Characters for which the strings of a file may stand; a few lines, each of the last twice, have no end."""

FORM = "an entry is written @type{key, field = {value}, …}"


class RawEntry(NamedTuple):
    """An entry: names in small letters, values in LaTeX's notation, the line where it begins, counted from 1."""

    key: str
    type: str
    fields: dict[str, str]
    path: Path
    line: int


class Kind(StrEnum):
    """What is wrong, as the end of a warning's type: ``chapbook_citing.date``."""

    ADDRESS = "address"
    """An address is none of the web's, and is not used."""
    BIBLIOGRAPHY = "bibliography"
    """An entry, or a part of one, cannot be read."""
    DATE = "date"
    """A date cannot be read, and is printed as it is."""
    NAMES = "names"
    """Names are parted otherwise than by "and"."""
    UNUSED = "unused"
    """A field, a type or a key is used nowhere."""


class Fault(NamedTuple):
    """What is wrong, where (``path:line``), with what to write; and the kind of the warning that says so."""

    place: str
    text: str
    kind: Kind = Kind.BIBLIOGRAPHY


class BibtexFile(NamedTuple):
    """The entries of a file by their keys, and what is wrong with it."""

    entries: dict[str, RawEntry]
    faults: tuple[Fault, ...] = ()


class _Parser(LowLevelParser):  # type: ignore[misc]  # pybtex comes without types
    expanded = 0

    def substitute_macro(self, name: str) -> str:
        if self.expanded > MOST_EXPANDED:
            return ""
        value: str = super().substitute_macro(name.lower() if name.lower() in self.macros else name)
        self.expanded += len(value)
        if self.expanded > MOST_EXPANDED:
            message = "the strings up to here stand for more than 16 million characters; write them where they are used"
            raise PybtexSyntaxError(message, self)
        return value


def read_file(path: Path) -> BibtexFile:
    """Read a file."""
    line = 1
    try:
        return _read(path, path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        fault = "there is no such file; make it, or correct bibtex_bibfiles in conf.py"
    except OSError as error:
        fault = f"it cannot be read ({error.strerror}); name a file in bibtex_bibfiles"
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        fault = "this line is not UTF-8; save the file with the encoding UTF-8"
    return BibtexFile({}, (Fault(f"{path}:{line}", fault),))


@cache
def _read(path: Path, text: str) -> BibtexFile:
    faults: list[Fault] = []
    broken: set[int] = set()

    def tell(line: int, fault: str) -> None:
        faults.append(Fault(f"{path}:{line}", fault))

    def tell_syntax(error: PybtexSyntaxError) -> None:
        if not isinstance(error, UndefinedMacro):
            broken.add(parser.command_start)
        key = f" in the entry {parser.current_entry_key!r}" if parser.current_entry_key else ""
        tell(error.lineno, f"{error.error_type}{key}: {error.args[0]}; {FORM}")

    entries: dict[str, RawEntry] = {}
    parser = _Parser(text, handle_error=tell_syntax, macros={name: name for name in month_names})
    for command, (key, fields, *_) in ((command, (*body, ())) for command, body in parser):
        if command.lower() in NOT_ENTRIES or key is None or parser.command_start in broken:
            continue
        line = text.count("\n", 0, parser.command_start) + 1
        if known := entries.get(key.lower()):
            tell(line, f"the key {key!r} was given to an entry on line {known.line} already; give this one its own")
            continue
        values: dict[str, str] = {}
        for name, parts in fields:
            if name.lower() in values:
                tell(line, f"the entry {key!r} has the field {name.lower()!r} twice; keep one of the two")
            values.setdefault(name.lower(), "".join(parts))
        entries[key.lower()] = RawEntry(key, command.lower(), values, path, line)
    return BibtexFile({entry.key: entry for entry in entries.values()}, tuple(faults))
