"""A comment's file as text, without Sphinx: what its front matter says, and what is left of it when it is redacted.

It is for commands, which change and compare files; what a build shows of a comment, and what is wrong with one,
:mod:`chapbook.comments` says.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

import yaml

FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<header>(?:.*\n)*?)---[ \t]*(?:\n|\Z)")
NAMELESS = "Anonymous"
"""Who wrote what has no name."""

KEPT = ("date", "reply_to", "answered", "closed")
"""What stays of a comment, for its place among the others depends on it."""

PLAIN = re.compile(r"[^\W_](?:[^\n:#]|:(?=\d))*(?<!\s)")
"""A value that needs no quotation marks in YAML."""

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
UNPRINTABLE = yaml.reader.Reader.NON_PRINTABLE
LONGEST_HEADER = 10_000


class CommentSource(NamedTuple):
    """The values of a comment's file by their keys, the keys that editors supplied, and its body as it stands there."""

    values: dict[str, str]
    supplied: tuple[str, ...]
    body: str

    @property
    def is_removed(self) -> bool:
        """Whether its words are to be no longer here."""
        return "removed" in self.values


def comment_source(data: bytes) -> CommentSource | None:
    """Read the bytes of a comment's file, with any line ends; None where they are no comment's."""
    try:
        text = UNPRINTABLE.sub("\ufffd", data.decode("utf-8-sig")).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None
    parts = FRONT_MATTER.match(text)
    if parts is None or len(parts["header"]) > LONGEST_HEADER:
        return None
    try:
        root = yaml.compose(parts["header"], Loader=Loader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if not isinstance(root, yaml.MappingNode):
        return None
    # Of a key that stands there twice, the first counts.
    nodes = {key.value: value for key, value in reversed(root.value) if isinstance(key, yaml.ScalarNode)}
    if not isinstance(nodes.get("author"), yaml.ScalarNode):
        return None
    values = {key: " ".join(node.value.split()) for key, node in nodes.items() if isinstance(node, yaml.ScalarNode)}
    supplied = nodes.get("supplied")
    named = supplied.value if isinstance(supplied, yaml.SequenceNode) else ()
    keys = tuple(node.value for node in named if isinstance(node, yaml.ScalarNode))
    return CommentSource(values, keys, text[parts.end() :])


def redacted(data: bytes, reason: str, name: str = NAMELESS) -> bytes | None:
    """Return the file of a comment without its words and all that its writer said of themselves.

    Its place and its answers stay, and so does its date, on which the place depends. Only keys are written that each
    release of the press knows. A byte order mark and line ends stay as they are.

    :param reason: what is shown in the place of the words.
    :param name: what is shown in the place of the writer's name, in brackets, as the editors supply it.
    :return: None where *data* is no comment.
    """
    source = comment_source(data)
    if source is None:
        return None
    kept = [key for key in KEPT if source.values.get(key)]
    supplied = ["author", *(key for key in kept if key in source.supplied)]
    lines = [
        f"author: {_scalar(name)}",
        f"supplied: [{', '.join(supplied)}]",
        *(f"{key}: {_scalar(source.values[key])}" for key in kept),
        f"removed: {_scalar(reason)}",
    ]
    text = "".join(f"{line}\n" for line in ("---", *lines, "---"))
    mark = "\ufeff" if data.startswith(b"\xef\xbb\xbf") else ""
    return (mark + (text.replace("\n", "\r\n") if b"\r\n" in data else text)).encode()


def _scalar(text: str) -> str:
    """Write a line of text; what is JSON is YAML as well."""
    return text if PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
