"""Documents that cannot be read as they are written, and settings that cannot be used: all is made, each told once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from docutils.utils import new_document
from sphinx.cmd.build import build_main

from absent import needs_font
from chapbook.cli import main
from chapbook.reading import plain_problems
from making import started
from whole_book import PNG

if TYPE_CHECKING:
    from pathlib import Path

FAILING = """\
(second)=
# Second

Before it.

Two lines,
{guilabel}`&` in the second.

Between, and a note[^n].

[^n]: The note.

```{include} second.md
```

A list:

- of {ref}`introduction`
- and {guilabel}`&`

Behind it.

{guilabel}`&` and

{guilabel}`&`
# With no space: {guilabel}`&`
At {guilabel}`&` the end"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = started(tmp_path / "work")
    index = (place / "index.md").read_text(encoding="utf-8")
    (place / "index.md").write_text(
        index.replace("chapters/introduction\n", "chapters/introduction\nchapters/second\n")
    )
    (place / "chapters/second.md").write_text(FAILING, encoding="utf-8")
    return place


def told(capfd: pytest.CaptureFixture[str]) -> list[str]:
    """Return the place of each warning in its file, with its kind."""
    lines = re.sub(r"\x1b\[[\d;]*m", "", capfd.readouterr().err).splitlines()
    found = [re.fullmatch(r".*/([\w.]+:\d+): WARNING: .* \[([\w.]+)\]", line) for line in lines if line.strip()]
    return [f"{match[1]} {match[2]}" if match else "a line that is no warning" for match in found]


def test_what_cannot_be_read_is_shown_as_written_and_told_once(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    needs_font("河")
    (place / "chapters/图 一.png").write_bytes(PNG)
    with (place / "chapters/introduction.md").open("ab") as chapter:
        chapter.write("\n![A circle](<图 一.png>)\n".encode())
        chapter.write(b"\nA letter \xe9 and more.\n")
    assert main(["build", "-q", "--source", str(place)]) == 1
    assert told(capfd) == [
        "introduction.md:9 chapbook.reading",
        "second.md:6 chapbook.reading",
        "second.md:13 chapbook.reading",
        "second.md:18 chapbook.reading",
        "second.md:23 chapbook.reading",
        "second.md:25 chapbook.reading",
        "second.md:26 chapbook.reading",
        "second.md:27 chapbook.reading",
    ]
    assert {path.suffix for path in (place / "_build/html").glob("essay.*")} == {".pdf", ".epub", ".xml"}
    page = BeautifulSoup((place / "_build/html/chapters/second.html").read_text(encoding="utf-8"), "html.parser")
    assert [block.get_text().strip() for block in page.select("#second pre")] == [
        "Two lines,\n{guilabel}`&` in the second.",
        "```{include} second.md\n```",
        "- of {ref}`introduction`\n- and {guilabel}`&`",
        "{guilabel}`&` and\n\n{guilabel}`&`\n\n# With no space: {guilabel}`&`\n\nAt {guilabel}`&` the end",
    ]
    assert "Behind it." in page.get_text()
    page_of_another = (place / "_build/html/chapters/introduction.html").read_text(encoding="utf-8")
    assert len([*(place / "_build/html/_images").iterdir()]) == 1
    assert "A letter \ufffd and more." in page_of_another


def test_a_circle_in_the_contents_and_running_heads_leave_all_formats(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (place / "chapters/second.md").write_text(
        "# Second\n\n```{header}\nWords of a head\n```\n\n```{toctree}\n../index\n```\n", encoding="utf-8"
    )
    assert main(["build", "-q", "--source", str(place)]) == 1
    lines = capfd.readouterr().err.splitlines()
    assert [line.rpartition("[")[2] for line in lines] == ["chapbook.reading]", "toc.circular]"]
    assert "second.md:3: WARNING: {header} has no place in any format" in lines[0]
    assert "second.md:7: WARNING: index is in these contents" in lines[1]
    assert {path.suffix for path in (place / "_build/html").glob("essay.*")} == {".pdf", ".epub", ".xml"}


SETTINGS = """
chapbook_parts = 3
chapbook_comments_authors = [3]
chapbook_comments_largest = "many"
chapbook_pdf_name = "a/b"
chapbook_formats = {1: 2}
chapbook_formats_coming = None
chapbook_security = []
chapbook_register = {}
chapbook_comments_branch = chapbook_comments_repository = 1
chapbook_comment_author = ["Ann"]
author = 3
language = "arabic"
html_css_files = 3
"""


@pytest.mark.parametrize("options", [[], ["-W", "-j2"]], ids=["", "strict"])
def test_a_setting_that_is_not_of_its_form_has_its_default_and_is_told(
    place: Path, capfd: pytest.CaptureFixture[str], options: list[str]
) -> None:
    (place / "chapters/second.md").write_text("# Second\n\n```{toctree}\n../index\n```\n", encoding="utf-8")
    with (place / "conf.py").open("a", encoding="utf-8") as conf:
        first = len((place / "conf.py").read_text(encoding="utf-8").splitlines())
        conf.write(SETTINGS)
    out = place / "_out"
    assert build_main(["-q", "-b", "html", *options, str(place), str(out)]) == len(options) // 2
    lines = sorted({int(line.split()[0].removeprefix("conf.py:")) - first for line in told(capfd) if "setting" in line})
    assert lines == list(range(2, 15))
    assert (out / "chapters/second.html").is_file()


@pytest.mark.parametrize("options", [[], ["-W"]], ids=["", "strict"])
@pytest.mark.parametrize(
    ("builder", "made"), [("html", "index.html"), ("typstpdf", "essay.pdf"), ("epub", "essay.epub")]
)
def test_three_bad_comments_are_told_once_by_each_builder(
    place: Path, capfd: pytest.CaptureFixture[str], builder: str, made: str, options: list[str]
) -> None:
    (place / "chapters/second.md").write_text("# Second\n\nWords.\n", encoding="utf-8")
    (place / "comments/a.md").write_text("---\nauthor: A\nreply_to: nobody\n---\nHi\n", encoding="utf-8")
    (place / "comments/b.md").write_bytes(b"\xff")
    (place / "comments/c.md").write_text("---\nauthor: C\n---\n[x](y)\n", encoding="utf-8")
    (place / "comments/d.md").write_text("---\nauthor: D\n---\nGood\n", encoding="utf-8")
    assert build_main(["-q", "-b", builder, *options, str(place), str(place / "_out")]) == len(options)
    assert sorted(told(capfd)) == [
        "a.md:3 chapbook_comments.reply_to",
        "b.md:1 chapbook_comments.encoding",
        "c.md:4 chapbook_comments.link",
    ]
    assert (place / "_out" / made).is_file()


def test_what_is_wrong_leads_to_no_message_that_is_not_shown() -> None:
    document = new_document("a")
    lost, kept = (nodes.problematic("", "x", refid=id_) for id_ in ("id1", "id2"))
    document += nodes.paragraph("", "", lost, kept)
    document += nodes.system_message("", ids=["id2"])
    plain_problems(None, document)  # type: ignore[arg-type]  # it does not ask for it
    assert ("refid" in lost, "refid" in kept) == (False, True)
