"""``chapbook redact``: what a comment said goes out of the publication and its editions; place and answers stay."""

from __future__ import annotations

import io
import subprocess
from datetime import date
from typing import TYPE_CHECKING

import pytest

from chapbook import cli
from chapbook.editions.editions_file import Edition, Redaction, read_editions
from chapbook.editions.redacting import redacted_sources
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from pathlib import Path

PLACEHOLDER = """---
author: Anonymous
supplied: [author]
date: 2026-01-02
reply_to: 01-ann
removed: asked for, 2026-03-01
---
"""
FILES = {
    "conf.py": 'language = "en"\n',
    "CITATION.cff": "title: An Essay\n",
    "index.md": "(one)=\n# One\n\nWords.\n\n```{comment-thread} threads/own talk\n```\n",
    "threads/own talk/01-ann.md": "---\nauthor: Ann\ndate: 2026-01-01\n---\nHello.\n",
    "threads/own talk/vera-bloom.md": "---\nauthor: Vera Bloom\ndate: 2026-01-02\nurl: https://bloom.example/\n"
    "reply_to: 01-ann\n---\nI have walked this street for years, and https://b.example/x shows it.\n",
    "threads/own talk/03-cy.md": "---\nauthor: Cy\nreply_to: vera-bloom\n---\n"
    "> walked this street for years, and\n\nHi Vera.\n",
    "anchors.txt": "# head\ncomment-vera-bloom index Vera Bloom\none index One\n",
    "links.csv": "address,checked\nhttps://b.example/x,2026-01-05\nhttps://bloom.example/,\nhttps://c.example/,\n",
    "source/page.txt": "Vera Bloom: I have walked this street for years, and so on.\n",
    "editions.yaml": "- version: '1.0'\n  date: 2026-01-01\n- version: '1.1'\n  date: 2026-02-01\n",
    ".gitignore": "_build/\n",
}  # fmt: skip
SAID = (b"Vera", b"Bloom", b"walked", b"bloom.example", b"b.example/x")


def git(folder: Path, *arguments: str) -> None:
    who = (
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@example.org",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "tag.gpgsign=false",
    )
    subprocess.run(["git", "-C", folder, *who, *arguments], check=True, capture_output=True)


def lay(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())


def state(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def saying(folder: Path) -> set[str]:
    return {name for name, data in state(folder).items() if any(word in data for word in SAID)}


@pytest.fixture(autouse=True)
def disk_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chapbook.replacing.os.fsync", lambda _file: None)


@pytest.fixture
def publication(tmp_path: Path) -> Path:
    """An edition 1.0 without the comment, and 1.1 with it."""
    folder = tmp_path / "essay"
    late = "threads/own talk/vera-bloom.md"
    lay(folder, {name: text for name, text in FILES.items() if name != late})
    git(tmp_path, "init", "-q", "essay")
    for version in ("1.0", "1.1"):
        lay(folder, {} if version == "1.0" else {late: FILES[late]})
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", version)
        git(folder, "tag", "-am", version, version)
    return folder


def redact(publication: Path, name: str = "vera-bloom", *more: str) -> int:
    return cli.main(
        ["redact", "--source", str(publication), "--date", "2026-03-01", "--reason", "asked for", name, *more]
    )


def test_what_a_comment_said_goes(publication: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert redact(publication, "vera-bloom", "--yes") == 0
    now = state(publication)
    assert now["threads/own talk/vera-bloom.md"].decode() == PLACEHOLDER
    assert now["anchors.txt"] == b"# head\ncomment-vera-bloom index Anonymous\none index One\n"
    assert now["links.csv"] == b"address,checked\nhttps://c.example/,\n"
    noted = (Redaction("comment-vera-bloom", date(2026, 3, 1)),)
    assert [(edition.version, edition.redacted) for edition in read_editions(publication)] == [
        ("1.0", ()),
        ("1.1", noted),
    ]
    told = capsys.readouterr().out.splitlines()
    assert [line for line in told if line.startswith(("threads/own talk/03", "source/"))] == [
        "source/page.txt:1: has its writer's name",
        "source/page.txt:1: quotes its words",
        "threads/own talk/03-cy.md:5: quotes its words",
        "threads/own talk/03-cy.md:7: has its writer's name",
    ]
    assert any("#comment-vera-bloom, has the name still" in line for line in told)
    assert "  git add -- 'threads/own talk/vera-bloom.md' anchors.txt links.csv editions.yaml" in told
    changed = subprocess.run(["git", "-C", publication, "diff", "--cached"], capture_output=True, check=True).stdout
    assert changed == b""
    assert redact(publication, "vera-bloom", "--yes") == 0
    assert state(publication) == now


@pytest.mark.parametrize(
    "name",
    [
        "comment-vera-bloom",
        "vera-bloom.md",
        "threads/own talk/vera-bloom.md",
        "https://example.org/index.html#comment-vera-bloom",
    ],
)
def test_ways_to_name_it(publication: Path, name: str) -> None:
    assert redact(publication, name, "--yes") == 0
    assert b"removed: asked for" in (publication / "threads/own talk/vera-bloom.md").read_bytes()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("vera-blom", "is it vera-bloom?"),
        ("one", "one is no comment, but a part of index; change its words there"),
        ("../../../etc/passwd", "there is no comment '../../../etc/passwd'"),
        ("é\udcff\x1b[1m", r"there is no comment '\xe9\udcff\x1b[1m'"),
        ("", "there is no comment ''"),
        ("index.md", "there is no comment 'index'"),
    ],
)
def test_what_is_no_comment(publication: Path, capsys: pytest.CaptureFixture[str], name: str, told: str) -> None:
    before = state(publication)
    assert redact(publication, name, "--yes") == 1
    assert told in capsys.readouterr().err
    assert state(publication) == before


