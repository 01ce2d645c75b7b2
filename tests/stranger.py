"""A stranger's project, in a theme that is not the press's own: one page that has something of every part."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from absent import go_without
from throwaway import Project

if TYPE_CHECKING:
    from pathlib import Path

    from throwaway import Build

THEMES = ["alabaster", "furo", "pydata_sphinx_theme", "sphinx_rtd_theme"]
DARK = {"furo", "pydata_sphinx_theme"}
"""The themes that have a dark side."""

SIDES = [
    f"{theme}, {colours}" for theme in THEMES for colours in ("light", "dark") if colours == "light" or theme in DARK
]

PARTS = ["chapbook.comments", "chapbook.anchors", "chapbook.citing"]
LONG = (
    "It was said at some length, as it is in essays, so that the paragraph has several lines on a wide page, and many "
    "on a narrow one. Whatever stands at its end, or beside it, must leave these words alone. "
)
TEXT = f"""\
(work)=
# A stranger’s work

{LONG}The first paragraph has [a link](#second).

{LONG}

(second)=
## A second heading, which is long enough to fill the line and to go on to the next one where there is little room

- One thing.
- Another, with `code`.

{LONG}

```python
print("words")
```

### A third

Short.
"""
EVERYTHING = (
    TEXT
    + """
As others found {cite:p}`bee2020`.

## Works

```{bibliography}
```

## How to cite

```{how-to-cite}
```

```{comment-thread} comments
```

## Reply

```{reply-form} comments
Tags: `<b>`, `<i>`.
```
"""
)
RECORD = """\
cff-version: 1.2.0
message: To cite it, use this.
title: A stranger’s work
authors: [{family-names: Bee, given-names: Ann}]
version: "1.0"
date-released: 2026-05-31
url: https://example.org/work
"""
SOURCES = {
    "index.md": EVERYTHING,
    "CITATION.cff": RECORD,
    "works.bib": """\
        @book{bee2020, author = {Bee, Bo}, title = {A Book About Much}, publisher = {Press}, year = {2020},
          url = {https://example.org/book}, aswritten = {(Bee, 2020)}, annotation = {confirmed. It was seen.}}
        """,
    "comments/01-ann.md": "---\nauthor: Ann J.\nurl: https://ann.example/\ndate: 2022-05-03T23:30:00+08:00\n---\n"
    f"{LONG}\n\n> As it was put.\n\nThere is [more](https://ann.example/more), such as `code`.\n\n1. One\n2. Two\n",
    "comments/02-bee.md": f"---\nauthor: Ann Bee (author)\nreply_to: 01-ann\ndate: 2022-05-04\n---\nThanks. {LONG}\n\n"
    "See [this](https://example.org/this).\n",
    "comments/03-cy.md": "---\nauthor: Cy\nreply_to: 02-bee\nabout: work-p2\n---\nAbout the paragraph.\n",
    "comments/04-di.md": "---\nauthor: Di\nremoved: true\n---\n",
}


def write_all(project: Project, theme: str, extensions: list[str] = PARTS) -> None:
    """Write the page, with every part on it."""
    project.settings = settings(theme) | {
        "extensions": ["myst_parser", *extensions],
        "bibtex_bibfiles": ["works.bib"],
        "bibtex_default_style": "apa",
        "bibtex_reference_style": "apa",
        "bibtex_cite_id": "ref-{key}",
        "chapbook_comments_authors": ["Ann Bee (author)"],
        "chapbook_comments_repository": "https://github.com/ann/essay",
        "chapbook_comments_email": "editors@example.org",
    }
    project.write(SOURCES)


def settings(theme: str) -> dict[str, Any]:
    """Return what a stranger's ``conf.py`` says of itself; the theme's package must be there."""
    if not find_spec(theme):
        go_without(f"there is no package {theme} here")
    loaded: dict[str, Any] = {"html_theme": theme, "project": "A Work", "language": "en", "copyright": "2026, Ann"}
    # Without a mode pydata's theme complains in the console.
    return loaded | {"exclude_patterns": ["comments"], "html_context": {"default_mode": "auto"}}


def bare(folder: Path, theme: str) -> Build:
    """Build the text of the page without any part, as the theme alone shows it."""
    folder.mkdir()
    project = Project(folder, settings(theme) | {"extensions": ["myst_parser"]})
    project.write({"index.md": TEXT})
    return project.build()


def whole(folder: Path, theme: str) -> Build:
    """Build the page with every part."""
    folder.mkdir()
    project = Project(folder)
    write_all(project, theme)
    return project.build()
