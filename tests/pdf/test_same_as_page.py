"""One publication with many constructs, as pages and as a PDF: the same words, numbers and order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from chapbook.proof.tagged_words import LINE_END, words_of_pdf
from page_words import words_of_page
from same_words import first_difference
from throwaway import Build, Project
from whole_book import PNG

if TYPE_CHECKING:
    from collections.abc import Callable

SETTINGS = {
    "extensions": ["myst_parser", "chapbook.pdf", "sphinx.ext.todo"],
    "project": "Both",
    "chapbook_pdf_name": "book",
    "numfig": True,
    "numfig_format": {"table": "Tabular %s"},
    "todo_include_todos": True,
    "smartquotes": False,
    "suppress_warnings": ["myst.strikethrough"],
    "myst_enable_extensions": ["attrs_inline", "colon_fence", "deflist", "fieldlist", "strikethrough", "tasklist"],
}
SOURCES = {
    "index.md": """
        # Both

        ```{toctree}
        :caption: The first part
        :numbered:

        one
        Elsewhere <https://example.org/elsewhere>
        ```

        ```{toctree}
        :caption: The second part

        two
        ```
        """,
    "two.md": """
        # Second chapter[^a]

        See {numref}`fig` and {numref}`part`[^a] and[^b].

        [^a]: Alpha.
        [^b]: Beta.

        | [Linked](https://example.org/head)[^b] | head of a long table |
        |---|---|
        """
    + "".join(f"        | row {number} | |\n" for number in range(60)),
    "one.md": """
        (one)=
        # After [Benjamin](https://example.org/b)[^t] and `code`

        A mark[^n], the same[^n]; {numref}`fig`, {numref}`tab`, {numref}`code`.

        [^t]: The note of the title.
        [^n]: The note with two marks.

        ***

        (part)=
        ## A part

        First line\\
        second line, 10\N{NO-BREAK SPACE}km, <kbd>Ctrl</kbd>, H<sub>2</sub>O, ~~struck~~ <mark>marked</mark>.

        ```{figure} dot.png
        :name: fig
        :alt: A dot
        :width: 50%

        Caption of the *figure*.

        The legend.
        ```

        ```{figure} dot.png
        :name: second
        :alt: A dot
        :figwidth: 50%

        The second caption.
        ```

        :::{table} Caption of the table
        :name: tab
        :widths: 1 2

        | left | right |
        |:-----|------:|
        | one<br>two | <ul><li>item</li></ul> |
        :::

        ```{code-block} python
        :name: code
        :caption: Caption of the code
        :lineno-start: 41
        :emphasize-lines: 2

        first()
        second()
        ```

        Lake
        : A body of water.
        : A red pigment.

        :field: its value

        - [x] done task

        <details><summary>Folded</summary>

        Within.

        </details>

        ```{parsed-literal}
        plain **bold**
          indented
        ```

        ```{todo}
        Still to do.
        ```

        ````{eval-rst}
        .. py:class:: Box(width: int = 1, *, lid=None)

           What a box is.

           .. py:method:: open(a[, b]) -> bool

              How it opens.

              :param a: what for

        .. productionlist::
           item: "a" | `item`

        .. sidebar:: Aside
           :subtitle: Beside

           Words aside.

        .. glossary::

           term one
           term two
              One meaning.

        -f FILE, --file=FILE  an option

        .. [Cit] A work.

        See [Cit]_.

        .. acks::

           * Alice

        .. figure:: dot.png
           :alt: Linked
           :target: https://example.org/target

           A linked figure.
        ````

        ```{seealso}
        Another text.
        ```

        ![](dot.png){#decorated}

        ```{image} dot.png
        :alt: ""
        ```
        """,
}


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Build]:
    source = tmp_path_factory.mktemp("both") / "source"
    source.mkdir()
    project = Project(source, SETTINGS)
    project.write(SOURCES)
    (source / "dot.png").write_bytes(PNG)
    return {builder: project.build(builder) for builder in ("html", "typstpdf")}


@pytest.fixture
def words(builds: dict[str, Build], text_of: Callable[..., str]) -> str:
    """All words of the PDF, without spaces."""
    return text_of(builds["typstpdf"].out / "book.pdf", "-raw").replace("\N{SOFT HYPHEN} ", "").replace(" ", "")


def page(builds: dict[str, Build], name: str) -> Any:
    """Return what a page says, without its links to itself."""
    body = builds["html"].page(name).select_one("[role=main]")
    for link in body.select(".headerlink"):
        link.decompose()
    return body


def test_the_pages_and_the_pdf_say_the_same(builds: dict[str, Build]) -> None:
    pages = {name: words_of_page(builds["html"].text(f"{name}.html"), "[role=main]") for name in ("one", "two")}
    book = words_of_pdf(builds["typstpdf"].out / "book.pdf")
    _title, first, after_it = book.text.partition("1. After Benjamin")
    between = f" The second part{LINE_END}"
    chapters = {"one": pages["one"].text + between, "two": pages["two"].text}
    assert first_difference(chapters, first + after_it) == ""
    notes = [note for name in pages for note in pages[name].notes]
    assert ["".join(note.split()) for note in notes] == ["".join(note.split()) for note in book.notes]


def test_only_a_picture_without_words_is_told(builds: dict[str, Build]) -> None:
    (warning,) = builds["typstpdf"].warning_lines
    assert "one.md:123: WARNING: the picture 'dot.png' has no text" in warning


def test_captions_and_titles_have_the_numbers_of_the_pages(builds: dict[str, Build], words: str) -> None:
    shown = page(builds, "one")
    captions = [element.get_text() for element in shown.select("figcaption p, caption, .code-block-caption")]
    assert [caption.partition("Caption")[0] for caption in captions if "Caption" in caption] == [
        "Fig. 1.1 ",
        "Tabular 1.1 ",
        "Listing 1.1 ",
    ]
    titles = [element.get_text() for element in shown.select("h1, h2")]
    assert [title.split()[0] for title in titles] == ["1.", "1.1."]
    for said in captions + titles:
        assert re.sub(r"[\s[\]]", "", said) in words


def test_captions_stand_where_the_page_has_them(words: str) -> None:
    places = [words.rindex(said) for said in ("Captionofthetable", "one", "Captionofthecode", "41first()")]
    assert words.index("Tabular1.1Captionofthetableleftright") > 0
    assert places[2:] == sorted(places[2:])
    assert "Fig.1.1Captionofthefigure.Thelegend." in words


def test_marks_of_notes_are_counted_by_the_page(words: str) -> None:
    assert "Amark2,thesame2;" in words
    assert "Secondchapter1" in words
    assert words.count("Thenoteofthetitle.") == words.count("Thenotewithtwomarks.") == words.count("Alpha.") == 1
    assert "1Alpha." in words
    assert "2Beta." in words


def test_a_rule_stands_where_one_is_written_and_not_before_notes(words: str) -> None:
    assert words.count("***") == 1


def outline(entries: list[Any], depth: int = 0) -> list[tuple[int, str]]:
    found = []
    for entry in entries:
        found += [(depth, entry.title), *outline(entry.children, depth + 1)]
    return found


def test_captions_of_toctrees_are_parts(builds: dict[str, Build], words: str) -> None:
    with pikepdf.open(builds["typstpdf"].out / "book.pdf") as pdf:
        with pdf.open_outline() as entries:
            found = outline(list(entries.root))
        links = {str(note.A.URI) for sheet in pdf.pages for note in sheet.get("/Annots", []) if "/A" in note}
    assert found == [
        (0, "The first part"),
        (1, "1. After Benjamin and code"),
        (2, "1.1. A part"),
        (0, "The second part"),
        (1, "Second chapter"),
    ]
    assert {"https://example.org/elsewhere", "https://example.org/b", "https://example.org/target"} <= links
    assert words.startswith("BothThefirstpart")


def structure(element: Any, tag: str) -> list[Any]:
    if isinstance(element, pikepdf.Array):
        return [found for child in element for found in structure(child, tag)]
    if not isinstance(element, pikepdf.Dictionary):
        return []
    return [element] * (element.get("/S") == tag) + structure(element.get("/K", pikepdf.Array()), tag)


def test_a_decorative_picture_has_no_tag_and_others_have_their_words(builds: dict[str, Build]) -> None:
    with pikepdf.open(builds["typstpdf"].out / "book.pdf") as pdf:
        figures = structure(pdf.Root.StructTreeRoot, "/Figure")
        assert [str(figure.Alt) for figure in figures if "/Alt" in figure] == ["A dot", "A dot", "Linked"]


def test_captions_stand_behind_pictures_in_the_tags_and_before_tables_and_code(builds: dict[str, Build]) -> None:
    with pikepdf.open(builds["typstpdf"].out / "book.pdf") as pdf:
        tree = pdf.Root.StructTreeRoot
        captioned = [element for tag in ("/Div", "/Table") for element in structure(tree, tag) if "/K" in element]
        orders = [
            [str(part.get("/S")) for part in element.K if isinstance(part, pikepdf.Dictionary)] for element in captioned
        ]
        places = [order.index("/Caption") == 0 for order in orders if "/Caption" in order]
    assert places == [False, False, True, False, True]
