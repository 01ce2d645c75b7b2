"""What keeps a publication from being published: each is told with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from chapbook.check import lost_links, placeholders
from chapbook.cli import main
from chapbook.new import Answers, start

if TYPE_CHECKING:
    from pathlib import Path

DONE = {
    "LICENSE": ("write here what may be done", "anything may be done"),
    "CITATION.cff": ("One or two sentences that say what your essay is about.", "It is about a river."),
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "my essay"
    list(start(place, Answers("A river", "Ada Lovelace")))
    return place


def finish(place: Path) -> None:
    for name, (old, new) in DONE.items():
        path = place / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_folder_with_the_name_of_a_file_has_no_lines(tmp_path: Path) -> None:
    (tmp_path / "CITATION.cff").mkdir()
    (tmp_path / "chapters/one.md").mkdir(parents=True)
    assert list(placeholders(tmp_path)) == []


def test_all_that_is_the_outline_s_is_told_and_can_be_mended(tmp_path: Path) -> None:
    list(start(tmp_path, Answers()))
    told = list(placeholders(tmp_path))
    places = [re.match(r"(.*):(\d+): .*“(.*)”$", line) for line in told]
    for found in places:
        assert found
        assert found[3] in (tmp_path / "x").with_name(found[1].rpartition("/")[2]).read_text(encoding="utf-8")
    named = {found[1].rpartition("/")[2] for found in places if found}
    assert named == {"CITATION.cff", "LICENSE", "README.md", "conf.py", "index.md"}


def test_a_finished_publication_passes(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "-q", "--source", str(place)]) == 1
    assert {line.split(":")[0].rpartition("/")[2] for line in capsys.readouterr().err.splitlines()} == set(DONE)
    finish(place)
    assert main(["check", "-q", "--source", str(place)]) == 0
    assert capsys.readouterr().err == ""


ZOTERO = """\
@article{example2026,
  title = {A {{River}}}, author = {Doe, Jane}, date = {2020-05-01}, journaltitle = {Rivers}, volume = {3},
  doi = {10.1000/xyz}, url = {https://example.org/x}, urldate = {2021-03-04}, langid = {english},
  file = {/home/jane/Zotero/storage/ABC/x.pdf}, keywords = {a, b}, abstract = {Long.}
}
"""
TABLE = "\n```{table} Rivers\n:name: rivers\n\n| a | b |\n|---|---|\n| 1 | 2 |\n```\n\nSee {numref}`rivers`.\n"


def test_what_an_author_may_write_is_no_mistake(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    finish(place)
    (place / "references.bib").write_text(ZOTERO, encoding="utf-8")
    with (place / "chapters/introduction.md").open("a", encoding="utf-8") as chapter:
        chapter.write(TABLE)
    assert main(["check", "-q", "--source", str(place)]) == 0
    assert capfd.readouterr().err == ""


def test_a_lost_id_and_a_link_to_nothing_do_not(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    finish(place)
    assert main(["anchors", "--source", str(place)]) == 0
    chapter = place / "chapters/introduction.md"
    chapter.write_text("(introduction)=\n# Introduction\n\n[x](#nowhere)\n", encoding="utf-8")
    index = place / "index.md"
    index.write_text(index.read_text(encoding="utf-8").replace("(abstract)=", "(summary)="), encoding="utf-8")
    capsys.readouterr()
    assert main(["check", "-q", "--source", str(place)]) == 1
    told = capsys.readouterr().err
    assert re.search(r"introduction\.md:4: WARNING: .*nowhere", told)
    assert re.search(r"index\.md:10: WARNING: .*\babstract has moved; run make anchors", told)


def test_a_folder_without_a_publication_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("build", "check"):
        assert main([command, "--source", str(tmp_path)]) == 1
        assert capsys.readouterr().err == (
            f"{tmp_path}: error: there is no conf.py in this folder; go to the folder of your publication\n"
        )


@pytest.mark.parametrize(
    ("link", "is_lost"),
    [
        ("b.html", False),
        ("b.html#there", False),
        ("b.html#gone", True),
        ("#own", False),
        ("#gone", True),
        ("gone.html", True),
        ("sub/", False),
        ("a%20b.pdf", False),
        ("https://example.org/#x", False),
        ("mailto:a@example.org", False),
        ("//example.org/x", False),
        ("/walking/b.html#there", False),
        ("/walking/b.html#gone", True),
        ("/walking/gone.html", True),
        ("/etc/hostname", True),
        ("/b.html", False),
        ("/walking/", False),
    ],
)
def test_links_within_a_site(tmp_path: Path, link: str, is_lost: bool) -> None:  # noqa: FBT001  # a table's column
    (tmp_path / "a.html").write_text(f'<p id="own"><a href="{link}">x</a>', encoding="utf-8")
    (tmp_path / "b.html").write_text('<p id="there">', encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/index.html").touch()
    (tmp_path / "a b.pdf").touch()
    assert [f"the link to {link} " in line for line in lost_links(tmp_path)] == [True] * is_lost


def test_links_of_an_edition_below_stay_as_they_were(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "1.0"):
        (folder / "chapters").mkdir(parents=True)
        (folder / "objects.inv").touch()
        (folder / "chapters/a.html").write_text(
            '<a href="gone.html">x</a><a href="../1.0/chapters/a.html">y</a>', "utf-8"
        )
    assert list(lost_links(tmp_path)) == [
        f"{tmp_path}/chapters/a.html: the link to gone.html leads nowhere; mend it where the page is written"
    ]
