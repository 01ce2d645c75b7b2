"""The publication as PDF and EPUB: the same words as the pages, whole, and the same bytes from the same source."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pikepdf
import pytest

from chapbook.verify import verify
from throwaway import ROOT, Build, build

if TYPE_CHECKING:
    from pathlib import Path

NAME = "douyin-poverty-alleviation"
"""The file's name, which the contract of the project sets."""


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = build(ROOT, tmp_path_factory.mktemp("pdf"), "typstpdf", {})
    assert built.warnings == ""
    return built.out / f"{NAME}.pdf"


@pytest.fixture(scope="module")
def epub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = build(ROOT, tmp_path_factory.mktemp("epub"), "epub", {})
    assert built.warnings == ""
    return built.out / f"{NAME}.epub"


def test_it_is_pdf_ua_with_title_language_outline_and_fonts(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "en"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:creator"] == ["[Xi]"]
        with document.open_outline() as outline:
            titles = [entry.title for entry in outline.root]
        assert titles[:3] == ["Abstracts", "Contents", "Introduction"]
        assert titles[-4:] == ["References", "Comments", "The essay in numbers", "About this edition"]
        fonts = [font for page in document.pages for font in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            assert any(
                key in font.DescendantFonts[0].FontDescriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")
            )


def test_the_anchors_of_the_site_are_destinations_and_links_land(pdf: Path, site: Build) -> None:
    with pikepdf.open(pdf) as document:
        names = {str(name) for name in pikepdf.NameTree(document.Root.Names.Dests)}
        links = [note for page in document.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
        inside = [link.Dest if "/Dest" in link else link.A.D for link in links if "/URI" not in link.get("/A", {})]
        pages = {page.obj.objgen for page in document.pages}
        for target in inside:
            assert target[0].objgen in pages if isinstance(target, pikepdf.Array) else str(target) in names
        outside = {str(link.A.URI) for link in links if "/URI" in link.get("/A", {})}
    assert len(inside) >= 30
    assert "https://promcoastfoodcollective.com.au/" in outside
    sections = {str(section["id"]) for section in site.page("appendices/references").select("section, li.citation")}
    comments = {str(article["id"]) for article in site.page("appendices/comments").select("article.comment")}
    assert sections | comments | {"abstract", "introduction", "conclusion"} <= names


def test_the_epub_has_the_thread_and_the_links_back(epub: Path) -> None:
    with ZipFile(epub) as book:
        assert book.read("appendices/comments.xhtml").count(b'<article class="comment') == 10
        assert b'href="../chapters/introduction.xhtml#introduction-p1"' in book.read("appendices/references.xhtml")
        assert not [name for name in book.namelist() if "print" in name or name.endswith(".js")]


def test_latex_has_all_ten_comments(tmp_path: Path) -> None:
    built = build(ROOT, tmp_path, "latex", {})
    assert built.warnings == ""
    tex = next(built.out.glob("*.tex")).read_text(encoding="utf-8")
    assert len(re.findall(r"\\sphinxstylestrong\{.*? says:\}", tex)) == 10
    for name in ("Genevieve Dobson", "Harry Wallace", "Erica Lim", "Benjamin Scott", "Sining Chen"):
        assert f"{name} says:" in tex


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def made_twice(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Make all formats in two folders, with two hash seeds, alone and in parallel, with no time but the edition's."""
    places = []
    for name, seed, jobs in (("one", "1", "1"), ("another place", "2", "2")):
        place = tmp_path_factory.mktemp(name)
        left_out = shutil.ignore_patterns(".*", "_build", "tests", "__pycache__")
        shutil.copytree(ROOT, place / "source", ignore=left_out)
        environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
        command = [sys.executable, "-m", "chapbook", "build", "-q", "--to", str(place / "out"), "-j", jobs]
        subprocess.run(command, cwd=place / "source", env={**environment, "PYTHONHASHSEED": seed}, check=True)
        places.append(place / "out")
    return places


@pytest.mark.parametrize("form", ["html", "epub", "pdf"])
def test_the_same_source_gives_the_same_bytes(made_twice: list[Path], form: str) -> None:
    one, another = (files_of(place / form) for place in made_twice)
    assert one
    assert one.keys() == another.keys()
    assert [name for name in one if one[name] != another[name]] == []


def test_every_word_of_the_capture_is_in_the_site_the_pdf_and_the_epub(
    made_twice: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(made_twice[0].parent / "source", made_twice[0], ["-j1", "-q"]) == 0
    said = capsys.readouterr()
    assert "3,327 words of source/ are the same" in said.out
    assert said.err == ""
