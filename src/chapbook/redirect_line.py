"""A line of ``redirects.txt``: a page that has moved, and where its words are now."""

from __future__ import annotations

import re

LINE = re.compile(r"""(?:(["'])(?P<old>.*?)\1|(?P<old_bare>\S+))\s+(?:(["'])(?P<new>.*?)\4|(?P<new_bare>\S+))""")
"""Two pages, each in quotation marks or without white space, as rediraffe has it."""


def is_empty(line: str) -> bool:
    """Tell whether a line says nothing, or is a note."""
    return not line.strip() or line.lstrip().startswith("#")


def pages_of(line: str) -> tuple[str, str] | None:
    """Return the old page and the new one; None for a line that is none of the list's."""
    match = None if is_empty(line) else LINE.fullmatch(line.strip())
    return (match["old"] or match["old_bare"] or "", match["new"] or match["new_bare"] or "") if match else None
