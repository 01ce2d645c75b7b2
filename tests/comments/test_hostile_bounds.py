"""Time and memory: what a comment, a chain of replies and a folder may cost, whatever they hold.

A process of its own does the work, with so much of the processor's time and of memory and no more. The limits are wide:
they tell a cost that grows with the square of a length from one that grows with it, not a fast machine from a slow one.
"""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from chapbook.comments.body import DEEPEST, clean_body, words_of
from chapbook.comments.comment_file import read_comment
from chapbook.comments.problem import Kind
from hostile import SETTINGS, SOURCES
from throwaway import ROOT, Project

if TYPE_CHECKING:
    from pathlib import Path

BEGINNING = """
import resource
import sys
from pathlib import Path

def limit(resource_, value):
    resource.setrlimit(resource_, (value, resource.getrlimit(resource_)[1]))

def seconds_from_now(seconds):
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds)
"""
MEGABYTES = 1 << 20


def bounded(program: str, *arguments: str) -> str:
    """Run a program that sets limits to itself; return what it printed."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    command = [sys.executable, "-c", BEGINNING + dedent(program), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.returncode}: {done.stdout[-300:]} {done.stderr[-2000:]}"
    return done.stdout


def test_no_body_costs_much_more_than_its_length() -> None:
    program = f"""
        from chapbook.comments.body import clean_body, words_of
        from chapbook.comments.doctree import body_nodes
        from costly_bodies import costly
        limit(resource.RLIMIT_AS, {1_500 * MEGABYTES})
        bodies = costly()
        for number, body in enumerate(bodies):
            print(number, repr(body[:40]), flush=True)
            seconds_from_now(4)
            html, _ = clean_body(body)
            words_of(html)
            body_nodes(html)
            assert len(html) < 30 * len(body), len(html)
        print("all", len(bodies))
    """
    assert "all 1" in bounded(program)


@pytest.mark.parametrize("unit", ["http://a", "://", "<http://", "http:"])
def test_to_look_for_addresses_costs_no_more_in_a_long_text(unit: str) -> None:
    program = f"""
        from chapbook.comments.body import clean_body
        seconds_from_now(15)
        print(clean_body({unit!r} * 60_000)[1])
    """
    assert bounded(program) == "[]\n"


@pytest.mark.parametrize("unit", [">", "> ", "- ", "1. ", "> - ", "<b>", "<blockquote>", "*a ", "[", "**", "<q><i>"])
def test_a_hundred_thousand_levels_are_shown_as_they_were_written(unit: str) -> None:
    source = f"before\n\n{unit * 100_000}x"
    html, faults = clean_body(source)
    assert [fault.kind for fault in faults] in ([], [Kind.BODY])
    shown = words_of(html).replace(" ", "")
    assert shown == source.replace("\n", "").replace(" ", "")


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


def test_a_publication_that_allows_ten_megabytes_gets_them(tmp_path: Path) -> None:
    paragraph = f"Ten megabytes *of* {'words ' * 200} & <b>tags</b>.\n\n"
    path = tmp_path / "a.md"
    path.write_text("---\nauthor: A\n---\n" + paragraph * (10_000_000 // len(paragraph)), encoding="utf-8")
    program = f"""
        from chapbook.comments.comment_file import read_comment
        limit(resource.RLIMIT_AS, {3_000 * MEGABYTES})
        seconds_from_now(120)
        comment, problems = read_comment(Path(sys.argv[1]), 10_000_000)
        print(problems, comment.words.count("megabytes"))
    """
    assert bounded(program, str(path)).split() == ["[]", str(10_000_000 // len(paragraph))]


def test_a_hundred_thousand_files_each_an_answer_to_the_one_before(tmp_path: Path) -> None:
    folder = tmp_path / "comments"
    folder.mkdir()
    for number in range(100_000):
        answered = f"reply_to: {number - 1}\n" if number else ""
        (folder / f"{number}.md").write_bytes(f"---\nauthor: A\n{answered}---\nHi\n".encode())
    program = f"""
        from chapbook.comments.page import thread_html
        from chapbook.comments.thread import read_thread
        from chapbook.comments.folder import folder_state
        from chapbook.comments.wording import Wording
        limit(resource.RLIMIT_AS, {2_000 * MEGABYTES})
        seconds_from_now(180)
        folder = Path(sys.argv[1])
        thread, problems = read_thread(folder, folder_state(folder))
        html = thread_html(thread, Wording(["B"], "en"), 3)
        print(thread.size, problems, html.count("<article"), html.count("<ol"))
    """
    assert bounded(program, str(folder)).split() == ["100000", "[]", "100000", "8"]
