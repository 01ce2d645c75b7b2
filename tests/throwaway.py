"""Throw-away Sphinx projects: a test writes its sources beside its assertions and builds them in the same process."""

from __future__ import annotations

import io
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import Any
from unittest.mock import patch

from bs4 import BeautifulSoup
from sphinx._cli.util.errors import strip_escape_sequences
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

ROOT = Path(__file__).parents[1]
OTHER_ESSAY = ROOT / "tests/data/other-essay"
EVERYTHING = ROOT / "tests/data/everything"
A_BOOK = {
    "project": "A Work",
    "author": "Ann Ah",
    "copyright": "2022, Ann Ah",
    "version": "1",
    "language": "en",
    "exclude_patterns": ["comments"],
    "epub_basename": "book",
    "epub_uid": "publication-id",
    "epub_identifier": "urn:uuid:2ff0d4c9-9ff5-5a39-a9a8-9f9ab04d1f0d",
    "epub_description": "A work.",
    "epub_publisher": "P",
    "epub_contributor": "C",
}
"""Settings of a work with comments that can be an EPUB."""


@dataclass(frozen=True)
class Build:
    """What a build left behind: its folder, its warnings without colours, the documents that it read."""

    out: Path
    warnings: str
    read: frozenset[str]

    @property
    def warning_lines(self) -> list[str]:
        return self.warnings.splitlines()

    def page(self, name: str = "index") -> Any:  # what it holds is what the test is about
        return BeautifulSoup((self.out / f"{name}.html").read_text(encoding="utf-8"), "html.parser")

    def text(self, name: str) -> str:
        return (self.out / name).read_text(encoding="utf-8")


@dataclass
class Project:
    """A folder of sources; *settings* are those of conf.py."""

    source: Path
    settings: dict[str, Any] = field(default_factory=dict)

    def write(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            path = self.source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")

    def build(self, builder: str = "html", *, parallel: int = 1) -> Build:
        return build(self.source, self.source.with_name(f"{self.source.name}-built"), builder, self.settings, parallel)


def build(source: Path, place: Path, builder: str, settings: dict[str, Any], parallel: int = 1) -> Build:
    """Build *source*; with *settings* there is no conf.py, without any it is read."""
    warnings = io.StringIO()
    read: set[str] = set()
    out = place / builder
    # A process of Sphinx's makes one build: catalogues and the time of the edition stay for its life.
    translators.clear()
    with patch_docutils(), docutils_namespace(), patch.dict(os.environ):
        app = Sphinx(
            srcdir=source,
            confdir=None if settings else source,
            outdir=out,
            doctreedir=place / "doctrees" / builder,
            buildername=builder,
            confoverrides=settings,
            status=io.StringIO(),
            warning=warnings,
            parallel=parallel,
        )
        app.connect("env-before-read-docs", lambda _app, _env, docnames: read.update(docnames))
        app.build()
    return Build(out, strip_escape_sequences(warnings.getvalue()), frozenset(read))


def error_of(project: Project, builder: str = "html") -> str:
    """Build and return the error that stops the build."""
    try:
        build_ = project.build(builder)
    except SphinxError as error:
        return f"{error.category}: {error}"
    raise AssertionError(f"nothing stopped the build: {build_.warnings}")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
