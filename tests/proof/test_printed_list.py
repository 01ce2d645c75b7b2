"""The list of references of a source and the edition's: each printed string is there once, in whatever order."""

from __future__ import annotations

from chapbook.proof.differences import Difference
from chapbook.proof.page_words import read_page
from chapbook.proof.printed_list import printed_strings, without_list

PAGE = """<section id="references"><ul>
<li id="ref-ade"><p>Ade. (2020).</p><p class="citation-annotation">Identification: not identified. The list of the
source prints: Ade, A. (2020). <em>A</em> work.</p><p>Cited in: One</p></li>
<li id="ref-bee"><p>Bee. (2019).</p><p class="citation-annotation">Identification: confirmed.</p></li></ul></section>"""
PRINTED = {"appendices/references#ref-ade": "Ade, A. (2020). A work.", "x#ref-bee": "Bee, B. Another."}


def test_what_the_source_prints_stands_in_the_annotations() -> None:
    assert printed_strings([read_page("appendices/references", PAGE)]) == {
        "appendices/references#ref-ade": "Ade, A. (2020). A work."
    }


def test_the_strings_are_taken_out_behind_the_heading() -> None:
    text = "As Bee, B. Another. says\nReferences\n[2] Bee, B.\nAnother.\n1. Ade, A. (2020). A work.\nBo says:\nHi"
    without = without_list(text, PRINTED)
    assert without.text.split() == "As Bee, B. Another. says Bo says: Hi".split()  # noqa: SIM905  # it is text
    assert without.differences == ()


def test_a_string_that_is_not_in_the_source_and_one_that_is_lost_are_told() -> None:
    without = without_list("Text\nReferences\nBee, B. Another one.\nAde, A. (2020). A work.", PRINTED)
    assert without.text.split() == ["Text", "Bee,", "B.", "Another", "one."]
    assert without.differences == (Difference("x#ref-bee", "References", "", "Bee, B. Another."),)


def test_without_a_list_nothing_is_taken_out() -> None:
    assert without_list("Text\nReferences\n", {}) == ("Text\nReferences\n", ())
