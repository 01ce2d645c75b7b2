"""Pages of an EPUB as XML, whatever HTML a writer has put into them."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, strategies as st

from chapbook.epub.turned import turned
from chapbook.epub.well_formed import NAMESPACES, well_formed

PAGE = (
    '<!DOCTYPE html>\n\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="ar" '
    'xml:lang="ar" dir="rtl"><head><meta charset="utf-8" /><title>T</title></head>'
    '<body><section id="a">{}<p id="after">Behind it.</p></section></body></html>'
)
SVG = f'<svg viewBox="0 0 1 1" xmlns="{NAMESPACES["svg"]}"><linearGradient id="g"/></svg>'


def read(page: str) -> ET.Element:
    return ET.fromstring(page)


def test_what_is_sound_stays_as_it_is() -> None:
    page = PAGE.format(f'<p>a<br />b &amp; <img alt="" src="a.png" /></p>{SVG}')
    assert well_formed(page) == page


@pytest.mark.parametrize(
    ("written", "become"),
    [
        ("<p>a<br>b", "<p>a<br/>b</p>"),
        ("<hr><img src=a.png alt=x>", '<hr/><img src="a.png" alt="x"/>'),
        ("<p>a&nbsp;b &eacute; &amp; c &copy;</p>", "<p>a\u00a0b é &amp; c ©</p>"),
        ("<p>one<p>two", "<p>one</p><p>two</p>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<b><i>x</b></i>", "<b><i>x</i></b>"),
        ("<BR/><B>x</B>", "<br/><b>x</b>"),
        ("<p>a < b & c</p>", "<p>a &lt; b &amp; c</p>"),
        ('<a href="?a=1&b=2">l</a>', '<a href="?a=1&amp;b=2">l</a>'),
        ("<input type=checkbox checked>", '<input type="checkbox" checked="checked"/>'),
        ('<p a="1" a="2" @click=x>y</p>', '<p a="1">y</p>'),
        ("<!-- a -- b --><p>x</p>", "<p>x</p>"),
        ("<o:p>w</o:p>", "<span>w</span>"),
        ("<p>&#1;&#xFFFF;x</p>", "<p>\ufffd\ufffdx</p>"),
        ("<svg viewBox='0 0 1 1'><linearGradient id=g></svg>", SVG.replace("<svg viewBox", "<svg viewBox")),
        ("<math><mi>x</math>", f'<math xmlns="{NAMESPACES["math"]}"><mi>x</mi></math>'),
        ("<p align=center>x</p>", '<p style="text-align: center">x</p>'),
        ('<p align="right" style="color: red;">x</p>', '<p style="color: red; text-align: right">x</p>'),
        (
            '<img src="a.png" alt="" align="left" width="9" hspace="3"/>',
            '<img src="a.png" alt="" width="9" style="float: left"/>',
        ),
        ("<center>x</center>", '<div style="text-align: center">x</div>'),
        ('<font color="#f00" size="7">x</font>', '<span style="color: #f00">x</span>'),
        ('<table border=1 width=50% cellpadding=3><tr><td valign="top" width=10>x', '<table style="width: 50%">'),
        ('<p align="x: y; color: red">x</p>', "<p>x</p>"),
        ('<a name="here">x</a>', '<a id="here">x</a>'),
        ('<details name="group"><summary>x</summary></details>', "<details><summary>x</summary></details>"),
        ("<tt>x</tt><strike>y</strike>", "<code>x</code><s>y</s>"),
        ("<p>a <b>b<ul><li>c</ul>", "<div>a <div>b<ul><li>c</li></ul></div></div>"),
        ("<i>a<p>b", "<i>a</i><p>b</p>"),
        (
            '<p><img alt="A street" src="https://a.org/b.png" width="9"/> c</p>',
            '<p><a href="https://a.org/b.png">A street</a> c</p>',
        ),
        ("<iframe src='//a.org/b'>No frame.</iframe>", '<a href="https://a.org/b">No frame.</a>'),
        ('<object data="https://a.org/b"><b>c</b></object>d', '<a href="https://a.org/b">c</a>d'),
        ("<textarea>x", "&lt;textarea&gt;x"),
        ("<!-- never", "&lt;!-- never"),
    ],
)
def test_what_is_not_is_what_a_browser_makes_of_it(written: str, become: str) -> None:
    page = well_formed(PAGE.format(written))
    assert become in page
    root = read(page)
    assert (root.get("dir"), root.get("lang")) == ("rtl", "ar")
    assert [element.text for element in root.iter() if element.get("id") == "after"] == ["Behind it."]


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<br>",
        "<div class=a>",
        "</div>",
        "<td>",
        "<table>",
        "</section>",
        "<svg>",
        "</svg>",
        "<b",
        ">",
        "<!--",
    ]
)


@given(st.lists(TAGS | st.text("ab<>&;\"'/= \x01\ufffe-!?[", max_size=6), max_size=12).map("".join))
def test_whatever_is_written_is_xml_and_nothing_behind_it_is_lost(written: str) -> None:
    assert "Behind it." in "".join(read(well_formed(PAGE.format(written))).itertext())


ARABIC = "نص عربي"


@pytest.mark.parametrize(
    ("written", "become"),
    [
        ("<p>In English.</p>", '<p dir="ltr">In English.</p>'),
        (f"<p>{ARABIC} <code>f()</code></p>", f'<p>{ARABIC} <code dir="ltr">f()</code></p>'),
        (f"<ul><li>one {ARABIC}</li></ul>", f'<ul dir="ltr"><li>one {ARABIC}</li></ul>'),
        (f'<div dir="auto"><p>{ARABIC}</p></div>', f'<div dir="auto"><p>{ARABIC}</p></div>'),
        (f'<div dir="ltr"><p>{ARABIC}</p></div>', f'<div dir="ltr"><p dir="rtl">{ARABIC}</p></div>'),
        (f'<p>{ARABIC} <span lang="de">So!</span></p>', f'<p>{ARABIC} <span lang="de" dir="ltr">So!</span></p>'),
        (f"<p>1, 2</p><p>{ARABIC}</p>", f"<p>1, 2</p><p>{ARABIC}</p>"),
        (f"<svg xmlns='{NAMESPACES['svg']}'/><p>{ARABIC}</p>", f'<svg xmlns="{NAMESPACES["svg"]}"/><p>{ARABIC}</p>'),
    ],
)
def test_a_part_says_which_way_it_runs(written: str, become: str) -> None:
    assert become in turned(PAGE.format(written))


def test_a_page_without_such_letters_stays_as_it_is() -> None:
    page = PAGE.replace(' dir="rtl"', "").format("<p>é</p>")
    assert turned(page) == page
