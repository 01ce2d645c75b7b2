"""A synthetic book with every node that a MyST book uses, read back from its PDF; and what is said of mistakes."""

from __future__ import annotations

import gc
import io
import re
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from sphinx.addnodes import start_of_file

from absent import FONTS, needs_font
from chapbook.pdf import book as writing, book_files, compiler
from throwaway import ROOT, Build, Project
from whole_book import SAID, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from chapbook.pdf.compiler import Compiled


def pdf_of(build: Build) -> Path:
    return build.out / "book.pdf"


def tags(pdf: pikepdf.Pdf) -> list[str]:
    """List the structure types of the tag tree, in order."""
    found: list[str] = []

    def visit(element: Any) -> None:
        if isinstance(element, pikepdf.Array):
            for child in element:
                visit(child)
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                found.append(str(element.S))
            if "/K" in element:
                visit(element.K)

    visit(pdf.Root.StructTreeRoot.K)
    return found


def test_everything_that_the_book_has_is_in_its_pdf(book: Project, text_of: Callable[..., str]) -> None:
    build = book.build("typstpdf")
    assert build.warnings == ""
    text = text_of(pdf_of(build), "-layout")
    for said in SAID:
        assert said in text, said
    assert text.count("The note's own words") == 1


def test_a_large_book_is_compiled_where_its_nodes_are_gone(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.settings = {"extensions": ["myst_parser", "sphinxcontrib.bibtex", "chapbook.pdf"]}
    project.settings["bibtex_bibfiles"] = ["works.bib"]
    project.write(
        {
            "works.bib": "@misc{a, title={T}, author={B, C}, year={2000}}",
            "list.md": "# List\n\n{cite}`a`\n\n```{bibliography}\n```\n",
        }
    )
    project.write({"index.md": "# A book\n\n```{toctree}\nlist\n```\n"})
    place = str(project.source)
    left: list[list[start_of_file]] = []

    def compile_book(files: dict[str, bytes]) -> Compiled:
        nodes = [each for each in gc.get_objects() if isinstance(each, start_of_file)]
        left.append([node for node in nodes if str(node.source).startswith(place)])
        return book_files.compile_book(files)

    monkeypatch.setattr(writing, "compile_book", compile_book)
    monkeypatch.setattr(writing, "is_large", lambda _files: True)
    assert project.build("typstpdf").warnings == ""
    assert left == [[]]


def test_it_is_tagged_and_says_what_it_is(book: Project) -> None:
    with pikepdf.open(pdf_of(book.build("typstpdf"))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == SETTINGS["project"]
        found = tags(pdf)
        for tag in (
            "/H1",
            "/H2",
            "/H3",
            "/L",
            "/LI",
            "/Table",
            "/TH",
            "/TD",
            "/Figure",
            "/Caption",
            "/Note",
            "/Link",
            "/Code",
        ):
            assert tag in found, tag
        outline = io.StringIO()
        with pdf.open_outline() as entries:
            waiting = [(entry, 0) for entry in reversed(entries.root)]
            while waiting:
                entry, depth = waiting.pop()
                outline.write(f"{'  ' * depth}{entry.title}\n")
                waiting += [(child, depth + 1) for child in reversed(entry.children)]
        assert outline.getvalue().splitlines() == [
            "Preface",
            "Contents",
            "Chapter one",
            "Chapter two",
            '  2 thoughts on “The "Book" \\ of #everything”',
            "  Below two",
            "    Deeper",
        ]


def test_ids_are_destinations_and_every_link_lands(book: Project) -> None:
    with pikepdf.open(pdf_of(book.build("typstpdf"))) as pdf:
        names = {str(name) for name in pikepdf.NameTree(pdf.Root.Names.Dests)}
        assert {"preface", "first", "second", "comment-a", "comment-b"} <= names
        links = [note for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
        outside = {str(link.A.URI) for link in links if "/A" in link and "/URI" in link.A}
        assert outside == {"https://example.org/a_b"}
        inside = [link.Dest if "/Dest" in link else link.A.D for link in links if "/A" not in link or "/D" in link.A]
        assert len(inside) >= 4
        for target in inside:
            if isinstance(target, pikepdf.Array):
                assert any(target[0].objgen == page.obj.objgen for page in pdf.pages)
            else:
                assert str(target) in names


def depth_of_lists(element: Any) -> int:
    """Count how many lists stand in each other below a structure element."""
    if isinstance(element, pikepdf.Array):
        return max(map(depth_of_lists, element), default=0)
    if not isinstance(element, pikepdf.Dictionary):
        return 0
    return (element.get("/S") == "/L") + depth_of_lists(element.get("/K", pikepdf.Array()))


def test_the_depth_of_a_thread_is_in_the_tags(book: Project) -> None:
    answer = "---\nauthor: D\nreply_to: {}\n---\nHi\n"
    book.write(
        {"one.md": "(first)=\n# One\n", "comments/b.md": answer.format("a"), "comments/c.md": answer.format("b")}
    )
    with pikepdf.open(pdf_of(book.build("typstpdf"))) as pdf:
        assert depth_of_lists(pdf.Root.StructTreeRoot) == 3


def test_the_same_source_gives_the_same_bytes(book: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first = pdf_of(book.build("typstpdf")).read_bytes()
    pdf_of(book.build("typstpdf")).unlink()
    assert pdf_of(book.build("typstpdf", parallel=2)).read_bytes() == first


def test_the_title_page_has_what_the_front_matter_gives_to_it(book: Project, text_of: Callable[..., str]) -> None:
    path = pdf_of(book.build("typstpdf"))
    assert text_of(path, "-l", "1").endswith(
        "A word on the title page. Imprint Of the imprint, see Chapter one. Edition 2"
    )
    with pikepdf.open(path) as pdf:
        assert pikepdf.NameTree(pdf.Root.Names.Dests)["imprint"][0].objgen == pdf.pages[0].obj.objgen


FOREIGN = [("你", "fonts-noto-cjk"), ("\U0001f600", "fonts-noto-color-emoji"), ("\U0001056f", "fonts-noto-core")]
NOWHERE = ("\uf8ff", "it has no meaning that fonts share, write another")


@pytest.fixture
def fontless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has no fonts but those that come with Typst."""
    run_typst = compiler._typst
    alone = {"system_fonts": False}
    monkeypatch.setattr(compiler, "_typst", lambda files, timestamp=None, **_: run_typst(files, timestamp, **alone))


@pytest.mark.usefixtures("fontless")
@pytest.mark.parametrize(("character", "remedy"), [*FOREIGN, NOWHERE])
def test_a_character_without_a_font_is_one_warning_and_a_sign_in_the_pdf(
    book: Project, text_of: Callable[..., str], character: str, remedy: str
) -> None:
    book.write({"comments/a.md": f"---\nauthor: Bo\n---\nHello\nthere {character} you\n"})
    book.write({"comments/b.md": f"---\nauthor: Cy\nreply_to: a\n---\n{character} again\n"})
    build = book.build("typstpdf")
    (warning,) = build.warning_lines
    place = f"{book.source / 'comments/a.md'}:5"
    assert warning.startswith(f"{place}: WARNING: no font has the character ")
    assert f"U+{ord(character):04X}" in warning
    assert remedy in warning
    assert "there \ufffd you" in text_of(pdf_of(build))


@pytest.mark.usefixtures("fontless")
def test_many_characters_without_a_font_are_told_one_by_one(book: Project, text_of: Callable[..., str]) -> None:
    thai = [chr(code) for code in range(0x0E01, 0x0E30)]
    book.write({"comments/a.md": f"---\nauthor: Bo\n---\nHello {' '.join(thai)} x\u0e47\n"})
    build = book.build("typstpdf")
    told = [re.search(r"U\+([0-9A-F]{4})", line) for line in build.warning_lines]
    assert sorted(chr(int(code[1], 16)) for code in told if code) == [*thai, "\u0e47"]
    assert "\ufffd " * len(thai) + "x\ufffd" in text_of(pdf_of(build))


@pytest.mark.parametrize("character", FONTS)
def test_with_a_font_of_the_system_it_is_shown(book: Project, text_of: Callable[..., str], character: str) -> None:
    needs_font(character)
    book.write({"comments/a.md": f"---\nauthor: Bo\n---\nHello {character}\n"})
    built = book.build("typstpdf")
    assert built.warnings == ""
    assert character in text_of(pdf_of(built))


def test_a_node_without_a_form_is_a_warning_with_its_place(book: Project) -> None:
    book.settings["extensions"].append("sphinx.ext.graphviz")
    book.write({"below.md": "# Below two\n\n```{graphviz}\ndigraph {}\n```\n"})
    (warning,) = book.build("typstpdf").warning_lines
    assert warning.startswith(f"{book.source / 'below.md'}:3: WARNING: the PDF has no form for 'graphviz'")


def test_a_picture_without_words_is_a_warning(book: Project) -> None:
    book.write({"below.md": "# Below two\n\n![](dot.png)\n"})
    (warning,) = book.build("typstpdf").warning_lines
    assert warning.startswith(f"{book.source / 'below.md'}:3: WARNING: ")
    assert ":alt:" in warning


def test_a_line_ends_where_its_writer_ends_it(book: Project, text_of: Callable[..., str]) -> None:
    book.write({"below.md": "# Below two\n\nEnds here\\\nand begins here.\n"})
    assert "Ends here and begins here." in text_of(book.build("typstpdf").out / "book.pdf")


def test_a_link_to_nothing_is_a_warning(book: Project) -> None:
    book.write({"below.md": "# Below two\n\n```{eval-rst}\n`x <#nowhere>`__\n```\n"})
    assert "'#nowhere' leads to nothing" in book.build("typstpdf").warnings


def test_another_template_gives_another_look(book: Project) -> None:
    own = (ROOT / "src/chapbook/pdf/templates/book.typ").read_text()
    settings = "".join(f"{key} = {value!r}\n" for key, value in SETTINGS.items())
    book.write({"conf.py": f"{settings}templates_path = ['_templates']\n"})
    book.write({"_templates/chapbook/pdf/book.typ": own.replace('paper: "a4"', 'paper: "a5"')})
    book.settings = {}
    with pikepdf.open(pdf_of(book.build("typstpdf"))) as pdf:
        assert round(float(pdf.pages[0].mediabox[2])) == 420


def test_a_link_within_the_book_leads_to_a_place_and_says_its_page(book: Project) -> None:
    built = book.build("typstpdf")
    assert built.warnings == ""
    with pikepdf.open(pdf_of(built)) as pdf:
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        links = [link for page in pdf.pages for link in page.get("/Annots", ())]
        assert not [link for link in links if "/A" in link and "x-chapbook" in str(link.A.URI)]
        told = set()
        for link in links:
            if isinstance(link.get("/Dest"), pikepdf.String) and str(link.Contents).startswith("page "):
                there = names[str(link.Dest)]
                page = there.D[0] if isinstance(there, pikepdf.Dictionary) else there[0]
                assert str(link.Contents) == f"page {pages[page.objgen]}"
                told.add(str(link.Dest))
    assert {"first", "second"} <= told
