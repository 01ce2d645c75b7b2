"""The margin beside a citation: the work in a few words, and how sure its identification is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes

from chapbook.citing.margins import put_notes
from chapbook.citing.short_reference import ShortReference, short_reference
from chapbook.citing.works import Work
from chapbook.margin_notes import margin_note
from chapbook.search.passages import BREAK

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from throwaway import Build, Project

TWO = [{"family": "Hampton", "given": "Keith N."}, {"family": "Wellman", "given": "Barry"}]
ONE_YEAR = {"date-parts": [[2018]]}


def told(item: dict[str, Any], annotation: str = "", short: str = "", language: str = "en") -> tuple[str, ...]:
    work = Work("key", {"id": "key", **item}, short=short, notes={"annotation": annotation} if annotation else {})
    return tuple(short_reference(work, language))


@pytest.mark.parametrize(
    ("item", "annotation", "expected"),
    [
        (
            {"author": TWO, "title": "Lost and Saved . . . Again: The Moral Panic", "issued": ONE_YEAR},
            "probable. Author, year and subject agree.",
            ("Hampton and Wellman", "2018", "Lost and Saved . . . Again", "probable"),
        ),
        ({"author": TWO[:1], "issued": ONE_YEAR}, "not identified", ("Hampton", "2018", "", "not identified")),
        ({"title": "Who speaks? An inquiry"}, "", ("", "", "Who speaks?", "")),
        ({"title": "<i>Emma</i> and 3:10", "title-short": ""}, "", ("", "", "Emma and 3:10", "")),
        ({"title": "平台：研究"}, "已确认。年份相符。", ("", "", "平台", "已确认")),
        ({"author": [*TWO, TWO[0]], "title": "T"}, "x" * 60 + ". y", ("Hampton et al.", "", "T", "")),
        ({"id": "key"}, "", ("", "", "", "")),
    ],
)
def test_a_work_is_told_in_a_few_words(item: dict[str, Any], annotation: str, expected: tuple[str, ...]) -> None:
    assert told(item, annotation) == expected


def test_a_group_is_told_by_its_abbreviation_and_a_long_title_is_cut_between_words() -> None:
    names, _year, title, _judgement = told({"author": [{"literal": "A Long Name"}], "title": "word " * 30}, short="ALN")
    assert names == "ALN"
    assert title.endswith("word …")
    assert len(title) <= 72
    assert told({"title": "无" * 100})[2] == "无" * 70 + " …"


def cited(*keys: str) -> nodes.inline:
    return nodes.inline("", "(cited)", classes=["bibtex-citation"], cites=list(keys))


def test_one_paragraph_has_one_note_on_a_work_in_the_order_of_its_citations() -> None:
    first = nodes.paragraph("", "", cited("a", "b"), nodes.Text(" and "), cited("b", "c", "missing"))
    second = nodes.paragraph("", "", cited("a"))
    document: Any = nodes.section("", nodes.title("", "Title"), first, second)
    put_notes(document, {key: ShortReference(f"<{key}>", "", "", "") for key in "abc"})
    kinds = "".join(type(node).__name__[0] for node in first.children)
    assert kinds == "immTim", "behind the citation of two works two notes, behind the other one"
    markup = [note["markup"] for note in document.findall(margin_note)]
    assert [note.partition("&lt;")[2][0] for note in markup] == ["a", "b", "c", "a"], "and escaped"


BIB = """
@book{ade, author = {Ade, A.}, title = {Birds: Of All Kinds}, year = {2020}, annotation = {probable. By the year.}}
"""


SETTINGS: dict[str, Any] = {
    "extensions": ["myst_parser", "chapbook.citing", "chapbook.theme"],
    "html_theme": "chapbook",
    "bibtex_bibfiles": ["references.bib"],
    "project": "W",
}


def work(project: Project, theme: str, annotation: str = "") -> Build:
    project.settings = SETTINGS | {"html_theme": theme}
    project.write(
        {
            "references.bib": BIB.replace("probable", annotation or "probable"),
            "index.md": "# W\n\nSaid {cite:p}`ade`.\n\n```{toctree}\nlist\n```\n",
            "list.md": "# List\n\n```{bibliography}\n```\n",
        }
    )
    return project.build()


def notes_on(built: Build) -> list[str]:
    return [note.get_text(" ", strip=True) for note in built.page().select("p > .bibtex-citation + .margin-note")]


def test_a_page_has_it_and_its_search_does_not_and_a_change_is_told(project: Project) -> None:
    built = work(project, "chapbook")
    assert built.warnings == ""
    assert notes_on(built) == ["Ade, 2020, Birds probable"]
    searched = "".join(path.read_text(encoding="utf-8") for path in built.out.glob("_search/*.js"))
    assert "Said (Ade, 2020)." in searched.replace(BREAK, ""), "and not the note before the full stop"
    assert notes_on(work(project, "chapbook", "confirmed")) == ["Ade, 2020, Birds confirmed"]


def test_a_theme_without_margins_has_none(project: Project) -> None:
    assert work(project, "furo").page().select(".margin-note") == []


ONE = "@book{{w{0}, author = {{{{The Association of Authors, {0}}}}}, title = {{A Long Title}}, year = {{2020}}}}\n"
MANY = "".join(map(ONE.format, range(13)))
PLACES = """
# Cited by {cite:t}`w0`

Close together {cite:p}`w1,w2,w3,w4,w5` and again {cite:p}`w5`.[^note]

## Cited {cite:p}`w6`

- In a list {cite:p}`w7`.

> In a quotation {cite:p}`w8`.

| In a table |
|---|
| cell {cite:p}`w9,w10` |

```{note}
In a box {cite:p}`w11`.
```

[^note]: In a footnote {cite:p}`w12`.

```{toctree}
list
```
"""
MEASURE = """() => {
    const text = document.querySelector("article").getBoundingClientRect();
    const boxes = [...document.querySelectorAll(".margin-note")].map((note) => note.getBoundingClientRect());
    const cut = [...document.querySelectorAll(".margin-note")].filter((note) => note.scrollWidth > note.clientWidth);
    return {
        shown: boxes.filter((box) => box.height > 0).length,
        inText: boxes.filter((box) => box.left < text.right && box.right > text.left).length,
        outside: boxes.filter((box) => box.left < 0 || box.right > innerWidth).length,
        over: boxes.filter((box, at) => at && box.top < boxes[at - 1].bottom).length,
        cut: cut.length,
        sideways: document.documentElement.scrollWidth - innerWidth,
        below: boxes.at(-1).bottom < document.querySelector("footer").getBoundingClientRect().top,
    };
}"""


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
def test_notes_stand_in_the_margin_and_none_over_another(project: Project, browser: Browser, language: str) -> None:
    project.settings = SETTINGS | {"language": language}
    project.write({"references.bib": MANY, "index.md": PLACES, "list.md": "# List\n\n```{bibliography}\n:all:\n```\n"})
    built = project.build()
    page = browser.new_page(viewport={"width": 1024, "height": 800})
    page.goto((built.out / "index.html").as_uri())
    found = page.evaluate(MEASURE)
    page.set_viewport_size({"width": 1000, "height": 800})
    in_narrow = page.locator(".margin-note >> visible=true").count()
    page.close()
    nothing = dict.fromkeys(("inText", "outside", "over", "cut", "sideways"), 0)
    assert found == nothing | {"shown": 13, "below": True}
    assert in_narrow == 0
