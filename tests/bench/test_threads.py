"""The invented threads of the bench: the same at every run, of the size that is asked for, without a mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.projects import THREAD_PAGE, plain_sphinx, publication
from bench.threads import LEVELS, WORDS, as_quotes, invented_thread, write_files
from chapbook.comments.folder import folder_state
from chapbook.comments.thread import read_thread
from throwaway import build

if TYPE_CHECKING:
    from pathlib import Path


def test_a_thread_is_the_same_each_time() -> None:
    assert invented_thread(50) == invented_thread(50)


def test_a_smaller_thread_is_the_beginning_of_a_larger_one() -> None:
    assert invented_thread(50)[:10] == invented_thread(10)


@pytest.mark.parametrize("size", [10, 300])
def test_files_make_the_thread_that_was_asked_for(size: int, tmp_path: Path) -> None:
    invented = invented_thread(size)
    folder = tmp_path / "comments"
    write_files(invented, folder)
    thread, problems = read_thread(folder, folder_state(folder))
    assert problems == []
    comments = list(thread.comments())
    assert [comment.id for comment in comments] == [comment.id for comment in invented]
    assert {len(comment.words.split()) for comment in comments} == {WORDS}
    assert {comment.level for comment in invented} == set(range(LEVELS))


def test_quotes_are_nested_as_answers_are() -> None:
    lines = as_quotes(invented_thread(100)).splitlines()
    said = [line for line in lines if " says, " in line]
    assert [line.count("> ") - 1 for line in said] == [comment.level for comment in invented_thread(100)]


def test_both_publications_are_built_without_a_warning(tmp_path: Path) -> None:
    thread = invented_thread(30)
    for made in (publication(tmp_path / "ours", thread), plain_sphinx(tmp_path / "plain", thread)):
        built = build(made.folder, made.folder / "_build", "html", {})
        assert built.warnings == ""
        assert thread[-1].body.split()[-1] in built.page(THREAD_PAGE).get_text()
