"""Time and memory: what a comment, a chain of replies, a folder and an export may cost, whatever they hold.

A process of its own does the work, with so much of the processor's time and of memory and no more. The limits are wide:
they tell a cost that grows with the square of a length from one that grows with it, not a fast machine from a slow one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tracemalloc
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from chapbook.comments.allowed import LARGEST
from chapbook.comments.body import clean_body, words_of
from chapbook.comments.exchange.reading import read_posts
from chapbook.comments.folder import folder_state
from chapbook.comments.problem import Kind
from chapbook.comments.thread import arrange, read_thread
from comments.test_thread import arranged, comment
from exports import wxr, wxr_comment, wxr_post
from throwaway import ROOT

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


def test_a_chain_of_a_hundred_thousand_is_no_deeper() -> None:
    chain = [comment("0"), *(comment(str(n), str(n - 1)) for n in range(1, 100_000))]
    assert arranged(*chain).size == 100_000


def test_a_circle_of_a_hundred_thousand_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "0.md").write_text("---\nauthor: A\nreply_to: 0\n---\nHi\n", encoding="utf-8")
    thread, _ = read_thread(tmp_path, folder_state(tmp_path))
    (one,) = thread.comments()
    size = 100_000
    circle = [one._replace(id=str(number), reply_to=str((number + 1) % size)) for number in range(size)]
    thread, problems = arrange(circle)
    assert thread.size == size
    assert [problem.kind for problem in problems] == [Kind.REPLY_TO]
    assert "0 → 1 → 2" in problems[0].message
    assert "99,990 more … → 0" in problems[0].message
    assert len(problems[0].message) < 300


def test_what_is_not_wanted_of_a_large_export_takes_no_memory(tmp_path: Path) -> None:
    post = wxr_post(*(wxr_comment(number, f"Comment {number}") for number in range(1, 10_001)))
    post = post.replace("The post", "The post" * 2_000_000).replace("Comment 77<", "x" * 8_000_000 + "<")
    file = tmp_path / "export.xml"
    file.write_text(wxr(post), encoding="utf-8")
    del post
    tracemalloc.start()
    try:
        (read,) = read_posts([file])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(read.comments) == 10_000
    assert LARGEST < len(read.comments[76].html) < 2 * LARGEST + 65_536
    assert file.stat().st_size > 30_000_000
    assert peak < 80_000_000