def test_one_of_two_threads(publication: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = "---\nauthor: Someone Else\n---\nI say what I say.\n"
    lay(
        publication,
        {"comments/vera-bloom.md": other, "anchors.txt": FILES["anchors.txt"] + "comment-vera-bloom b Someone Else\n"},
    )
    assert redact(publication, "vera-bloom", "--yes") == 1
    assert (
        "name the file of one of them: comments/vera-bloom.md, threads/own talk/vera-bloom.md"
        in capsys.readouterr().err
    )
    assert redact(publication, "threads/own talk/vera-bloom.md", "--yes") == 0
    assert (publication / "comments/vera-bloom.md").read_text("utf-8") == other
    lines = (publication / "anchors.txt").read_text("utf-8").splitlines()
    assert {"comment-vera-bloom index Anonymous", "comment-vera-bloom b Someone Else"} < set(lines)


def test_without_an_answer_nothing_is_written(publication: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(publication)
    for answer in ("", "n\n"):
        monkeypatch.setattr("sys.stdin", io.StringIO(answer))
        assert redact(publication) == 1
        assert state(publication) == before
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert redact(publication) == 0
    assert saying(publication) == {"source/page.txt", "threads/own talk/03-cy.md"}


def test_an_edition_whose_other_files_repeat_it(publication: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (publication / "index.md").read_bytes()
    (publication / "index.md").write_bytes(b"Vera Bloom walks.\n\n" + text)
    (publication / "\udcff.md").write_text("Vera Bloom", "utf-8")
    git(publication, "commit", "-aqm", "more")
    git(publication, "tag", "-fam", "1.1", "1.1")
    (publication / "index.md").write_bytes(text)
    assert redact(publication, "vera-bloom", "--yes") == 0
    told = capsys.readouterr().out.splitlines()
    assert "1.1:index.md:1: has its writer's name" in told
    assert "?.md:1: has its writer's name" in told
    assert not [line for line in told if line.startswith(("1.0:", "1.1:source", "1.1:threads"))]


def test_an_edition_in_which_its_file_had_another_name(publication: Path, capsys: pytest.CaptureFixture[str]) -> None:
    talk = publication / "threads/own talk"
    talk.joinpath("vera-bloom.md").rename(talk / "02-vera.md")
    assert redact(publication, "02-vera", "--yes") == 0
    assert [redaction.id for edition in read_editions(publication) for redaction in edition.redacted] == [
        "comment-vera-bloom"
    ]
    assert "1.1:threads/own talk/vera-bloom.md" not in capsys.readouterr().out


def test_an_edition_in_which_it_had_another_name_and_other_words(
    publication: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    talk = publication / "threads/own talk"
    text = talk.joinpath("vera-bloom.md").read_text("utf-8")
    talk.joinpath("02-vera.md").write_text(text.replace("I have", "We have"), "utf-8")
    talk.joinpath("vera-bloom.md").unlink()
    assert redact(publication, "02-vera", "--yes") == 0
    assert "1.1:threads/own talk/vera-bloom.md:7: quotes its words" in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("stopped_by", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_what_is_stopped_leaves_all_as_it_was(
    publication: Path, monkeypatch: pytest.MonkeyPatch, stopped_by: type[BaseException] | BaseException
) -> None:
    before, files = state(publication), iter(range(2))

    def fail(_file: int) -> None:
        if next(files, None) is None:
            raise stopped_by

    monkeypatch.setattr("chapbook.replacing.os.fsync", fail)
    assert redact(publication, "vera-bloom", "--yes") == 1
    assert state(publication) == before


def test_without_editions_no_git_is_needed(tmp_path: Path) -> None:
    lay(tmp_path, {name: text for name, text in FILES.items() if name in {"conf.py", "index.md"} or "own talk" in name})
    marked = ("\ufeff" + FILES["threads/own talk/vera-bloom.md"]).replace("\n", "\r\n")
    lay(tmp_path, {"threads/own talk/vera-bloom.md": marked, "conf.py": 'language = "zh_CN"\n'})
    assert cli.main(["redact", "--source", str(tmp_path), "--date", "2026-03-01", "vera-bloom", "--yes"]) == 0
    text = (tmp_path / "threads/own talk/vera-bloom.md").read_bytes().decode()
    assert text == ("\ufeff" + PLACEHOLDER.replace("asked for", "由编辑决定")).replace("\n", "\r\n")


def test_an_edition_whose_tag_is_not_here(publication: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(publication, "tag", "-d", "1.1")
    before = state(publication)
    assert redact(publication, "vera-bloom", "--yes") == 1
    assert "git has no tag 1.1; fetch it: git fetch --tags" in capsys.readouterr().err
    assert state(publication) == before


def test_a_file_that_cannot_be_read(publication: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (publication / "threads/own talk/vera-bloom.md").write_bytes(b"---\nauthor: \xff\n---\n")
    assert redact(publication, "vera-bloom", "--yes") == 1
    assert "vera-bloom.md:1: error: this cannot be read as a comment" in capsys.readouterr().err


def edition(*ids: str) -> Edition:
    return Edition("1.1", date(2026, 2, 1), "", tuple(Redaction(f"comment-{name}", date(2026, 3, 1)) for name in ids))


def test_the_sources_of_an_edition(publication: Path, tmp_path: Path) -> None:
    redact(publication, "vera-bloom", "--yes")
    folder = tmp_path / "1.1"
    lay(folder, FILES)
    redacted_sources(folder, publication, edition("vera-bloom"))
    assert (folder / "threads/own talk/vera-bloom.md").read_text("utf-8") == PLACEHOLDER
    assert not (folder / "source").exists()
    # The editor has not taken the quotation out of the answer.
    assert saying(folder) == {"threads/own talk/03-cy.md"}
    answer = publication / "threads/own talk/03-cy.md"
    answer.write_text("---\nauthor: Cy\nreply_to: vera-bloom\n---\n[…]\n", "utf-8")
    lay(folder, FILES)
    redacted_sources(folder, publication, edition("vera-bloom"))
    assert saying(folder) == set()
    assert (folder / "threads/own talk/03-cy.md").read_bytes() == answer.read_bytes()


def test_an_edition_s_comment_that_is_elsewhere_now(publication: Path, tmp_path: Path) -> None:
    """Whatever has become of it here, what is to be redacted is."""
    folder = tmp_path / "1.1"
    (publication / "threads/own talk/vera-bloom.md").unlink()
    lay(folder, FILES)
    redacted_sources(folder, publication, edition("vera-bloom"))
    text = (folder / "threads/own talk/vera-bloom.md").read_text("utf-8")
    assert text == PLACEHOLDER.replace("asked for", "by the editors")


def test_an_edition_without_redactions_stays_as_it_is(publication: Path, tmp_path: Path) -> None:
    lay(tmp_path / "1.1", FILES)
    before = state(tmp_path / "1.1")
    redacted_sources(tmp_path / "1.1", publication, edition())
    assert state(tmp_path / "1.1") == before
    with pytest.raises(Mistake, match=r"editions\.yaml: error: edition 1\.1 has no comment 'comment-nobody'"):
        redacted_sources(tmp_path / "1.1", publication, edition("nobody"))
