"""The time of the edition: from CITATION.cff, unless the environment says another."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from scholarly_record.edition import EditionError, edition_time
from throwaway import Project, error_of

if TYPE_CHECKING:
    from pathlib import Path


def time_of(folder: Path, text: str | bytes) -> int:
    path = folder / "CITATION.cff"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return edition_time(path)


def test_it_is_the_beginning_of_the_day(tmp_path: Path) -> None:
    assert time_of(tmp_path, "title: T\ndate-released: 2026-11-23\n") == 1_795_392_000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: T\n", "date-released: 2026-05-31"),
        ("date-released: soon\n", "date-released: 2026-05-31"),
        ("- a list\n", "date-released: 2026-05-31"),
        ("title: 'T\n", "YAML"),
        (b"title: \xff\n", "YAML"),
    ],
)
def test_a_record_that_does_not_say_it_is_told(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(EditionError, match=str(tmp_path)) as caught:
        time_of(tmp_path, text)
    assert said in str(caught.value)


@pytest.fixture
def book(project: Project) -> Project:
    project.write(
        {
            "conf.py": """
                extensions = ["scholarly_record", "sound_epub"]
                bibtex_bibfiles = []
                project = "W"
                copyright = "2022"
                version = "1"
                epub_basename = "w"
                """,
            "index.rst": "W\n=\n",
            "CITATION.cff": "date-released: 2026-11-23\n",
        }
    )
    return project


def day_of(book: Project) -> tuple[int, ...]:
    with ZipFile(book.build("epub").out / "w.epub") as archive:
        return archive.infolist()[0].date_time[:3]


def test_outputs_bear_it_unless_the_environment_says_another(book: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert day_of(book) == (2026, 11, 23)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert day_of(book) == (2023, 11, 14)


def test_a_record_without_it_stops_the_build(book: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    book.write({"CITATION.cff": "title: T\n"})
    error = error_of(book)
    assert str(book.source / "CITATION.cff") in error
    assert "date-released" in error
