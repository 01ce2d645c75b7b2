"""What raw HTML becomes in formats that are no HTML, on nodes as a Markdown parser hands them on."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.utils import new_document
from hypothesis import given, strategies as st

from chapbook.whole.html_forms import give_forms


def raw(text: str) -> nodes.raw:
    return nodes.raw("", text, format="html")


def formed(*children: nodes.Node | str, in_line: bool = False) -> tuple[str, list[str]]:
    """Return what becomes of nodes, where a string is raw HTML, as docutils writes it, and what is told."""
    document = new_document("a.md")
    told: list[str] = []
    parent: nodes.Element = nodes.paragraph() if in_line else nodes.section()
    document += parent
    parent.extend(raw(child) if isinstance(child, str) else child for child in children)
    give_forms(document, lambda message, _node: told.append(message))
    return "".join(str(child) for child in document.children[0].children), told


def item(words: str) -> str:
    return f"<list_item><paragraph>{words}</paragraph></list_item>"


def terms(names: str, said: str) -> str:
    named = "".join(f"<term>{name}</term>" for name in names)
    definition = f"<definition><paragraph>{said}</paragraph></definition>"
    return f"<definition_list_item>{named}{definition}</definition_list_item>"


@pytest.mark.parametrize(
    ("children", "expected"),
    [
        (["<kbd>", nodes.Text("Ctrl"), "</kbd>"], "<literal>Ctrl</literal>"),
        ([nodes.Text("a"), "<br />\n", nodes.Text("\nb")], 'a<inline html="br"/>b'),
        (["<sub>", nodes.Text("2"), "</sub>"], "<subscript>2</subscript>"),
        (["<b>", nodes.emphasis("", "both"), "</b>"], "<strong><emphasis>both</emphasis></strong>"),
        (["<s>", nodes.Text("out"), "</s>"], '<inline html="s">out</inline>'),
        (["<q>", nodes.Text("said"), "</q>"], "“said”"),
        (['<abbr title="World">', nodes.Text("W"), "</abbr>"], '<abbreviation explanation="World">W</abbreviation>'),
        (
            ['<a href="https://a.example">', nodes.Text("x"), "</a>"],
            '<reference refuri="https://a.example">x</reference>',
        ),
        (['<a href="#there">', nodes.Text("x"), "</a>"], '<reference refid="there">x</reference>'),
        (['<span id="here">', nodes.Text("x"), "</span>"], '<inline ids="here">x</inline>'),
        (['<span lang="de">', nodes.Text("Gruß"), "</span>"], '<inline classes="language-de">Gruß</inline>'),
        (['<input type="checkbox" checked="checked">', nodes.Text("done")], "☑ done"),
        (['<svg aria-hidden="true"><path d="M0"/></svg>', nodes.Text("icon")], "icon"),
        (["<!-- a < b -->", nodes.Text("x"), "</b>"], "x"),
        (['<a name="there">', nodes.Text("x"), "</a>"], '<inline ids="there">x</inline>'),
        (
            ["<ruby>", nodes.Text("河"), "<rp>", nodes.Text("["), "</rp>", "<rt>", nodes.Text("kawa")],
            "<inline>河(kawa)</inline>",
        ),
        (["<i>", nodes.Text("never ended")], "<emphasis>never ended</emphasis>"),
    ],
)
def test_in_a_line_it_becomes_what_markdown_makes(children: list[nodes.Node | str], expected: str) -> None:
    assert formed(*children, in_line=True) == (expected, [])


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<p>One <em>two</em></p>three",
            "<paragraph>One <emphasis>two</emphasis></paragraph><paragraph>three</paragraph>",
        ),
        ('<p align="center">x</p>', '<container align="center"><paragraph>x</paragraph></container>'),
        ("<hr>", "<transition/>"),
        ("<h3>x</h3>", "<rubric>x</rubric>"),
        ("<pre>\n a  b\n</pre>", '<literal_block language="none" xml:space="preserve"> a  b</literal_block>'),
        (
            "<ul><li>a<li>b</ul>",
            f"<bullet_list>{item('a')}{item('b')}</bullet_list>",
        ),
        (
            "<dl><dt>a<dt>b<dd>c<dt>d<dd>e</dl>",
            f"<definition_list>{terms('ab', 'c')}{terms('d', 'e')}</definition_list>",
        ),
        ('<div class="logo"></div>', "<container/>"),
    ],
)
def test_a_block_becomes_a_block(html: str, expected: str) -> None:
    assert formed(html) == (expected, [])


def test_what_stands_between_a_start_and_an_end_is_in_it() -> None:
    between = nodes.paragraph("", "Folded.")
    expected = "<container><rubric>More</rubric><paragraph>Folded.</paragraph></container>"
    assert formed("<details>\n<summary>More</summary>", between, "</details>") == (expected, [])


def test_a_list_in_a_cell_of_a_markdown_table_is_one() -> None:
    document = new_document("a.md")
    entry = nodes.entry("", nodes.paragraph("", "", raw("<ul>"), raw("<li>"), nodes.Text("a"), raw("</ul>"), ids=["b"]))
    document += entry
    give_forms(document, lambda _message, _node: None)
    expected = '<bullet_list ids="b"><list_item><paragraph>a</paragraph></list_item></bullet_list>'
    assert "".join(map(str, entry.children)) == expected


def test_a_table_has_its_head_its_caption_and_its_cells() -> None:
    table = (
        "<table><caption>C</caption><tr><th>h</th><th>i</th></tr><tr><td colspan=2 align=right>x<br>y</td></tr></table>"
    )
    shown, told = formed(table)
    assert told == []
    assert shown.startswith('<table classes="colwidths-auto"><title>C</title><tgroup cols="2">')
    assert (
        "<thead><row><entry><paragraph>h</paragraph></entry><entry><paragraph>i</paragraph></entry></row></thead>"
        in shown
    )
    assert '<entry classes="text-right" morecols="1"><paragraph>x<inline html="br"/>y</paragraph></entry>' in shown


@pytest.mark.parametrize(
    ("html", "words", "name"),
    [
        ("<video>clip</video>", "clip", "<video>"),
        ('<img src="a.png" alt="A street">', "A street", "<img>"),
        ("<script>run()</script>", "", "<script>"),
        ("<svg><g><text>drawn</text></g></svg>", "drawn", "<svg>"),
        ('<a href="other.html">x</a>', "x", "'other.html'"),
    ],
)
def test_what_has_no_form_is_told_once_and_its_words_are_there(html: str, words: str, name: str) -> None:
    shown, (message,) = formed(html)
    assert words in shown
    assert "run()" not in shown
    assert name in message


def test_the_raw_text_of_other_formats_is_left_alone() -> None:
    document = new_document("a.md")
    document += nodes.paragraph("", "", nodes.raw("", r"\LaTeX", format="latex"))
    before = str(document)
    give_forms(document, lambda _message, _node: pytest.fail("told"))
    assert str(document) == before


PIECES = st.sampled_from(
    ["<b>", "</b>", "<ul>", "<li>", "</ul>", "<table>", "<td>", "<p>", "</p>", "<br>", "<dl>", "<dd>"]
)


@given(st.lists(PIECES | st.text("xyz&>", min_size=1, max_size=3)), st.booleans())
def test_no_word_is_lost_whatever_is_open(pieces: list[str], in_line: bool) -> None:  # noqa: FBT001  # hypothesis' way
    document = new_document("a.md")
    parent: nodes.Element = nodes.paragraph() if in_line else nodes.section()
    document += parent
    for piece in pieces:
        words: nodes.Node = nodes.Text(piece) if in_line else nodes.paragraph("", piece)
        parent += raw(piece) if piece.startswith("<") else words
    give_forms(document, lambda _message, _node: None)
    said = "".join(piece for piece in pieces if piece[:1] != "<")
    assert sorted("".join(document.astext().split())) == sorted(said)
