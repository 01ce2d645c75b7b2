"""A plain-text copy: chapters, thread, citations, and what of the copy is in neither."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from chapbook.mistake import Mistake
from chapbook.rescue.asking import chosen_of
from chapbook.rescue.capture import PlainText
from chapbook.rescue.dates_in_words import read_moment
from chapbook.rescue.escaping import paragraph
from chapbook.rescue.plain_text_parts import guessed_headings, named_headings, plain_parts
from chapbook.rescue.plain_thread import read_thread, thread_line

if TYPE_CHECKING:
    from rescue.rescued import Rescue

LONG = "A sentence that is long enough to be the text below a heading, and then goes on for some more words than that."


def thread_of(text: str) -> list[tuple[str, str, str, str]]:
    lines = text.split("\n")
    thread = read_thread(lines[thread_line(lines) :], Path("copy.txt"), 1)
    return [(comment.number, comment.parent, comment.author, comment.html) for comment in thread.comments]


def test_headings_that_a_person_names(rescue: Rescue) -> None:
    text = f"Opening words of a text.\n\none heading\n{LONG}\n\nTwo.\n\n{LONG}\n"
    rescue.run({"a.txt": text}, "--headings", "one heading; Two.", "--title", "Walks")
    assert rescue.chapters() == ["introduction", "one-heading", "two"]
    assert rescue.text("chapters/introduction.md").startswith("(introduction)=\n# \\[Introduction\\]\n\nOpening")
    assert 'title: "[Walks]"' in rescue.text("CITATION.cff")
    other = rescue.run({"a.txt": text}, "--headings", "No such line", code=1)
    assert other == ""
    assert "there is no line “No such line”" in rescue.errors


def test_which_lines_look_like_headings() -> None:
    text = f"Label\n\nFirst part\n\n{LONG}\n\nnot one\n\n{LONG}\n\nEnds so.\n\n{LONG}\n\nSecond part\n{LONG}\nLast\n"
    assert [line.words for line in guessed_headings(PlainText(text))] == ["First part", "Second part"]
    references = f"Text\n\n{LONG}\n\nReferences\n\nLee, Ann\nA book that is long. City: Press. {LONG}\n"
    assert [line.words for line in guessed_headings(PlainText(references))] == ["Text", "References"]


def test_a_heading_that_is_named_stands_behind_those_before_it() -> None:
    article = PlainText("B\n\nA\n\nB\n\nwords")
    assert [line.at for line in named_headings(article, ["A", "B"], Path("x"))] == [2, 4]
    with pytest.raises(Mistake, match="behind “A”"):
        named_headings(article, ["A", "C"], Path("x"))


def test_a_text_without_headings_is_one_chapter() -> None:
    made = plain_parts(PlainText(f"The mill\n\n{LONG}\n\n{LONG}"), (), "The mill")
    assert [label.words for label in made.labels] == ["The mill"]
    assert [(part.title, part.body.count(LONG)) for part in made.parts] == [("", 2)]


@pytest.mark.parametrize(
    ("answer", "chosen"),
    [("", {1, 2, 3, 4}), ("1, 3-4", {1, 3, 4}), ("2", {2}), ("none", set()), ("5", None), ("x", None), ("0", None)],
)
def test_what_a_person_answers(answer: str, chosen: set[int] | None) -> None:
    assert chosen_of(answer, 4) == chosen


def test_a_bullet_is_a_list_where_the_number_of_comments_says_so() -> None:
    bullets = "2 thoughts on “X”\n\n1. Ann says:\n\n    Hi\n    • one\n    • two\n\n2. Bo says:\n\n    Yes\n"
    assert [comment[:3] for comment in thread_of(bullets)] == [("1", "", "Ann"), ("2", "", "Bo")]
    answers = bullets.replace("2 thoughts", "4 thoughts")
    assert [comment[:3] for comment in thread_of(answers)] == [
        ("1", "", "Ann"),
        ("2", "1", ""),
        ("3", "1", ""),
        ("4", "", "Bo"),
    ]


def test_dates_and_links_to_answer_below_a_name_are_no_words() -> None:
    text = "One thought on “X”\n\nAnn Lee says:\nMay 3, 2022 at 5:30 pm\nHello <b>\nthere\n\nReply\n\nLeave a Reply\n"
    assert thread_of(text) == [("1", "", "Ann Lee", "<p>Hello &lt;b&gt;<br>there</p>")]


def test_a_text_that_counts_thoughts_in_a_sentence_has_no_thread() -> None:
    lines = ["I had 2 thoughts on this.", "2 thoughts on love", "and more text"]
    assert thread_line(lines) == 3


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("May 3, 2022 at 5:30 pm", datetime(2022, 5, 3, 17, 30)),  # noqa: DTZ001  # no zone is written
        ("3 May 2022 at 12:05 am", datetime(2022, 5, 3, 0, 5)),  # noqa: DTZ001  # as above
        ("Wednesday, May 4, 2022", date(2022, 5, 4)),
        ("2022-05-03", date(2022, 5, 3)),
        ("03/05/2022", None),
        ("May 33, 2022", None),
        ("Maybe 3, 2022 was warm", None),
        ("3 years ago", None),
    ],
)
def test_dates_in_words(words: str, moment: date | None) -> None:
    assert read_moment(words) == moment


def test_lines_stay_lines_and_addresses_become_links() -> None:
    assert paragraph("# One *two*\n - see https://a.example/x_y. (a)=") == (
        "\\# One \\*two\\*\\\n\\- see <https://a.example/x_y>. (a)="
    )
