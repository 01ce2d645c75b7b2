"""Style sheets of others for a language that is written from the right: what they set at the left is set at the start.

So the whole page mirrors, and what runs the other way within it, such as a comment in English, does not. What a writer
aligns to the left or right (``:align: left``) stays there.
"""

from __future__ import annotations

import re

BLOCK = re.compile(r"([^{};]*)\{([^{}]*)\}")
ALIGNED = re.compile(r"(?:align|text)[\\:-]+(?:left|right)")
"""Classes that say where a writer wants something to be."""

DECLARATION = re.compile(r"(?P<space>\s*)(?P<name>[\w-]+)(?P<colon>\s*:\s*)(?P<value>[^;]+)")
SIDES = {"left": "start", "right": "end"}
CORNERS = {
    f"border-{y}-{x}-radius": f"border-{row}-{column}-radius"
    for y, row in (("top", "start"), ("bottom", "end"))
    for x, column in SIDES.items()
}
OTHER_SIDE = {"left": "right", "right": "left"}
VALUE = re.compile(r"(?:[^\s(]|\([^()]*(?:\([^()]*\)[^()]*)*\))+")
"""One of several values; a function such as ``calc()`` is one."""

BY_SIDE = re.compile(r"(margin|padding|border)-(left|right)(-\w+)?")


def mirrored(css: str) -> str:
    """Return a style sheet in which nothing is left or right that is so because a line begins there.

    ``float`` and ``clear`` are turned round, as browsers of 2023 know no other way.
    """
    return BLOCK.sub(_block, css)


def _block(found: re.Match[str]) -> str:
    selector, declarations = found.groups()
    if ALIGNED.search(selector):
        return found[0]
    return f"{selector}{{{DECLARATION.sub(_declaration, declarations)}}}"


def _declaration(found: re.Match[str]) -> str:
    name, value = _turned(found["name"], found["value"])
    return f"{found['space']}{name}{found['colon']}{value}"


def _turned(name: str, value: str) -> tuple[str, str]:
    if side := BY_SIDE.fullmatch(name):
        return f"{side[1]}-inline-{SIDES[side[2]]}{side[3] or ''}", value
    if name in SIDES or name in CORNERS:
        return CORNERS.get(name) or f"inset-inline-{SIDES[name]}", value
    if name == "text-align":
        return name, SIDES.get(value.strip(), value)
    if name in {"float", "clear"}:
        return name, OTHER_SIDE.get(value.strip(), value)
    sides = VALUE.findall(value) if name in {"margin", "padding"} else []
    if len(sides) != 4 or sides[1] == sides[3]:
        return name, value
    top, right, bottom, left = sides
    return f"{name}-block", f"{top} {bottom};{name}-inline:{left} {right}"
