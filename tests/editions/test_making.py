"""``chapbook edition``: what keeps an edition from being made, what is written, and what is asked."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from chapbook.anchors.register import read_register
from chapbook.cli import main
from chapbook.editions.editions_file import Edition, read_editions
from chapbook.keep import Change
from chapbook.mistake import Mistake
from chapbook.new import Answers, start
from editions.own_repository import Repository

if TYPE_CHECKING:
    from pathlib import Path

RECORD = 'cff-version: 1.2.0\nmessage: M\ntitle: A\nauthors: [{alias: X}]\nversion: "0.1"\ndate-released: 2026-01-01\n'
REGISTER = "# Since edition 1.0:\na index A\n"


pytestmark = pytest.mark.usefixtures("no_settings_of_the_machine")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A publication whose builds and ids are said to be right."""
    own = Repository.begin(tmp_path / "work")
    own.commit({"CITATION.cff": RECORD, ".gitignore": "_build/\n", "conf.py": ""})
    register = Change("anchors.txt", None, REGISTER)
    monkeypatch.setattr("chapbook.editions.making.check", lambda *_: 0)
    monkeypatch.setattr("chapbook.editions.making.verify", lambda *_: 0)
    monkeypatch.setattr("chapbook.editions.making.register_of_edition", lambda *_: register)
    return own


def edition(own: Repository, *arguments: str, changes: str = "Words.") -> int:
    return main(["edition", "--source", str(own.folder), "--changes", changes, *arguments])


