"""A file that somebody sent: checked, named and put in its place, whole, and never over another."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from chapbook.cli import main
from chapbook.comments.exchange.adding import add_comments
from chapbook.comments.exchange.placing import place_file
from chapbook.mistake import Mistake
from making import make
from throwaway import ROOT

if TYPE_CHECKING:
    from pathlib import Path

GOOD = "---\nauthor: Ann\n---\nHi\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "comments"
    folder.mkdir()
    return folder


def sent(folder: Path, name: str, text: str = GOOD) -> Path:
    path = folder.parent / name
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize(
    ("name", "placed"),
    [
        ("ann.md", ["ann", "ann-2", "ann-3"]),
        ("a--b.md", ["a--b", "a-b", "a-b-2"]),
        ("Ann's answer (1).md", ["ann-s-answer-1", "ann-s-answer-1-2", "ann-s-answer-1-3"]),
        ("李.md", ["li", "li-2", "li-3"]),
        ("!.md", ["a-name", "a-name-2", "a-name-3"]),
        ("ann.txt", ["ann", "ann-2", "ann-3"]),
        ("a" * 245 + ".md", ["a" * 245, "a" * 243 + "-2", "a" * 243 + "-3"]),
    ],
)
def test_its_name_is_kept_where_it_is_an_id_and_free(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, placed: list[str]
) -> None:
    source = sent(folder, name, "\ufeff" + GOOD.replace("\n", "\r\n"))
    for id_ in placed:
        assert main(["add", str(source), "--to", str(folder)]) == 0
        assert capsys.readouterr().out == f"{folder / id_}.md\n"
        assert (folder / f"{id_}.md").read_bytes() == source.read_bytes()
    assert sorted(path.stem for path in folder.iterdir()) == sorted(placed)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("---\nauthor: Ann\nreply_to: nobody\n---\nHi\n", 3, "no comment 'nobody'"),
        ("---\nauthor: Ann\nreply_to: new\n---\nHi\n", 3, "answers itself"),
        ("---\nauthor: Ann\nmail: ann@example.org\n---\nHi\n", 3, "'mail' is not a key"),
        ("---\nauthor: Ann\n---\nsee [x](javascript:alert(1))\n", 4, "javascript"),
        ("Hi\n", 1, "no front matter"),
    ],
)
def test_a_mistake_is_told_at_its_line_and_nothing_is_put_in(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, line: int, said: str
) -> None:
    (folder / "old.md").write_text(GOOD, encoding="utf-8")
    source = sent(folder, "new.md", text)
    assert main(["add", str(source), "--to", str(folder)]) == 1
    printed, error = capsys.readouterr()
    assert printed == ""
    assert error.startswith(f"{source}:{line}: ")
    assert said in error
    assert os.listdir(folder) == ["old.md"]  # noqa: PTH208  # hidden ones as well


def test_an_answer_to_a_comment_that_is_there(folder: Path) -> None:
    (folder / "old.md").write_text(GOOD, encoding="utf-8")
    answer = "---\nauthor: Bo\nreply_to: old\n---\nHi\n"
    assert add_comments([sent(folder, "old.md", answer)], folder) == ([folder / "old-2.md"], [])


def test_a_mistake_in_the_thread_is_told_as_well(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "old.md").write_text("Hi\n", encoding="utf-8")
    assert main(["add", str(sent(folder, "new.md")), "--to", str(folder)]) == 1
    assert capsys.readouterr().err.startswith(f"{folder / 'old.md'}:1: ")


def test_places_that_are_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = sent(folder, "new.md")
    assert main(["add", str(source), "--to", str(folder / "none")]) == 1
    assert "no such folder" in capsys.readouterr().err
    assert main(["add", str(folder.parent / "none.md"), "--to", str(folder)]) == 1
    assert "cannot be read" in capsys.readouterr().err
    (folder / "old.md").write_text(GOOD, encoding="utf-8")
    assert main(["add", str(folder / "old.md"), "--to", str(folder)]) == 1
    assert "in its place already" in capsys.readouterr().err


def test_a_link_is_not_written_through(folder: Path) -> None:
    (folder.parent / "target").write_text("mine", encoding="utf-8")
    (folder / "old.md").write_text(GOOD, encoding="utf-8")
    (folder / "new.md").symlink_to(folder.parent / "nowhere")
    with pytest.raises(FileExistsError):
        place_file(folder / "new.md", b"x")
    assert not (folder.parent / "nowhere").exists()


def test_of_many_at_once_each_gets_a_place_of_its_own(folder: Path) -> None:
    sources = []
    for number in range(12):
        (folder.parent / str(number)).mkdir()
        sources.append(sent(folder, f"{number}/new.md", GOOD.replace("Hi", f"Hi {number}")))
    with ThreadPoolExecutor(12) as pool:
        placed = list(pool.map(lambda source: add_comments([source], folder), sources))
    assert all(problems == [] for _, problems in placed)
    assert len({path for [path], _ in placed}) == 12
    assert sorted(path.read_bytes() for path in folder.iterdir()) == sorted(path.read_bytes() for path in sources)


def test_a_file_that_cannot_be_finished_does_not_appear(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "link", fail)
    with pytest.raises(OSError, match="No space"):
        place_file(folder / "new.md", b"x")
    assert os.listdir(folder) == []  # noqa: PTH208  # hidden ones as well


def test_make_comment_in_a_folder_with_spaces(tmp_path: Path) -> None:
    """The command of this repository; ``.venv`` stands for the environment of the tests, which ``make`` made."""
    place = tmp_path / "a house"
    (place / "requirements").mkdir(parents=True)
    (place / "comments").mkdir()
    (place / "requirements/build.txt").touch()
    (place / "pyproject.toml").touch()
    (place / ".venv/bin").mkdir(parents=True)
    (place / ".venv/.build-tools").touch()
    python = place / ".venv/bin/python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    (place / "Makefile").write_bytes((ROOT / "Makefile").read_bytes())
    (place / "it's new $(x).md").write_text(GOOD, encoding="utf-8")
    for file, code in (("FILE=it's new $(x).md", 0), ("FILE=", 2)):
        done = make("comment", file, folder=place)
        assert done.returncode == code, done.stderr
    assert "argument FILE: no path was given" in done.stderr
    assert [path.name for path in (place / "comments").iterdir()] == ["it-s-new-x.md"]


def test_what_is_wrong_elsewhere_in_the_thread_is_told(tmp_path: Path) -> None:
    """An answer to nobody in another file; the new comment may be the one that it answers."""
    folder = tmp_path / "comments"
    folder.mkdir()
    (folder / "01-ann.md").write_text("---\nauthor: Ann\nreply_to: 02-bob\n---\nHi\n", encoding="utf-8")
    for name, told in (("03-cy", ["01-ann.md"]), ("02-bob", [])):
        sent = tmp_path / f"{name}.md"
        sent.write_text("---\nauthor: Bob\n---\nHi\n", encoding="utf-8")
        paths, problems = add_comments([sent], folder)
        assert [problem.path.name for problem in problems] == told
        assert len(paths) == (not told)


def answer(name: str) -> str:
    return f"---\nauthor: Bo\nreply_to: {name}\n---\nHi\n"


def test_many_files_are_put_in_answered_before_answers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In whichever order they are named; one that gets another name is answered by that."""
    files = [sent(folder, "c.md", answer("b-b")), sent(folder, "B b.md", answer("a")), sent(folder, "a.md")]
    assert main(["add", *map(str, files), "--to", str(folder)]) == 0
    assert capsys.readouterr().out.split() == [str(folder / f"{id_}.md") for id_ in ("a", "b-b", "c")]
    assert {path.stem: path.read_text(encoding="utf-8") for path in folder.iterdir()} == {
        "a": GOOD,
        "b-b": answer("a"),
        "c": answer("b-b"),
    }


