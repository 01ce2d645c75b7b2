"""HTML as MyST: each kind of markup in its form, and no word of a stranger's page anything but a word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from chapbook.rescue.article_html import made_ready
from chapbook.rescue.capture import Picture
from chapbook.rescue.escaping import escaped
from chapbook.rescue.html_parts import HtmlParts, html_parts
from chapbook.rescue.myst_words import Forms, Words, _Run
from chapbook.rescue.pictures import Pictures
from chapbook.rescue.plain_words import _bare, _read, says_the_same
from chapbook.rescue.wordpress_paragraphs import with_paragraphs
from rescue.test_pages import picture

BASE = "https://walks.example/mill/"


def parts_of(html: str) -> HtmlParts:
    pictures = Pictures({"a.png": Picture(picture(), "a.png"), "b.png": Picture(b"no picture", "b.png")})
    return html_parts(html, BASE, pictures, 0)


def body(html: str) -> str:
    (named,) = parts_of(html).parts
    return named.part.body


FORMS = {
    "<p>a <em>b</em> <strong>c</strong> <code>d`e</code></p>": "a *b* **c** ``d`e``",
    "<p>in<em> the </em>middle<b> of</b></p>": "in *the* middle **of**",
    "<p>a<em>“b”</em>c <em>d</em></p>": "a“b”c *d*",
    "<p><em>a</em><em>b</em></p>": "*ab*",
    "<p>x<sup>2</sup> H<sub>2</sub>O</p>": "x{sup}`2` H{sub}`2`O",
    "<p>{raw}<code>html</code> $x$ [a](b) *c* _d_ &lt;b&gt; &amp;amp;</p>": (
        "\\{raw\\}`html` \\$x\\$ \\[a\\](b) \\*c\\* \\_d\\_ \\<b\\> \\&amp;"
    ),
    "<p># a<br>1. b<br>- c<br>(d)=<br>:::e<br>% f<br>+++<br>===</p>": (
        "\\# a\\\n1\\. b\\\n\\- c\\\n\\(d)=\\\n\\:::e\\\n\\% f\\\n\\+++\\\n\\==="
    ),
    '<p><a href="/x_(y)?a=1&amp;copy;=2">z</a> <a href="javascript:1">w</a></p>': (
        "[z](https://walks.example/x_%28y%29?a=1\\&copy;=2) w"
    ),
    '<p>Hi!<a href="https://a.example/">b</a></p>': "Hi\\![b](https://a.example/)",
    "<p><code>a <em>b</em><sub>c`d</sub></code></p>": "`a `*`b`*``c`d``",
    "<p><code><em>a</em><sub>b*</sub></code></p>": "*`a`*`b*`",
    "<ul><li>a<ul><li>b</li></ul></li><li></li></ul><ul><li>c</li></ul>": "- a\n\n  - b\n-\n\n* c",
    '<ol start="3"><li>a</li><li><p>b</p><p>c</p></li></ol>': "3. a\n4. b\n\n   c",
    "<blockquote><p>a</p><h2>b</h2></blockquote>": "> a\n>\n> b",
    '<pre><code class="language-python">x = "```"</code></pre>': '````python\nx = "```"\n````',
    '<pre class="brush: nosuch">x</pre>': "```text\nx\n```",
    "<dl><dt>a</dt><dd>b</dd></dl>": "- **a**\n\n  b",
    "<hr><p>a</p><hr><hr><p>b</p><hr>": "a\n\n***\n\nb",
    "<table><caption>T</caption><thead><tr><th>a</th></tr></thead><tr><td>b</td><td>c</td></tr></table>": (
        ":::{list-table} T\n:header-rows: 1\n\n* - a\n  -\n* - b\n  - c\n:::"
    ),
    '<table><tr><td colspan="2">a</td></tr><tr><td><ul><li>b</li></ul></td><td>c</td></tr></table>': (
        ":::{list-table}\n\n* - a\n  -\n* - - b\n  - c\n:::"
    ),
    '<figure><a href="big.jpg"><img src="a.png" alt="M: “x”"></a><figcaption>C <i>d</i></figcaption></figure>': (
        ':::{figure} ../pictures/m-x.png\n:alt: "M: “x”"\n\nC *d*\n:::'
    ),
    '<p>see <img src="a.png" alt="[m]"> and <img src="b.png" alt="n"></p>': (
        "see ![\\[m\\]](../pictures/m.png) and \\[A picture is missing: n\\]"
    ),
    '<p><img class="wp-smiley" alt="🙂" src="s.png"> <img src="gone.png" alt="">.</p>': (
        "🙂 \\[A picture is missing: gone.png\\] ."
    ),
    '<p>a<sup><a id="r" href="#n">1</a></sup></p><ol><li id="n"><p>b</p><p>c <a href="#r">↩</a></p></li></ol>': (
        "a[^1]\n\n[^1]: b\n\n    c"
    ),
    '<iframe src="https://v.example/1"></iframe>': "\\[[https://v.example/1](https://v.example/1)\\]",
    "<p><s>a</s> <u>b</u> <q>c</q></p>": "a b “c”",
    "<script>alert(1)</script><style>p{}</style><p onclick=x>a</p>": "a",
    '<noscript><img src="a.png" alt="late"></noscript>': ':::{figure} ../pictures/late.png\n:alt: "late"\n:::',
    '<p><img data-src="a.png" src="data:image/gif;base64,R0" alt="lazy"></p>': (
        ':::{figure} ../pictures/lazy.png\n:alt: "lazy"\n:::'
    ),
}


@pytest.mark.parametrize("html", FORMS)
def test_each_kind_of_markup_has_its_form(html: str) -> None:
    assert body(html) == FORMS[html]


def test_parts_headings_and_links_to_them() -> None:
    made = parts_of(
        '<p>Before.</p><h2 id="intro">Introduction</h2><p>See <a href="#deep">below</a>, <a href="#no">not</a>.</p>'
        '<h4 id="deep">第二</h4><h3>Introduction</h3><h2>1984</h2><p>x</p><h2>comments</h2>'
        "<h2>Abstract</h2><h3>In it</h3>"
    )
    assert [named.id for named in made.parts] == [
        "opening",
        "introduction",
        "section-1984",
        "section-comments",
        "abstract",
    ]
    assert made.parts[1].part.body == (
        "See [below](#dier), [not](#away-no).\n\n(dier)=\n## 第二\n\n(introduction-2)=\n## Introduction"
    )
    assert made.parts[4].part.body == "(in-it)=\n### In it"


def test_notes_keep_their_numbers_over_all_parts() -> None:
    made = parts_of(
        "<h2>A</h2><p>a<a id=r1 href=#n1>1</a></p><h2>B</h2><p>b<a id=r2 href=#n2>2</a> b<a href=#n2>2</a></p>"
        "<ol><li id=n1>x <a href=#r1>↑</a></li><li id=n2>y <a href=#r2>↑</a></li></ol>"
    )
    assert [named.part.body for named in made.parts] == ["a[^1]\n\n[^1]: x", "b[^2] b[^2]\n\n[^2]: y"]


def test_bold_lines_are_headings_where_there_are_no_others() -> None:
    made = parts_of("<p><strong>One</strong></p><p>a</p><p><b>Two.</b></p><p>b</p>")
    assert [(named.part.title, named.part.body) for named in made.parts] == [("One", "a\n\n**Two.**\n\nb")]
    assert made.bold == ("One",)


def test_the_entries_of_a_list_of_references() -> None:
    made = parts_of("<h2>References</h2><ol start='2'><li>Lee, A. (2019). <i>B</i>.</li></ol><p>Doe (2020). C.</p>")
    assert made.parts[0].entries == ("2. Lee, A. (2019). B.", "Doe (2020). C.")


def test_what_a_person_must_be_told() -> None:
    made = parts_of('<p><img src="a.png"> <img src="a.png" alt="m"></p><iframe src="x:1"></iframe>')
    assert made.wordless == ("a.png",)
    assert [loss.what for loss in made.losses] == ["An embedded frame"]


def test_deep_nesting_costs_the_nesting_and_no_word() -> None:
    deep = "<blockquote>" * 400 + "<p>word</p>" + "</blockquote>" * 400
    assert body(deep) == "> " * 6 + "word"
    assert "word" in body("<span>" * 5000 + "word")


def test_paragraphs_of_the_classic_editor() -> None:
    text = "One\ntwo\n\n<h2>Three</h2>\nfour\n<pre>a\n\nb</pre>\n<!--more-->five <div>six</div>"
    assert with_paragraphs(text).split("\n") == [
        *("<p>One<br>two</p>", "<h2>Three</h2>", "<p>four</p>", "<pre>a", "", "b</pre>", "<p>five</p>"),
        "<div>six</div>",
    ]


def test_blocks_keep_their_paragraphs_and_classic_ones_get_theirs() -> None:
    text = "<!-- wp:paragraph --><p>a\nb</p><!-- /wp:paragraph -->\n\nc\n\nd\n<!-- wp:separator /-->"
    assert with_paragraphs(text) == "<p>a\nb</p><p>c</p>\n<p>d</p>"


SIGNS = st.text(st.sampled_from("ab1 \n\\`*_{}[]()<>#+-.!:%$~^|&;=\"'“”é第ه\u0301\u200b\ufeff"), max_size=40)


@settings(max_examples=150)
@given(SIGNS)
def test_words_are_read_as_they_are(words: str) -> None:
    text = " ".join(words.split())
    assert _read(escaped(text, begins_line=True)) == _bare(text)


NODES = st.recursive(
    SIGNS.map(lambda words: {"t": "Str", "c": words.replace(" ", "").replace("\n", "")})
    | SIGNS.map(lambda words: {"t": "Code", "c": [["", [], []], words]})
    | st.just({"t": "Space"}),
    lambda inner: st.tuples(st.sampled_from(["Emph", "Strong"]), st.lists(inner, max_size=3)).map(
        lambda made: {"t": made[0], "c": made[1]}
    ),
    max_leaves=8,
)


@settings(max_examples=80)
@given(st.lists(NODES, max_size=6))
def test_whatever_is_emphasised_the_words_are_the_same(items: list[dict[str, object]]) -> None:
    assert says_the_same(Words(Pictures({}), {}, "").write(items), items)
    assert says_the_same(_Run(Words(Pictures({}), {}, ""), Forms.NONE, has_links=True).of(items).strip(), items)


@settings(max_examples=50)
@given(st.text(max_size=200))
def test_nothing_but_the_short_list_of_tags_gets_through(html: str) -> None:
    made = made_ready(f"<p>{html}</p><script>x</script>", BASE).html
    assert "<script" not in made
    assert "onerror" not in made or "&lt;" in made or "<" not in html
