"""How two books are compared: what makes a difference, and what the tag tree of a PDF says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import typst

from chapbook.proof.tagged_words import LINE_END, words_of_pdf
from page_words import words_of_page
from same_words import first_difference

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("chapters", "book"),
    [
        (["one two"], "one  two"),
        (["one two"], f"one{LINE_END}two"),
        (["onetwo"], f"one{LINE_END}two"),
        (["one two", "three"], f"one two {LINE_END} three"),
        (["one two"], "one t\u00adwo "),
        ([" one\n", "\ttwo"], "one two"),
    ],
)
def test_white_space_at_the_end_of_a_line_is_no_difference(chapters: list[str], book: str) -> None:
    assert first_difference(dict(zip("ab", chapters, strict=False)), book) == ""


@pytest.mark.parametrize(
    ("chapters", "book", "told"),
    [
        (["one two"], "onetwo", "a: after 'one' not ' two' but 'two'"),
        (["onetwo"], "one two", "a: after 'one' not 'two' but ' two'"),
        (["one two"], "one", "a: after 'one' not ' two' but ''"),
        (["one"], "one two", "behind the last chapter: ' two'"),
        (["one", "two three"], "one three two", "b: after 't' not 'wo three' but 'hree two'"),
        (["one", "two", "three"], "one three", "b: after 't' not 'wo' but 'hree'"),
        (["10\u00a0km"], "10 km", "a: after '10' not '\\xa0km' but ' km'"),
        (["one"], f"on{LINE_END}d", "a: after 'on' not 'e' but 'd'"),
    ],
)
def test_a_word_that_is_lost_parted_moved_or_added_is_a_difference(chapters: list[str], book: str, told: str) -> None:
    assert first_difference(dict(zip("abc", chapters, strict=False)), book) == told


PICTURE = "bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='2' height='1'/>\")"
MARKUP = f"""\
#set document(title: "T")
#set page(width: 8cm, header: [Running head], footer: [Foot])
#set text(hyphenate: true, lang: "en")
= A heading
Extraordinary, incomprehensible and unquestionably floating affluent words#footnote[A note,#footnote[and one in it.] and
more.], then more#footnote[Another.].

+ first
+ second

- bullet

/ Term: its meaning

#figure(image({PICTURE}, alt: "A picture"), caption: [A caption])
#table(columns: 2, table.header[a][b], [c], [d])
#text(dir: rtl, lang: "ar")[هذا نص عربي طويل ثم جملة أخرى مع English words داخلها، والعدد 42 في وسطها.]

Left with אחת 17 שתיים in it.

#block(width: 2.1cm, text(dir: rtl, lang: "he")[אחת (Author, 2026) שתיים])
"""
SAID = """\
A heading Extraordinary, incomprehensible and unquestionably floating affluent words1, then more3.
1 first 2 second bullet Term its meaning Figure\u00a01: A caption [A picture] a b c d
هذا نص عربي طويل ثم جملة أخرى مع English words داخلها، والعدد 42 في وسطها.
Left with אחת 17 שתיים in it. אחת (Author, 2026) שתיים
"""


def test_a_tag_tree_is_read_as_it_is_spoken(tmp_path: Path) -> None:
    (tmp_path / "a.typ").write_text(MARKUP, encoding="utf-8")
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(typst.compile(str(tmp_path / "a.typ"), format="pdf", pdf_standards="ua-1"))
    words = words_of_pdf(pdf)
    assert first_difference({"it": SAID}, words.text) == ""
    notes = {"1": "1 A note,2 and more.", "2": "2 and one in it.", "3": "3 Another."}
    assert first_difference(notes, " ".join(words.notes)) == ""


def mark(number: int) -> str:
    bracket = '<span class="fn-bracket">{}</span>'
    inner = f"{bracket.format('[')}{number}{bracket.format(']')}"
    return f'<a class="footnote-reference brackets" href="#n{number}">{inner}</a>'


def note(number: int, words: str) -> str:
    label = f'<span class="label">{number}</span><span class="backrefs">(1,2)</span>'
    return f'<aside class="footnote" id="n{number}">{label}<p>{words}</p></aside>'


PAGE = f"""\
<article><section><h1>Title<a class="headerlink" href="#t">¶</a></h1><p>Above.</p>
<section id="one"><h2>One</h2><p>Words{mark(2)}, <q>said</q><br>then{mark(1)} and {mark(2)}.</p>
<ol start="3" class="arabic"><li>three</li><li>four</li></ol><ol class="lowerroman"><li>roman</li></ol>
<img alt="A picture"><img alt=""><hr><hr class="footnotes">
<aside class="footnote-list">{note(1, "First.")}{note(2, f"Second{mark(3)}.")}{note(3, "In it.")}</aside></section>
<section class="title-page"><h2>How</h2></section></section></article>
"""


def test_a_page_is_read_as_a_book_has_it() -> None:
    words = words_of_page(PAGE, "article")
    said = "Title Above. How One Words2, “said” then1 and 2. 3 three 4 four i roman [A picture] * * *"
    assert " ".join(words.text.split()) == said
    assert [" ".join(note.split()) for note in words.notes] == ["2 Second3.", "3 In it.", "1 First."]
