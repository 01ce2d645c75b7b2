"""The two halves of the repository: the press knows nothing of the essay, and the essay holds no program."""

from __future__ import annotations

import re
import subprocess

import pytest

from throwaway import ROOT

ABOUT_IT = re.compile(r"douyin|tiktok|poverty|netstudies|genevieve|dobson", re.IGNORECASE)
"""Its subject, the place where it was published, its readers; its author has a name that is not rare."""

TEXT = {".py", ".html", ".js", ".css", ".typ", ".pot", ".po", ".toml", ".yaml", ".yml", ".md", ".in", ".bib", ""}
PRESS = [".github", "bench", "docs", "pyproject.toml", "requirements", "src", "Makefile"]
OF_THE_ESSAY = "tests/essay/"
PUBLICATION = {"CITATION.cff", "anchors.txt", "appendices", "chapters", "comments", "conf.py", "index.md"} | {
    "figures",
    "redirects.txt",
    "references.bib",
    "source",
}
PRESS_AND_ITS_TOOLS = {".ci", ".github", "bench", "docs", "requirements", "src", "tests"}
OF_BOTH = {
    ".gitattributes",
    ".gitignore",
    ".readthedocs.yaml",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
} | {
    "README.md",
    "README.png",
    "pyproject.toml",
}


def tracked(*names: str) -> list[str]:
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *names]
    files = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return [file for file in files if (ROOT / file).is_file()]


def lines_about_it(*names: str) -> list[str]:
    files = tracked(*names)
    assert files
    return [
        f"{file}:{number}: {line.strip()}"
        for file in files
        if (ROOT / file).suffix in TEXT and not file.startswith(OF_THE_ESSAY)
        for number, line in enumerate((ROOT / file).read_text(encoding="utf-8").splitlines(), 1)
        if ABOUT_IT.search(line)
    ]


@pytest.mark.parametrize("name", [*PRESS, "tests"])
def test_nothing_of_the_press_speaks_of_it(name: str) -> None:
    assert lines_about_it(name) == []


def test_the_essay_itself_does() -> None:
    assert lines_about_it("index.md", "chapters", "comments", "CITATION.cff", "conf.py")


def test_the_two_halves_stand_apart() -> None:
    there = {file.partition("/")[0] for file in tracked()}
    assert there >= PUBLICATION
    assert there - PUBLICATION - OF_BOTH <= PRESS_AND_ITS_TOOLS


def test_the_publication_holds_no_program_but_its_settings() -> None:
    files = [file for file in tracked() if file.partition("/")[0] in PUBLICATION]
    assert [file for file in files if file.endswith((".py", ".js", ".html", ".css"))] == ["conf.py"]
    settings = (ROOT / "conf.py").read_text(encoding="utf-8").splitlines()
    assert len(settings) <= 30
    assert not [line for line in settings if re.match(r"import |from |def |class |if |for ", line)]
