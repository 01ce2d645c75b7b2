"""The text of a capture: the words of its HTML, and the comments in the order of the thread."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from chapbook.comments.exchange.record import Imported, LeftOut
from chapbook.proof.captured_text import captured_text
from chapbook.rescue.capture import Capture, Html


def comment(number: str, parent: str = "", day: int = 1, left_out: LeftOut | None = None) -> Imported:
    date = datetime(2022, 5, day, tzinfo=UTC)
    return Imported(
        Path("a"),
        1,
        number,
        parent,
        f"Name{number}",
        "",
        date,
        f"<p>c<b>{number}</b></p>",
        has_plain_lines=False,
        left_out=left_out,
    )


def test_a_text_without_headings_begins_with_its_title() -> None:
    assert captured_text(Capture(Path("a"), "a page", Html("<p>one</p>"), title="A & b")).split() == [
        "A",
        "&",
        "b",
        "one",
    ]


def test_words_and_comments_in_their_order() -> None:
    comments = (comment("10"), comment("9"), comment("2", "9", 3), comment("4", "9", 2), comment("5", "77", 9))
    html = "<h2>Head</h2><p>one<br>t<em>w</em>o&nbsp;<a href='x'>three</a></p><script>no</script>"
    text = captured_text(
        Capture(Path("a"), "a page", Html(html), comments=(*comments, comment("6", left_out=LeftOut.SPAM)))
    )
    assert text.split() == [
        "Head", "one", "two", "three", "Name9", "c9", "Name4", "c4", "Name2", "c2", "Name10", "c10", "Name5", "c5",
    ]  # fmt: skip


def test_what_leads_from_notes_back_to_their_marks_is_no_word() -> None:
    html = (
        '<h2>A</h2><p>One<a id="r1" href="#n1">[1]</a> <a href="#n2" name="r2">2</a></p>'
        '<p><a href="#n2">[2]</a> four</p><ol><li id="n1"><a href="#r1">[1]</a> first <a href="#r1">3</a></li>'
        '<li id=n2><sup><a href=#r2>2.</a></sup> b ↑<a href="#r2">↑</a></li></ol>'
    )
    text = captured_text(Capture(Path("a"), "a page", Html(html)))
    assert text.split() == ["A", "One[1]", "2", "[2]", "four", "first", "3", "b", "↑"]
