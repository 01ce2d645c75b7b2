"""HTML in, pandoc's blocks out: what its JSON says of an article's structure, read in its sandbox.

An element is a dictionary: ``t`` is its kind, ``c`` what is in it (pandoc-types 1.23, ``Text.Pandoc.Definition``).
"""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from chapbook.pandoc import PandocError, Run

Node = dict[str, Any]
Content = Any
"""What is in an element; each kind has its own, which whoever reads that kind knows."""

HTML = "html-auto_identifiers-smart-raw_html-tex_math_dollars-tex_math_single_backslash"
INPUT = "article.html"
SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})


def blocks(html: str) -> list[Node]:
    """Return the blocks of an article.

    :raises PandocError: where pandoc cannot read it, or is not there.
    """
    with TemporaryDirectory(prefix="chapbook-") as kept:
        text = Run("rescue", ["--from", HTML, "--to", "json", INPUT], {INPUT: html}, Path(kept)).text()
    try:
        found: list[Node] = json.loads(text)["blocks"]
    except (ValueError, KeyError, RecursionError) as error:
        raise PandocError(f"pandoc's answer cannot be read ({error})") from error
    return found


def content(node: Node) -> Content:
    """Return what is in an element."""
    return node.get("c")


def without_spaces(items: Content) -> list[Node]:
    """Return inline elements without the spaces between them."""
    return [item for item in items if item["t"] not in SPACES]
