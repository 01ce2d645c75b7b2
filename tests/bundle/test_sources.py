"""What of a folder is a publication's: what git would hold, and nothing that leads out of it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from chapbook.bundle.sources import has_removed_comment, sources_of
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    ".gitignore": "*.private\n/drafts/\n",
    ".env": "SECRET=1",
    ".github/workflows/pages.yml": "",
    ".zenodo.json": "{}",
    "conf.py": "",
    "letters.private": "",
    "drafts/one.md": "",
    "_build/html/index.html": "",
    "comments/.gitkeep": "",
    "chapters/Grüße.md": "",
}
OPEN = [
    ".github/workflows/pages.yml",
    ".gitignore",
    ".zenodo.json",
    "chapters/Grüße.md",
    "comments/.gitkeep",
    "conf.py",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "work" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "work"


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


def test_what_git_ignores_is_out_with_a_repository_and_without_one(folder: Path) -> None:
    assert list(sources_of(folder)) == OPEN
    assert not (folder / ".git").exists()
    git(folder, "init")
    assert list(sources_of(folder)) == OPEN
    git(folder, "add", "--force", "letters.private")
    (folder / "conf.py").unlink()
    assert list(sources_of(folder)) == [*OPEN[:-1], "letters.private"]


def test_a_publication_may_be_a_folder_of_a_repository(folder: Path) -> None:
    (folder.parent / "other.md").touch()
    git(folder.parent, "init")
    assert list(sources_of(folder)) == OPEN


def test_a_link_is_followed_within_the_publication_alone(folder: Path) -> None:
    (folder / "copy.md").symlink_to("chapters/Grüße.md")
    assert "copy.md" in sources_of(folder)
    (folder.parent / "secret").touch()
    (folder / "away.md").symlink_to(folder.parent / "secret")
    with pytest.raises(Mistake, match=r"away\.md: error: it leads out of the publication"):
        sources_of(folder)


def test_what_cannot_be_kept_is_a_mistake(folder: Path) -> None:
    (folder / "gone.md").symlink_to("nowhere")
    with pytest.raises(Mistake, match=r"gone\.md: error: it leads to nothing"):
        sources_of(folder)
    (folder / "gone.md").unlink()
    (folder / "all").symlink_to("chapters")
    with pytest.raises(Mistake, match=r"all: error: it leads to a folder; put the files themselves in its place"):
        sources_of(folder)
    (folder / "all").unlink()
    (folder / "inner").mkdir()
    git(folder / "inner", "init")
    (folder / "inner/a.txt").touch()
    with pytest.raises(Mistake, match=r"inner: error: git has only the name of this folder"):
        sources_of(folder)


def test_without_git_nothing_is_guessed(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Mistake, match=r"git says which files are the publication's, and is not there"):
        sources_of(folder)


@pytest.mark.parametrize(
    ("document", "folder_name", "is_removed"),
    [
        ("appendices/comments.md", "../comments", True),
        ("appendices/comments.md", "/comments/", True),
        ("comments.rst", "comments", True),
        ("appendices/comments.md", "../others", False),
        ("unused/comments.md", "../comments", False),
    ],
)
def test_a_removed_comment_is_one_of_a_thread_that_is_shown(
    tmp_path: Path, document: str, folder_name: str, *, is_removed: bool
) -> None:
    form = ".. comment-thread:: {}" if document.endswith("rst") else "```{{comment-thread}} {}\n```"
    texts = {
        "comments/none.md": "No comment.\n",
        document: f"# Comments\n\n{form.format(folder_name)}\n",
        "comments/a.md": "---\nauthor: A\nremoved: as they asked\n---\n",
        "others/b.md": "---\nauthor: B\n---\nremoved: no\n",
    }
    files = {}
    for name, text in texts.items():
        files[name] = tmp_path / name
        files[name].parent.mkdir(parents=True, exist_ok=True)
        files[name].write_text(text, encoding="utf-8")
    assert has_removed_comment(files, {"appendices/comments", "comments"}) is is_removed
