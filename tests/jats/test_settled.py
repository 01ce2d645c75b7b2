"""What may stand in what, with the same words in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st
from lxml import etree

from chapbook.jats.settled import settle

if TYPE_CHECKING:
    from lxml.etree import _Element


def settled(markup: str) -> str:
    root = etree.fromstring(f"<body>{markup}</body>")
    settle(root)
    return "".join(etree.tostring(part, encoding="unicode") for part in root)


WORKS = "<ref-list><ref><mixed-citation>W</mixed-citation></ref></ref-list>"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a <bold>b</bold> c<p>d</p>", "<p>a <bold>b</bold> c</p><p>d</p>"),
        (
            "<list><list-item><code>c</code></list-item></list>",
            "<list><list-item><p><code>c</code></p></list-item></list>",
        ),
        ("<list/>", ""),
        ("<p>x<list/>y</p>", "<p>xy</p>"),
        ("<p><bold><p>a</p></bold></p>", "<p><bold><styled-content>a</styled-content></bold></p>"),
        (
            "<sec><p>a</p><sec/><p>b</p><p>c</p></sec>",
            '<sec><p>a</p><sec/><sec sec-type="untitled"><p>b</p><p>c</p></sec></sec>',
        ),
        (f"<sec><p>a</p>{WORKS}</sec>", f"<sec><p>a</p>{WORKS}</sec>"),
        (
            f"<sec>{WORKS}<sec/></sec>",
            f'<sec><sec sec-type="untitled">{WORKS}</sec><sec/></sec>',
        ),
        (WORKS, f'<sec sec-type="untitled">{WORKS}</sec>'),
        (
            f"<list><list-item>{WORKS}</list-item></list>",
            "<list><list-item><p><mixed-citation>W</mixed-citation></p></list-item></list>",
        ),
    ],
)
def test_what_is_put_right(given: str, expected: str) -> None:
    assert settled(given) == expected


NAMES = ["body", "bold", "boxed-text", "def", "disp-quote", "list", "list-item", "p", "ref-list", "sec", "td", "xref"]


def trees() -> st.SearchStrategy[_Element]:
    def grown(inner: st.SearchStrategy[_Element]) -> st.SearchStrategy[_Element]:
        return st.builds(_grow, st.sampled_from(NAMES), st.lists(inner, max_size=4), st.text("ab ", max_size=3))

    return st.recursive(st.builds(_grow, st.sampled_from(NAMES), st.just([]), st.text("ab ", max_size=3)), grown)


def _grow(name: str, children: list[_Element], words: str) -> _Element:
    element = etree.Element(name)
    element.text = words
    for child in children:
        child.tail = words
        element.append(child)
    return element


def words_of(tree: _Element) -> str:
    return "".join("".join(tree.itertext()).split())


@given(trees())
def test_no_word_is_lost_and_none_moves(tree: _Element) -> None:
    root = _grow("body", [tree], "")
    before = words_of(root)
    settle(root)
    assert words_of(root) == before
