"""What stops a build is a line with a place where a person did it, and Sphinx's page where a program is at fault."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sphinx.cmd.build import build_main

from chapbook.anchors import register_check
from chapbook.cli import main
from making import started

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return started(tmp_path / "work")


def appended(text: str) -> Callable[[Path], None]:
    """Return what puts a text at the end of ``conf.py``."""

    def append(place: Path) -> None:
        with (place / "conf.py").open("a", encoding="utf-8") as conf:
            conf.write(text)

    return append


def written(name: str, data: bytes) -> Callable[[Path], None]:
    """Return what writes a file, and has templates looked for in its folder."""

    def write(place: Path) -> None:
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        appended("templates_path = ['_templates']\n")(place)

    return write


def without(name: str, *, folder: bool = False) -> Callable[[Path], None]:
    """Return what takes a file away, and may put a folder in its place."""

    def take_away(place: Path) -> None:
        (place / name).unlink()
        if folder:
            (place / name).mkdir()

    return take_away


REPLY_FORM = "_templates/chapbook/comments/reply_form.html"
MISTAKES = [
    (
        appended("extensions += ['nowhere']\n"),
        r"conf\.py:14: error: .*'nowhere'.*; install it, or .*",
    ),
    (appended("html_theme = 'nowhere'\n"), r"conf\.py:14: error: .*'nowhere'.*; write the name of another.*"),
    (appended("setup = 3\n"), r"conf\.py:1: error: 'setup' .*"),
    (appended("def setup(app):\n    app.nothing()\n"), r"conf\.py:\d\d: error: AttributeError: .*; correct it"),
    (appended("chapbook_comments_repository = 'x'\n"), r"conf\.py:14: error: chapbook_comments_repository: .*"),
    (without("index.md"), r"index\.md: error: there is no such file; write it, or name another in root_doc"),
    (written("anchors.txt", b"a b c\n\xff\n"), r"anchors\.txt:2: error: this line is not UTF-8; save .*"),
    (written(REPLY_FORM, b"<p>\n{% if %}"), r"reply_form\.html:2: error: .*; correct it"),
    (written(REPLY_FORM, b"\n\n{{ nothing.at.all }}"), r"reply_form\.html:3: error: UndefinedError: .*; correct it"),
    (
        written("_templates/page.html", b"{% include 'no.html' %}"),
        r"page\.html:1: error: there is no template .*",
    ),
]


@pytest.mark.parametrize(("change", "said"), MISTAKES, ids=[said[:24] for _, said in MISTAKES])
def test_a_person_s_mistake_is_one_line(
    place: Path, capfd: pytest.CaptureFixture[str], change: Callable[[Path], None], said: str
) -> None:
    change(place)
    assert build_main(["-q", "-b", "html", str(place), str(place / "_out")]) == 2
    [line] = [line for line in capfd.readouterr().err.splitlines() if line.strip()]
    assert re.fullmatch(rf"({re.escape(str(place))}/\S*)?{said}", re.sub(r"^_templates\S*/", "", line))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (written("CITATION.cff", b"title: [\n"), r"CITATION\.cff:\d: ERROR: .*"),
        (written("references.bib", b"@book{example2026"), r"references\.bib:1: (ERROR|WARNING): .*"),
        (without("references.bib", folder=True), r"references\.bib(:1)?: (ERROR|WARNING): .*"),
    ],
    ids=["record", "bibliography", "folder"],
)
def test_a_mistake_in_the_record_or_the_references_leaves_the_pages(
    place: Path, capfd: pytest.CaptureFixture[str], change: Callable[[Path], None], said: str
) -> None:
    change(place)
    assert build_main(["-q", "-W", "--keep-going", "-b", "html", str(place), str(place / "_out")]) == 1
    assert (place / "_out/chapters/introduction.html").is_file()
    told = [line.removeprefix(f"{place}/") for line in capfd.readouterr().err.splitlines() if line.strip()]
    assert re.match(said, told[0]), told


@pytest.mark.parametrize("source", ["x = (", "import nowhere_at_all", "1 / 0", "raise SystemExit(3)", "language = 3"])
def test_the_command_tells_what_is_wrong_in_conf_py_once(
    place: Path, capfd: pytest.CaptureFixture[str], source: str
) -> None:
    appended(source)(place)
    line = len((place / "conf.py").read_text(encoding="utf-8").splitlines())
    assert main(["build", "-q", "--source", str(place)]) == 1
    [told] = [line for line in capfd.readouterr().err.splitlines() if line.strip()]
    assert told.startswith(f"{place / 'conf.py'}:{line}: error: ")


@pytest.mark.parametrize("options", [[], ["-j2"]], ids=["", "parallel"])
def test_a_template_that_all_pages_need_is_told_once(
    place: Path, capfd: pytest.CaptureFixture[str], options: list[str]
) -> None:
    written("_templates/page.html", b"\n{{ nothing.at.all }}")(place)
    for number in range(8):
        (place / f"chapters/{number}.md").write_text(f"---\norphan: true\n---\n# Chapter {number}\n", encoding="utf-8")
    assert build_main(["-q", "-b", "html", *options, str(place), str(place / "_out")]) == 2
    [line] = [line for line in capfd.readouterr().err.splitlines() if line.strip()]
    assert "_templates/page.html:2: error: " in line


@pytest.mark.parametrize("options", [[], ["-T"]], ids=["", "traceback"])
def test_a_fault_of_the_press_is_not_taken_for_a_person_s(
    place: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    monkeypatch.setattr(register_check, "compare", lambda *_: 1 / 0)
    (place / "anchors.txt").write_text("intro index Intro\n", encoding="utf-8")
    assert build_main(["-q", "-b", "html", *options, str(place), str(place / "_out")]) == 2
    assert "ZeroDivisionError" in (told := capfd.readouterr().err) or "division by zero" in told
    assert "The full traceback has been saved" in told
