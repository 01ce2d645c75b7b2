"""A commenter's tags to the last sign: attributes, the lines on which they are told, quotations and their ends."""

from __future__ import annotations

import re

import pytest

from chapbook.comments.allowed import STRANGERS_LINK
from chapbook.comments.body import _markdown, clean_body, parse_moment, words_of
from chapbook.comments.bounds import DEEPEST
from chapbook.comments.problem import Kind

LINK = f'rel="{STRANGERS_LINK}"'


@pytest.fixture(autouse=True)
def _a_parser_made_anew() -> None:
    """What makes the parser runs in each test, so that each can find it broken."""
    _markdown.cache_clear()


def cleaned(source: str) -> str:
    html, faults = clean_body(source)
    assert faults == []
    return re.sub(r"\n+", "\n", html)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('<abbr title="a" title="b">x</abbr>', '<abbr title="a">x</abbr>'),
        ("<abbr title='a\nb'>x</abbr> y", '<abbr title="a\nb">x</abbr> y'),
        ("<abbr title>x</abbr>", '<abbr title="">x</abbr>'),
        ("<abbr title='a &amp; &quot;b&quot; &lt;'>x</abbr>", '<abbr title="a &amp; &quot;b&quot; &lt;">x</abbr>'),
        ("<b/>x", "x"),
        ("<script></script>", "&lt;script&gt;&lt;/script&gt;"),
        ("<b title='t' lang='en'>x</b>", "<b>x</b>"),
        ('<a title="T" href="mailto:a@example.org">x</a>', f'<a href="mailto:a@example.org" title="T" {LINK}>x</a>'),
        ('<a title="T">x</a>', "x"),
        ('<A HREF="HTTPS://example.org/">x</A>', f'<a href="HTTPS://example.org/" {LINK}>x</a>'),
        ('<q cite="HTTPS://example.org/">x</q>', '<q cite="HTTPS://example.org/">x</q>'),
        (
            '<del datetime="2022-05-31T10:00:00+08:00">x</del>',
            '<del datetime="2022-05-31T10:00:00+08:00">x</del>',
        ),
        ("<strike>a</strike> <acronym>b</acronym>", "<s>a</s> <abbr>b</abbr>"),
        ("**a** <b>b</b> *c* <i>d</i>", "<strong>a</strong> <b>b</b> <em>c</em> <i>d</i>"),
        ("<b>a</i></b></b> b", "<b>a</b> b"),
        ("<b><b>a</b> b</b> c", "<b><b>a</b> b</b> c"),
        ("<b><i><s>a</b> b</i> c</s> d", "<b><i><s>a</s></i></b> b c d"),
    ],
)
def test_what_becomes_of_a_tag(source: str, html: str) -> None:
    assert cleaned(source) == f"<p>{html}</p>"


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("[a](x.html) [b](y.html)", [0, 0]),
        ("a\n[a](x.html)\\\n[b](y.html)\n\n[c](z.html)", [1, 2, 4]),
        ("<b\ntitle='t'>a</b> [a](x.html)", [1]),
        ("a\n\n> b\n> <q cite='x'>c</q>\n\n- d\n- <del datetime='x'>e</del>", [3, 6]),
        ("`a\nb` [a](x.html)\n[b](y.html)", [0, 1]),
    ],
)
def test_each_fault_is_told_at_its_line(source: str, lines: list[int]) -> None:
    _, faults = clean_body(source)
    assert [fault.line for fault in faults] == lines
    assert {fault.kind for fault in faults} == {Kind.LINK}


def test_a_link_that_is_left_out_takes_no_other_with_it() -> None:
    html, faults = clean_body("[a](x.html) [b](https://example.org/) c [d](y.html) e [f](https://example.org/) g")
    good = f'<a href="https://example.org/" {LINK}>'
    assert html == f"<p>a {good}b</a> c d e {good}f</a> g</p>"
    assert [fault.message for fault in faults] == [
        f"the link to {address!r} was left out; write an address that begins with https://, http:// or mailto:"
        for address in ("x.html", "y.html")
    ]


