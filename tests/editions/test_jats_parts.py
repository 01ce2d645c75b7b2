"""What an edition says, read from its JATS: passages with their ids and sections, comments in their threading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from chapbook.editions.edition_parts import Comment, Part
from chapbook.editions.jats_parts import parts_of

if TYPE_CHECKING:
    from pathlib import Path

    from chapbook.editions.edition_parts import Parts
    from throwaway import Project

HEAD = '<article xmlns:mml="http://www.w3.org/1998/Math/MathML" xml:lang="en" id="title-page">'

TABLE = """
    <table-wrap id="t"><label>Table 1</label><caption><title>Birds</title></caption><table><tr>
    <th>bird</th>
    <td/>
    <td><p>a</p><p>b</p></td>
    </tr></table></table-wrap>"""
FIGURE = """
    <fig id="f"><caption><title>T</title><p>L</p></caption><graphic><alt-text>A hut</alt-text></graphic></fig>"""
FORMULA = """
    <disp-formula id="e"><label>1</label><alternatives><mml:math><mml:mi>x</mml:mi></mml:math><tex-math>x^2</tex-math>
    </alternatives></disp-formula>"""
REFERENCE = """
    <ref-list id="r"><ref id="ref-a"><element-citation><year>1</year></element-citation>
    <mixed-citation>A. <italic>B</italic>.</mixed-citation>
    <note content-type="annotation"><p>Seen.</p></note>
    <note content-type="places"><p>In: One</p></note></ref></ref-list>"""
SAID_ANEW = """
    <p specific-use="changing">Edition 1.0</p>
    <p>a <styled-content specific-use="changing">[1 comment]</styled-content></p>
    <sec id="s" specific-use="changing"><title>3 thoughts</title></sec><p>b</p>"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return tmp_path / "work.xml"


def body(article: Path, inner: str, behind: str = "") -> Parts:
    article.write_text(f"{HEAD}<body>{inner}</body>{behind}</article>", encoding="utf-8")
    return parts_of(article)


def said(parts: Parts) -> list[tuple[str, str, str, str]]:
    return [(part.kind, part.id, part.within, part.words) for part in parts.parts]


def test_passages_know_their_ids_and_their_sections(article: Path) -> None:
    found = body(
        article,
        """
        <sec sec-type="part"><title>A part</title>
        <sec id="one"><label>1.</label><title id="a-title">One <italic>more</italic></title>
        <p id="one-p1">Words
          with <bold>form</bold>.</p>
        <sec id="two"><title>Two</title><p>No id.</p></sec>
        <sec sec-type="untitled"><p id="one-p2">Back.</p></sec>
        </sec></sec>""",
    )
    assert said(found) == [
        ("heading", "", "", "A part"),
        ("section", "one", "", "One more"),
        ("paragraph", "one-p1", "one", "Words with form."),
        ("section", "two", "one", "Two"),
        ("paragraph", "", "two", "No id."),
        ("paragraph", "one-p2", "one", "Back."),
    ]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<p>a<?line-break ?> b<break/>c\u00a0d</p>", [("paragraph", "", "a\nb\nc\u00a0d")]),
        (
            "<p>x <list><list-item><label>i</label><p>y</p></list-item></list> z</p>",
            [("paragraph", "", "x z"), ("paragraph", "", "y")],
        ),
        ('<code id="c" xml:space="preserve">a\n  b  c\n</code>', [("code", "c", "a\n  b  c")]),
        (
            "<verse-group>\n<verse-line>a</verse-line>\n<verse-line> b</verse-line>\n</verse-group>",
            [("verse", "", "a\nb")],
        ),
        (TABLE, [("caption", "t", "Birds"), ("row", "", "bird |  | a b")]),
        (FIGURE, [("caption", "f", "T\nL"), ("picture", "", "A hut")]),
        (FORMULA, [("formula", "e", "x^2")]),
        (
            "<p>So <inline-formula><mml:math><mml:mi>y</mml:mi></mml:math></inline-formula>.</p>",
            [("paragraph", "", "So y.")],
        ),
        (REFERENCE, [("reference", "ref-a", "A. B.\nSeen.")]),
        (
            '<p id="id3">x</p><p id="a.b--id12">y</p><p id="grid2">z</p>',
            [("paragraph", "", "x"), ("paragraph", "", "y"), ("paragraph", "grid2", "z")],
        ),
        (SAID_ANEW, [("paragraph", "", "a"), ("paragraph", "", "b")]),
        ("<p> </p><p/>", []),
    ],
)
def test_each_form_is_read(article: Path, inner: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(kind, id_, words) for kind, id_, _, words in said(body(article, inner))] == expected


def test_a_note_stands_in_the_section_of_its_mark_and_the_mark_is_no_word(article: Path) -> None:
    found = body(
        article,
        '<sec id="one"><title>One</title><p>So<xref rid="n" ref-type="fn"><sup>1</sup></xref> it is.</p></sec>',
        '<back><fn-group><fn id="n"><label>1</label><p>A note.</p><p>Of two.</p></fn></fn-group></back>',
    )
    assert said(found)[1:] == [("paragraph", "", "one", "So it is."), ("note", "n", "one", "A note.\nOf two.")]


