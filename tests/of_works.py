"""Works of BibTeX text, and what a style makes of them, for tests: each in one run of pandoc."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from chapbook.citing.bibtex_file import read_file
from chapbook.citing.csl_style import find_style
from chapbook.citing.formatted_text import plain
from chapbook.citing.typesetting import Citation, Setting, Typeset, Typesetting
from chapbook.citing.works import Reading, Work

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chapbook.citing.bibtex_file import Fault

KEPT = Path(mkdtemp(prefix="chapbook-tests-"))


def read(text: str, folder: Path = KEPT) -> tuple[dict[str, Work], list[Fault]]:
    """Read BibTeX text; return its works and what is wrong with it."""
    path = folder / "works.bib"
    path.write_text(text, encoding="utf-8")
    file = read_file(path)
    reading = Reading(file.entries, KEPT)
    works = reading.works()
    return works, [*file.faults, *reading.faults]


def typeset(
    style: str, items: Mapping[str, Mapping[str, Any]], citations: Sequence[Citation] = (), language: str = "en"
) -> Typeset:
    """Let a style set items and citations."""
    return Typesetting(Setting(find_style(style, Path()), language, KEPT), items, citations).typeset()


def references(style: str, works: Mapping[str, Work], language: str = "en") -> dict[str, str]:
    """Return the references of works, as text."""
    items = {key: work.item for key, work in works.items()}
    return {key: plain(text) for key, text in typeset(style, items, language=language).references.items()}


def text_of(entry: Any, field: str) -> str:
    """Return what a field of pybtex's, which is LaTeX, stands for."""
    return of_latex(entry.fields[field])


def of_latex(value: str) -> str:
    """Return what a value stands for."""
    return read(f"@misc{{k, annotation = {{{value}}}}}")[0]["k"].notes["annotation"]
