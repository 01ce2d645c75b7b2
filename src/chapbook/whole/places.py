"""Where a node comes from, as ``path:line``: of a comment's words the node tells the file only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes


def place_of(node: nodes.Node, words: str) -> str:
    """Return the file of a node, with the line on which *words* stand first; empty where no file is known."""
    while node.parent is not None and not node.source:
        node = node.parent
    path = Path(node.source or "")
    if not path.is_file():
        return ""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    line = next((number for number, line in enumerate(lines, 1) if words and words in line), node.line or 1)
    return f"{path}:{line}"


def nearest_with_line(node: nodes.Node) -> nodes.Node:
    """Return a node that knows its line: this one, or the nearest above it."""
    while not node.line and node.parent is not None:
        node = node.parent
    return node
