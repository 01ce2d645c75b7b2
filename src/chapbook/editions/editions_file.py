"""``editions.yaml`` in, its editions out; and the text of the file with one entry more.

The file is a list, oldest first. People write in it too, so that what stands there stays as it is: an entry is added
as text. Every value is text as it stands in the file: ``version: 1.10`` is ``"1.10"``.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

NAME = "editions.yaml"
HEAD = '# Every edition that was published, oldest first. "chapbook edition" adds the next one.\n'
VERSION = re.compile(r"(?!.*(?:\.\.|\.lock\Z|\.\Z))[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
"""A segment of an address, and the name of a tag (``git check-ref-format``)."""

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""What XML or HTML does not take, and what turns the order of letters round."""

PLAIN = re.compile(r"(?!.*(?:: |:\Z| #))[^\W\d_][^\t\n]*")
"""Text that needs no quotation marks in YAML: it begins with a letter, and nothing in it is a mark."""

KEYS = ("version", "date", "changes", "redacted")


class Redaction(NamedTuple):
    """A comment whose words were taken out of an edition after that was published, and when."""

    id: str
    date: date


class Edition(NamedTuple):
    """A version, the day on which it was published, what changed in it, in words, and what was taken out since."""

    version: str
    date: date
    changes: str
    redacted: tuple[Redaction, ...] = ()


def read_editions(folder: Path) -> tuple[Edition, ...]:
    """Return the editions of a publication, oldest first; none where it has no list of them.

    :raises Mistake: where the list cannot be read.
    """
    return parse_editions(read_text(folder / NAME), folder / NAME)


def read_text(path: Path) -> str:
    """Return the text of a list, its line ends and all; empty where there is none.

    :raises Mistake: where it cannot be read.
    """
    if not path.exists():
        return ""
    try:
        data = path.read_bytes()
        return data.decode("utf-8")
    except OSError as error:
        raise Mistake(path, 0, f"this cannot be read ({error.strerror}); put a file in its place") from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Mistake(path, line, "this line is not UTF-8; save the file with the encoding UTF-8") from error


def parse_editions(text: str, path: Path = Path(NAME)) -> tuple[Edition, ...]:
    """Return the editions of a list's text.

    :param path: where it is, for the message of a mistake.
    :raises Mistake: where it cannot be read.
    """
    return tuple(_Reader(path).editions(text))


def with_edition(text: str, edition: Edition) -> str:
    """Return the text of the list with one more edition at its end.

    :raises Mistake: where the text cannot be read, or is of a form to which nothing can be added.
    """
    before = parse_editions(text)
    root = _composed(text, Path(NAME))
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
    entries = getattr(_composed(text, Path(NAME)), "value", ())
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


def as_written(text: str) -> str:
    """Return words as the file gives them back: without white space at the ends of lines and of all."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def _composed(text: str, path: Path) -> yaml.Node | None:
    # Where a value ends, libyaml and PyYAML's own reader say differently.
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        message = f'this is not YAML ({error.problem}); write the value in quotation marks, as version: "1.0"'
        raise Mistake(path, line, message) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise Mistake(path, line, "a control character stands on this line; delete it") from error
    except RecursionError as error:
        raise Mistake(path, 1, "values lie too deep in each other; write a list of editions") from error


class _Reader:
    """Reads one list, whose path its messages name."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def mistake(self, node: yaml.Node, message: str) -> Mistake:
        return Mistake(self.path, node.start_mark.line + 1, message)

    def editions(self, text: str) -> Iterator[Edition]:
        root = _composed(text, self.path)
        names: set[str] = set()
        for entry in self.items(root, 'the file is a list of editions; begin each with a line like - version: "1.0"'):
            values = self.values(entry, KEYS, ("version", "date"))
            version = self.scalar(values["version"], "version")
            if not VERSION.fullmatch(version):
                message = f"{version!r} cannot be part of an address; write letters, digits, . - and _, as 1.1"
                raise self.mistake(values["version"], message)
            if version.casefold() in names:
                raise self.mistake(values["version"], f"the edition {version} is there twice; keep one of the two")
            names.add(version.casefold())
            changes = self.scalar(values["changes"], "changes") if "changes" in values else ""
            redacted = tuple(self.redactions(values["redacted"])) if "redacted" in values else ()
            yield Edition(version, self.day(values["date"]), changes, redacted)

    def redactions(self, node: yaml.Node) -> Iterator[Redaction]:
        for entry in self.items(node, "redacted is a list; begin each with a line like - id: comment-3"):
            values = self.values(entry, Redaction._fields, Redaction._fields)
            name = self.scalar(values["id"], "id")
            if not re.fullmatch(r"\S+", name):
                raise self.mistake(values["id"], f"{name!r} is no comment's id; write one like comment-3")
            yield Redaction(name, self.day(values["date"]))

    def items(self, node: yaml.Node | None, message: str) -> list[yaml.Node]:
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            raise self.mistake(node, message)
        return list(node.value)

    def values(self, node: yaml.Node, keys: tuple[str, ...], required: tuple[str, ...]) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            raise self.mistake(node, f"lines of key: value must stand here; the keys are {', '.join(keys)}")
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if key.value not in keys:
                raise self.mistake(key, f"this is no key of an entry; the keys are {', '.join(keys)}")
            if key.value in found:
                raise self.mistake(key, f"the key {key.value} is there twice; keep one of the two")
            found[key.value] = value
        for name in required:
            if name not in found:
                example = {"version": 'version: "1.0"', "date": "date: 2026-05-31", "id": "id: comment-3"}[name]
                raise self.mistake(node, f"this entry has no {name}; write a line like {example}")
        return found

    def scalar(self, node: yaml.Node, key: str) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self.mistake(node, f"{key} is text; write it in quotation marks")
        if found := UNPRINTABLE.search(node.value):
            raise self.mistake(node, f"{key} has the character U+{ord(found[0]):04X}, which is no text; delete it")
        return as_written(node.value)

    def day(self, node: yaml.Node) -> date:
        text = self.scalar(node, "date")
        with suppress(ValueError):
            if DAY.fullmatch(text):
                return date.fromisoformat(text)
        raise self.mistake(node, f"{text!r} is no day; write one like 2026-05-31")
