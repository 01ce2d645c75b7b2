"""Hostile front matter, file names and circles: each refusal has a place that can be printed, and nothing is shown."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from chapbook.comments import front_matter
from chapbook.comments.comment_file import parse_comment
from chapbook.comments.front_matter import KEYS, LONGEST_HEADER, read_front_matter
from chapbook.comments.problem import Kind, Problem
from hostile import SETTINGS, SOURCES
from throwaway import Project

if TYPE_CHECKING:
    from pathlib import Path

GOOD = "---\nauthor: A\n---\nHi\n"
BOMB = "a: &a [x, x]\n" + "".join(f"k{n}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(24))

LOADERS = [yaml.SafeLoader, *filter(None, [getattr(yaml, "CSafeLoader", None)])]
REFUSED = {
    "aliases of aliases": f"{BOMB}author: *y",
    "an alias of itself": "author: &a [*a]",
    "an alias of nothing": "author: *nobody",
    "a call of Python's": "author: !!python/object/apply:os.system [id]",
    "a merge": "<<: {author: A}",
    "two documents": "author: A\n--- \nauthor: B",
    "a tab": "author: A\n\turl: x",
    "a key twice": "author: A\nauthor: B",
    "a key twice by an anchor": "&k author: A\n*k : B",
    "a key that is a list": "? [author]\n: A",
    "a key that is nothing": "~: A",
    "a set": "!!set {author}",
    "lists in each other": "author: " + "[" * 9_900,
    "closed lists in each other": "author: " + "[" * 4_900 + "]" * 4_900,
    "keys in each other": "? " * 4_900,
    "items in each other": "- " * 4_900,
    "a number without end": "author: " + "9" * 9_000,
    "a date without end": "author: A\ndate: " + "9" * 1_900,
    "a year without end": "author: A\ndate: 99999-01-01",
    "digits of another script": "author: A\ndate: '\uff12\uff10\uff12\uff12-01-01'",
    "a half of a character": 'author: "\\ud800"',
    "a character beyond the last": 'author: "\\U00110000"',
    "NUL": 'author: "a\\0b"',
    "a terminal's command": 'author: "\\e[31m"',
    "a version to come": "%YAML 9.9\n--- \nauthor: A",
    "too much": "author: A\n#" + "x" * LONGEST_HEADER,
}
HARMLESS = {
    "a name of Python's": ("!!python/name:os.system A", "A"),
    "bytes": ("!!binary aGVsbG8=", "aGVsbG8="),
    "an anchor": ("&author A", "A"),
    "a block": ("|\n  A\n  B", "A B"),
    "escapes of letters": ('"\\x41\\u0042"', "AB"),
}


@pytest.fixture(params=LOADERS, ids=lambda loader: str(loader.__name__))
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with each loader that PyYAML may have."""
    monkeypatch.setattr(front_matter, "Loader", request.param)


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize("header", REFUSED.values(), ids=list(REFUSED))
def test_front_matter_that_is_refused_at_its_line(header: str) -> None:
    read = read_front_matter(f"{header}\n")
    assert read.faults
    lines = header.count("\n") + 1
    for fault in read.faults:
        assert 0 <= fault.line <= lines + 1
        assert fault.message.isprintable()
        assert len(fault.message) < 2_500
    assert read.values.get("author", "A") == "A"


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize(("value", "author"), HARMLESS.values(), ids=list(HARMLESS))
def test_front_matter_that_is_a_harmless_text(value: str, author: str) -> None:
    read = read_front_matter(f"author: {value}\n")
    assert (read.values, read.lines) == ({"author": author}, {"author": 1})
    assert [fault.line for fault in read.faults] == ([1] if value.startswith(("!", "&")) else [])


@pytest.mark.parametrize("key", [key for key in KEYS if key not in {"author", "removed"}])
@pytest.mark.parametrize(
    "value", ["javascript:alert(1)", "<script>alert(1)</script>", "../../etc/passwd", "# x", "\u202e"]
)
def test_no_key_carries_what_is_not_of_its_form(tmp_path: Path, key: str, value: str) -> None:
    comment, problems = parse_comment(tmp_path / "a.md", f"---\nauthor: A\n{key}: '{value}'\n---\nHi\n".encode())
    assert comment is not None
    assert not any((comment.date, comment.url, comment.reply_to, comment.about, comment.removed, comment.supplied))
    assert {problem.line for problem in problems} == {3}


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59-23:59", "9999-12-31", "2999-01-01T00:00:00+23:59"])
def test_a_date_that_has_still_to_come_is_told_and_left_out(tmp_path: Path, moment: str) -> None:
    comment, [problem] = parse_comment(tmp_path / "a.md", f"---\nauthor: A\ndate: {moment}\n---\nHi\n".encode())
    assert comment is not None
    assert comment.date is None
    assert (problem.line, problem.kind) == (3, Kind.VALUE)
    assert "has still to come" in problem.message


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+23:59", "0001-01-01", "2022-W01-1"])
def test_dates_at_the_ends_of_time_are_shown_and_sorted(tmp_path: Path, moment: str) -> None:
    project = Project(tmp_path, dict(SETTINGS))
    project.write({**SOURCES, "comments/a.md": f"---\nauthor: A\ndate: {moment}\n---\nHi\n", "comments/b.md": GOOD})
    build = project.build()
    assert build.warnings == ""
    assert len(build.page("one").select("article.comment")) == 2


NAMES = [
    *(
        "A.md",
        "\uff41.md",
        "\u0430.md",
        "a.md.md",
        ".md",
        "a b.md",
        "a\nb.md",
        "a\x1b[31m.md",
        "a\u202edm.md",
        "A.MD",
        "a.MD",
    ),
    *(
        "a\u0301.md",
        "-_-.md",
        "a" * 250 + ".md",
        "a.md ",
        "a.md~",
        "con.txt",
        "%2e%2e.md",
        "a'b\"<b>.md",
        "#a.md",
        "a.md:1",
    ),
    os.fsdecode(b"a\xff.md"),
    os.fsdecode(b"\xc3.md"),
]


@pytest.mark.skipif(sys.platform == "darwin", reason="the file system has no such names")
def test_names_that_look_like_others_or_cannot_be_printed_are_told_and_not_shown(tmp_path: Path) -> None:
    project = Project(tmp_path / "source", dict(SETTINGS))
    project.write({**SOURCES, "comments/a.md": GOOD})
    for name in NAMES:
        (tmp_path / "source/comments" / name).write_text(GOOD, encoding="utf-8")
    build = project.build()
    assert [article["id"] for article in build.page("one").select("article.comment")] == ["comment-a"]
    lines = build.warnings.removesuffix("\n").split("\n")
    assert len(lines) == len(NAMES)
    for line in lines:
        assert line.isprintable()
        assert line.startswith(f"{tmp_path}/source/comments/")
        assert line.endswith("[chapbook_comments.name]")
    assert {line.split(": WARNING: ")[0].rpartition("/")[2] for line in lines} >= {
        "A.md:1",
        "a\\nb.md:1",
        "a\\udcff.md:1",
    }


def test_a_place_is_printable(tmp_path: Path) -> None:
    problem = Problem(tmp_path / "a\n\udcff\u202e.md", 3, Kind.NAME, "x")
    assert problem.location == f"{tmp_path}/a\\n\\udcff\\u202e.md:3"