def answer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_an_edition_is_written_committed_and_tagged(own: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert edition(own, "1.0", "--date", "2026-11-23", "--yes") == 0
    record = RECORD.replace("0.1", "1.0").replace("2026-01-01", "2026-11-23")
    assert (own.folder / "CITATION.cff").read_text() == record
    assert read_editions(own.folder) == (Edition("1.0", date(2026, 11, 23), "Words."),)
    assert (own.folder / "anchors.txt").read_text() == REGISTER
    assert own.git("log", "--format=%s", "--name-only", "-1").split("\n\n")[1].split() == [
        "CITATION.cff",
        "anchors.txt",
        "editions.yaml",
    ]
    assert own.git("tag") == "1.0\n"
    said = capsys.readouterr()
    assert '\n-version: "0.1"\n-date-released: 2026-01-01\n+version: "1.0"\n+date-released: 2026-11-23\n' in said.out
    assert "git push --follow-tags" in said.out
    assert said.err == ""


@pytest.mark.parametrize(("text", "said"), [("n\n", "Nothing was written"), ("", "nobody answered")])
def test_without_a_yes_nothing_is_written(
    own: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    before = own.state
    answer(monkeypatch, text)
    assert edition(own, "1.0") == 1
    assert said in "".join(capsys.readouterr())
    assert own.state == before


def test_it_asks_what_changed(own: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "  Two numbers corrected. \ny\n")
    assert edition(own, "1.0", changes="") == 0
    [made] = read_editions(own.folder)
    assert made.changes == "Two numbers corrected."


@pytest.mark.parametrize("text", ["", "\n", "   \n", "a\x07\n"])
def test_an_edition_without_words_is_not_made(
    own: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    before = own.state
    answer(monkeypatch, text)
    assert edition(own, "1.0", "--yes", changes="") == 1
    assert re.search(r"edition: error: (nobody said .* --changes TEXT|.*U\+0007)", capsys.readouterr().err)
    assert own.state == before


def test_several_lines_of_changes(own: Repository) -> None:
    assert edition(own, "1.0", "--yes", changes=" One. \r\n\r\nTwo.\n") == 0
    assert read_editions(own.folder)[0].changes == "One.\n\nTwo."


@pytest.mark.parametrize(
    "arguments",
    [
        ["1 0"],
        ["-1"],
        [""],
        ["../1"],
        ["1.0", "--date", "2026-02-30"],
        ["1.0", "--date", "today"],
        ["1.0", "--date", str(date.today() + timedelta(days=3))],  # noqa: DTZ011  # days later in every zone
        ["1.0", "--changes", "a\u202eb"],
    ],
)
def test_what_is_no_version_no_day_and_no_text(own: Repository, arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["edition", "--source", str(own.folder), "--changes", "Words.", "--yes", *arguments])


def test_all_that_is_wrong_is_told_at_once(
    own: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own.commit({"editions.yaml": '- version: "1.0A"\n  date: 2026-11-23\n', "source/SHA256SUMS": ""})
    own.git("tag", "1.0a")
    own.write({"new.md": "", "links.csv": "address,answer\nhttps://a.example/,gone\n"})
    (own.folder / "CITATION.cff").unlink()
    before = own.state
    monkeypatch.setattr("chapbook.editions.making.check", lambda *_: 1)
    assert edition(own, "1.0a", "--date", "2026-11-22", "--yes") == 1
    said = capsys.readouterr().err
    for words in (
        "has a tag 1.0a already",
        "CITATION.cff: it has changed since it was committed",
        "CITATION.cff: there is no such file",
        "new.md: git does not have it",
        "links.csv: git does not have it",
        "editions.yaml: it has an edition 1.0a already",
        "edition 1.0A is of 2026-11-23, which is later than 2026-11-22",
        "chapbook check says it again",
        "source: its words were not compared",
        "https://a.example/ is gone, and no copy is known",
        "Edition 1.0a was not made, and nothing was written",
    ):
        assert words in said
    assert own.state == before


def test_links_that_are_gone_are_told_and_keep_nothing(own: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        "https://gone.example/,gone,,",
        "https://kept.example/,gone,https://a.example/,",
        "https://x.example/,alive,,",
        "https://sister.example/,gone,,https://b.example/",
    ]
    own.commit({"links.csv": "\n".join(["address,answer,copy,sister", *rows]) + "\n"})
    assert edition(own, "1.0", "--yes") == 0
    [line] = capsys.readouterr().err.splitlines()
    assert "links.csv: https://gone.example/ is gone" in line


@pytest.mark.parametrize("version", ["chapters", "CITATIONS", "Editions", "changes", "objects.inv", "comments"])
def test_a_version_is_nothing_that_the_site_has(
    own: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], version: str
) -> None:
    def built(_source: Path, target: Path, _options: list[str]) -> int:
        for name in ("chapters/a.html", "citations.html", "objects.inv"):
            (target / "html" / name).parent.mkdir(parents=True, exist_ok=True)
            (target / "html" / name).touch()
        return 0

    monkeypatch.setattr("chapbook.editions.making.check", built)
    own.commit({"comments/one.md": "---\nauthor: A\n---\nNo.\n"})
    assert edition(own, version, "--yes") == 1
    assert "the site has a page, folder or file of this name" in capsys.readouterr().err


def test_words_that_differ_from_the_source(
    own: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own.commit({"source/SHA256SUMS": ""})
    before = own.state
    monkeypatch.setattr("chapbook.editions.making.verify", lambda *_: 1)
    assert edition(own, "1.0", "--yes") == 1
    assert "source: its words are not all there" in capsys.readouterr().err
    monkeypatch.undo()
    assert own.state == before


def test_a_list_that_cannot_be_read_or_added_to(own: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    own.commit({"editions.yaml": "- 1\n"})
    assert edition(own, "1.0", "--yes") == 1
    assert "editions.yaml:1: error: lines of key: value" in capsys.readouterr().err
    own.commit({"editions.yaml": "[]\n"})
    assert edition(own, "1.0", "--yes") == 1
    assert "editions.yaml: error: nothing can be added" in capsys.readouterr().err


def test_ids_that_would_be_lost(
    own: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lost(source: Path, *_: object) -> None:
        raise Mistake(source / "anchors.txt", 0, "an id is lost")

    for found, said in ((lost, "an id is lost"), (lambda *_: None, "its ids could not be read")):
        monkeypatch.setattr("chapbook.editions.making.register_of_edition", found)
        assert edition(own, "1.0", "--yes") == 1
        assert said in capsys.readouterr().err


def test_two_editions_of_a_publication(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """From ``chapbook new`` on, with real builds: what is in the register since when, and what stops the second."""
    place = tmp_path / "essay"
    list(start(place, Answers("On Walking", "Ann Ah")))
    own = Repository.begin(place)
    record = (place / "CITATION.cff").read_text(encoding="utf-8")
    abstract = "One or two sentences that say what your essay is about."
    record = record.replace(abstract, "On walking.").partition("\nversion:")[0]
    own.commit({"CITATION.cff": record, "LICENSE": "All rights reserved.\n"})
    assert edition(own, "1.0", "--yes") == 0, capfd.readouterr().err
    first = (place / "anchors.txt").read_text(encoding="utf-8")
    assert {anchor.since for anchor in read_register(first).anchors.values()} == {"1.0"}
    chapter = (place / "chapters/introduction.md").read_text(encoding="utf-8")
    own.commit({"chapters/introduction.md": chapter.replace("Your essay", "Put in.\n\nYour essay")})
    assert edition(own, "1.1", "--yes") == 1
    assert "chapters/introduction.md:" in capfd.readouterr().err
    own.commit({"chapters/introduction.md": f"{chapter}\nNew at its end.\n"})
    assert edition(own, "1.1", "--yes") == 0, capfd.readouterr().err
    second = (place / "anchors.txt").read_text(encoding="utf-8")
    assert second.startswith(first)
    [added] = [anchor for anchor in read_register(second).anchors.values() if anchor.since == "1.1"]
    assert (added.page, added.words) == ("chapters/introduction", "New at its end.")
    assert [one.version for one in read_editions(place)] == ["1.0", "1.1"]
    assert own.git("tag") == "1.0\n1.1\n"
    assert own.git("status", "--porcelain") == ""