def test_earlier_ids_that_lead_to_a_passage_are_told(article: Path) -> None:
    found = body(article, '<p id="p1a"><target id="p1"/>One <target id="p2"/>two.</p><p><target id="p3"/>Three.</p>')
    assert [(part.id, part.kept) for part in found.parts] == [("p1a", ("p1", "p2")), ("", ("p3",))]


def test_a_language_is_told_where_it_is_another(article: Path) -> None:
    found = body(article, '<p xml:lang="en">a</p><p xml:lang="zh-Hans">文</p>')
    assert [part.language for part in found.parts] == ["", "zh-Hans"]


def test_of_the_front_matter_what_is_on_the_pages_is_read(article: Path) -> None:
    front = """<front><journal-meta><issn>1</issn></journal-meta><article-meta><article-version>1.0</article-version>
        <title-group><article-title>T<target id="x"/></article-title></title-group>
        <permissions><copyright-statement>© A</copyright-statement><copyright-year>2022</copyright-year></permissions>
        <abstract id="abstract"><title>Abstract</title><p id="abstract-p1">Short.</p></abstract><kwd-group><kwd>k</kwd>
        </kwd-group></article-meta><notes><p>By A.</p></notes></front>"""
    article.write_text(f"{HEAD}{front}</article>", encoding="utf-8")
    assert said(parts_of(article)) == [
        ("title", "title-page", "", "T"),
        ("rights", "", "", "© A"),
        ("section", "abstract", "", "Abstract"),
        ("paragraph", "abstract-p1", "abstract", "Short."),
        ("paragraph", "", "", "By A."),
    ]


def test_comments_are_in_their_threading_and_one_that_was_removed_has_no_words(article: Path) -> None:
    def comment(id_: str, inner: str, front: str = "", use: str = "") -> str:
        names = f"<contrib-group><contrib><string-name>{id_.upper()}</string-name></contrib></contrib-group>"
        return f'<sub-article id="{id_}"{use}><front-stub>{names}{front}</front-stub><body>{inner}</body>'

    day = '<pub-date iso-8601-date="2022-05-03"><year>2022</year></pub-date>'
    answers = '<related-object object-id="a" link-type="answers"/>'
    thread = (
        comment("a", "<p>One.</p><p>Two.</p>", day)
        + comment("b", "<p>&lt;script&gt;x&lt;/script&gt;</p>", answers)
        + "</sub-article></sub-article>"
        + comment("c", "<p>[removed: by wish]</p>", use=' specific-use="removed"')
        + "</sub-article>"
    )
    found = body(article, "<p>Text.</p>", thread)
    assert [part.words for part in found.parts] == ["Text."]
    assert found.comments == (
        Comment("a", "A", "2022-05-03", "One.\nTwo."),
        Comment("b", "B", words="<script>x</script>", answers="a"),
        Comment("c", "C", was_removed=True),
    )


def test_no_entity_brings_in_a_file_and_what_is_no_xml_is_told(article: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    doctype = f'<!DOCTYPE article [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    article.write_text(f"{doctype}{HEAD}<body><p>a &x; b</p></body></article>", encoding="utf-8")
    assert [part.words for part in parts_of(article).parts] == ["a &x; b"]
    article.write_text("<article><p>", encoding="utf-8")
    with pytest.raises(etree.XMLSyntaxError):
        parts_of(article)


def test_jats_that_the_press_writes_is_read_and_what_it_says_anew_is_left_out(project: Project) -> None:
    project.settings = {
        "extensions": ["myst_parser", "chapbook.comments", "chapbook.anchors", "chapbook.title_page", "chapbook.jats"],
        "project": "work",
        "release": "1.0",
        "today": "May 31, 2026",
        "exclude_patterns": ["talk"],
    }
    project.write(
        {
            "index.md": "# A Work\n\n```{toctree}\none\n```\n",
            "one.md": """
                (one)=
                # One

                Here it is.[^n]

                - an item

                [^n]: A note.

                ```{comment-thread} talk
                ```
                """,
            "talk/01-a.md": "---\nauthor: Ann\ndate: 2022-05-03\nabout: one-p1\n---\nHi <b>you</b>\n",
            "talk/02-b.md": "---\nauthor: Ben\nreply_to: 01-a\nremoved: by wish\n---\n",
        }
    )
    built = project.build("jats")
    assert built.warnings == ""
    found = parts_of(built.out / "work.xml")
    assert found.parts[-4:] == (
        Part("one", "section", "One"),
        Part("one-p1", "paragraph", "Here it is.", "one"),
        Part("", "paragraph", "an item", "one"),
        Part("n", "note", "A note.", "one"),
    )
    assert not [part for part in found.parts if "1.0" in part.words or "thoughts" in part.words]
    assert found.comments == (
        Comment("comment-01-a", "Ann", "2022-05-03", "Hi you"),
        Comment("comment-02-b", "Ben", answers="comment-01-a", was_removed=True),
    )
