"""The house knows nothing of the essay that lives in it."""

from __future__ import annotations

import re
import subprocess

import pytest
from outline.assembly import ABOUT_THE_TEXT, MACHINERY

from throwaway import ROOT

ABOUT_IT = re.compile(r"douyin|tiktok|poverty|netstudies|genevieve|dobson", re.IGNORECASE)
"""Its subject, the place where it was published, its readers; its author has a name that is not rare."""

TEXT = {".py", ".html", ".js", ".css", ".typ", ".pot", ".po", ".toml", ".yaml", ".yml", ".md", ".in", ".bib", ""}


def lines_about_it(*names: str) -> list[str]:
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *names]
    files = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    assert files
    return [
        f"{file}:{number}: {line.strip()}"
        for file in files
        if (ROOT / file).suffix in TEXT and (ROOT / file).is_file() and not file.startswith(tuple(ABOUT_THE_TEXT))
        for number, line in enumerate((ROOT / file).read_text(encoding="utf-8").splitlines(), 1)
        if ABOUT_IT.search(line)
    ]


@pytest.mark.parametrize("name", [name for name in MACHINERY if name != ".ci"])
def test_nothing_of_the_machinery_speaks_of_it(name: str) -> None:
    assert lines_about_it(name) == []


def test_the_essay_itself_does() -> None:
    assert lines_about_it("index.md", "chapters", "comments", "CITATION.cff", "conf.py")
