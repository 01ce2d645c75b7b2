"""Hostile text: what others have collected, what nobody has, and comment files made of both.

The collections are the tests of two libraries that clean HTML, in their source distributions, which ``make judge``
fetches (``requirements/hostile.txt``). They are read, never run: each string constant of their modules, each string in
the examples of their doctests and each data file, where it has a character by which markup, an entity or an address
begins (``<``, ``&``, ``:``, and what Markdown has); docstrings are prose.
"""

from __future__ import annotations

import ast
import doctest
import json
import re
import tarfile
from html import escape
from typing import TYPE_CHECKING

from chapbook.comments.allowed import LONGEST_NAME
from chapbook.comments.body import UNPRINTABLE
from chapbook.comments.seen import has_something_to_see
from hostile_written import WRITTEN
from throwaway import A_BOOK, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FETCHED = ROOT / ".venv/hostile"
COLLECTIONS = {"bleach": 508, "lxml_html_clean": 119}
"""Each with how many strings it had when it was chosen."""

MARKUP = re.compile(r"[<&:\[\]`*_\\]")
SETTINGS = A_BOOK | {
    "extensions": ["myst_parser", "chapbook.epub", "chapbook.pdf", "chapbook.jats", "chapbook.comments"],
    "chapbook_pdf_name": "book",
    "chapbook_jats_name": "book",
}
SOURCES = {
    "index.md": "# A Work\n\n```{toctree}\none\n```\n",
    "one.md": "# One\n\nBefore.\n\n```{comment-thread} comments\n```\n\n## After\n\nThe end.\n",
}
ALLOWED = {
    "a": {"href", "title", "rel"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "del": {"datetime"},
    "ol": {"start"},
    "q": {"cite"},
}
"""The attributes of a cleaned body; an element that is not here has none."""


def collected(name: str) -> list[str]:
    """Read one collection; each string once."""
    (path,) = FETCHED.glob(f"{name}-*.tar.gz")
    found: dict[str, None] = {}
    with tarfile.open(path) as archive:
        for member in archive:
            if member.isfile() and "/tests/" in member.name and (file := archive.extractfile(member)):
                text = file.read().decode("utf-8", "replace")
                found.update(dict.fromkeys(filter(MARKUP.search, _strings(member.name, text))))
    return list(found)


def _strings(name: str, text: str) -> Iterator[str]:
    if name.endswith(".py"):
        yield from _constants(text)
    elif name.endswith(".txt"):
        for example in doctest.DocTestParser().get_examples(text):
            yield from _constants(example.source)
            yield example.want
    else:
        yield text


def _constants(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body
        if isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def fragments(collections: Iterable[str]) -> dict[str, str]:
    """Give every fragment, ours and those of *collections*, a name that can be the beginning of a comment's id."""
    everything = {"written": WRITTEN, **{name.replace("_", "-"): collected(name) for name in collections}}
    return {f"{name}-{n:03}": text for name, texts in everything.items() for n, text in enumerate(texts)}


def comment_files(name: str, text: str) -> dict[str, str]:
    """Make three comments of a fragment, of which each must be shown: as a body, as attributes, as front matter."""
    one_line = " ".join(UNPRINTABLE.sub(" ", text).split())[:LONGEST_NAME]
    author = one_line if has_something_to_see(one_line) else "A"
    value = escape(text)
    attributes = (
        f'<a href="{value}" title="{value}">link</a> <abbr title="{value}">abbr</abbr> <q cite="{value}">quote</q> '
        f'<del datetime="{value}">deleted</del> <acronym title={value}>acronym</acronym> [md](<{text}> "{text}")'
    )
    others = "".join(f"{key}: {quoted(text[:1_500])}\n" for key in ("date", "url", "reply_to", "about", "supplied"))
    return {
        f"{name}-body.md": f"---\nauthor: A\n---\n{text}\n\nlast word\n",
        f"{name}-attributes.md": f"---\nauthor: A\n---\n{attributes}\n\nlast word\n",
        f"{name}-fields.md": f"---\nauthor: {quoted(author)}\nremoved: {quoted(author)}\n{others}---\n",
    }


def quoted(text: str) -> str:
    """Write a text as YAML in which everything that can stand as it is does so."""
    return json.dumps(text, ensure_ascii=False)


def write_comments(folder: Path, collections: Iterable[str] = ()) -> int:
    """Write all comments of all fragments, and return how many they are."""
    fragments_ = fragments(collections).items()
    files = {name: text for of, fragment in fragments_ for name, text in comment_files(of, fragment).items()}
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode("utf-8", "replace"))
    return len(files)
