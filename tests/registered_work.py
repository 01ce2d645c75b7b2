"""A work whose ids are registered, how an editor changes it, and what the build says of it."""

from __future__ import annotations

from shutil import rmtree
from typing import TYPE_CHECKING, Any

from chapbook.anchors.register import read_register
from chapbook.keep import Changes, read_changes, write

if TYPE_CHECKING:
    from throwaway import Build, Project

CHAPTER = """\
(one)=
# One

Alpha is the first paragraph here.

Beta is the second paragraph here.

Gamma is the third paragraph here.
"""
SETTINGS: dict[str, Any] = {
    "extensions": ["myst_parser", "chapbook.anchors", "chapbook.comments", "chapbook.citing", "chapbook.redirects"],
    "chapbook_parts": ["chapters/*"],
    "bibtex_bibfiles": ["references.bib"],
    "bibtex_default_style": "apa",
    "bibtex_reference_style": "apa",
    "bibtex_cite_id": "ref-{key}",
    "exclude_patterns": ["comments"],
    "root_doc": "index",
}
INDEX = """\
(work)=
# Work

```{toctree}
:glob:

chapters/*
```

Somebody wrote {cite:p}`doe2020`.

```{bibliography}
```

```{comment-thread} comments
```
"""


def write_work(project: Project) -> None:
    project.settings = dict(SETTINGS)
    project.write(
        {
            "index.md": INDEX,
            "chapters/one.md": CHAPTER,
            "chapters/two.md": "(two)=\n# Two\n\nDelta is of the second chapter.\n",
            "references.bib": "@book{doe2020,\n author = {Doe, Jane},\n title = {T},\n year = 2020,\n}\n",
            "comments/01-ann.md": "---\nauthor: Ann\n---\nHello\n",
            "redirects.txt": "",
        }
    )
    assert project.build("anchors").warnings == ""
    assert project.build().warnings == ""


def register(work: Project) -> dict[str, str]:
    lines = (work.source / "anchors.txt").read_text(encoding="utf-8").splitlines()
    parts = [line.split(" ", 1) for line in lines if not line.startswith("#")]
    return {name: rest for name, rest in parts}  # noqa: C416  # pairs, not lists


def edit(work: Project, old: str, new: str, file: str = "chapters/one.md") -> None:
    text = (work.source / file).read_text(encoding="utf-8")
    assert old in text
    work.write({file: text.replace(old, new)})


def said(work: Project) -> list[str]:
    """What the build says of ids, as ``path:line: message [kind]`` from the folder of the work."""
    lines = work.build().warning_lines
    return [
        line.replace(f"{work.source}/", "").replace("WARNING: ", "") for line in lines if "chapbook_anchors" in line
    ]


def kept(work: Project) -> Build:
    """Let the command write what keeps every id, and build; nothing is wrong then, and nothing left to write."""
    assert keep(work) == []
    work.build("anchors")
    build = work.build()
    assert build.warning_lines == []
    registered = read_register((work.source / "anchors.txt").read_text(encoding="utf-8"))
    assert changes(work) == Changes([], [], "anchors.txt", [*registered.anchors.values()])
    return build


def keep(work: Project) -> list[str]:
    """Let the command write what it can; return what is left for a person."""
    found = changes(work)
    write(work.source, found.files)
    rmtree(work.source.with_name(f"{work.source.name}-built") / "doctrees")
    return found.by_hand


def changes(work: Project) -> Changes:
    return read_changes(work.build("anchors-keep").out)


def ids(build: Build, page: str = "chapters/one") -> dict[str, str]:
    return {node["id"]: node.get_text(" ", strip=True).split(" ")[0] for node in build.page(page).select("p[id]")}
