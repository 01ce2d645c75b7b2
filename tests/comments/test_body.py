"""Bodies: what of a stranger's Markdown reaches the page, and in which form."""

from __future__ import annotations

import re
import unicodedata
from html import escape
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, strategies as st

from chapbook.comments.address import link_fault
from chapbook.comments.allowed import STRANGERS_LINK, TAGS
from chapbook.comments.body import ELEMENTS, UNPRINTABLE, clean_body, words_of
from chapbook.comments.problem import Kind
from hostile import ALLOWED

LINK = f'rel="{STRANGERS_LINK}"'


def cleaned(source: str) -> str:
    html, faults = clean_body(source)
    assert faults == []
    return html


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("one\ntwo", "<p>one<br />\ntwo</p>"),
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>"),
        ("> quoted", "<blockquote>\n<p>quoted</p>\n</blockquote>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("```\nx < y\n```", "<pre><code>x &lt; y\n</code></pre>"),
        ("[x](https://example.org/ 'T')", f'<p><a href="https://example.org/" title="T" {LINK}>x</a></p>'),
        ("<https://example.org/>", f'<p><a href="https://example.org/" {LINK}>https://example.org/</a></p>'),
        ("see https://example.org/a.", f'<p>see <a href="https://example.org/a" {LINK}>https://example.org/a</a>.</p>'),
        ("mail a@example.org, www.example.org", "<p>mail a@example.org, www.example.org</p>"),
        ("a\u00a0b", "<p>a&#160;b</p>"),
    ],
)
def test_markdown_that_a_comment_may_have(source: str, html: str) -> None:
    assert cleaned(source) == html


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('<a href="https://example.org/" title="T">x</a>', f'<a href="https://example.org/" title="T" {LINK}>x</a>'),
        ('<abbr title="World Wide Web">WWW</abbr>', '<abbr title="World Wide Web">WWW</abbr>'),
        ('<acronym title="World Wide Web">WWW</acronym>', '<abbr title="World Wide Web">WWW</abbr>'),
        ("<b>x</b>", "<b>x</b>"),
        ("<cite>x</cite>", "<cite>x</cite>"),
        ("<code>x</code>", "<code>x</code>"),
        ('<del datetime="2022-05-31">x</del>', '<del datetime="2022-05-31">x</del>'),
        ("<em>x</em>", "<em>x</em>"),
        ("<i>x</i>", "<i>x</i>"),
        ('<q cite="https://example.org/">x</q>', '<q cite="https://example.org/">x</q>'),
        ("<s>x</s>", "<s>x</s>"),
        ("<strike>x</strike>", "<s>x</s>"),
        ("<strong>x</strong>", "<strong>x</strong>"),
        ("<STRONG>x</STRONG >", "<strong>x</strong>"),
        ('<b onclick="alert(1)" class="c" id="i" style="color:red">x</b>', "<b>x</b>"),
        ("<b>open", "<b>open</b>"),
        ("never opened</b>", "never opened"),
        ("<a>x</a>", "x"),
    ],
)
def test_tags_that_the_captured_page_allows(source: str, html: str) -> None:
    assert cleaned(source) == f"<p>{html}</p>"


QUOTED = "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("<blockquote>a\n\nb</blockquote>\n\nc", f"{QUOTED}\n<p>c</p>"),
        ("<blockquote>\n\na\n\nb\n\n</blockquote>\n\nc", f"{QUOTED}\n<p>c</p>"),
        ("<blockquote>\na\n\nb\n</blockquote>", QUOTED),
        ("<blockquote>a\n\nb", QUOTED),
        ("> <blockquote>a\n>\n> b\n\nc</blockquote>", f"<blockquote>\n{QUOTED}\n</blockquote>\n<p>c</p>"),
        (
            "<blockquote><blockquote>x</blockquote>\n\na\n\nb</blockquote>",
            QUOTED.replace("\n", "\n<blockquote>x</blockquote>\n", 1),
        ),
        (
            '<blockquote cite="https://e.org/">\n\n- a\n\n> b\n\n</blockquote>',
            '<blockquote cite="https://e.org/">\n<ul>\n<li>a</li>\n</ul>\n<blockquote>\n<p>b</p>\n</blockquote>\n</blockquote>',
        ),
        ("a</blockquote>\n\nb", "<p>a</p>\n<p>b</p>"),
        ("<b><blockquote>a\n\nb</blockquote></b>", "<p><b>&lt;blockquote&gt;a</b></p>\n<p>b</p>"),
    ],
)
def test_a_quotation_may_go_on_over_paragraphs(source: str, html: str) -> None:
    assert re.sub(r"\n+", "\n", cleaned(source)) == html


