"""Hostile strings, as a body, in attributes and in front matter, through every builder; see ``tests/hostile.py``.

Here they are those of our own; ``tests/judges/test_hostile_text.py`` has those that others have collected. What a
browser makes of the pages is in ``test_hostile_in_a_browser.py``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pikepdf
import pytest

from chapbook.comments.body import ELEMENTS
from hostile import ALLOWED, SETTINGS, SOURCES, write_comments
from throwaway import Build, Project

if TYPE_CHECKING:
    from collections.abc import Iterable

XHTML = "{http://www.w3.org/1999/xhtml}"
TOLD = re.compile(r".*/comments/[a-z0-9-]+\.md:\d+: WARNING: .+ \[chapbook_comments\.[a-z_]+\]")
NO_FONT = re.compile(
    r"(?P<path>/.*\.md):(?P<line>\d+): WARNING: no font has the character .*\bU\+(?P<code>[0-9A-F]+)\b.*"
    r" \[chapbook_pdf\]"
)
PASSWORDS = "root:"
LATEX = {
    *"{}\\#$%&_",
    *("arabic", "begin", "detokenize", "DUrole", "end", "item", "label", "phantomsection", "section", "setcounter"),
    *("sphinxAtStartPar", "sphinxcode", "sphinxhref", "sphinxhyphen", "sphinxsetlistlabels", "sphinxstyleabbreviation"),
    *("sphinxstyleemphasis", "sphinxstylestrong", "sphinxupquote", "sphinxurl", "textasciicircum", "textasciigrave"),
    *("textasciitilde", "textbackslash", "textgreater", "textless", "textquotesingle"),
}
"""What Sphinx writes for a thread, and for characters that mean something in TeX: none of it reads, writes or runs."""


class Hostile:
    """A project of hostile comments, built at most once by each builder."""

    def __init__(self, place: Path, collections: Iterable[str] = ()) -> None:
        source = place / "source"
        source.mkdir()
        self.project = Project(source, dict(SETTINGS))
        self.project.write(SOURCES)
        self.size = write_comments(source / "comments", collections)
        self._built: dict[str, Build] = {}

    def build(self, builder: str) -> Build:
        if builder not in self._built:
            self._built[builder] = self.project.build(builder)
        return self._built[builder]


def missing_characters(lines: list[str]) -> set[tuple[str, str]]:
    """Read what a PDF's build says of characters that no font has: a file's name, and a character that is there."""
    found = set()
    for line in lines:
        told = NO_FONT.fullmatch(line)
        assert told, line
        path, character = Path(told["path"]), chr(int(told["code"], 16))
        assert character in path.read_text(encoding="utf-8").splitlines()[int(told["line"]) - 1]
        found.add((path.name, character))
    return found


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    return Hostile(tmp_path_factory.mktemp("hostile"))


@pytest.mark.parametrize("builder", ["html", "epub", "latex", "text", "typstpdf", "jats"])
def test_every_refusal_is_a_warning_with_a_place(hostile: Hostile, builder: str) -> None:
    warnings = hostile.build(builder).warning_lines
    refusals = [line for line in warnings if TOLD.fullmatch(line)]
    assert len(refusals) > hostile.size / 2
    others = [line for line in warnings if not TOLD.fullmatch(line)]
    assert len(missing_characters(others)) == len(others)
    assert builder == "typstpdf" or others == []


def thread_of(root: ET.Element) -> ET.Element:
    (found,) = (ol for ol in root.iter(f"{XHTML}ol") if ol.get("class") == "comments")
    return found


def assert_within_the_allow_list(body: ET.Element) -> None:
    for element in body.iter():
        if element is not body:
            name = element.tag.removeprefix(XHTML)
            assert name in ELEMENTS
            own = {"class"} if element.get("class") == "comment-removed" else set()
            assert set(element.attrib) <= ALLOWED.get(name, set()) | own
            assert urlsplit(element.get("href", "https:")).scheme in {"http", "https", "mailto"}
            assert urlsplit(element.get("cite", "https:")).scheme == "https"


def test_the_epub_holds_articles_of_allowed_elements_and_nothing_more(hostile: Hostile) -> None:
    with ZipFile(hostile.build("epub").out / "book.epub") as book:
        page = ET.fromstring(book.read("one.xhtml"))
    thread = thread_of(page)
    assert len(thread) == hostile.size
    for item in thread:
        (article,) = item
        header, body = article
        assert [element.tag.removeprefix(XHTML) for element in (item, article, header, body)] == [
            "li",
            "article",
            "header",
            "div",
        ]
        assert_within_the_allow_list(body)
        heading, permalink = header
        assert {element.tag.removeprefix(XHTML) for element in heading.iter()} <= {"h3", "bdi", "a"}
        assert permalink.get("href") == f"#{article.get('id')}"
    assert PASSWORDS not in "".join(thread.itertext())


def test_latex_has_no_command_that_a_harmless_thread_has_not(hostile: Hostile) -> None:
    tex = next(hostile.build("latex").out.glob("*.tex")).read_text(encoding="utf-8")
    thread = tex[tex.index("Before.") : tex.index("The end.")]
    assert set(re.findall(r"\\([A-Za-z]+|.)", thread, re.DOTALL)) <= LATEX
    assert PASSWORDS not in tex


def objects(thing: Any, seen: set[tuple[int, int]]) -> list[Any]:
    """List every dictionary of a PDF that can be reached."""
    found = []
    waiting = [thing]
    while waiting:
        here = waiting.pop()
        if isinstance(here, pikepdf.Object) and here.is_indirect:
            if here.objgen in seen:
                continue
            seen.add(here.objgen)
        if isinstance(here, pikepdf.Dictionary | pikepdf.Stream):
            found.append(here)
            waiting.extend(here.get(key) for key in here.keys())  # noqa: SIM118  # a PDF's dictionary is no mapping
        elif isinstance(here, pikepdf.Array):
            waiting.extend(here)
    return found


def test_the_pdf_does_nothing_and_leads_to_the_web_only(hostile: Hostile) -> None:
    build, size = hostile.build("typstpdf"), hostile.size
    with pikepdf.open(build.out / "book.pdf") as document:
        dictionaries = objects(document.trailer, set())
        names = {str(thing.S) for thing in dictionaries if "/S" in thing and isinstance(thing.S, pikepdf.Name)}
        assert "/URI" in names
        assert not names & {"/JavaScript", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/Rendition"}
        for thing in dictionaries:
            assert not {"/JS", "/AA", "/OpenAction", "/EmbeddedFiles", "/EF", "/AcroForm"} & set(thing.keys())
            if "/URI" in thing:
                assert urlsplit(str(thing.URI)).scheme in {"http", "https", "mailto"}
        destinations = {str(name) for name in pikepdf.NameTree(document.Root.Names.Dests)}
        assert len({name for name in destinations if name.startswith("comment-")}) == size


def test_jats_holds_each_and_leads_to_the_web_only(hostile: Hostile) -> None:
    build, size = hostile.build("jats"), hostile.size
    article = ET.parse(build.out / "book.xml").getroot()
    ids = [comment.get("id", "") for comment in article.iter("sub-article")]
    assert len(set(ids)) == len(ids) == size
    for link in article.iter("ext-link"):
        assert urlsplit(link.get("{http://www.w3.org/1999/xlink}href")).scheme in {"http", "https", "mailto"}
