"""Which files are watched, and what is made again when they change."""

from __future__ import annotations

from pathlib import Path

import pytest

from chapbook.live.watching import Plan, is_watched, plan_for

SOURCE = Path("/essay")
TARGET = SOURCE / "_build/live"


@pytest.mark.parametrize(
    "name",
    ["index.md", "chapters/new/one.md", "references.bib", "CITATION.cff", "conf.py", "mine.csl", "_static/a b.css"],
)
def test_what_a_publication_is_made_of_is_watched(name: str) -> None:
    assert is_watched(SOURCE / name, SOURCE, TARGET)


@pytest.mark.parametrize(
    "name",
    [
        "_build/live/html/index.html",
        ".git/index",
        ".venv/lib/a.py",
        "__pycache__/conf.cpython-311.pyc",
        "chapters/.one.md.swp",
        "chapters/one.md~",
        "chapters/#one.md#",
        "../other/one.md",
        ".",
    ],
)
def test_what_is_built_kept_or_left_behind_is_not(name: str) -> None:
    assert not is_watched(Path("/other/one.md") if name.startswith("..") else SOURCE / name, SOURCE, TARGET)


@pytest.mark.parametrize(
    ("names", "plan"),
    [
        (["chapters/one.md", "comments/02-x.md", "references.bib", "conf.py"], Plan()),
        (["_static/own.css"], Plan(writes_all=True)),
        (["CITATION.cff", "chapters/one.md"], Plan(writes_all=True)),
        (["_templates/page.html"], Plan(writes_all=True)),
        (["mine.csl"], Plan(reads_all=True, writes_all=True)),
        (["_ext/mine.py"], Plan(reads_all=True, writes_all=True)),
    ],
)
def test_what_is_made_again(names: list[str], plan: Plan) -> None:
    assert plan_for(SOURCE / name for name in names) == plan


def test_a_build_makes_up_for_one_that_was_stopped() -> None:
    assert Plan(reads_all=True).with_all_of(Plan(writes_all=True)) == Plan(reads_all=True, writes_all=True)
