"""Typst markup from plain values: strings, calls, labels.

Text is always a quoted string, ``#"…";``, so that no character of a writer's is ever markup; in such a string only the
backslash and the quotation mark mean something (Typst reference, *Syntax*).
"""

from __future__ import annotations

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""What is seen in the place of what cannot be shown; Typst's own fonts have it."""

UNTIDY = re.compile(r"\s+")


def string(text: str) -> str:
    """Quote a string as it is."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def text(content: str) -> str:
    """Write running text; white space is one space, whatever the source had."""
    return f"#{string(UNTIDY.sub(' ', content))};"


def array(items: list[str]) -> str:
    """Write an array of values that are written already."""
    return f"({', '.join(items)},)" if items else "()"


def anchor(name: str) -> str:
    """Mark a place that links and PDF destinations name."""
    return f"#anchor({string(name)});"