def test_a_quotation_may_stand_as_a_block_of_its_own() -> None:
    assert cleaned('<blockquote cite="https://example.org/">x</blockquote>') == (
        '<blockquote cite="https://example.org/">x</blockquote>'
    )


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<div><p>x</p></div>",
        "<h1>x</h1>",
        "<br>",
        "<!-- x -->",
        "<?php x ?>",
        "<![CDATA[ x ]]>",
        "<svg/onload=alert(1)>",
        "# x",
        "***",
        "{{ x }} |x| ::: {raw} html",
        "```{raw} html",
    ],
)
def test_everything_else_is_shown_as_the_characters_that_it_is(source: str) -> None:
    html = cleaned(f"a {source} b")
    assert words_of(html) == f"a {source} b"
    assert {element.tag for element in ET.fromstring(html).iter()} == {"p"}


@pytest.mark.parametrize("source", ["# x", "[x]: y", "[x]: <y>", "{ref}x", "::: {raw} html", "| a |\n| - |", "$x$"])
def test_what_begins_a_line_is_shown_too(source: str) -> None:
    assert words_of(cleaned(source)) == " ".join(source.split())


def test_roles_are_code_at_most() -> None:
    assert cleaned("{ref}`x`") == "<p>{ref}<code>x</code></p>"


def test_a_heading_underlined_is_a_paragraph() -> None:
    assert cleaned("x\n===") == "<p>x<br />\n===</p>"


def test_an_image_is_at_most_a_link() -> None:
    assert cleaned("![x](https://example.org/i.png)") == f'<p>!<a href="https://example.org/i.png" {LINK}>x</a></p>'


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/",
        "/etc/passwd",
        "page.html",
        "#comment-1",
        "https:",
        "https://",
        "http://[",
        "mailto:",
        "",
    ],
)
def test_an_address_that_is_not_of_the_web(address: str) -> None:
    assert "https://" in link_fault(address)


@pytest.mark.parametrize(
    ("source", "line", "html"),
    [
        ("x\n\n[a](javascript:alert(1)) b", 2, "<p>x</p>\n<p>a b</p>"),
        ("[**a**](page.html)", 0, "<p><strong>a</strong></p>"),
        ("x\ny\n<a href='data:text/html,x'>a</a>", 2, "<p>x<br />\ny<br />\na</p>"),
        ("<q cite='javascript:x'>a</q>", 0, "<p><q>a</q></p>"),
        ("<del datetime='yesterday'>a</del>", 0, "<p><del>a</del></p>"),
    ],
)
def test_a_bad_link_is_left_out_and_told(source: str, line: int, html: str) -> None:
    body, faults = clean_body(source)
    assert body == html
    assert [(fault.line, fault.kind) for fault in faults] == [(line, Kind.LINK)]


def test_nesting_beyond_what_is_read_is_told() -> None:
    _, faults = clean_body(">" * 150 + " x")
    assert [fault.kind for fault in faults] == [Kind.BODY]


def assert_within_the_allow_list(html: str) -> None:
    root = ET.fromstring(f"<div>{html}</div>")
    for element in root.iter():
        assert element is root or element.tag in ELEMENTS
        assert set(element.attrib) <= ALLOWED.get(element.tag, set())
        for name in ("href", "cite"):
            if name in element.attrib:
                assert link_fault(element.attrib[name]) == ""


MARKUP = st.sampled_from(
    [
        *(f"<{tag} " for tag in TAGS),
        *(f"</{tag}>" for tag in TAGS),
        *("<script>", "<svg>", "<math>", "<style>", "<template>", "<p>", "<!--", "-->", "<![CDATA[", "]]>", ">", "/>"),
        *(
            "href=",
            "title=",
            "cite=",
            "onclick=",
            "javascript:alert(1)",
            "https://e.org/",
            '"',
            "'",
            "`",
            "&#106;",
            "&lt;",
        ),
        *("[", "](", ")", "![", "> ", "- ", "1. ", "    ", "\n", "\n\n", "```", "*", "_", "\\", "\u00a0", "\u202e"),
    ]
)


