"""A BibTeX file in, the line of each of its entries out, or all that is wrong with it.

pybtex reads the entries themselves; it stops at the first mistake and does not say on which line a repeated key stands.
This reader does, with the same scanner.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pybtex.database.input.bibtex import LowLevelParser, month_names

if TYPE_CHECKING:
    from pathlib import Path

    from pybtex.scanner import PybtexSyntaxError

NOT_ENTRIES = {"string", "preamble", "comment"}


class BrokenBibliographyError(ValueError):
    """A BibTeX file cannot be used; *args* are lines of the form ``path:line: what is wrong; what to write``."""


def entry_lines(path: Path) -> dict[str, int]:
    """Map each citation key of the file to the line where its entry begins, counted from 1.

    :raises BrokenBibliographyError: where the file is not there, is not UTF-8 or BibTeX, or has a key or field twice.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        message = f"{path}: there is no such file; make it, or correct bibtex_bibfiles in conf.py"
        raise BrokenBibliographyError(message) from error
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        message = f"{path}:{line}: this line is not UTF-8; save the file with the encoding UTF-8"
        raise BrokenBibliographyError(message) from error
    return _entries(path, text)


@cache
def _entries(path: Path, text: str) -> dict[str, int]:
    faults: list[str] = []

    def tell(line: int, fault: str) -> None:
        faults.append(f"{path}:{line}: {fault}")

    def tell_syntax(error: PybtexSyntaxError) -> None:
        tell(
            error.lineno, f"{error.error_type}: {error.args[0]}; an entry is written @type{{key, field = {{value}}, …}}"
        )

    lines: dict[str, int] = {}
    first_of: dict[str, str] = {}
    parser = LowLevelParser(text, handle_error=tell_syntax, macros=dict(month_names))
    for command, (key, fields, *_) in ((c, (*body, ())) for c, body in parser):
        if command.lower() in NOT_ENTRIES:
            continue
        line = text.count("\n", 0, parser.command_start) + 1
        if key is None:
            continue
        known = first_of.setdefault(key.lower(), key)
        if known in lines:
            tell(line, f"the key {key!r} was given to an entry on line {lines[known]} already; give this one its own")
        lines.setdefault(known, line)
        names = [name.lower() for name, _value in fields]
        for name in sorted({name for name in names if names.count(name) > 1}):
            tell(line, f"the entry {key!r} has the field {name!r} twice; keep one of the two")
    if faults:
        raise BrokenBibliographyError(*faults)
    return lines
