"""HTML of another site's comments: in Markdown it reads as it did there."""

from __future__ import annotations

from html import escape
from typing import Any

import nh3
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, strategies as st

from chapbook.comments.allowed import STRANGERS_LINK, TAGS
from chapbook.comments.body import UNPRINTABLE, clean_body, words_of
from chapbook.comments.exchange.html_to_markdown import to_markdown
from chapbook.comments.exchange.record import Links, Note

LINK = f'rel="{STRANGERS_LINK}"'


def shown(html: str, *, has_plain_lines: bool = False) -> str:
    """Return what a comment with this HTML shows here, stored by WordPress or not; nothing is wrong in it."""
    links = Links.WORDPRESS if has_plain_lines else Links.OWN
    body, faults = clean_body(to_markdown(html, has_plain_lines=has_plain_lines, links=links).source)
    assert faults == []
    return body


def parsed(html: str) -> Any:
    return BeautifulSoup(f"<div>{html}</div>", "html.parser").div


def letters(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("stored", "html"),
    [
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("one\r\ntwo", "<p>one<br />\ntwo</p>"),
        ("one<br>\ntwo", "<p>one<br />\ntwo</p>"),
        ("one<br><br />two", "<p>one</p>\n<p>two</p>"),
        ("\n \none\n \n\n two\n", "<p>one</p>\n<p>two</p>"),
        (
            "a\n<blockquote>b\n\nc</blockquote>\nd",
            "<p>a</p>\n<blockquote>\n<p>b</p>\n<p>c</p>\n</blockquote>\n<p>d</p>",
        ),
        ("<pre>a\n\n  b</pre>\nc", "<pre><code>a\n\n  b\n</code></pre>\n<p>c</p>"),
        ("<em>a\n\nb</em>", "<p><em>a</em></p>\n<p><em>b</em></p>"),
        ("<code>a\nb</code>", "<p><code>a<br />\nb</code></p>"),
        ("&lt;script&gt; &amp;lt; &#8217;", "<p>&lt;script&gt; &amp;lt; ’</p>"),
        (
            "see https://example.org/a_b.",
            f'<p>see <a href="https://example.org/a_b" {LINK}>https://example.org/a_b</a>.</p>',
        ),
        ("    indented\n\tand again", "<p>indented<br />\nand again</p>"),
    ],
)
def test_what_wordpress_stores_is_shown_as_wordpress_shows_it(stored: str, html: str) -> None:
    assert shown(stored, has_plain_lines=True) == html


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("<p>a<br />\nb</p>\n<p>c</p>\n", "<p>a<br />\nb</p>\n<p>c</p>"),
        ("<p>a\nb</p>", "<p>a b</p>"),
        ("<ul><li>a</li><li>b</li></ul>", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("<ul><li>a</ul><ul><li>b</ul>", "<ul>\n<li>a</li>\n</ul>\n<ul>\n<li>b</li>\n</ul>"),
        ('<ol start="3"><li>a<li>b</ol>', '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("<ul><li><p>a</p><p>b</p></ul>", "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ul>"),
        ("<h2>a</h2><p>b", "<p><strong>a</strong></p>\n<p>b</p>"),
        (
            "<blockquote><p>a</p></blockquote><blockquote>b</blockquote>",
            "<blockquote>\n<p>a</p>\n</blockquote>\n<blockquote>\n<p>b</p>\n</blockquote>",
        ),
        (
            '<blockquote cite="https://example.org/"><p>a</p></blockquote>',
            '<blockquote cite="https://example.org/">a</blockquote>',
        ),
        (
            '<blockquote cite="https://example.org/"><p>a</p><p>b</p></blockquote>',
            "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>",
        ),
        ("<pre><code>```\n<b>x</b>\n</code></pre>", "<pre><code>```\nx\n</code></pre>"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "<p>a b</p>\n<p>c</p>"),
        ('<img src="https://example.org/i.png" alt="x">', f'<p><a href="https://example.org/i.png" {LINK}>x</a></p>'),
        ('x <img class="emoji" src="https://example.org/e.png" alt="🙂">', "<p>x 🙂</p>"),
        (
            '<a href="https://example.org/" title="T &quot;x&quot;" onclick="x">*x*</a>',
            f'<p><a href="https://example.org/" title="T &quot;x&quot;" {LINK}>*x*</a></p>',
        ),
        ("<script>alert(1)</script><u>u</u> <span style=x>s</span>", "<p>alert(1)u s</p>"),
        ("<p>&nbsp;</p><p>a</p>", "<p>a</p>"),
        ("<p>\u3000\u3000中文&nbsp;</p>", "<p>\u3000\u3000中文&#160;</p>"),
        ("<b>open", "<p><b>open</b></p>"),
    ],
)
def test_html_keeps_its_words_and_its_structure(html: str, body: str) -> None:
    assert shown(html) == body