@given(st.lists(MARKUP | st.text(max_size=5), max_size=40).map("".join))
def test_nothing_gets_out_of_the_allow_list(source: str) -> None:
    html, _ = clean_body(UNPRINTABLE.sub("\ufffd", source))
    assert_within_the_allow_list(html)


@given(st.lists(st.from_regex(r"[A-Za-z0-9é中]{1,8}", fullmatch=True), min_size=1, max_size=30))
def test_no_word_is_lost(words: list[str]) -> None:
    assert words_of(cleaned("\n".join(words))).split() == words


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("<b>x\n\n- y", "<p><b>x</b></p>\n<ul>\n<li>y</li>\n</ul>"),
        ("x</i> <b>y</i> z", "<p>x <b>y z</b></p>"),
        ("<b><i>x</b> y</i>", "<p><b><i>x</i></b> y</p>"),
        ("<b><blockquote>x</blockquote></b>", "<p><b>&lt;blockquote&gt;x</b></p>"),
        ("*<blockquote>x*", "<p><em>&lt;blockquote&gt;x</em></p>"),
        ("<b><i>x\n\ny", "<p><b><i>x</i></b></p>\n<p>y</p>"),
        ("x [<b></b>](https://example.org/) y", "<p>x  y</p>"),
    ],
)
def test_a_tag_ends_with_its_paragraph_and_stands_where_it_may(source: str, html: str) -> None:
    assert cleaned(source) == html


@pytest.mark.parametrize("deep", ["> " * 9, "- " * 5, "<b>" * 9, "> - 1. > - > "])
def test_what_is_nested_too_deeply_is_shown_as_it_was_written_and_told(deep: str) -> None:
    html, faults = clean_body(f"a *b*\nc\n\n{deep}x")
    assert html == f"<p>a *b*<br />c</p><p>{escape(deep)}x</p>"
    assert [(fault.line, fault.kind) for fault in faults] == [(0, Kind.BODY)]


@pytest.mark.parametrize("deep", ["> " * 8, "- " * 4, "<b>" * 8])
def test_what_is_just_not_too_deep_is_marked_up(deep: str) -> None:
    assert words_of(cleaned(f"{deep}x")) == "x"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org:0/",
        "https://example.org:65536/",
        "https://example.org:x/",
        "https://\\example.org/",
        "https://example.org/<b>",
        "https://example.org/[x]",
        "https://example.org/%x",
        'https://example.org/"',
        "https://xn--/",
    ],
)
def test_an_address_that_a_reader_of_addresses_would_refuse(address: str) -> None:
    assert "https://" in link_fault(address)


@pytest.mark.parametrize("address", ["https://例え.example/é?ü#中", "http://[::1]:80/", "https://a@example.org/(x)%20"])
def test_an_address_that_is_unusual_and_good(address: str) -> None:
    assert link_fault(address) == ""


@pytest.mark.parametrize("cite", ["http://example.org/", "mailto:a@example.org", "https:"])
def test_a_source_is_on_the_secure_web_as_epub_will_have_it(cite: str) -> None:
    html, faults = clean_body(f"<q cite='{cite}'>x</q>")
    assert html == "<p><q>x</q></p>"
    assert [fault.kind for fault in faults] == [Kind.LINK]


@pytest.mark.parametrize(("length", "is_linked"), [(1_900, True), (2_100, False)])
def test_a_bare_address_has_a_longest(length: int, is_linked: bool) -> None:  # noqa: FBT001  # a parameter
    html = cleaned("https://example.org/" + "a" * length)
    assert ("<a " in html) == is_linked
    assert words_of(html) == "https://example.org/" + "a" * length


@pytest.mark.parametrize("source", ["xhttps://example.org/", "+http://example.org/", "ftp://example.org/", "https://"])
def test_what_only_looks_like_a_bare_address_is_text(source: str) -> None:
    assert cleaned(source) == f"<p>{source}</p>"


def test_what_cannot_be_shown_is_what_the_standards_say() -> None:
    controls = {code for code in range(0x110000) if unicodedata.category(chr(code)) in {"Cc", "Cs"}} - {9, 10, 13}
    noncharacters = {code for code in range(0x110000) if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF}
    turning_round = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
    found = {code for code in range(0x110000) if UNPRINTABLE.match(chr(code))}
    assert found == controls | noncharacters | turning_round
