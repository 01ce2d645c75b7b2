"""Settings under the names that they had: they hold, and the build says what they are called now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from chapbook.conf_file import Change, last_line, literal, rename, take_out
from chapbook.renamed_settings import REMOVED, RENAMED
from throwaway import A_BOOK, ROOT, Project, build

if TYPE_CHECKING:
    from pathlib import Path

EXTENSIONS = ["myst_parser", "sphinxcontrib.bibtex", "chapbook"]
REPORT = """
def setup(app):
    def write(app, config):
        with open("{place}", "w") as file:
            file.write(repr(config.{name}))
    app.connect("config-inited", write)
"""
VALUES: dict[str, Any] = {
    "comment_thread_authors": ["Ann"],
    "comment_thread_largest": 1000,
    "comment_thread_repository": "https://github.com/a/b",
    "comment_thread_branch": "trunk",
    "comment_thread_email": "a@example.org",
    "comment_thread_work_id": "urn:x",
    "citable_parts": ["index"],
    "scholarly_record_parts": ["index"],
    "citable_register": "ids.txt",
    "typst_pdf_name": "book",
    "content_security": False,
    "other_formats_files": {"PDF": "a.pdf"},
    "assets_where_needed": {"a.css": "img"},
}


@pytest.fixture
def work(tmp_path: Path) -> Project:
    """A publication of one page; a test adds its settings."""
    project = Project(tmp_path / "work")
    record = (ROOT / "src/chapbook/outline/CITATION.cff").read_text(encoding="utf-8")
    project.write({"index.md": "(work)=\n# Work\n\nText.\n", "references.bib": "", "CITATION.cff": record})
    return project


def in_file(work: Project, settings: str) -> list[str]:
    """Build with a conf.py; return the warnings, without the folder in which they name it."""
    work.write({"conf.py": f"extensions = {EXTENSIONS}\n{settings}"})
    built = build(work.source, work.source.with_name("built"), "dummy", {})
    return [line.removeprefix(f"{work.source}/") for line in built.warning_lines]


def test_every_old_name_has_a_value_in_these_tests() -> None:
    assert VALUES.keys() == RENAMED.keys() | set(REMOVED)


@pytest.mark.parametrize(("old", "new"), RENAMED.items())
def test_an_old_name_is_a_warning_with_the_new_one_and_holds(work: Project, old: str, new: str) -> None:
    place = work.source / "held"
    settings = f"# {old} = 1\n{old} = {VALUES[old]!r}\n{REPORT.format(place=place, name=new)}"
    warning = f"conf.py:3: WARNING: {old} was renamed; write {new} [chapbook.deprecated]"
    assert in_file(work, settings) == [warning]
    assert place.read_text() == repr(VALUES[old])
    assert in_file(work, settings.replace(old, new)) == []
    assert place.read_text() == repr(VALUES[old])


def test_a_setting_that_went_is_to_be_deleted(work: Project) -> None:
    warning = "conf.py:2: WARNING: assets_where_needed is no longer needed; delete it [chapbook.deprecated]"
    assert in_file(work, "assets_where_needed = {}\n") == [warning]


def test_the_new_name_holds_where_both_are_set(work: Project) -> None:
    place = work.source / "held"
    report = REPORT.format(place=place, name="chapbook_pdf_name")
    [said] = in_file(work, f"typst_pdf_name = 'a'\nchapbook_pdf_name = 'b'\n{report}")
    assert said == (
        "conf.py:2: WARNING: typst_pdf_name was renamed, and chapbook_pdf_name is set as well, and holds; "
        "delete typst_pdf_name [chapbook.deprecated]"
    )
    assert place.read_text() == "'b'"


def test_a_setting_that_no_line_sets_has_the_first(work: Project) -> None:
    said = in_file(work, "globals()['typst_pdf_name'] = 'a'\n")
    assert said == ["conf.py:1: WARNING: typst_pdf_name was renamed; write chapbook_pdf_name [chapbook.deprecated]"]


def test_it_can_be_left_unsaid(work: Project) -> None:
    assert in_file(work, "typst_pdf_name = 'a'\nsuppress_warnings = ['chapbook.deprecated']\n") == []


def test_an_old_name_on_the_command_line(work: Project) -> None:
    work.settings = {**A_BOOK, "extensions": EXTENSIONS, "typst_pdf_name": "book", "html_theme": "chapbook"}
    built = work.build("typstpdf")
    warning = "WARNING: -D typst_pdf_name was renamed; write -D chapbook_pdf_name [chapbook.deprecated]"
    assert built.warning_lines == [warning]
    assert (built.out / "book.pdf").is_file()


def test_an_upgrade_has_named_them_already(work: Project) -> None:
    assert in_file(work, "typst_pdf_name = 'a'\ntags.add('chapbook_upgrade')\n") == []


OLD, NEW = "comment_thread_email", "chapbook_comments_email"


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        (f"{OLD} = 'a'\n", f"{NEW} = 'a'\n", [1]),
        (f"x = {OLD} = 'é', 'b'\r\n", f"x = {NEW} = 'é', 'b'\r\n", [1]),
        (f"é = {OLD} = 'a' # {OLD}", f"é = {NEW} = 'a' # {OLD}", [1]),
        (f"# {OLD} = 1\n'''\n{OLD} = 2\n'''\n\f{OLD} = ''", f"# {OLD} = 1\n'''\n{OLD} = 2\n'''\n\f{NEW} = ''", [5]),
        (f"if 1:\n\t{OLD}: str = ''\n{OLD} += {OLD}", f"if 1:\n\t{NEW}: str = ''\n{NEW} += {NEW}", [2, 3]),
        (f"a = '\u2028'; {OLD} = 'b'\rx = {OLD}", f"a = '\u2028'; {NEW} = 'b'\rx = {NEW}", [1, 2]),
        (f"{OLD} = f'{{{OLD}}} é {{ {OLD} }}'", f"{NEW} = f'{{{NEW}}} é {{ {NEW} }}'", [1]),
        (f"{OLD}_2 = my_{OLD} = 1", f"{OLD}_2 = my_{OLD} = 1", []),
    ],
)
def test_a_name_is_changed_and_nothing_else(before: str, after: str, lines: list[int]) -> None:
    assert rename(before.encode(), OLD, NEW) == Change(after.encode(), lines, [])


def test_a_file_keeps_its_encoding_and_its_mark() -> None:
    latin = f"# coding: latin-1\n{OLD} = 'é'\n"
    assert rename(latin.encode("latin-1"), OLD, NEW).source == latin.replace(OLD, NEW).encode("latin-1")
    marked = f"{OLD} = 'é'\n".encode("utf-8-sig")
    assert rename(marked, OLD, NEW).source == f"{NEW} = 'é'\n".encode("utf-8-sig")


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        (f"globals()['{OLD}'] = 1\n", [1]),
        (f"{OLD} = 1\nfor name in ['{OLD}']: pass\n", [1, 2]),
        (f"globals().update({OLD}=1)\n", [1]),
        (f"{OLD}, x = 1, 2\n", [1]),
        (f"from x import {OLD}\n", [1]),
        (f"{OLD} = 1\ndef f({OLD}):\n    return {OLD}\n", [1, 2, 3]),
        (f"def f():\n    global {OLD}\n    {OLD} = 1\n", [2, 3]),
        (f"{NEW} = 1\n{OLD} = 2\n", [2]),
        (f"class A:\n    {OLD} = 1\n", [2]),
    ],
)
def test_what_cannot_be_renamed_for_sure_is_left_with_its_lines(source: str, lines: list[int]) -> None:
    assert rename(source.encode(), OLD, NEW) == Change(source.encode(), [], lines)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a = 1\ngone = {\n  1: 2,\n} # so\nb = 2\n", "a = 1\nb = 2\n"),
        ("gone: dict = {}", ""),
        ("# gone\ra = 1\rgone = 1\r", "# gone\ra = 1\r"),
    ],
)
def test_a_statement_is_taken_out(before: str, after: str) -> None:
    change = take_out(before.encode(), "gone")
    assert (change.source, change.by_hand) == (after.encode(), [])


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("gone = x = 1\n", [1]),
        ("a = 1; gone = 1\n", [1]),
        ("gone = 1; a = 1\n", [1]),
        ("if 1:\n    gone = 1\n", [2]),
        ("gone = {}\ngone['a'] = 1\n", [1, 2]),
        ("x = gone\n", [1]),
    ],
)
def test_a_statement_that_does_more_is_left(source: str, lines: list[int]) -> None:
    assert take_out(source.encode(), "gone") == Change(source.encode(), [], lines)


def test_a_line_of_a_file_that_is_no_python_is_unknown() -> None:
    assert last_line(b"def", "a") == last_line(b"\0", "a") == 0


def test_of_a_setting_that_is_set_twice_the_last_holds() -> None:
    assert last_line(b"a = 1\nif a:\n    a = 2\n", "a") == 3
    assert literal(b"a = 1\na = 2\n", "a") == 2


@pytest.mark.parametrize("source", [b"", b"def", b"\0", b"b = 1", b"a = open(b)", b"a: int", b"a = [b]"])
def test_a_value_that_is_not_written_plainly_is_unknown(source: bytes) -> None:
    assert literal(source, "a") is None
