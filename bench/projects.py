"""The two publications that are compared: this one, and the same text in plain Sphinx with the same packages.

Both are written into throw-away folders, and each may have another thread put into it. Plain Sphinx has what anybody
can install: MyST, sphinxcontrib-bibtex and Furo, settings of Sphinx's own as here, and comments as nested quotes.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.threads import as_quotes, write_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.threads import Invented

ROOT = Path(__file__).parents[1]
NO_SOURCE = shutil.ignore_patterns(".*", "_build", "__pycache__", "bench", "tests", "requirements", "src", "docs")
CHAPTER = "chapters/introduction.md"
THREAD_PAGE = "appendices/comments"

STOCK_DIRECTIVES = "admonition|bibliography|container|csv-table|only|rst-class|toctree"
OWN_BLOCK = re.compile(rf"(?ms)^(?P<fence>`{{3,}}|:{{3,}}){{(?!({STOCK_DIRECTIVES})}})[^}}]+}}.*?^(?P=fence)$")
"""A directive that plain Sphinx does not have."""

THREAD_HEADING = "(thread-comments)=\n## Comments\n\n"
"""What the directive writes by itself, and other pages refer to."""

PLAIN_CONF = """\
project = "An essay of the same words"
author = "Somebody"
extensions = ["myst_parser", "sphinxcontrib.bibtex"]
include_patterns = ["index.md", "chapters/*.md", "appendices/*.md"]
smartquotes = False
nitpicky = True
suppress_warnings = ["myst.xref_ambiguous"]
myst_enable_extensions = ["colon_fence"]
bibtex_bibfiles = ["references.bib"]
bibtex_reference_style = "author_year"
html_theme = "furo"
html_copy_source = False
html_use_index = False
"""


@dataclass(frozen=True, slots=True)
class Publication:
    """A folder of sources, and which of its files an editor changes: a chapter, a comment."""

    folder: Path
    chapter: Path
    comment: Path

    @property
    def thread_page(self) -> Path:
        """Where the page with the thread is, once it is built."""
        return self.folder / "_build" / "html" / f"{THREAD_PAGE}.html"

    def forget_builds(self) -> None:
        """Make the next build a cold one."""
        shutil.rmtree(self.folder / "_build", ignore_errors=True)


def change(path: Path) -> None:
    """Add a word to the last paragraph of a file."""
    path.write_text(f"{path.read_text(encoding='utf-8').rstrip()} indeed\n", encoding="utf-8")


def publication(folder: Path, thread: Sequence[Invented] = ()) -> Publication:
    """Copy this publication to *folder*; *thread* takes the place of its own."""
    shutil.copytree(ROOT, folder, ignore=NO_SOURCE)
    comments = folder / "comments"
    if thread:
        shutil.rmtree(comments)
        write_files(thread, comments)
        (folder / "anchors.txt").unlink(missing_ok=True)  # it holds the ids of the comments that went
    return Publication(
        folder, folder / CHAPTER, max(comments.glob("*.md"), default=(folder / THREAD_PAGE).with_suffix(".md"))
    )


def plain_sphinx(folder: Path, thread: Sequence[Invented] = ()) -> Publication:
    """Write the same text for plain Sphinx to *folder*."""
    folder.mkdir()
    (folder / "conf.py").write_text(PLAIN_CONF, encoding="utf-8")
    shutil.copy(ROOT / "references.bib", folder)
    for name in ("chapters", "appendices"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "index.md", folder)
    quotes = THREAD_HEADING + (as_quotes(thread) if thread else own_comments_as_quotes())
    for path in folder.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"^```{comment-thread}.*?^```$", lambda _: quotes, text, flags=re.MULTILINE | re.DOTALL)
        path.write_text(OWN_BLOCK.sub("", text), encoding="utf-8")
    page = (folder / THREAD_PAGE).with_suffix(".md")
    return Publication(folder, folder / CHAPTER, page)


def own_comments_as_quotes() -> str:
    """Return this publication's comments as quotes; an answer stands in the quote of what it answers."""
    quotes = []
    for path in sorted((ROOT / "comments").glob("*.md")):
        _, header, body = path.read_text(encoding="utf-8").split("---\n", 2)
        mark = "> > " if "reply_to:" in header else "> "
        quotes.append("\n".join(f"{mark}{line}" for line in body.strip().splitlines()))
    return "\n\n".join(quotes)