def test_of_many_files_none_is_put_in_where_one_is_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = sent(folder, "a.md"), sent(folder, "b.md", answer("nobody"))
    assert main(["add", str(good), str(bad), "--to", str(folder)]) == 1
    printed, error = capsys.readouterr()
    assert printed == ""
    assert error.startswith(f"{bad}:3: error: reply_to: there is no comment 'nobody'")
    assert list(folder.iterdir()) == []


def test_of_many_files_none_stays_where_one_cannot_be_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = os.link

    def fail_at_b(source: Path, target: Path) -> None:
        if target.stem == "b":
            raise OSError(28, "No space left on device")
        link(source, target)

    monkeypatch.setattr(os, "link", fail_at_b)
    with pytest.raises(Mistake, match=r"b\.md: error: the file cannot be written"):
        add_comments([sent(folder, "a.md"), sent(folder, "b.md")], folder)
    assert os.listdir(folder) == []  # noqa: PTH208  # hidden ones as well


def test_one_file_named_twice_is_put_in_once(folder: Path) -> None:
    source = sent(folder, "a.md")
    assert add_comments([source, source], folder) == ([folder / "a.md"], [])


def test_files_of_one_name_get_two(folder: Path) -> None:
    (folder.parent / "x").mkdir()
    paths, _ = add_comments([sent(folder, "a.md"), sent(folder, "x/a.md")], folder)
    assert paths == [folder / "a.md", folder / "a-2.md"]


def test_a_folder_that_is_a_link_is_not_followed(folder: Path) -> None:
    (folder.parent / "link").symlink_to(folder)
    with pytest.raises(Mistake, match="the folder is a link"):
        add_comments([sent(folder, "a.md")], folder.parent / "link")
    assert list(folder.iterdir()) == []
