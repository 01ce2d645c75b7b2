"""The text of ``editions.yaml`` with one entry more.

People write in the file too, so that what stands there stays as it is: an entry is added as text.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from chapbook.editions.editions_file import NAME, as_written, composed, parse_editions
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    import yaml

    from chapbook.editions.editions_file import Edition, Redaction

HEAD = '# Every edition that was published, oldest first. "chapbook edition" adds the next one.\n'
PLAIN = re.compile(r"(?!.*(?:: |:\Z| #))[^\W\d_][^\t\n]*")
"""Text that needs no quotation marks in YAML: it begins with a letter, and nothing in it is a mark."""


def with_edition(text: str, edition: Edition) -> str:
    """Return the text of the list with one more edition at its end.

    :raises Mistake: where the text cannot be read, or is of a form to which nothing can be added.
    """
    before = parse_editions(text)
    root = composed(text, Path(NAME))
    indent = root.start_mark.column if root else 0
    ended = re.search(r"^\.\.\.(?=\s|\Z)", text, re.MULTILINE)
    place = ended.start() if ended else len(text)
    added = _inserted(text, place, _entry(edition), indent) if text else HEAD + _inserted("", 0, _entry(edition), 0)
    return _checked(added, (*before, edition._replace(changes=as_written(edition.changes))))


def with_redaction(text: str, versions: Container[str], redaction: Redaction) -> str:
    """Return the text of the list, in which the editions of *versions* note the redaction, unless they do already.

    :raises Mistake: as :func:`with_edition` does.
    """
    after = list(parse_editions(text))
    entries = getattr(composed(text, Path(NAME)), "value", ())
    # From the end, so that places before stay where they are.
    for number, edition in reversed(list(enumerate(after))):
        if edition.version in versions and redaction.id not in {known.id for known in edition.redacted}:
            text = _with_noted(text, entries[number], redaction)
            after[number] = edition._replace(redacted=(*edition.redacted, redaction))
    return _checked(text, tuple(after))


def _with_noted(text: str, entry: yaml.MappingNode, redaction: Redaction) -> str:
    there = next((value for key, value in entry.value if key.value == "redacted"), None)
    if there is None:
        lines, indent, last = _redacted((redaction,)), entry.start_mark.column, entry.value[-1][1]
    elif there.value:
        lines, indent, last = _noted(redaction), there.start_mark.column, there.value[-1].value[-1][1]
    else:
        raise Mistake(Path(NAME), there.start_mark.line + 1, "this list is empty; delete its key")
    # A block of text ends only where something else begins; the line of a short value may end with a remark.
    end = len(text[: last.end_mark.index].rstrip())
    line_end = text.find("\n", end)
    return _inserted(text, len(text) if line_end < 0 else line_end + 1, lines, indent)


def _inserted(text: str, place: int, lines: Iterable[str], indent: int) -> str:
    """Put lines where one begins, or the last one ends, with line ends as the text has them."""
    ending = "\r\n" if "\r\n" in text else "\n"
    before = text[:place]
    before += "" if before.endswith("\n") or not before else ending
    added = (" " * indent + line if line else line for line in lines)
    return before + "".join(line + ending for line in added) + text[place:]


def _checked(text: str, wanted: tuple[Edition, ...]) -> str:
    with suppress(Mistake):
        if parse_editions(text) == wanted:
            return text
    message = "nothing can be added to a list of this form; write each key of an edition on a line of its own"
    raise Mistake(Path(NAME), 0, message)


def _entry(edition: Edition) -> list[str]:
    """Return the lines of an edition."""
    words = as_written(edition.changes)
    changes = [f"changes: {_scalar(words)}"]
    if "\n" in words:
        changes = ["changes: |", *(f"  {line}" if line else "" for line in words.split("\n"))]
    lines = [f'version: "{edition.version}"', f"date: {edition.date}", *changes]
    lines += _redacted(edition.redacted) if edition.redacted else []
    return [f"{'  ' if number else '- '}{line}" if line else "" for number, line in enumerate(lines)]


def _redacted(redactions: Iterable[Redaction]) -> list[str]:
    return ["redacted:", *(f"  {line}" for one in redactions for line in _noted(one))]


def _noted(redaction: Redaction) -> list[str]:
    return [f"- id: {_scalar(redaction.id)}", f"  date: {redaction.date}"]


def _scalar(text: str) -> str:
    """Write a line of text; what is JSON is YAML as well."""
    return text if PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
