"""A large invented work: the same at every run; for chapbook, and for plain Sphinx with the same packages."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

from bench.projects import PLAIN_CONF, Publication
from bench.threads import VOCABULARY

if TYPE_CHECKING:
    from pathlib import Path

WORDS = 60
"""Of a paragraph."""

CONF = """\
extensions = ["myst_parser", "sphinxcontrib.bibtex", "chapbook"]
html_theme = "chapbook"
chapbook_pdf_name = epub_basename = "work"
epub_contributor = "nobody else"
"""
RECORD = """\
cff-version: 1.2.0
message: Cite it.
title: A large work
abstract: Of many chapters.
authors: [{family-names: Body, given-names: Some}]
version: "1.0"
date-released: 2026-01-01
"""
INDEX = """\
(title-page)=
# A large work

(abstract)=
## Abstract

It is long.

```{{toctree}}
:maxdepth: 1

{chapters}
appendices/references
```
{guide}"""
GUIDE = """
(how-to-cite)=
## How to cite

```{how-to-cite}
```
"""


class Size(NamedTuple):
    """How large the work is."""

    chapters: int
    paragraphs: int
    works: int


def chapbook_work(folder: Path, size: Size) -> Publication:
    """Write the work as a publication to *folder*."""
    (folder / "comments").mkdir(parents=True)
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    (folder / "CITATION.cff").write_text(RECORD, encoding="utf-8")
    return _written(folder, size, GUIDE)


def plain_work(folder: Path, size: Size) -> Publication:
    """Write the same text for plain Sphinx to *folder*."""
    folder.mkdir(parents=True)
    (folder / "conf.py").write_text(PLAIN_CONF, encoding="utf-8")
    return _written(folder, size, "")


def _written(folder: Path, size: Size, guide: str) -> Publication:
    chance = random.Random(2026)
    chapters = [f"chapters/c{number:03}" for number in range(1, size.chapters + 1)]
    (folder / "chapters").mkdir()
    (folder / "appendices").mkdir()
    cited = 0
    for number, name in enumerate(chapters, 1):
        paragraphs = []
        for _ in range(size.paragraphs):
            text = " ".join(chance.choices(VOCABULARY, k=WORDS)).capitalize()
            paragraphs.append(f"{text} {{cite:p}}`work{cited % size.works}`.")
            cited += 1
        text = "\n\n".join(paragraphs)
        heading = f"(c{number:03})=\n# Chapter {number} on {' '.join(chance.choices(VOCABULARY, k=3))}"
        (folder / f"{name}.md").write_text(f"{heading}\n\n{text}\n", encoding="utf-8")
    entries = (
        f"@book{{work{number}, author = {{Author{number}, Ann}}, title = {{Book {number}}}, "
        f"publisher = {{Press}}, year = {{{1900 + number % 120}}}}}"
        for number in range(size.works)
    )
    (folder / "references.bib").write_text("\n\n".join(entries) + "\n", encoding="utf-8")
    (folder / "appendices/references.md").write_text("(references)=\n# References\n\n```{bibliography}\n```\n")
    index = INDEX.format(chapters="\n".join(chapters), guide=guide)
    (folder / "index.md").write_text(index, encoding="utf-8")
    return Publication(folder, folder / f"{chapters[0]}.md", folder / f"{chapters[0]}.md")
