"""A comment's file as text: what it says, and what is left of it when it is redacted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from chapbook.comment_source import comment_source, redacted
from chapbook.comments.comment_file import parse_comment

SAID = """---
author: Vera Bloom
date: 2026-01-02T10:11:12+08:00
url: https://bloom.example/
reply_to: 01-ann
about: one-p1
quote: words of the text
closed: true
supplied: [date, url]
---
Vera's own words, and vera@bloom.example.
"""
LEFT = """---
author: Anonymous
supplied: [author, date]
date: 2026-01-02T10:11:12+08:00
reply_to: 01-ann
closed: true
removed: asked for, 2026-12-01
---
"""


def test_what_is_left_of_a_comment() -> None:
    assert redacted(SAID.encode(), "asked for, 2026-12-01") == LEFT.encode()
    assert redacted(LEFT.encode(), "asked for, 2026-12-01") == LEFT.encode()


def test_a_mark_and_line_ends_stay() -> None:
    data = redacted(("\ufeff" + SAID).replace("\n", "\r\n").encode(), "asked for, 2026-12-01")
    assert data == ("\ufeff" + LEFT).replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    ("header", "is_removed"),
    [
        ("author: A\nremoved: x", True),
        ("'removed': x\n'author': A", True),
        ("{author: A, removed: x}", True),
        ("author: A\nurl: >\n  removed: x", False),
        ("author: A # removed: x", False),
        ("author: A\x07\nremoved: x", True),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_is_removed(header: str, end: str, *, is_removed: bool) -> None:
    source = comment_source(f"---\n{header}\n---\nremoved: no\n".replace("\n", end).encode())
    assert source is not None
    assert source.is_removed is is_removed


@pytest.mark.parametrize(
    "text",
    ["", "# A chapter\n", "---\ntitle: T\n---\n", "---\nauthor: [A]\n---\n", "---\n[\n---\n", "---\n" + "[" * 9_999],
)
def test_what_is_no_comment(text: str) -> None:
    assert comment_source(text.encode()) is None
    assert redacted(text.encode(), "x") is None
    assert redacted(b"---\nauthor: \xff\n---\n", "x") is None


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1), st.text(min_size=1))
def test_any_reason_and_name_can_be_read_again(name: str, reason: str) -> None:
    reason = " ".join(reason.split()) or "x"
    data = redacted(SAID.encode(), reason, name)
    assert data is not None
    comment, _ = parse_comment(Path("a.md"), data)
    source = comment_source(data)
    assert source is not None
    assert source.values["author"] == name
    if comment:  # a name of nothing that is seen is a mistake, which is told
        assert (comment.author, comment.body, comment.url, comment.reply_to) == (name, "", "", "01-ann")
