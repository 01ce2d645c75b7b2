"""The table of the judges: what it says of one that judged, of one that could not, of one that broke."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from throwaway import ROOT

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """
import pytest
from absent import go_without
from judges.verdicts import Finding, Judge

def judge(name): return pytest.mark.judge(Judge(name, "all", "pages", lambda: "1.0"))
"""
CALM = """
@judge("calm")
@pytest.mark.parametrize("view", ["light", "dark"])
def test_calm(judged, view): judged(["a.html", "b.html"], [], view=view)
"""
STRICT = """
@judge("strict")
def test_strict(judged): judged(["a.html"], [Finding("a.html", "h1", "there is none"), Finding("a.html", "h2", "two")])
"""
ABSENT = """
@judge("absent")
def test_absent(): go_without("no java")
"""
BROKEN = """
@judge("broken")
def test_broken(judged): raise RuntimeError("it printed no JSON")
"""
HALF = """
@judge("half")
def test_found(judged): judged(["a.html"], [Finding("a.html", "h1", "there is none")])
@judge("half")
def test_not_found(): raise RuntimeError("it broke")
"""
BLIND = """
@judge("blind")
def test_blind(judged): judged([], [])
"""


def rows(folder: Path, *tests: str, ci: str = "", processes: int = 0) -> tuple[int, str, dict[str, list[str]]]:
    """Run tests and return the exit status, what was printed and the cells of the table, by the judge."""
    (folder / "test_it.py").write_text(HEAD + "".join(tests), encoding="utf-8")
    paths = str(ROOT / "tests")
    command = [sys.executable, "-m", "pytest", "-p", "judges.verdicts", "-p", "no:cacheprovider", "-q"]
    command += ["-p", "xdist", "--numprocesses", str(processes)] if processes else []
    command.append("test_it.py")
    environment = {**os.environ, "PYTHONPATH": paths, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "CI": ci}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    cells = [[cell.strip() for cell in line.split(" | ")] for line in done.stdout.splitlines() if " | " in line]
    return done.returncode, done.stdout, {name: rest for name, *rest in cells}


def test_what_was_judged_is_counted(tmp_path: Path) -> None:
    status, _, found = rows(tmp_path, CALM)
    assert status == 0
    assert found == {
        "judge": ["judged", "by its rules", "findings", "seconds"],
        "calm 1.0": ["2 pages, 4 views", "all", "0", "0"],
    }


def test_judges_in_several_processes_have_one_table(tmp_path: Path) -> None:
    alone = rows(tmp_path, CALM, STRICT, ABSENT, HALF)
    together = rows(tmp_path, CALM, STRICT, ABSENT, HALF, processes=2)
    assert together[2] == alone[2]


def test_each_finding_names_its_page_and_rule_and_fails_the_run(tmp_path: Path) -> None:
    status, printed, found = rows(tmp_path, CALM, STRICT)
    assert status == 1
    assert "a.html: h1: there is none" in printed.splitlines()
    assert found["strict 1.0"] == ["1 pages", "all", "2", "0"]


@pytest.mark.parametrize(("ci", "status"), [("", 0), ("true", 1)])
def test_a_judge_that_is_not_there_is_named_and_may_not_be_missing_where_all_is_checked(
    tmp_path: Path, ci: str, status: int
) -> None:
    ended, _, found = rows(tmp_path, CALM, ABSENT, ci=ci)
    assert ended == status
    assert found["absent"][0].endswith("no java")
    assert found["absent"][0].startswith("not judged: ")
    assert found["absent"][2] == "–"


@pytest.mark.parametrize(
    ("test", "reason"), [(BROKEN, "RuntimeError: it printed no JSON"), (BLIND, "AssertionError: the judge looked at")]
)
def test_a_judge_that_broke_or_saw_nothing_has_not_judged(tmp_path: Path, test: str, reason: str) -> None:
    status, _, found = rows(tmp_path, test)
    [row] = [cells for name, cells in found.items() if name in {"broken", "blind"}]
    assert status == 1
    assert row[0].startswith(f"not judged: {reason}")


def test_a_judge_that_broke_on_its_way_says_so_beside_what_it_judged(tmp_path: Path) -> None:
    _, _, found = rows(tmp_path, HALF)
    assert found["half 1.0"] == ["1 pages; not judged: RuntimeError: it broke", "all", "1", "0"]
