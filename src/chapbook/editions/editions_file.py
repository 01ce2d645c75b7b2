"""``editions.yaml`` in, its editions out.

The file is a list, oldest first. Every value is text as it stands in the file: ``version: 1.10`` is ``"1.10"``.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "editions.yaml"
VERSION = re.compile(r"(?!.*(?:\.\.|\.lock\Z|\.\Z))[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
"""A segment of an address, and the name of a tag (``git check-ref-format``)."""

OF_THE_SITE = {"annotations", "changes", "citations", "editions", "editions.js"}
"""What a site of several editions has that its sources do not have; no edition takes its place."""

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""What XML or HTML does not take, and what turns the order of letters round."""

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


def as_written(text: str) -> str:
    """Return words as the file gives them back: without white space at the ends of lines and of all."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def composed(text: str, path: Path) -> yaml.Node | None:
    """Return the file's list with the place of each value.

    :raises Mistake: where it is no YAML.
    """
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
        root = composed(text, self.path)
        names: set[str] = set()
        last = date.min
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
            day = self.day(values["date"])
            if day < last:
                message = f"edition {version} is older than the one above it; put the oldest first, the newest last"
                raise self.mistake(values["date"], message)
            last = day
            yield Edition(version, day, changes, redacted)

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
