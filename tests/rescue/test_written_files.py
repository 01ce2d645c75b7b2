"""A rescue into a folder that is there: what a person changed stays, what only the rescue wrote is renewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chapbook.mistake import Mistake
from chapbook.rescue.written_files import WRITTEN, put

if TYPE_CHECKING:
    from pathlib import Path

FIRST = {"index.md": b"one", "chapters/a.md": b"a", "chapters/b.md": b"b", "source/x": b"x"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "publication"
    put(folder, FIRST, is_rehearsal=False)
    return folder


def test_the_first_run_writes_all_and_the_second_nothing(folder: Path) -> None:
    assert {name: (folder / name).read_bytes() for name in FIRST} == FIRST
    outcome = put(folder, FIRST, is_rehearsal=False)
    assert outcome.same == tuple(FIRST)
    assert outcome.new == outcome.renewed == outcome.kept == outcome.removed == ()


def test_what_a_person_changed_or_deleted_stays_so_for_ever(folder: Path) -> None:
    (folder / "index.md").write_bytes(b"a person's")
    (folder / "chapters/b.md").unlink()
    second = {**FIRST, "index.md": b"two", "chapters/a.md": b"new a", "chapters/b.md": b"new b"}
    for _ in range(2):
        outcome = put(folder, second, is_rehearsal=False)
        assert outcome.kept == ("index.md", "chapters/b.md")
        assert (folder / "index.md").read_bytes() == b"a person's"
        assert not (folder / "chapters/b.md").exists()
    assert (folder / "chapters/a.md").read_bytes() == b"new a"


def test_what_is_made_no_more_goes_unless_a_person_changed_it(folder: Path) -> None:
    (folder / "chapters/b.md").write_bytes(b"a person's")
    outcome = put(folder, {"index.md": b"one"}, is_rehearsal=False)
    assert outcome.removed == ("chapters/a.md", "source/x")
    assert not (folder / "chapters/a.md").exists()
    assert (folder / "chapters/b.md").read_bytes() == b"a person's"


def test_a_rehearsal_writes_nothing(tmp_path: Path, folder: Path) -> None:
    assert put(tmp_path / "new", FIRST, is_rehearsal=True).new == tuple(FIRST)
    assert not (tmp_path / "new").exists()
    assert put(folder, {"index.md": b"two"}, is_rehearsal=True).renewed == ("index.md",)
    assert (folder / "index.md").read_bytes() == b"one"


def test_nothing_is_written_through_a_link(tmp_path: Path, folder: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder / "pictures").symlink_to(outside)
    assert put(folder, {**FIRST, "pictures/a.png": b"p"}, is_rehearsal=False).kept == ("pictures/a.png",)
    assert list(outside.iterdir()) == []


def test_a_folder_of_others_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Mistake, match="no rescue wrote it"):
        put(tmp_path, FIRST, is_rehearsal=False)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_sums_are_those_of_sha256sum(folder: Path) -> None:
    lines = (folder / WRITTEN).read_text(encoding="utf-8").splitlines()
    assert [line.split("  ")[1] for line in lines] == sorted(FIRST)
    assert all(len(line.split("  ")[0]) == 64 for line in lines)
