"""A whole work as JATS: its parts in their places, its conversation, and what costs a warning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from throwaway import A_BOOK, Project

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import _Element

    from throwaway import Build

SETTINGS: dict[str, Any] = {
    **A_BOOK,
    "extensions": ["myst_parser", "chapbook.jats", "chapbook.comments", "chapbook.anchors"],
    "chapbook_jats_name": "work",
    "chapbook_parts": ["one", "two"],
    "numfig": True,
}
SOURCES = {
    "index.md": """
        (work)=
        # A Work

        By Ann.

        (abstract)=
        ## Summary

        Short.

        ## Contents

        ```{toctree}
        :caption: The text
        one
        ```

        ```{toctree}
        :caption: Appendices
        comments-page
        ```
        """,
    "one.md": """
        (one)=
        # One

        Words, see {ref}`two` and [a note][^n].

        [^n]: The note.

        ```{toctree}
        two
        ```
        """,
    "two.md": """
        (two)=
        # Two

        <video src="x.mp4">Moving.</video>
        """,
    "comments-page.md": """
        (talk)=
        # Talk

        ```{comment-thread} comments
        ```
        """,
    "comments/01-a.md": """
        ---
        author: Ann <b>
        date: 2022-05-03
        url: https://a.example/
        about: two
        ---
        First *words*

        ```
        code
        ```
        """,
    "comments/02-b.md": """
        ---
        author: Ben
        supplied: [author]
        reply_to: 01-a
        ---
        One line\\
        and another
        """,
    "comments/03-c.md": "---\nauthor: Cy\nremoved: at the wish of the writer\nreply_to: 02-b\n---\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    source: Path = tmp_path_factory.mktemp("jats") / "source"
    source.mkdir()
    project = Project(source, SETTINGS)
    project.write(SOURCES)
    return project.build("jats")


@pytest.fixture(scope="module")
def article(built: Build) -> _Element:
    return etree.parse(built.out / "work.xml").getroot()


def text(element: _Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def test_each_part_is_in_its_place(article: _Element) -> None:
    assert article.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert text(article.find("front/article-meta/title-group")) == "A Work"
    assert text(article.find("front/article-meta/abstract[@id='abstract']")) == "Summary Short."
    assert text(article.find("front/notes")) == "By Ann."
    assert [text(title) for title in article.iterfind("body/sec/title")] == ["The text"]
    assert text(article.find("body/sec[@sec-type='part']/sec[@id='one']/sec[@id='two']/title")) == "Two"
    assert text(article.find("back/app-group/title")) == "Appendices"
    assert text(article.find("back/app-group/app[@id='talk']/title")) == "Talk"
    assert [text(part) for part in article.iterfind("back/fn-group/fn/*")] == ["1", "The note."]


def test_lists_of_chapters_are_left_out_and_links_to_them_lead_to_the_whole(article: _Element) -> None:
    assert "Contents" not in text(article)
    target = article.find(".//article-title/target[@id='contents']")
    assert target is not None


def test_a_comment_holds_the_answers_to_it(article: _Element) -> None:
    first = article.find("sub-article")
    assert first is not None
    assert first.get("id") == "comment-01-a"
    second = first.find("sub-article[@id='comment-02-b']")
    assert second is not None
    third = second.find("sub-article[@id='comment-03-c']")
    assert [part.get("article-type") for part in (first, second)] == ["article-commentary", "reply"]
    assert [relation.get("object-id") for relation in second.iterfind("front-stub/related-object")] == ["comment-01-a"]
    assert text(third.find("body") if third is not None else None) == "[removed: at the wish of the writer]"
    assert [part.get("specific-use") for part in (first, second, third)] == [None, None, "removed"]


def test_a_comment_tells_who_wrote_it_and_when(article: _Element) -> None:
    stub = article.find("sub-article/front-stub")
    assert stub is not None
    assert text(stub.find("title-group/article-title")) == "Ann <b> says:"
    assert text(stub.find("title-group/subtitle")) == "May 3, 2022"
    assert text(stub.find("contrib-group/contrib/string-name")) == "Ann <b>"
    assert text(stub.find("contrib-group/contrib/ext-link")) == "https://a.example/"
    day = stub.find("pub-date")
    assert day is not None
    assert day.get("iso-8601-date") == "2022-05-03"
    assert [text(part) for part in day] == ["03", "05", "2022"]
    about = stub.find("related-object[@link-type='about']")
    assert text(about) == "About “Two”"
    assert about.get("object-id") == "two"
    assert [xref.get("rid") for xref in about.iter("xref")] == ["two"]
    answer = article.find("sub-article/sub-article")
    assert text(answer.find("front-stub/contrib-group")) == "[Ben]"
    assert [text(line) for line in answer.iterfind("body/verse-group/verse-line")] == ["One line", "and another"]


def test_a_mistake_costs_a_warning_and_no_word(built: Build, article: _Element) -> None:
    assert [line.rpartition("WARNING: ")[2] for line in built.warning_lines] == [
        "PDF and JATS have no form for <video>; its words are there, write it in another way [chapbook_jats]"
    ]
    assert [text(part) for part in article.iterfind(".//sec[@id='two']/p")] == ["[1 comment]", "Moving."]
    assert text(article.find(".//sec[@id='two']/p/styled-content[@specific-use='changing']")) == "[1 comment]"


def test_the_same_source_gives_the_same_bytes(built: Build) -> None:
    before = (built.out / "work.xml").read_bytes()
    source = built.out.parent.with_name("source")
    again = Project(source, SETTINGS).build("jats")
    assert again.read == frozenset()
    assert (again.out / "work.xml").read_bytes() == before
