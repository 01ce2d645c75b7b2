"""The language of a passage as its writer names it, by a class ``language-…``, of which docutils makes ``lang``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chapbook.directions import of_passage
from chapbook.language_tag import parts
from chapbook.typst_string import string

if TYPE_CHECKING:
    from docutils import nodes

LANGUAGE = "language-"
CODE = re.compile(r"[a-z]{2,3}")
"""What Typst takes for a language (ISO 639)."""


def language_of(node: nodes.Element) -> dict[str, str]:
    """Return what Typst's ``text`` takes of the language of a node, by the names of its arguments; none of most."""
    named = next((name for name in node["classes"] if name.startswith(LANGUAGE)), "").removeprefix(LANGUAGE)
    written = parts(named)
    if not CODE.fullmatch(written.language):
        return {}
    region = {"region": string(written.region)} if written.region.isalpha() else {}
    return {"lang": string(written.language), **region, "dir": of_passage(node.astext(), named)}


def arguments(values: dict[str, str]) -> str:
    """Write the named arguments of a call."""
    return ", ".join(f"{name}: {value}" for name, value in values.items())