def test_what_is_said_of_an_attribute() -> None:
    long = "http://example.org/" + "a" * 60
    _, faults = clean_body(f"<q cite='{long}'>x</q> <del datetime='soon'>y</del>")
    assert [fault.message for fault in faults] == [
        f"cite={long[:60]!r} was left out; it is for the address of a source, which begins with https://",
        "datetime='soon' is no date; write one like 2022-05-31",
    ]


def test_what_is_said_of_a_character_that_cannot_be_shown() -> None:
    html, [fault] = clean_body("a\n\nb&#x202e;c&#xfffe;")
    assert html == "<p>a</p>\n<p>b\ufffdc\ufffd</p>"
    assert (fault.line, fault.kind) == (0, Kind.ENCODING)
    assert fault.message == "the reference to U+202E, which cannot be shown, gave U+FFFD; delete it"


def test_a_body_that_is_nested_too_deeply_keeps_its_paragraphs_and_lines() -> None:
    html, [fault] = clean_body("'a' & <b>\nb\n\n\n" + "> " * 9 + "c")
    assert html == "<p>'a' &amp; &lt;b&gt;<br />b</p><p>" + "&gt; " * 9 + "c</p>"
    assert fault.message.startswith("more than 8 quotes and lists, or tags in a paragraph, stand in each other, ")


def test_tags_that_follow_each_other_are_not_deep() -> None:
    assert cleaned("<b>x</b>" * (DEEPEST + 2)) == f"<p>{'<b>x</b>' * (DEEPEST + 2)}</p>"
    assert words_of(cleaned("> x\n\ny\n\n" * (DEEPEST + 2))) == " ".join(["x y"] * (DEEPEST + 2))
    assert cleaned("a\\\n" * (DEEPEST + 2) + "b") == "<p>" + "a<br />\n" * (DEEPEST + 2) + "b</p>"


def test_elements_that_hold_nothing_are_left_out_however_deep() -> None:
    assert cleaned("a <b><i><s></s> </i></b>b") == "<p>a b</p>"
    assert cleaned("```\n```\n\na") == "<pre></pre>\n<p>a</p>"
    assert cleaned("<b>a\n</b> b") == "<p><b>a<br />\n</b> b</p>"
    assert cleaned("-\n- a") == "<ul>\n<li></li>\n<li>a</li>\n</ul>"


INNER = "<blockquote>\n<p>a</p>\n</blockquote>"
TWO = "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        (
            "<blockquote><blockquote>\n\na\n\n</blockquote></blockquote>\n\nb",
            f"<blockquote>\n{INNER}\n</blockquote>\n<p>b</p>",
        ),
        ("<blockquote>\n\na\n\n</blockquote></blockquote>\n\nb", f"{INNER}\n<p>b</p>"),
        ("- <blockquote>a\n\n  b\n\nc</blockquote>", f"<ul>\n<li>\n{TWO}\n</li>\n</ul>\n<p>c</p>"),
        ("> a</blockquote>\n\nb", f"{INNER}\n<p>b</p>"),
        ("<blockquote>\n\n> a</blockquote>\n\nb</blockquote>", f"<blockquote>\n{INNER}\n<p>b</p>\n</blockquote>"),
        ("a\n<blockquote>b\n\nc", "<p>a<br />\n</p><blockquote>b</blockquote>\n<p>c</p>"),
        ("<blockquote>\n\na *b* c</blockquote>\n\nd", f"{INNER.replace('a', 'a <em>b</em> c')}\n<p>d</p>"),
        ("<blockquote>\n\na *b*\n</blockquote>\n\nc", f"{INNER.replace('a', 'a <em>b</em>')}\n<p>c</p>"),
        ("<blockquote>\\\na\n\nb\\\n</blockquote>\n\nc", f"{TWO}\n<p>c</p>"),
        ("<blockquote><b>a\n\nb</b></blockquote>", "<blockquote>\n<p><b>a</b></p>\n<p>b</p>\n</blockquote>"),
    ],
)
def test_where_a_quotation_begins_and_ends(source: str, html: str) -> None:
    assert cleaned(source) == html


