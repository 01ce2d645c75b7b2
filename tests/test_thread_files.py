"""Where the files of comments are, as the sources say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chapbook.thread_files import comments_of, folders_of_threads

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("document", "text", "folder"),
    [
        ("appendices/a.md", "```{comment-thread} ../comments\n```", "comments"),
        ("appendices/a.md", "> ::::{comment-thread} /threads/one/\n::::", "threads/one"),
        ("a.rst", ".. comment-thread:: my words", "my words"),
        ("a/b.md", "~~~{comment-thread} ./own \n:closed:\n~~~", "a/own"),
    ],
)
def test_the_folder_of_a_thread(document: str, text: str, folder: str) -> None:
    assert folders_of_threads({document: f"# T\n\n{text}\n"}) == {folder}


def test_a_folder_outside_is_none() -> None:
    assert folders_of_threads({"a.md": "```{comment-thread} ../../etc\n```"}) == set()


def test_the_comments_of_all_threads(tmp_path: Path) -> None:
    texts = {
        "a.md": "```{comment-thread} threads/one\n```\n\n```{comment-thread} /threads/two\n```\n",
        "_build/a.md": "```{comment-thread} built\n```\n",
        **dict.fromkeys(("threads/one/x.md", "threads/two/x.md", "threads/three/x.md", "comments/y.md"), ""),
        **dict.fromkeys(("_build/built/x.md", "threads/one/.x.md", "threads/one/x.txt", ".venv/comments/x.md"), ""),
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "threads/one/link.md").symlink_to("x.md")
    assert comments_of(tmp_path) == ["comments/y.md", "threads/one/x.md", "threads/two/x.md"]
