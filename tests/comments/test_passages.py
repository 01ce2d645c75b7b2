"""Comments about a passage: the way there and back, in every format; what is said of one that is not there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pikepdf
import pytest
from bs4 import BeautifulSoup

from chapbook.comments.passage import Passage, first_words
from throwaway import words

if TYPE_CHECKING:
    from throwaway import Build, Project

ONE = "It begins with a paragraph of more than sixty characters, which is cut between words."
SETTINGS: dict[str, Any] = {
    "extensions": ["myst_parser", "chapbook.comments", "chapbook.anchors", "chapbook.pdf", "chapbook.epub"],
    "project": "A Work",
    "author": "Xi",
    "version": "1",
    "copyright": "2022",
    "language": "en",
    "epub_identifier": "x",
    "exclude_patterns": ["comments"],
    "chapbook_parts": ["one"],
}
SOURCES = {
    "index.md": "# A Work\n\n```{toctree}\none\ntalk\n```\n",
    "one.md": f"(one)=\n# One\n\n{ONE}\n\nShort.\n",
    "talk.md": "# Talk\n\n```{comment-thread} comments\n```\n",
    "comments/01-ann.md": "---\nauthor: Ann\nabout: one-p1\n---\nHi\n",
    "comments/02-bo.md": "---\nauthor: Bo\nabout: one-p1\n---\nHi\n",
    "comments/03-cy.md": "---\nauthor: Cy\nabout: one\n---\nHi\n",
}


@pytest.fixture
def essay(project: Project) -> Project:
    project.settings = dict(SETTINGS)
    project.write(SOURCES)
    return project


def about(page: Any, comment: str) -> list[tuple[str, str]]:
    return [(link.get_text(), link["href"]) for link in page.find(id=f"comment-{comment}").select(".comment-about a")]


def margins(page: Any) -> list[tuple[str, str, str]]:
    links = page.select("a.comments-about")
    return [(link["data-label"], link["aria-label"], link["href"]) for link in links]


def test_who_commented_on_a_passage_is_named_in_its_margin(essay: Project) -> None:
    essay.settings |= {"extensions": [*SETTINGS["extensions"], "chapbook.theme"], "html_theme": "chapbook"}
    many = {f"comments/{n:02}-p.md": f"---\nauthor: P{n}\nabout: one-p2\n---\nHi\n" for n in range(10, 18)}
    essay.write(many | {"comments/04-hostile.md": "---\nauthor: <b>&\nabout: one\n---\nHi\n"})
    page = essay.build().page("one")
    below, first, second = page.select(".margin-note")
    assert below.find_previous_sibling("h1") is not None
    assert first.get_text() == "2 comments: Ann, Bo"
    ways = [link["href"] for link in first.select("a")]
    assert ways == ["talk.html#comment-01-ann", "talk.html#comment-02-bo"]
    assert first.find_next_sibling()["class"] == ["paragraph-number"]
    assert below.get_text() == "2 comments: Cy, <b>&"
    assert second.get_text() == "8 comments: P10, P11, P12, P13, P14, P15 …"
    essay.write({"comments/02-bo.md": "---\nauthor: Bob\nabout: one-p1\n---\nHi\n"})
    assert essay.build().page("one").select(".margin-note")[1].get_text() == "2 comments: Ann, Bob"


def test_a_page_shows_what_a_comment_is_about_and_the_passage_leads_to_it(essay: Project) -> None:
    built = essay.build()
    assert built.warnings == ""
    said = "About One, para. 1: “It begins with a paragraph of more than sixty characters, …”"
    page = built.page("talk")
    following = "next comment about it"
    assert about(page, "01-ann") == [(said, "one.html#one-p1"), (following, "#comment-02-bo")]
    assert about(page, "02-bo") == [(said, "one.html#one-p1"), (following, "#comment-01-ann")]
    assert about(page, "03-cy") == [("About “One”", "one.html#one")]
    assert margins(built.page("one")) == [
        ("1 comment", "1 comment about One", "talk.html#comment-03-cy"),
        ("2 comments", "2 comments about One, para. 1", "talk.html#comment-01-ann"),
    ]
    assert words(built.page("one").find(id="one-p1").get_text()) == words(ONE)


def test_a_passage_is_not_called_by_the_keys_of_its_citations(essay: Project) -> None:
    essay.settings["extensions"] = ["sphinxcontrib.bibtex", *SETTINGS["extensions"]]
    essay.settings |= {"bibtex_bibfiles": ["works.bib"], "suppress_warnings": ["config.cache"]}
    cited = "As {cite:t}`key2020` says, so it is {cite:p}`key2020`, in {cite:t}`key2020`, in {cite:t}`key2020`."
    essay.write(
        {
            "works.bib": "@book{key2020, author = {Doe, Jane}, title = {T}, publisher = {P}, year = 2020}\n",
            "one.md": f"(one)=\n# One\n\n{cited}\n\n```{{bibliography}}\n```\n",
        }
    )
    [(said, _), _] = about(essay.build().page("talk"), "01-ann")
    assert said == "About One, para. 1: “As says, so it is, in, in.”"


def test_a_passage_without_spaces_is_cut_between_characters() -> None:
    assert first_words("a " + "河" * 80) == "a " + "河" * 58 + " …"


@pytest.mark.parametrize("extensions", [["myst_parser", "chapbook.comments"]])
def test_alone_it_puts_the_way_at_the_passage_s_end(essay: Project, extensions: list[str]) -> None:
    essay.settings |= {"extensions": extensions, "suppress_warnings": ["config.cache"]}
    del essay.settings["chapbook_parts"]
    essay.write({"one.md": f"(one)=\n# One\n\n(one-p1)=\n{ONE}\n"})
    built = essay.build()
    assert built.warnings == ""
    paragraph = built.page("one").find("p", string=re.compile("It begins")) or built.page("one").select("p")[-1]
    assert paragraph.a.get_text() == "[2 comments]"
    assert paragraph.a["href"] == "talk.html#comment-01-ann"
    assert about(built.page("talk"), "01-ann")[0][1] == "one.html#one-p1"


def test_the_epub_has_the_links(essay: Project) -> None:
    built = essay.build("epub")
    assert built.warnings == ""
    with ZipFile(next(built.out.glob("*.epub"))) as book:
        one = BeautifulSoup(book.read("one.xhtml"), "html.parser")
        talk = BeautifulSoup(book.read("talk.xhtml"), "html.parser")
    links = {link.get_text(): link["href"] for link in one.select("a.reference")}
    assert links["[2 comments]"] == "talk.xhtml#comment-01-ann"
    assert links["[1 comment]"] == "talk.xhtml#comment-03-cy"
    assert about(talk, "01-ann")[0][1] == "one.xhtml#one-p1"


def test_the_pdf_has_the_links(essay: Project) -> None:
    built = essay.build("typstpdf")
    assert built.warnings == ""
    with pikepdf.open(next(built.out.glob("*.pdf"))) as document:
        names = {str(name) for name in pikepdf.NameTree(document.Root.Names.Dests)}
        notes = [note for page in document.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
        spoken = [str(note.get("/Contents", "")) for note in notes]
    assert {"one-p1", "comment-01-ann", "comment-03-cy"} <= names
    # Contents (3 of them), two passages, three comments, two ways to the next.
    assert len(notes) >= 7, spoken


@pytest.mark.parametrize("builder", ["latex", "text", "man", "texinfo", "singlehtml", "dirhtml"])
def test_other_formats_say_it_too(essay: Project, builder: str) -> None:
    built = essay.build(builder)
    assert built.warnings == ""
    endings = {".tex", ".1", ".texi", ".txt", ".html"}
    text = "".join(path.read_text(encoding="utf-8") for path in built.out.rglob("*") if path.suffix in endings)
    assert "para. 1" in text
    assert "About" in text


@pytest.mark.parametrize("target", ["nowhere", "comment-01-ann", "one-p9"])
def test_a_passage_that_is_not_there_is_told_at_its_line(essay: Project, target: str) -> None:
    essay.write({"comments/03-cy.md": f"---\nauthor: Cy\nabout: {target}\n---\nHi\n"})
    built = essay.build()
    [line] = built.warning_lines
    assert line.startswith(f"{essay.source / 'comments/03-cy.md'}:3: WARNING: about: ")
    assert repr(target) in line
    assert line.endswith("[chapbook_comments.about]")
    assert about(built.page("talk"), "03-cy") == []


def test_a_removed_comment_is_not_counted(essay: Project) -> None:
    essay.write({"comments/02-bo.md": "---\nauthor: Bo\nabout: one-p1\nremoved: asked for\n---\n"})
    built = essay.build()
    assert ("1 comment", "1 comment about One, para. 1", "talk.html#comment-01-ann") in margins(built.page("one"))


@pytest.mark.parametrize("parallel", [1, 2])
def test_both_pages_follow_each_other(essay: Project, parallel: int) -> None:
    essay.write({f"more{n}.md": f"---\norphan: true\n---\n# More {n}\n" for n in range(8)})

    def build() -> Build:
        return essay.build(parallel=parallel)

    build()
    essay.write({"comments/04-dee.md": "---\nauthor: Dee\nabout: one-p2\n---\nHi\n"})
    assert margins(build().page("one"))[-1][0] == "1 comment"
    essay.write({"one.md": f"(one)=\n# One\n\n{ONE}\n\nShorter.\n"})
    assert "“Shorter.”" in about(build().page("talk"), "04-dee")[0][0]
    (essay.source / "comments/04-dee.md").unlink()
    assert len(margins(build().page("one"))) == 2


def test_the_passages_beside_a_passage_can_be_about_any_id_that_was_written(essay: Project) -> None:
    essay.write({"one.md": f"(one)=\n# One\n\n(the-beginning)=\n{ONE}\n\nShort.\n"})
    essay.write({f"comments/0{n}.md": "---\nauthor: A\nabout: the-beginning\n---\nHi\n" for n in range(3)})
    essay.write(dict.fromkeys(("comments/01-ann.md", "comments/02-bo.md"), "---\nauthor: A\n---\nHi\n"))
    built = essay.build()
    assert built.warnings == ""
    assert about(built.page("talk"), "00")[0][1] == "one.html#the-beginning"


@pytest.mark.parametrize(
    ("text", "words_"),
    [
        ("Short.", "Short."),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 60 + " …"),
        ("a " * 40, "a " * 30 + "…"),
        ("中" * 80, "中" * 60 + " …"),
        ("two\n lines", "two lines"),
    ],
)
def test_first_words_are_cut_between_words_where_there_are_any(text: str, words_: str) -> None:
    assert first_words(text) == words_


def test_the_last_is_followed_by_the_first() -> None:
    passage = Passage("one", "one-p1", "One", "", (("t", "a"), ("t", "b"), ("u", "c")))
    assert [passage.next_after(anchor) for anchor in "abc"] == [("t", "b"), ("u", "c"), ("t", "a")]
    assert Passage("one", "one-p1", "One", "", (("t", "a"),)).next_after("a") is None
