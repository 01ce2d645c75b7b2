"""``chapbook build``: all formats in one process; whatever keeps a book from being made, the site is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chapbook.cli import main
from chapbook.new import Answers, start

if TYPE_CHECKING:
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


def test_all_formats_are_made_and_the_site_has_the_books(place: Path) -> None:
    assert main(["build", "-q", "--source", str(place)]) == 0
    assert built(place) == ALL


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


def test_a_pdf_that_cannot_be_made_leaves_the_rest_and_no_old_one(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "-q", "--source", str(place)]) == 0
    (place / "_templates/chapbook/pdf").mkdir(parents=True)
    (place / "_templates/chapbook/pdf/book.typ").write_text("#nonsense(", encoding="utf-8")
    with (place / "conf.py").open("a", encoding="utf-8") as settings:
        settings.write('templates_path = ["_templates"]\n')
    capfd.readouterr()
    assert main(["build", "-q", "--source", str(place)]) == 1
    assert built(place) == ALL - {"html/essay.pdf", "pdf/essay.pdf"}
    assert "PDF error" in capfd.readouterr().err


def test_settings_from_the_command_line_hold_in_all_formats(place: Path) -> None:
    options = ["-D", "html_baseurl=https://essay.example/", "-D", "project=Another", "-t", "x", "-j", "2", "-E"]
    assert main(["build", "-q", "--source", str(place), "--to", str(place / "out"), *options]) == 0
    page = (place / "out/html/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://essay.example/index.html"' in page
    assert not (place / "_build").exists()
