"""A publication with two editions, in a folder of a larger repository; its own press is the one that is being tested.

Edition 1.1 has another paragraph, one comment more, and a page under another name.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PRESS = f'html:\n\t@"{sys.executable}" -P -m chapbook build --format html --format jats $$SPHINXOPTS\n'
"""Makes what the site and its comparison need."""

RECORD = """\
cff-version: 1.2.0
message: Cite it.
title: On Walking
authors: [{family-names: Ah, given-names: Ann}]
version: "%s"
date-released: %s
"""
CONF = """\
extensions = ["myst_parser", "sphinxcontrib.bibtex", "chapbook"]
html_theme = "chapbook"
chapbook_pdf_name = epub_basename = "on-walking"
epub_contributor = "the commenters"
"""
INDEX = """\
# On Walking

(abstract)=
## Abstract

What it is about.

```{toctree}
chapters/walking
chapters/%s
appendices/comments
```

(cite)=
## How to cite

```{how-to-cite}
```
"""
WALKING = """\
(walking)=
# Walking

%s

The second paragraph stays as it is.
"""
MOVED = """\
(origins)=
# Origins

Nobody knows who walked first.
"""
COMMENTS = """\
(comments)=
# Comments

```{comment-thread} ../comments
```
"""
REGISTER = """\
# Since edition 1.0:
abstract index Abstract
abstract-p1 index What it is about.
cite index How to cite
comment-01-bo appendices/comments
comments appendices/comments Comments
origins chapters/%s Origins
origins-p1 chapters/%s Nobody knows who walked first.
walking chapters/walking Walking
walking-p1 chapters/walking Who walks %s
walking-p2 chapters/walking The second paragraph stays as it is.
"""
LISTED = """\
- version: "%s"
  date: %s
  changes: %s
"""

FIRST = {
    "Makefile": PRESS,
    ".gitignore": "_build/\n",
    "conf.py": CONF,
    "references.bib": "",
    "redirects.txt": "",
    "CITATION.cff": RECORD % ("1.0", "2026-05-01"),
    "index.md": INDEX % "origins",
    "chapters/walking.md": WALKING % "Who walks thinks.",
    "chapters/origins.md": MOVED,
    "appendices/comments.md": COMMENTS,
    "comments/01-bo.md": "---\nauthor: Bo\ndate: 2026-05-02\n---\nI do not walk.\n",
    "anchors.txt": REGISTER % ("origins", "origins", "thinks."),
    "editions.yaml": LISTED % ("1.0", "2026-05-01", "First edition."),
}
SECOND: Mapping[str, str | None] = {
    "redirects.txt": "chapters/origins.md chapters/beginnings.md\n",
    "CITATION.cff": RECORD % ("1.1", "2026-06-01"),
    "index.md": INDEX % "beginnings",
    "chapters/walking.md": WALKING % "Who walks thinks, and who sits does not.",
    "chapters/origins.md": None,
    "chapters/beginnings.md": MOVED,
    "comments/02-cy.md": "---\nauthor: Cy\nreply_to: 01-bo\ndate: 2026-05-03\n---\nThen try it.\n",
    "anchors.txt": REGISTER % ("beginnings", "beginnings", "thinks, and who sits does not.")
    + "# Since edition 1.1:\ncomment-02-cy appendices/comments\n",
    "editions.yaml": LISTED % ("1.0", "2026-05-01", "First edition.")
    + LISTED % ("1.1", "2026-06-01", "What sitting does."),
}


def publish_twice(folder: Path) -> Path:
    """Make the repository in *folder*, and return where the publication is in it."""
    publication = begin(folder)
    publish(publication, "1.0", FIRST)
    publish(publication, "1.1", SECOND)
    return publication


def begin(folder: Path) -> Path:
    """Begin a repository with the folder of a publication in it."""
    git(folder, "init", "--quiet", "--initial-branch", "main")
    (folder / "README.md").write_text("More than a publication.\n", encoding="utf-8")
    (folder / "essay").mkdir()
    return folder / "essay"


def publish(publication: Path, version: str, files: Mapping[str, str | None]) -> None:
    """Write files, or delete those without a text, and make an edition of them."""
    for name, text in files.items():
        path = publication / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")
    git(publication, "add", "--all")
    git(publication, "commit", "--quiet", "--message", f"Edition {version}")
    git(publication, "tag", "--annotate", version, "--message", f"Edition {version}")


def git(folder: Path, *arguments: str) -> str:
    """Run git, as nobody in particular, with no settings of this machine."""
    known = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for who in ("AUTHOR", "COMMITTER"):
        known |= {f"GIT_{who}_NAME": "Ann Ah", f"GIT_{who}_EMAIL": "ann@example.org"}
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | known).stdout
