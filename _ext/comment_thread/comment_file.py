"""One comment: a file of front matter and a body in, a frozen record or a list of problems out.

The format is the contract of ``comments/``: the file's name is the id, the keys are those of :data:`KEYS`, everything
below the second fence is the body (see :mod:`comment_thread.body`). Nothing here imports Sphinx, and nothing raises:
what is wrong is in the list of problems, and what can be shown all the same is in the comment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from comment_thread.body import clean_body, link_fault, parse_moment, words_of
from comment_thread.problem import Kind, Problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

ID = re.compile(r"[a-z0-9-]+")
ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]*")
FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<header>(?:.*\n)*?)---[ \t]*(?:\n|\Z)")
LONGEST_HEADER = 10_000
"""Characters of front matter; YAML's nesting is read by recursion, so that its length is what bounds it."""

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that XML 1.0 (section 2.2) or HTML (13.2.3.5) does not take."""


@dataclass(frozen=True)
class Comment:
    """A comment as its file gives it; *body* is cleaned XHTML, *words* its plain text, *lines* the line of each key."""

    id: str
    path: Path
    author: str
    body: str
    words: str
    date: date | None
    url: str
    reply_to: str
    about: str
    supplied: frozenset[str]
    lines: dict[str, int]


def read_comment(path: Path) -> tuple[Comment | None, list[Problem]]:
    """Read one file. No comment comes back where its name, its text, its author or its words cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"the file cannot be read ({error.strerror}); see to it, or take it out of the folder"
        return None, [Problem(path, 0, Kind.FILE, message)]
    return parse_comment(path, data)


def parse_comment(path: Path, data: bytes) -> tuple[Comment | None, list[Problem]]:
    """Parse the bytes of the comment at *path*, with or without a byte order mark, with any line ends."""
    return _Reader(path).read(data)


