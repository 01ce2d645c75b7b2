"""Another version and another day in the text of ``CITATION.cff``; every other character stays as it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from datetime import date

NAME = "CITATION.cff"
VERSION, DAY = "version", "date-released"
MARK = "\ufeff"
"""Of the byte order, wherever it was pasted; the reader of the record passes over it too."""


def with_version(text: str, version: str, day: date) -> str:
    """Return the text with the version and the day of an edition, in the place of those that it has.

    Those of a ``preferred-citation`` are another publication's. A version goes in quotation marks, as 1.10 would be a
    number to YAML, and then 1.1.

    :raises Mistake: where the text is no mapping in YAML, or so written that nothing can be put into it.
    """
    wanted = {VERSION: version, DAY: day.isoformat()}
    try:
        before, after = _values(text), text
        for key, value in wanted.items():
            after = _with(after, key, value)
        if _values(after) == before | wanted:
            return after
    except (yaml.YAMLError, RecursionError, LookupError, TypeError):
        pass
    message = f"nothing can be written into a file of this form; write {VERSION} and {DAY} on lines of their own"
    raise Mistake(Path(NAME), 0, message)


def _with(text: str, key: str, value: str) -> str:
    root, places = _composed(text)
    nodes = {name.value: node for name, node in root.value}
    node = nodes.get(key)
    if node is None:
        # After the version, or the title, which every record has.
        last = nodes.get(VERSION) or nodes["title"]
        end = _end(text, places, last)
        if root.flow_style:
            return f'{text[:end]}, "{key}": "{value}"{text[end:]}'
        line_end = text.find("\n", end)
        return _with_line(text, len(text) if line_end < 0 else line_end + 1, f"{key}: {_scalar(key, value, None)}")
    start = places[node.start_mark.index]
    # No value is a place behind the colon.
    space = "" if node.value else " "
    return text[:start] + space + _scalar(key, value, node.style) + text[_end(text, places, node) :]


def _scalar(key: str, value: str, style: str | None) -> str:
    mark = style if style in {"'", '"'} else "" if key == DAY else '"'
    return f"{mark}{value}{mark}"


def _with_line(text: str, place: int, line: str) -> str:
    ending = "\r\n" if "\r\n" in text else "\n"
    before = text[:place]
    return before + ("" if before.endswith("\n") else ending) + line + ending + text[place:]


def _end(text: str, places: list[int], node: yaml.Node) -> int:
    """Return where the characters of a node end, without the lines that a block of text takes after itself."""
    return max(places[node.start_mark.index], len(text[: places[node.end_mark.index]].rstrip()))


def _composed(text: str) -> tuple[yaml.MappingNode, list[int]]:
    """Return the file's mapping, and for each place that its marks name the one in the text."""
    places = [place for place, character in enumerate(text) if character != MARK]
    # Where a value ends, libyaml and PyYAML's own reader say differently.
    root = yaml.compose(text.replace(MARK, ""), Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        raise TypeError(type(root))
    return root, [*places, len(text)]


def _values(text: str) -> dict[str, Any]:
    root, _ = _composed(text)
    return {key.value: _value(node) for key, node in root.value}


def _value(node: yaml.Node) -> Any:  # noqa: ANN401  # what YAML holds
    if isinstance(node, yaml.MappingNode):
        return [(_value(key), _value(value)) for key, value in node.value]
    return [_value(item) for item in node.value] if isinstance(node, yaml.SequenceNode) else node.value
