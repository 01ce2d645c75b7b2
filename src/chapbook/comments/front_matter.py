"""A comment's front matter: text in, values by key or a list of faults out.

:data:`KEYS` is the contract: what each key may hold, and what to write where it holds something else. All values are
text; nothing becomes a number, a date or a truth value because YAML would have it so.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from chapbook.comments.address import link_fault, normalized
from chapbook.comments.allowed import LONGEST_NAME, LONGEST_QUOTE, LONGEST_VALUE
from chapbook.comments.body import UNPRINTABLE, parse_moment
from chapbook.comments.comment import ANSWERED
from chapbook.comments.file_name import ID
from chapbook.comments.moment import lies_ahead
from chapbook.comments.problem import Fault, Kind
from chapbook.comments.seen import has_something_to_see

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]*")

LONGEST_HEADER = 10_000
"""Characters of front matter; YAML's nesting is read by recursion, so that its length is what bounds it."""


class FrontMatter(NamedTuple):
    """What was read: *values* and the *lines* on which they stand, by key; lines count from 1, in the header."""

    values: dict[str, Any]
    lines: dict[str, int]
    faults: list[Fault]


def read_front_matter(header: str) -> FrontMatter:
    """Read what stands between the fences; a key without a value had one that cannot be used, which is a fault."""
    read = FrontMatter({}, {}, [])
    if len(header) > LONGEST_HEADER:
        message = f"the front matter is longer than {LONGEST_HEADER:,} characters; shorten it"
        read.faults.append(Fault(0, Kind.FRONT_MATTER, message))
        return read
    try:
        root = yaml.compose(header, Loader=Loader)
    # The loader that is written in Python meets its own limits before it can say what is wrong.
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        cause = getattr(error, "problem", None) or "it cannot be read"
        message = f"the front matter is not YAML: {cause}; {_remedy(header, mark)}"
        read.faults.append(Fault(mark.line + 1 if mark else 0, Kind.FRONT_MATTER, message))
        return read
    if root is None:
        read.faults.append(Fault(0, Kind.FRONT_MATTER, "the front matter is empty; write a line author: and a name"))
    elif not isinstance(root, yaml.MappingNode):
        message = "the front matter is no list of key: value; write so"
        read.faults.append(Fault(root.start_mark.line + 1, Kind.FRONT_MATTER, message))
    else:
        for key, value in root.value:
            of_key = list(_read_key(key, value, read.values, read.lines))
            read.faults.extend(list(_cut_off(key, value, header)) or of_key)
        read.faults.extend(_quote_of_nothing(read.values, read.lines))
        read.faults.extend(_wrongly_supplied(read.values, read.lines))
        if "author" not in read.lines:
            read.faults.append(Fault(0, Kind.VALUE, "there is no author; write a line author: and a name"))
    return read


def _read_key(key: yaml.Node, value: yaml.Node, values: dict[str, Any], lines: dict[str, int]) -> Iterator[Fault]:
    line = key.start_mark.line + 1
    name = key.value if isinstance(key, yaml.ScalarNode) else ""
    if name not in KEYS:
        shown = f"{name!r} is" if name else "this is"
        yield Fault(line, Kind.KEY, f"{shown} not a key of a comment; the keys are {', '.join(KEYS)}")
    elif name in lines:
        yield Fault(line, Kind.KEY, f"{name!r} stands here for a second time; keep one of the two")
    else:
        lines[name] = line
        try:
            values[name] = KEYS[name](value)
        except ValueError as error:
            yield Fault(line, Kind.VALUE, f"{name}: {error}")


def _remedy(header: str, mark: yaml.Mark | None) -> str:
    """Say what to write where YAML stumbled: a value that it takes for something else goes in quotation marks."""
    line = header.splitlines()[mark.line] if mark and mark.line < header.count("\n") else ""
    key, colon, value = line.partition(":")
    if colon and key in KEYS and value.strip():
        return f"put the value in quotation marks: {key}: {_quoted(value)}"
    return "write lines of key: value"


