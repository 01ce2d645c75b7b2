"""The EPUB: in its language, with what a catalogue asks for, the same from the same source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZIP_STORED, ZipFile

import pytest

from chapbook.epub.held import accessibility
from chapbook.epub.package import NAMESPACES
from chapbook.epub.well_formed import OPS, XHTML
from throwaway import A_BOOK

if TYPE_CHECKING:
    from throwaway import Build, Project

SETTINGS = A_BOOK | {
    "extensions": ["myst_parser", "chapbook.epub", "chapbook.comments"],
    "html_static_path": ["_static"],
    "html_css_files": ["screen.css", ("paper.css", {"media": "print"})],
    "epub_exclude_files": ["_static/paper.css"],
}
SOURCES = {
    "index.md": "# A Work\n\n```{toctree}\none\n```\n",
    "one.md": "# One\n\nWords.\n\n```{comment-thread} comments\n```\n",
    "comments/a.md": "---\nauthor: Bo <b>\n---\nA\u00a0b\n<br> & <acronym title='x<y'>z</acronym>\n",
    "_static/screen.css": "p { margin: 0 }\n",
    "_static/paper.css": "@page { @top-left { content: 'x' } }\n",
}


@pytest.fixture
def work(project: Project) -> Project:
    project.settings = dict(SETTINGS)
    project.write(SOURCES)
    return project


def archive(build: Build) -> ZipFile:
    return ZipFile(build.out / "book.epub")


def test_a_language_with_a_region_is_a_tag(work: Project) -> None:
    work.settings["language"] = "zh_CN"
    with archive(work.build("epub")) as book:
        package = ET.fromstring(book.read("content.opf"))
        assert package.findtext(".//dc:language", namespaces=NAMESPACES) == "zh-CN"
        assert ET.fromstring(book.read("one.xhtml")).get("lang") == "zh-CN"


def test_each_page_says_its_language_and_the_navigation_what_it_is(work: Project) -> None:
    with archive(work.build("epub")) as book:
        for name in (name for name in book.namelist() if name.endswith(".xhtml")):
            root = ET.fromstring(book.read(name))
            assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en", name
        contents, marks = ET.fromstring(book.read("nav.xhtml")).iter(f"{{{XHTML}}}nav")
        assert contents.get("role") == "doc-toc"
        found = [(link.get(f"{{{OPS}}}type"), link.get("href"), link.text) for link in marks.iter(f"{{{XHTML}}}a")]
        assert found == [("titlepage", "index.xhtml", SETTINGS["project"]), ("bodymatter", "one.xhtml", "One")]


def test_the_package_has_one_identifier_and_the_accessibility_metadata(work: Project) -> None:
    with archive(work.build("epub")) as book:
        package = ET.fromstring(book.read("content.opf"))
        identifier = package.find("metadata/dc:identifier", NAMESPACES)
        assert identifier is not None
        assert identifier.get("id") == package.get("unique-identifier")
        contents = ET.fromstring(book.read("toc.ncx"))
        uid = contents.find(".//*[@name='dtb:uid']")
        assert uid is not None
        assert uid.get("content") == identifier.text == SETTINGS["epub_identifier"]
        found = [(meta.get("property"), meta.text) for meta in package.findall("metadata/meta", NAMESPACES)]
        assert [entry for entry in found if str(entry[0]).startswith("schema:")] == accessibility([])


@pytest.mark.parametrize(("version", "said"), [("", []), ("2.1", ["2.1"])])
def test_a_book_need_not_have_a_version(work: Project, version: str, said: list[str]) -> None:
    work.settings["version"] = version
    built = work.build("epub")
    assert built.warnings == ""
    with archive(built) as book:
        package = ET.fromstring(book.read("content.opf"))
        metas = package.findall("metadata/meta[@property='ibooks:version']", NAMESPACES)
        assert [meta.text for meta in metas] == said
        assert not any("\ufffc" in book.read(name).decode() for name in book.namelist() if name.endswith("html"))


def test_style_sheets_for_print_are_not_in_it(work: Project) -> None:
    with archive(work.build("epub")) as book:
        assert "_static/screen.css" in book.namelist()
        assert "_static/paper.css" not in book.namelist()
        page = book.read("one.xhtml").decode()
        assert "screen.css" in page
        assert "paper.css" not in page


def test_its_pages_have_the_book_s_own_sheet_which_sets_no_colour_and_no_page(work: Project) -> None:
    with archive(work.build("epub")) as book:
        assert "chapbook-epub.css" in book.read("one.xhtml").decode()
        sheet = book.read("_static/chapbook-epub.css").decode()
    assert "@page" not in sheet
    colours = re.findall(r"(?:color|background)[^:;{]*: *([^;]+);", sheet)
    assert {colour.removesuffix(" !important") for colour in colours} == {"inherit", "none"}
    assert not (work.build("html").out / "_static/chapbook-epub.css").exists()


def test_its_members_bear_the_time_of_the_edition(work: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    build = work.build("epub")
    first = (build.out / "book.epub").read_bytes()
    with archive(build) as book:
        assert {info.date_time for info in book.infolist()} == {(2023, 11, 14, 22, 13, 20)}
        assert (book.infolist()[0].filename, book.infolist()[0].compress_type) == ("mimetype", ZIP_STORED)
    (work.source / "one.md").touch()
    assert (work.build("epub").out / "book.epub").read_bytes() == first


def test_a_setting_that_has_changed_leaves_nothing_in_the_book(work: Project) -> None:
    work.build("epub")
    work.settings["html_title"] = "Another title"
    build = work.build("epub")
    assert build.warnings == ""
    with archive(build) as book:
        assert not [name for name in book.namelist() if "buildinfo" in name]


def test_a_thread_is_in_it_as_xml(work: Project) -> None:
    with archive(work.build("epub")) as book:
        page = ET.fromstring(book.read("one.xhtml"))
    text = "".join(page.itertext())
    assert "Bo <b> says:" in text
    assert "A\u00a0b" in text
    assert "<br> & z" in text