@pytest.mark.parametrize(
    ("source", "address", "rest"),
    [
        ("*https://example.org/*", "https://example.org/", ""),
        ("**https://example.org/** b", "https://example.org/", " b"),
        ("(https://example.org/)", "https://example.org/", ")"),
        ("https://example.org/X b", "https://example.org/X", " b"),
        ("HTTP://example.org b", "HTTP://example.org", " b"),
        ("a,https://example.org/, b", "https://example.org/", ", b"),
    ],
)
def test_where_a_bare_address_begins_and_ends(source: str, address: str, rest: str) -> None:
    html = cleaned(source)
    assert f'<a href="{address}" {LINK}>{address}</a>' in html
    assert html.partition("</a>")[2].removesuffix("</p>").replace("</em>", "").replace("</strong>", "") == rest


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("behind", ["", ".", " b", "*"])
def test_a_bare_address_has_a_longest_to_the_last_sign(scheme: str, behind: str) -> None:
    address = f"{scheme}://example.org/".ljust(2_000, "a")
    assert cleaned(f"a {address}{behind}").startswith(f'<p>a <a href="{address}" {LINK}>{address}</a>')
    assert cleaned(f"a {address}a{behind}") == f"<p>a {address}a{behind}</p>"


@pytest.mark.parametrize(
    "text",
    [
        "xhttp://e.org/",
        "1https://e.org/",
        ".http://e.org/",
        "-https://e.org/",
        "+http://e.org/",
        "://e.org/",
        "https://",
    ],
)
def test_what_is_no_bare_address(text: str) -> None:
    assert cleaned(text) == f"<p>{text}</p>"


def test_a_bare_address_that_leads_nowhere_is_text_and_told() -> None:
    html, faults = clean_body("a\nhttps://example.org:0/ b [link](https://example.org/) c")
    good = f'<a href="https://example.org/" {LINK}>link</a>'
    assert html == f"<p>a<br />\nhttps://example.org:0/ b {good} c</p>"
    assert [(fault.line, fault.kind) for fault in faults] == [(1, Kind.LINK)]


def test_a_link_says_that_it_is_a_stranger_s() -> None:
    assert (
        cleaned("<https://e.org/>") == '<p><a href="https://e.org/" rel="external nofollow ugc">https://e.org/</a></p>'
    )


@pytest.mark.parametrize("line", ["***", "---", "___", "===", "# a", "[a]: b", "| a |"])
def test_what_stands_alone_on_a_line_is_shown(line: str) -> None:
    assert cleaned(f"a\n\n{line}\n\nb") == f"<p>a</p>\n<p>{line}</p>\n<p>b</p>"


def test_no_link_stands_in_another() -> None:
    assert cleaned("[https://a.example/](https://b.example/)") == (
        f'<p><a href="https://b.example/" {LINK}>https://a.example/</a></p>'
    )


@pytest.mark.parametrize(
    ("value", "is_read"),
    [
        ("2022-05-31", True),
        ("2022-05-31T10:00", True),
        ("2022-05-31T10:00:00Z", True),
        ("2022-05-31T10:00:00+08:30", True),
        ("2022-05-31T10:00:00-08:30", True),
        ("2022-05-31T10:00:00+05:45", True),
        ("2022-05-31T10:00:00+08:30:15", False),
        ("2022-05-31T10:00:00+00:00:01", False),
        ("2022-05-31T25:00", False),
        ("", False),
    ],
)
def test_a_moment_is_of_iso_8601(value: str, is_read: bool) -> None:  # noqa: FBT001  # a parameter
    assert (parse_moment(value) is not None) == is_read


def test_words_are_those_that_a_reader_sees() -> None:
    assert words_of("<p>a&#160;b &amp;lt;</p><p>c<br />d <em>e</em></p>") == "a b &lt; c d e"