def _cut_off(key: yaml.Node, value: yaml.Node, header: str) -> Iterator[Fault]:
    """Tell of words that nobody sees: behind a ``#`` YAML takes them for a remark, with ``&`` or ``!`` for a mark."""
    start = value.start_mark
    before = header.splitlines()[start.line][start.column :] if start.line < header.count("\n") else ""
    if before.startswith(("&", "!")):
        mark = before.split()[0]
        whole = f"put the value in quotation marks: {key.value}: {_quoted(before)}"
        remedy = whole if isinstance(value, yaml.ScalarNode) else "delete it"
        yield Fault(start.line + 1, Kind.VALUE, f"{mark} is left out, as YAML reads it as a mark; {remedy}")
    line = value.end_mark.line
    rest = header.splitlines()[line][value.end_mark.column :] if line < header.count("\n") else ""
    if isinstance(value, yaml.ScalarNode) and not value.style and rest.lstrip().startswith("#"):
        whole = _quoted(f"{value.value}{rest}")
        message = f"what stands behind the # is left out; put the value in quotation marks: {key.value}: {whole}"
        yield Fault(line + 1, Kind.VALUE, message)


def _quoted(value: str) -> str:
    return json.dumps(value.strip(), ensure_ascii=False)


def _quote_of_nothing(values: dict[str, Any], lines: dict[str, int]) -> Iterator[Fault]:
    """Leave a quotation out of which nobody knows where it is from; what is wrong with ``about`` is told already."""
    if "about" not in values and values.pop("quote", "") and "about" not in lines:
        message = "quote: nothing says which passage the words are from; write a line about: with its id as well"
        yield Fault(lines["quote"], Kind.VALUE, message)


def _wrongly_supplied(values: dict[str, Any], lines: dict[str, int]) -> Iterator[Fault]:
    suppliable = [key for key in KEYS if key in lines and key not in EDITORS_KEYS]
    for name in sorted(values.get("supplied", ())):
        if name not in suppliable:
            message = f"supplied: {name!r} is not a key that was supplied; write some of: {', '.join(suppliable)}"
            yield Fault(lines["supplied"], Kind.VALUE, message)


def _text(node: yaml.Node, longest: int = LONGEST_VALUE) -> str:
    if not isinstance(node, yaml.ScalarNode) or not has_something_to_see(node.value):
        message = "a piece of text must stand here; one that YAML would misread goes in quotation marks"
        raise ValueError(message)
    value = " ".join(str(node.value).split())
    if len(value) > longest:
        message = f"the text has {len(value):,} characters; shorten it to {longest:,}"
        raise ValueError(message)
    if hidden := UNPRINTABLE.search(node.value):  # from an escape of YAML's; as itself it was seen before
        message = f"the character U+{ord(hidden[0]):04X} cannot be shown; delete its escape"
        raise ValueError(message)
    return value


def _quotation(node: yaml.Node) -> str:
    return _text(node, LONGEST_QUOTE)


def _truth(node: yaml.Node) -> bool:
    if _text(node) != "true":
        message = "it is true, or not there; write true, or leave the line out"
        raise ValueError(message)
    return True


def _answer(node: yaml.Node) -> str:
    if (value := _text(node)) == ANSWERED:
        return value
    try:
        return _comment_id(node)
    except ValueError:
        message = f"{value!r} is no comment's id; write the name of the answer's file, without .md, or true"
        raise ValueError(message) from None


def _name(node: yaml.Node) -> str:
    return _text(node, LONGEST_NAME)


def _moment(node: yaml.Node) -> date:
    value = _text(node)
    if (moment := parse_moment(value)) is None:
        message = f"{value!r} is no date of ISO 8601; write one like 2022-05-31 or 2022-05-31T14:30:00+08:00"
        raise ValueError(message)
    if lies_ahead(moment):
        message = (
            f"{value!r} has still to come, and would stay the latest until then; write when the comment was written"
        )
        raise ValueError(message)
    return moment


def _web_address(node: yaml.Node) -> str:
    value = normalized(_text(node))
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
    "author": _name,
    "date": _moment,
    "url": _web_address,
    "reply_to": _comment_id,
    "about": _anchor,
    "quote": _quotation,
    "answered": _answer,
    "closed": _truth,
    "removed": _text,
    "supplied": _key_names,
}
"""The keys of the front matter, each with the reader of its value, which raises ValueError with a remedy."""

EDITORS_KEYS = {"answered", "closed", "removed", "supplied"}
"""What no commenter gives."""
