"""The bounds that a comment is kept within: its depth in every builder, and its size."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from chapbook.comments.body import DEEPEST
from chapbook.comments.comment_file import read_comment
from chapbook.comments.problem import Kind
from hostile import SETTINGS, SOURCES
from throwaway import Project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("unit", "blocks"), [("> ", 1), ("- ", 2), ("999999999. ", 2), ("<blockquote>", 1)])
def test_what_is_as_deep_as_allowed_is_shown_by_every_builder(tmp_path: Path, unit: str, blocks: int) -> None:
    source = tmp_path / "source"
    (source / "comments").mkdir(parents=True)
    project = Project(source, dict(SETTINGS))
    project.write(SOURCES)
    for before, number in pairwise(range(12)):
        answered = f"reply_to: {before}\n" if before else ""
        body = unit * (DEEPEST // blocks) + "<b><i><s><q><del><em><code><cite>deepest\nof all"
        text = f"---\nauthor: A\n{answered}---\n{body}\n"
        (source / f"comments/{number}.md").write_text(text, encoding="utf-8")
    for builder in ("html", "epub", "latex", "text", "man", "texinfo", "typstpdf"):
        assert project.build(builder).warnings == ""


def test_a_body_of_ten_megabytes_is_refused_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    with path.open("wb") as file:
        file.truncate(10_000_000)
    path.chmod(0)  # to read it would be another mistake, where the tests are not root's
    comment, problems = read_comment(path)
    assert comment is None
    assert [(problem.line, problem.kind) for problem in problems] == [(0, Kind.SIZE)]
