"""A book with everything that a writer can write says the same as pages, as an EPUB, as a PDF and as JATS.

The EPUB is compared with the pages, and the others with the EPUB. The PDF's title page has the edition as well, and
parts begin with the captions that stand in the lists of chapters on a page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from docutils.parsers.rst import directives, roles
from lxml import etree
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from chapbook.proof.jats_words import words_of_jats
from chapbook.proof.tagged_words import words_of_pdf
from page_words import OF_A_SCREEN, begins_part, words_of_page
from same_words import first_difference
from throwaway import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from chapbook.proof.tagged_words import Words
    from throwaway import Build

OPF = "{http://www.idpf.org/2007/opf}"
MADE = {"404", "py-modindex", "search", "citations"}
"""Pages that nobody wrote: lists of links, and what only a site needs."""


PLACES = (
    "article :is(section, p, figure, table, .citation, .comment)[id]:not(#other-formats, #reply-form [id], [id^=sd-])"
)
"""What others may link to on a page."""

COUNTED = re.compile(r"id\d+")


def chapters_of(epub: Path) -> Iterator[tuple[str, str]]:
    """Yield the names and the markup of an EPUB's chapters, in the order of its spine."""
    with ZipFile(epub) as book:
        package = ET.fromstring(book.read("content.opf"))
        files = {item.get("id"): str(item.get("href")) for item in package.iter(f"{OPF}item")}
        for entry in package.iter(f"{OPF}itemref"):
            name = files[entry.get("idref")].removesuffix(".xhtml")
            if name not in MADE:
                yield name, book.read(f"{name}.xhtml").decode()


def pages_of(site: Build) -> set[str]:
    return {path.relative_to(site.out).with_suffix("").as_posix() for path in site.out.rglob("*.html")}


@pytest.fixture(scope="module")
def epub(everything: Build) -> dict[str, str]:
    return dict(chapters_of(everything.out / "everything.epub"))


def test_the_epub_says_what_the_pages_say(everything: Build, epub: dict[str, str]) -> None:
    assert pages_of(everything) - MADE == set(epub)
    for name, chapter in epub.items():
        page = words_of_page(everything.text(f"{name}.html"), "article", tuple(OF_A_SCREEN))
        found = words_of_page(chapter, "body", tuple(OF_A_SCREEN))
        assert first_difference({name: page.text}, found.text) == ""
        assert first_difference({f"notes of {name}": " ".join(page.notes)}, " ".join(found.notes)) == ""


@pytest.fixture(scope="module")
def words(epub: dict[str, str]) -> dict[str, Words]:
    return {name: words_of_page(markup, "body") for name, markup in epub.items()}


@pytest.fixture(scope="module")
def chapters(epub: dict[str, str], words: dict[str, Words]) -> dict[str, str]:
    """The words of the EPUB, with the captions of parts where these begin."""
    parts = {first: caption for name, markup in epub.items() for first, caption in begins_part(markup, name)}
    return {name: f"{parts.get(name, '')} {found.text}" for name, found in words.items()}


@pytest.fixture(scope="module")
def notes(words: dict[str, Words]) -> dict[str, str]:
    return {f"notes of {name}": " ".join(found.notes) for name, found in words.items() if any(found.notes)}


def test_the_pdf_says_what_the_epub_says(
    everything: Build, epub: dict[str, str], chapters: dict[str, str], notes: dict[str, str]
) -> None:
    without = words_of_page(epub["index"], "body", (".edition",)).text
    # It stands at the foot of the title page.
    edition = everything.page().select_one(".edition").get_text()
    title_page = re.sub(r"(?=Abstract\s+A small hut)", f"{edition} ", without)
    pdf = words_of_pdf(everything.out / "everything.pdf")
    assert first_difference({**chapters, "index": title_page}, pdf.text) == ""
    assert first_difference(notes, " ".join(pdf.notes)) == ""


def test_jats_says_what_the_epub_says(everything: Build, chapters: dict[str, str], notes: dict[str, str]) -> None:
    # A list of chapters is for whoever makes pages of it.
    title_page = re.sub(r"\bContents\b", "", chapters["index"])
    jats = words_of_jats((everything.out / "everything.xml").read_bytes())
    assert first_difference({**chapters, "index": title_page}, jats.text) == ""
    assert first_difference(notes, " ".join(jats.notes)) == ""


