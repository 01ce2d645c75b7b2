"""Where a note stands: behind its words, below a heading, or before the box in which its words are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from chapbook.margin_notes import margin_note, place, place_for

if TYPE_CHECKING:
    from collections.abc import Callable


def paragraph(words: nodes.Node) -> nodes.paragraph:
    return nodes.paragraph("", "", nodes.Text("Before "), words, nodes.Text(" behind."))


def a_list(words: nodes.Node) -> nodes.bullet_list:
    return nodes.bullet_list("", nodes.list_item("", paragraph(words)))


def quoted(words: nodes.Node) -> nodes.block_quote:
    return nodes.block_quote("", paragraph(words))


def tabled(words: nodes.Node) -> nodes.table:
    return nodes.table("", nodes.tgroup("", nodes.tbody("", nodes.row("", nodes.entry("", paragraph(words))))))


def emphasised(words: nodes.Node) -> nodes.paragraph:
    return paragraph(nodes.emphasis("", "", words))


@pytest.mark.parametrize("form", [paragraph, a_list, emphasised])
def test_a_note_stands_right_behind_words_that_the_margin_is_beside(
    form: Callable[[nodes.Node], nodes.Element],
) -> None:
    words = nodes.inline("", "words")
    nodes.section("", nodes.title("", "Title"), form(words))
    parent, index = place(words)
    assert parent is words.parent
    assert parent[index - 1] is words


@pytest.mark.parametrize("form", [quoted, tabled, lambda words: nodes.note("", a_list(words))])
def test_a_note_stands_before_a_box_that_is_narrower_than_the_text(
    form: Callable[[nodes.Node], nodes.Element],
) -> None:
    words = nodes.inline("", "words")
    box = form(words)
    nodes.section("", nodes.title("", "Title"), nodes.bullet_list("", nodes.list_item("", box)))
    assert place(words) == (box.parent, 0)


def test_a_note_on_a_footnote_stands_before_all_of_them() -> None:
    words = nodes.inline("", "words")
    notes = [nodes.footnote("", nodes.label("", "1"), paragraph(nodes.Text("x"))), nodes.footnote("", paragraph(words))]
    section = nodes.section("", nodes.title("", "Title"), paragraph(nodes.Text("x")), *notes)
    assert place(words) == (section, 2), "between two, there would be two lists"


def test_a_note_on_a_heading_stands_below_it_and_what_can_be_done_with_its_part() -> None:
    words = nodes.inline("", "words")
    section = nodes.section("", nodes.title("", "", words), margin_note(), paragraph(nodes.Text("x")))
    assert place(words) == (section, 2)
    assert place_for(section) == 2
    assert place_for(nodes.section("", nodes.title("", "Title"))) == 1


def test_a_note_on_a_paragraph_stands_at_its_end_before_its_number() -> None:
    assert place_for(nodes.paragraph("", "", nodes.Text("Words."), margin_note())) == 1
    assert place_for(nodes.paragraph("", "", margin_note())) == 0


def test_a_note_is_no_word_of_the_text() -> None:
    noted = nodes.paragraph("", "", nodes.Text("Words."), margin_note(markup="<b>Not these</b>"))
    assert noted.astext() == "Words."
