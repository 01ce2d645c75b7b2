"""The chapters of a publication as an article has them: each within what it is a part of, the text before the rest.

A part, the caption of a list of chapters, is a section that holds them; a chapter that another names is a section of
that. What the setting ``chapbook_parts`` names is the text; what comes behind the last of it, such as appendices, is
back matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from chapbook.named_parts import is_named
from chapbook.whole.assembly import elsewhere, start_of_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Divided(NamedTuple):
    """The chapters and parts of the text, and those behind it."""

    text: list[nodes.Element]
    behind: list[nodes.Element]


def nested(chapters: Iterable[nodes.Node]) -> list[nodes.Element]:
    """Put chapters, each with its *level*, into the parts and the chapters above them; return the outermost."""
    outermost: list[nodes.Element] = []
    above: list[tuple[int, nodes.Element]] = []
    for node in chapters:
        assert isinstance(node, nodes.Element)  # noqa: S101  # assembled so
        if isinstance(node, elsewhere):
            # It is in the contents alone, and :mod:`.front` tells of it.
            continue
        level, unit, holds = node.get("level", 0), node, node
        if isinstance(node, start_of_part):
            unit = holds = nodes.section("", nodes.title("", node["title"]), classes=["part"])
        elif isinstance(node, addnodes.start_of_file):
            sections = [child for child in node.children if isinstance(child, nodes.section)]
            holds = sections[-1] if sections else node
        while above and above[-1][0] >= level:
            above.pop()
        if above:
            above[-1][1].append(unit)
        else:
            outermost.append(unit)
        above.append((level, holds))
    return outermost


def divided(units: Sequence[nodes.Element], patterns: Sequence[str]) -> Divided:
    """Part the text from what is behind it, by the patterns that name what is of the text."""
    last = max((number for number, unit in enumerate(units) if _is_text(unit, patterns)), default=len(units) - 1)
    return Divided(list(units[: last + 1]), list(units[last + 1 :]))


def _is_text(unit: nodes.Element, patterns: Sequence[str]) -> bool:
    files = [unit, *unit.findall(addnodes.start_of_file)]
    return any(
        is_named(file["docname"], id_, patterns)
        for file in files
        if isinstance(file, addnodes.start_of_file)
        for section in file.children
        if isinstance(section, nodes.section)
        for id_ in section["ids"] or [""]
    )
