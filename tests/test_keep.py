"""``chapbook anchors --keep``: shows, asks, and writes all or nothing."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from chapbook.cli import main
from chapbook.keep import Change, difference, register_of_edition, write
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "(a)=\n# A\n\nAlpha is the first of these paragraphs.\n\nBeta is another one of them.\n"
EDITED = PAGE.replace("Alpha", "Zero is new here.\n\nAlpha")
KEPT = EDITED.replace("Zero", "(a-p0a)=\nZero").replace("Alpha", "(a-p1)=\nAlpha").replace("Beta", "(a-p2)=\nBeta")


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A work that was published, and whose page was edited since."""
    (tmp_path / "conf.py").write_text('extensions = ["myst_parser", "chapbook.anchors"]\n')
    (tmp_path / "index.md").write_text(EDITED)
    words = ["Alpha is the first of these paragraphs.", "Beta is another one of them."]
    (tmp_path / "anchors.txt").write_text(
        "a index A\n" + "".join(f"a-p{n} index {w}\n" for n, w in enumerate(words, 1))
    )
    return tmp_path


def answered(work: Path, monkeypatch: pytest.MonkeyPatch, answer: str, *options: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    return main(["anchors", "--keep", "--source", str(work), *options])


@pytest.mark.parametrize(("answer", "options"), [("y\n", []), ("Yes\n", []), ("", ["--yes"])])
def test_it_shows_and_writes(
    work: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], answer: str, options: list[str]
) -> None:
    assert answered(work, monkeypatch, answer, *options) == 0
    assert (work / "index.md").read_text() == KEPT
    assert "a-p0a index Zero is new here." in (work / "anchors.txt").read_text()
    said = capfd.readouterr().out
    assert said.startswith("--- index.md\n+++ index.md\n@@ ")
    assert "\n+(a-p1)=\n Alpha is" in said
    assert said.endswith("index.md: changed\nanchors.txt: 1 new id\n")
    assert answered(work, monkeypatch, "") == 0, "nothing is asked where nothing is to be written"


@pytest.mark.parametrize(
    ("answer", "said"), [("n\n", "Nothing was written."), ("\n", "Nothing was written."), ("", "--yes")]
)
def test_it_writes_nothing_without_a_yes(
    work: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], answer: str, said: str
) -> None:
    before = {path: path.read_bytes() for path in work.iterdir() if path.is_file()}
    assert answered(work, monkeypatch, answer) == 1
    assert {path: path.read_bytes() for path in work.iterdir() if path.is_file()} == before
    told = capfd.readouterr()
    assert "+(a-p1)=" in told.out
    assert said in told.out + told.err


def test_a_register_that_cannot_be_read_is_mended_first(
    work: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (work / "anchors.txt").write_text("broken\n")
    assert answered(work, monkeypatch, "y\n") == 1
    assert "anchors.txt:1: this is not a line of the register" in capfd.readouterr().err
    assert (work / "index.md").read_text() == EDITED


def test_a_publication_that_cannot_be_read_is_left(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (work / "conf.py").write_text("extensions = [\n")
    assert answered(work, monkeypatch, "y\n") == 1
    assert (work / "index.md").read_text() == EDITED


SECTIONS = "# Since edition 1.0:\na index A\na-p1 index Alpha is the first of these paragraphs.\n"
"""The register without an id that is on the page, under a heading."""


def test_sections_of_the_register_stay(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (work / "index.md").write_text(PAGE.replace("# A", "# Another A"))
    (work / "anchors.txt").write_text(SECTIONS)
    assert main(["anchors", "--source", str(work)]) == 1, "the words of the heading have changed"
    assert answered(work, monkeypatch, "y\n") == 0
    register = (work / "anchors.txt").read_text().partition("leads nowhere.\n")[2]
    lines = "a-p2 index Beta is another one of them.\n" + SECTIONS.replace(" A\n", " Another A\n")
    assert register == lines
    assert main(["anchors", "--source", str(work)]) == 0
    assert (work / "anchors.txt").read_text().endswith(f"leads nowhere.\n{lines}")


def test_an_edition_has_every_id_that_is_in_none(work: Path) -> None:
    (work / "index.md").write_text(PAGE)
    (work / "anchors.txt").write_text(SECTIONS)
    change = register_of_edition(work, work / "_build", "1.1")
    assert change
    assert (change.path, change.before) == ("anchors.txt", SECTIONS)
    added = "# Since edition 1.1:\na-p2 index Beta is another one of them.\n"
    assert change.after
    assert change.after.partition("leads nowhere.\n")[2] == SECTIONS + added
    assert (work / "anchors.txt").read_text() == SECTIONS


def test_an_edition_in_which_an_id_would_be_lost_is_refused(work: Path) -> None:
    with pytest.raises(Mistake, match=r"anchors\.txt: error: .* chapbook anchors --keep first"):
        register_of_edition(work, work / "_build", "1.1")


def test_a_new_file_and_one_that_goes_are_shown_as_git_does() -> None:
    lines = list(difference([Change("new.md", None, "One\n"), Change("old.md", "Two\r\n", None)]))
    assert lines[:2] == ["--- /dev/null", "+++ new.md"]
    assert lines[-4:] == ["--- old.md", "+++ /dev/null", "@@ -1 +0,0 @@", "-Two"]


def test_all_is_written_or_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old\r\n")
    (tmp_path / "b.md").write_bytes(b"edited meanwhile")
    with pytest.raises(Mistake, match=r"b\.md: error: it was changed meanwhile, and nothing was written"):
        write(tmp_path, [Change("a.md", "old\r\n", "new"), Change("b.md", "b", "c")])
    assert (tmp_path / "a.md").read_bytes() == b"old\r\n"
    (tmp_path / "c.md").mkdir()
    with pytest.raises(Mistake, match="nothing was changed"):
        write(tmp_path, [Change("a.md", "old\r\n", "new"), Change("c.md", None, "new")])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "b.md", "c.md"]
    assert (tmp_path / "a.md").read_bytes() == b"old\r\n"
    write(
        tmp_path,
        [Change("a.md", "old\r\n", "new\r\n"), Change("d/e.md", None, "é"), Change("b.md", "edited meanwhile", None)],
    )
    assert (tmp_path / "a.md").read_bytes() == b"new\r\n"
    assert (tmp_path / "d/e.md").read_text(encoding="utf-8") == "é"
    assert not (tmp_path / "b.md").exists()