@pytest.mark.parametrize("tag", sorted(set(TAGS) - {"a", "blockquote"}))
def test_a_tag_that_comments_may_have_stays(tag: str) -> None:
    assert shown(f"<p>a <{tag}>b</{tag}></p>") == clean_body(f"a <{tag}>b</{tag}>")[0]


@pytest.mark.parametrize(
    "line",
    [
        "# x",
        "- x",
        "+ x",
        "* x",
        "-",
        "1. x",
        "12) x",
        "> x",
        "===",
        "---",
        "* * *",
        "```",
        "~~~ x",
        "    x",
        "\tx",
        "| a |",
        "[x]: https://example.org/",
        "a_b __c__ _d",
        "*x* `y` [z](w) ![i](j)",
        "\\ \\* x\\",
        "<b>x</b> <3 < x",
        "&amp; &lt; &copy",
        "https://example.org/a_b_*c*?d=1&e;f=%20",
        "x\\https://example.org/",
        "<https://example.org/>",
        "{ref}`x` ::: {{ x }} $x$",
    ],
)
def test_text_stays_text(line: str) -> None:
    for text in (line, f"{line}\n{line}", f"a\n{line}"):
        body = shown(escape(text), has_plain_lines=True)
        assert parsed(body).get_text().split() == text.split()
        assert {element.name for element in parsed(body).find_all()} <= {"p", "br", "a"}


@pytest.mark.parametrize(
    ("html", "note"),
    [
        ('<a href="javascript:alert(1)">x</a>', Note.NO_LINK),
        ('<a href="/page">x</a>', Note.NO_LINK),
        ("x\x00y", Note.CHARACTERS),
        ("x&#x202e;y", Note.CHARACTERS),
        ("x\ud800y", Note.CHARACTERS),
    ],
)
def test_what_cannot_stay_is_counted(html: str, note: Note) -> None:
    source, notes = to_markdown(html, has_plain_lines=False)
    assert dict(notes) == {note: 1}
    assert words_of(clean_body(source)[0]) in {"x", "x\ufffdy"}


def test_quotations_without_end_stand_at_one_level() -> None:
    body = shown("<blockquote>" * 500 + "x" + "</blockquote>" * 500)
    assert words_of(body) == "x"
    assert 4 < body.count("<blockquote>") < 9


def test_what_is_nested_or_long_without_end_stays_short() -> None:
    for html in ("<b><i>" * 500 + "<p>x<h2>y</h2>z" * 50, "<ul><li>" * 500 + "x", "http://" * 5_000, "<b>x" * 5_000):
        source = to_markdown(html, has_plain_lines=False).source
        assert len(source) < 10 * len(html)
        body, faults = clean_body(source)
        assert faults == []
        assert letters(parsed(body).get_text()) == letters(parsed(nh3.clean(html)).get_text())


SPECIAL = st.text(alphabet="ab1 .)*_`[]()<>!\\&;#~+-=|:/\"'\u3000\u00a0é中🙂")


@given(st.lists(SPECIAL | st.just("https://example.org/a_b*c") | st.text(max_size=8), max_size=8).map("".join))
def test_any_line_reads_as_it_did(text: str) -> None:
    text = " ".join(UNPRINTABLE.sub("\ufffd", text).replace("\r", " ").replace("\n", " ").split(" ")).replace("\t", " ")
    text = " ".join(filter(None, text.split(" ")))
    body = shown(f"<p>{escape(text)}</p>")
    if text.strip():
        assert parsed(body).get_text() == text
    assert {element.name for element in parsed(body).find_all()} <= {"p", "a"}


PIECES = st.sampled_from(
    [f"<{tag}>" for tag in (*TAGS, "p", "ul", "ol", "li", "pre", "h2", "div", "br", "td", "script", "font")]
    + [f"</{tag}>" for tag in (*TAGS, "p", "ul", "ol", "li", "pre", "h2", "div", "td", "script", "font")]
    + ['<a href="https://example.org/">', '<blockquote cite="https://example.org/">', '<q cite="x">', "<ol start=7>"]
    + ["\n", "\n\n", " ", "- ", "1. ", "> ", "```", "*", "_", "&lt;", "https://example.org/", "x", "y z", "中"]
)


@given(st.lists(PIECES, max_size=30).map("".join), st.booleans())
def test_no_letter_of_any_html_is_lost_or_comes_to_it(html: str, has_plain_lines: bool) -> None:  # noqa: FBT001  # drawn
    read = parsed(nh3.clean(html, clean_content_tags=set())).get_text()
    body = shown(html, has_plain_lines=has_plain_lines)
    assert letters(parsed(body).get_text()) == letters(read)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_what_is_shown_here_comes_in_as_it_is_shown(html: str) -> None:
    body = shown(html)
    assert letters(parsed(shown(body)).get_text()) == letters(parsed(body).get_text())