class _Reader:
    """Reads one file; gathers its problems on the way."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.values: dict[str, Any] = {}
        self.lines: dict[str, int] = {}

    def tell(self, line: int, kind: Kind, message: str) -> None:
        self.problems.append(Problem(self.path, line, kind, message))

    def read(self, data: bytes) -> tuple[Comment | None, list[Problem]]:
        return self._read(data), self.problems

    def _read(self, data: bytes) -> Comment | None:
        if not ID.fullmatch(self.path.stem):
            remedy = f"rename the file: {_suggested_name(self.path.stem)}"
            self.tell(0, Kind.NAME, f"{self.path.name!r} is no id (small letters a-z, digits and hyphens); {remedy}")
            return None
        text = self._decode(data)
        parts = FRONT_MATTER.match(text) if text is not None else None
        if text is None:
            return None
        if parts is None:
            message = "there is no front matter; begin with a line ---, a line author: and a name, and a line ---"
            self.tell(1, Kind.FRONT_MATTER, message)
            return None
        if not self._read_header(parts["header"]):
            return None
        return self._comment(text[parts.end() :], text.count("\n", 0, parts.end()) + 1)

    def _decode(self, data: bytes) -> str | None:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            found = f"byte 0x{data[error.start]:02x} is not UTF-8"
            self.tell(line, Kind.ENCODING, f"{found}; save the file with the encoding UTF-8")
            return None
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if unprintable := UNPRINTABLE.search(text):
            line = text.count("\n", 0, unprintable.start()) + 1
            found = f"the control character U+{ord(unprintable[0]):04X} is shown as U+FFFD"
            self.tell(line, Kind.ENCODING, f"{found}; delete it")
            text = UNPRINTABLE.sub("\ufffd", text)
        return text

    def _read_header(self, header: str) -> bool:
        if len(header) > LONGEST_HEADER:
            self.tell(
                1, Kind.FRONT_MATTER, f"the front matter is longer than {LONGEST_HEADER:,} characters; shorten it"
            )
            return False
        try:
            root = yaml.compose(header, Loader=Loader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            cause = getattr(error, "problem", None) or "it cannot be read"
            line = mark.line + 2 if mark else 1
            self.tell(line, Kind.FRONT_MATTER, f"the front matter is not YAML: {cause}; write lines of key: value")
            return False
        if root is None:
            self.tell(1, Kind.FRONT_MATTER, "the front matter is empty; write a line author: and a name")
            return False
        if not isinstance(root, yaml.MappingNode):
            self.tell(
                root.start_mark.line + 2, Kind.FRONT_MATTER, "the front matter is no list of key: value; write so"
            )
            return False
        for key, value in root.value:
            self._read_key(key, value)
        self._check_supplied()
        return True

    def _read_key(self, key: yaml.Node, value: yaml.Node) -> None:
        line = key.start_mark.line + 2
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name not in KEYS:
            shown = f"{name!r} is" if name else "this is"
            self.tell(line, Kind.KEY, f"{shown} not a key of a comment; the keys are {', '.join(KEYS)}")
        elif name in self.lines:
            self.tell(line, Kind.KEY, f"{name!r} stands here for a second time; keep one of the two")
        else:
            self.lines[name] = line
            try:
                self.values[name] = KEYS[name](value)
            except ValueError as error:
                self.tell(line, Kind.VALUE, f"{name}: {error}")

    def _check_supplied(self) -> None:
        for name in sorted(self.values.get("supplied", ())):
            if name not in KEYS or name == "supplied" or name not in self.lines:
                keys = ", ".join(key for key in KEYS if key in self.lines and key != "supplied")
                message = f"supplied: {name!r} is not a key that this comment has; write some of: {keys}"
                self.tell(self.lines["supplied"], Kind.VALUE, message)

    def _comment(self, source: str, first_line: int) -> Comment | None:
        if "author" not in self.lines:
            self.tell(1, Kind.VALUE, "there is no author; write a line author: and a name")
        body, faults = clean_body(source)
        for fault in faults:
            self.tell(first_line + fault.line, fault.kind, fault.message)
        words = words_of(body)
        if not words:
            self.tell(first_line, Kind.BODY, "the comment has no words; write them below the second line of ---")
        if not words or "author" not in self.values:
            return None
        return Comment(
            id=self.path.stem,
            path=self.path,
            author=self.values["author"],
            body=body,
            words=words,
            date=self.values.get("date"),
            url=self.values.get("url", ""),
            reply_to=self.values.get("reply_to", ""),
            about=self.values.get("about", ""),
            supplied=self.values.get("supplied", frozenset()),
            lines=self.lines,
        )


def _suggested_name(stem: str) -> str:
    return f"{re.sub('[^a-z0-9]+', '-', stem.lower()).strip('-') or 'a-name'}.md"


def _text(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        message = "a piece of text must stand here; one that YAML would misread goes in quotation marks"
        raise ValueError(message)
    return " ".join(str(node.value).split())


def _moment(node: yaml.Node) -> date:
    value = _text(node)
    if (moment := parse_moment(value)) is None:
        message = f"{value!r} is no date of ISO 8601; write one like 2022-05-31 or 2022-05-31T14:30:00+08:00"
        raise ValueError(message)
    return moment


def _web_address(node: yaml.Node) -> str:
    value = _text(node)
    if fault := link_fault(value):
        raise ValueError(fault)
    if value.startswith("mailto:"):
        message = "a mail address is not published; write a web address or leave the line out"
        raise ValueError(message)
    return value


def _comment_id(node: yaml.Node) -> str:
    value = _text(node).removesuffix(".md")
    if not ID.fullmatch(value):
        message = f"{value!r} is no comment's id; write the name of the answered comment's file, without .md"
        raise ValueError(message)
    return value


def _anchor(node: yaml.Node) -> str:
    value = _text(node)
    if not ANCHOR.fullmatch(value):
        message = f"{value!r} is no id of a section or paragraph; write one like introduction or introduction-p2"
        raise ValueError(message)
    return value


def _key_names(node: yaml.Node) -> frozenset[str]:
    if not isinstance(node, yaml.SequenceNode):
        message = "a list of keys must stand here, like [author]"
        raise ValueError(message)
    return frozenset(_text(item) for item in node.value)


KEYS: dict[str, Callable[[yaml.Node], object]] = {
    "author": _text,
    "date": _moment,
    "url": _web_address,
    "reply_to": _comment_id,
    "about": _anchor,
    "supplied": _key_names,
}
"""The keys of the front matter, each with the reader of its value, which raises ValueError with a remedy."""