def test_jats_has_the_ids_and_the_pictures_of_the_pages(everything: Build) -> None:
    article = etree.parse(everything.out / "everything.xml").getroot()
    ids = {element.get("id") for element in article.iter() if element.get("id")}
    for name in pages_of(everything) - MADE:
        of_page = {element["id"] for element in everything.page(name).select(PLACES)}
        assert {id_ for id_ in of_page - ids if not COUNTED.fullmatch(id_)} == set(), name
    links = [xref.get("rid") for xref in article.iter("xref")]
    assert set(links) <= ids
    pictures = [
        element.get("{http://www.w3.org/1999/xlink}href") for element in article.iter("graphic", "inline-graphic")
    ]
    assert pictures
    for picture in pictures:
        assert (everything.out / picture).read_bytes() == (everything.out.parent / "jats" / picture).read_bytes()


SYNTAX = re.compile(r"(anonymous|citation|footnote|named|substitution|uri)-reference|target|restructuredtext-.+|_.+")
"""What docutils and sphinx-design keep among directives and roles, and nobody writes."""

LEFT_OUT = {
    "c:alias": "Sphinx writes it as a list that HTML does not know",
    "cpp:alias": "as above",
    "date": "a clock would say other words each day",
    "header": "a running head is no part of the text",
    "footer": "as above",
    "keyword": "it refers to the grammar of Python",
    "kept-anchor": "it keeps an id that was published, and this book has none",
    "raw": "a role that is made of it has no form of its own",
    "replace": "MyST loses substitutions of reStructuredText",
    "sectnum": "the toctree numbers the sections",
    "sub-ref": "MyST has braces for it",
    "target-notes": "MyST has no such targets",
    "title": "it is the title of the window",
    "unicode": "as replace",
}
FONTS = re.compile(r"fa([bsr]|-.+)?|material-.+")
"""Signs of fonts that are not here; one of them is in the book."""

COLOURED = re.compile(r"(bdg(-link|-ref)?)(-[a-z]+)?(-line)?")
"""Badges, of which each colour is one."""


def kinds(names: set[str]) -> set[str]:
    """Return the names of what a writer writes, badges of all colours as one."""
    written = {name for name in names - LEFT_OUT.keys() if not SYNTAX.fullmatch(name) and not FONTS.fullmatch(name)}
    return {COLOURED.sub(r"\1", name) for name in written}


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], set[str]]:
    """All directives and all roles that the book's extensions bring, by the names that a writer writes."""
    place = tmp_path_factory.mktemp("known")
    with docutils_namespace():
        app = Sphinx(EVERYTHING, EVERYTHING, place, place, "html", status=None, warning=None)
        registered: Any = directives, roles
        of_directives = {*registered[0]._directive_registry, *registered[0]._directives}
        of_roles = {*registered[1]._role_registry, *registered[1]._roles}
        for domain in app.env.domains.sorted():
            start = "" if domain.name == "std" else f"{domain.name}:"
            of_directives |= {f"{start}{name}" for name in domain.directives}
            of_roles |= {f"{start}{name}" for name in domain.roles}
    return of_directives, of_roles


DIRECTIVE = re.compile(r"^ *(?:`{3,}|~{3,}|:{3,})\{([\w:+-]+)\}|^ *\.\. ([\w:+-]+)::", re.MULTILINE)
ROLE = re.compile(r"\{([\w:+-]+)\}`|:([\w:+-]+):`")


@pytest.mark.parametrize(("number", "form"), [(0, DIRECTIVE), (1, ROLE)], ids=["directives", "roles"])
def test_each_is_in_the_book(known: tuple[set[str], set[str]], number: int, form: re.Pattern[str]) -> None:
    texts = [path.read_text(encoding="utf-8") for path in EVERYTHING.rglob("*.md")]
    written = {name for text in texts for found in form.findall(text) for name in found if name}
    assert kinds(known[number]) - kinds(written) == set()
