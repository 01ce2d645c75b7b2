"""Where other files repeat what a comment said."""

from __future__ import annotations

import pytest

from chapbook.comment_source import comment_source
from chapbook.editions.mentions import Said, mentions, said_by

BODY = """\
I have *walked* this street for years, and never met those four.

See https://records.example.org/2022/a/very/long/address/indeed or mail vera@bloom.example.
"""


def said(body: str = BODY, name: str = "Vera Bloom", work: str = "") -> Said:
    source = comment_source(f"---\nauthor: {name}\nurl: https://bloom.example/\n---\n{body}".encode())
    assert source is not None
    return said_by(source, "Anonymous", work)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You wrote:\n\n> i have walked this\n> street for YEARS\n\nNo.", [(3, "quotes its words")]),
        ("this street for years, and never\n" * 2, [(1, "quotes its words"), (2, "quotes its words")]),
        ("this street for years, and", []),
        ("https://records.example.org/2022/a/very/long/address/indeed", []),
        ("As Vera\nBloom says", [(1, "has its writer's name")]),
        ("A vera bloom, and Vera alone", []),
        ("\n\nHer page is https://bloom.example/diary", [(3, "has an address of its writer")]),
        ("write to vera@bloom.example", [(1, "has an address of its writer")]),
    ],
)  # fmt: skip
def test_what_is_told_of_a_text(text: str, found: list[tuple[int, str]]) -> None:
    assert [(line, what) for _, line, what in mentions(said(), {"a.md": text})] == found


def test_in_an_answer_a_part_of_the_name_is_enough() -> None:
    texts = dict.fromkeys(("answer.md", "other.md"), "Hi Vera,\nspring is here.")
    assert [mention[:2] for mention in mentions(said(), texts, ["answer.md"])] == [("answer.md", 1)]


def test_the_words_of_the_work_are_not_the_comment_s() -> None:
    texts = {"index.md": "Never met those four: the street at six in the morning"}
    body = "I read “the street at six in the morning” twice."
    assert len(list(mentions(said(body), texts))) == 1
    assert not list(mentions(said(body, work="title: The street at six in the morning"), texts))


def test_scripts_without_spaces() -> None:
    texts = {"a.md": "她说:「抖音平台在社会扶贫中起着积极的作用」。", "b.md": "抖音平台在社会"}
    found = mentions(said("我同意,抖音平台在社会扶贫中起着积极的作用。", "王小明"), texts)
    assert [mention[:2] for mention in found] == [("a.md", 1)]
    assert len(list(mentions(said("好", "王小明"), {"a.md": "王小明"}))) == 1


@pytest.mark.parametrize("name", ["Anonymous", "Vera\nsupplied: [author]"])
def test_a_name_that_is_none_is_not_looked_for(name: str) -> None:
    assert not list(mentions(said("Yes!", name), {"a.md": "Yes! Anonymous Vera"}))
