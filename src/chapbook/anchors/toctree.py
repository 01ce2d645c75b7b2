"""The entries of tables of contents: a page that was renamed under its new name, one that was deleted no more."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from chapbook.anchors.markdown_source import LINE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from markdown_it import MarkdownIt

ENTRY = re.compile(r"(?P<before>\s*(?:[^<>\n]*<)?)(?P<root>/?)(?P<name>[^<>\s]+?)(?P<suffix>\.md)?(?P<after>>?\s*)")


def with_entries(text: str, parser: MarkdownIt, docname: str, moved: Mapping[str, str], listed: Collection[str]) -> str:
    """Return a page's text with the entries of its ``{toctree}`` brought up to date.

    :param docname: the page's.
    :param moved: docnames that are no more, and those that have taken their place.
    :param listed: docnames that are in a table of contents already; an entry would be their second.
    """
    inside: set[int] = set()
    for token in parser.parse(text, {}) if "{toctree}" in text else ():
        if token.map and token.type in {"fence", "colon_fence"} and token.info.startswith("{toctree}"):
            inside.update(range(token.map[0] + 1, token.map[1] - 1))
    return "".join(
        _entry(line, docname, moved, listed) if index in inside else line
        for index, line in enumerate(LINE.findall(text))
    )


def _entry(line: str, docname: str, moved: Mapping[str, str], listed: Collection[str]) -> str:
    match = ENTRY.fullmatch(line)
    folder = posixpath.dirname(docname)
    if match is None or line.lstrip().startswith(":"):
        return line
    named = posixpath.normpath(posixpath.join("" if match["root"] else folder, match["name"]))
    new = moved.get(named)
    if new is None:
        return line
    if new in listed:
        return ""
    name = new if match["root"] else posixpath.relpath(new, folder or ".")
    return f"{match['before']}{match['root']}{name}{match['suffix'] or ''}{match['after']}"
