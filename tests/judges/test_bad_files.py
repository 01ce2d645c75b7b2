"""Two thousand random combinations of bad files: nothing crashes, all is made, and no good comment is lost.

Each combination is a chapter with bad text, bad pictures and a thread with bad comments, beside good words. Forty at a
time stand in a publication, which ``chapbook build`` makes as a site, a PDF and an EPUB. The combinations are those of
:data:`SEED`, the same in each run.
"""

from __future__ import annotations

import re
import subprocess
from random import Random
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup

import chapbook
from bad_files import good_name, write_combination
from chapbook.cli import main
from judges.verdicts import Finding, Judge
from making import started

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SEED = 1853
COMBINATIONS = 2_000
TOGETHER = 40
JUDGE = Judge(
    "bad files", f"nothing crashes, nothing good is lost (seed {SEED})", "combinations", lambda: chapbook.__version__
)
CRASH = re.compile(r"Traceback|please open an issue|^\S*(?:Error|Exception): ", re.MULTILINE)


def publication(place: Path, numbers: range) -> Path:
    """Start a publication with the combinations of these numbers."""
    started(place)
    (place / "chapters/introduction.md").unlink()
    for number in numbers:
        write_combination(place, number, Random(f"{SEED} {number}"))  # noqa: S311  # no secret
    index = (place / "index.md").read_text(encoding="utf-8")
    listed = "\n".join(f"chapters/{number}" for number in numbers)
    (place / "index.md").write_text(index.replace("chapters/introduction", listed), encoding="utf-8")
    return place


def lost(place: Path, numbers: range, pdf: str) -> Iterator[Finding]:
    """Yield what is not in the site, the EPUB or the words of the PDF."""
    epub = place / "_build/epub/essay.epub"
    if not epub.is_file():
        yield Finding(f"combinations {numbers}", "EPUB", "there is none")
        return
    with ZipFile(epub) as book:
        pages = {
            name.rpartition("/")[2]: book.read(name).decode() for name in book.namelist() if name.endswith("xhtml")
        }
    for number in numbers:
        page = place / f"_build/html/chapters/{number}.html"
        html = BeautifulSoup(page.read_text(encoding="utf-8") if page.is_file() else "", "html.parser")
        names = [good_name(number, which) for which in range(2)]
        for words, anchor in [(f"The words of {name}.", f"comment-{name}") for name in names] + [
            (f"The words of part {number}.", f"part-{number}")
        ]:
            found = html.find(id=anchor)
            if found is None or words not in found.get_text():
                yield Finding(f"combination {number}", "site", words)
            if words not in pages.get(f"{number}.xhtml", ""):
                yield Finding(f"combination {number}", "EPUB", words)
            if words not in pdf:
                yield Finding(f"combination {number}", "PDF", words)


@pytest.mark.judge(JUDGE)
@pytest.mark.parametrize("first", range(0, COMBINATIONS, TOGETHER))
def test_bad_files_cost_nothing_that_is_good(
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    needs: Callable[..., Path],
    judged: Callable[..., None],
    first: int,
) -> None:
    pdftotext = needs("pdftotext")
    numbers = range(first, first + TOGETHER)
    place = publication(tmp_path / "work", numbers)
    code = main(["build", "-q", "--source", str(place)])
    told = capfd.readouterr().err
    findings = [Finding(f"combinations from {first}", "crash", line) for line in CRASH.findall(told)]
    if code != 1:
        findings.append(Finding(f"combinations from {first}", "exit code", str(code)))
    pdfs = [*(place / "_build/pdf").glob("*.pdf")]
    words = [subprocess.run([pdftotext, pdf, "-"], capture_output=True, text=True, check=True).stdout for pdf in pdfs]
    findings += lost(place, numbers, " ".join("".join(words).split()))
    judged([f"combination {number}" for number in numbers], findings)
