"""``chapbook build``: all formats in one process; whatever keeps a book from being made, the site is made."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from chapbook.cli import main
from chapbook.fingerprint import Fingerprint
from chapbook.new import Answers, start

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "work"
    list(start(place, Answers()))
    return place


def built(place: Path) -> set[str]:
    names = ("html/index.html", "html/essay.pdf", "html/essay.epub", "pdf/essay.pdf", "epub/essay.epub")
    return {name for name in names if (place / "_build" / name).is_file()}


ALL = {"html/index.html", "html/essay.pdf", "html/essay.epub", "pdf/essay.pdf", "epub/essay.epub"}


def test_all_formats_are_made_and_the_site_has_the_books(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert main(["build", "-q", "--source", str(place)]) == 0
    assert built(place) == ALL
    assert str(place / "_build/html/index.html") in capsys.readouterr().out
    assert "SOURCE_DATE_EPOCH" not in os.environ, "what is built next may be of another edition"
    assert main(["build", "-q", "--source", str(place)]) == 0
    assert "Nothing has changed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("form", "made"),
    [
        ("pdf", {"html/essay.pdf", "pdf/essay.pdf"}),
        ("epub", {"html/essay.epub", "epub/essay.epub"}),
        ("html", {"html/index.html"}),
    ],
)
def test_one_format_alone(place: Path, form: str, made: set[str]) -> None:
    assert main(["build", "-q", "--source", str(place), "--format", form]) == 0
    assert built(place) == made


def test_a_character_without_a_font_leaves_a_site_and_books_and_fails_at_the_end(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (place / "comments/a.md").write_text("---\nauthor: Jo\n---\nHi \uf8ff\n", encoding="utf-8")
    assert main(["build", "-q", "--source", str(place)]) == 1
    assert built(place) == ALL
    assert "comments/a.md:4: WARNING: no font has the character U+F8FF" in capfd.readouterr().err


FAULTY_EXTENSION = """
def setup(app):
    app.connect("doctree-resolved", lambda app, *_: app.builder.name != "typstpdf" or 1 / 0)
"""


def test_a_pdf_that_cannot_be_made_leaves_the_rest_and_no_old_one(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "-q", "--source", str(place)]) == 0
    with (place / "conf.py").open("a", encoding="utf-8") as settings:
        settings.write(FAULTY_EXTENSION)
    capfd.readouterr()
    assert main(["build", "-q", "--source", str(place)]) == 1
    assert built(place) == ALL - {"html/essay.pdf", "pdf/essay.pdf"}
    assert "division by zero" in capfd.readouterr().err


def test_settings_from_the_command_line_hold_in_all_formats(place: Path) -> None:
    options = ["-D", "html_baseurl=https://essay.example/", "-D", "project=Another", "-t", "x", "-j", "2", "-E"]
    assert main(["build", "-q", "--source", str(place), "--to", str(place / "out"), *options]) == 0
    page = (place / "out/html/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://essay.example/index.html"' in page
    assert not (place / "_build").exists()


def states(place: Path) -> dict[str, int]:
    files = [path for path in (place / "_build").rglob("*") if path.is_file()]
    return {str(path): path.stat().st_mtime_ns for path in files}


def test_with_nothing_to_do_nothing_is_made(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "-q", "--source", str(place)]) == 0
    before = states(place)
    assert main(["build", "-q", "--source", str(place)]) == 0
    assert states(place) == before
    assert "Nothing has changed since the last build" in capsys.readouterr().out


def test_the_front_page_may_have_another_name(place: Path) -> None:
    (place / "index.md").rename(place / "start.md")
    with (place / "conf.py").open("a", encoding="utf-8") as settings:
        settings.write('root_doc = "start"\n')
    assert main(["build", "-q", "--source", str(place), "--format", "html"]) == 0
    assert (place / "_build/html/start.html").is_file()


def test_a_link_that_leads_to_nothing_is_a_file_like_others(tmp_path: Path) -> None:
    (tmp_path / "later.md").symlink_to("missing.md")
    (tmp_path / "circle").symlink_to("circle")
    before = Fingerprint.of(tmp_path, tmp_path / "_build", ())
    (tmp_path / "later.md").unlink()
    assert Fingerprint.of(tmp_path, tmp_path / "_build", ()) != before


def add_a_comment(place: Path) -> None:
    (place / "comments/a.md").write_text("---\nauthor: Jo\n---\nHi\n", encoding="utf-8")


def edit_a_chapter(place: Path) -> None:
    with (place / "chapters/introduction.md").open("a", encoding="utf-8") as chapter:
        chapter.write("\nMore.\n")


def delete_a_page(place: Path) -> None:
    (place / "_build/html/chapters/introduction.html").unlink()


def delete_the_pdf(place: Path) -> None:
    (place / "_build/pdf/essay.pdf").unlink()


def change_a_setting(place: Path) -> None:
    with (place / "conf.py").open("a", encoding="utf-8") as settings:
        settings.write('project_copyright = "2026, Jo"\n')


@pytest.mark.parametrize(
    "change", [add_a_comment, edit_a_chapter, delete_a_page, delete_the_pdf, change_a_setting], ids=lambda c: c.__name__
)
def test_whatever_has_changed_is_made_again_in_all_formats(place: Path, change: Callable[[Path], None]) -> None:
    assert main(["build", "-q", "--source", str(place)]) == 0
    change(place)
    assert main(["build", "-q", "--source", str(place)]) == 0
    incremental = contents(place)
    assert main(["build", "-q", "--source", str(place), "--to", str(place / "_fresh")]) == 0
    assert incremental == contents(place, "_fresh")


def contents(place: Path, built: str = "_build") -> dict[str, bytes]:
    """What was made: pages, and the books; without what Sphinx keeps for itself."""
    folder = place / built
    files = [path for form in ("html", "pdf", "epub", "jats") for path in (folder / form).rglob("*")]
    named = {str(path.relative_to(folder)): path for path in files if path.is_file()}
    return {name: path.read_bytes() for name, path in named.items() if not path.name.startswith(".buildinfo")}


def test_a_mistake_is_told_once_and_told_again_until_it_is_mended(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (place / "comments/a.md").write_text("---\nauthor: Jo\nreply_to: nobody\n---\nHi\n", encoding="utf-8")
    edit_a_chapter(place)
    with (place / "chapters/introduction.md").open("a", encoding="utf-8") as chapter:
        chapter.write("\n{ref}`nowhere`\n\n<marquee>Words</marquee>\n")
    for _ in range(2):
        assert main(["build", "-q", "--source", str(place)]) == 1
        told = [line for line in capfd.readouterr().err.splitlines() if "WARNING" in line]
        places = [line.partition(": WARNING")[0].rpartition("/")[2] for line in told]
        assert places == ["a.md:3", "introduction.md:9", "introduction.md:11"]


@pytest.mark.parametrize("order", [("html", "pdf", "epub", "jats"), ("jats", "epub", "pdf", "html")])
def test_formats_that_are_made_one_after_the_other_are_as_if_made_at_once(place: Path, order: tuple[str, ...]) -> None:
    assert main(["build", "-q", "--source", str(place), "--to", str(place / "_fresh")]) == 0
    for form in (*order, "html"):
        assert main(["build", "-q", "--source", str(place), "--format", form]) == 0
    assert contents(place) == contents(place, "_fresh")
