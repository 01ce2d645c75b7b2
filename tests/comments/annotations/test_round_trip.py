"""Comments out as annotations and in again: they say the same, by the same people, on the same day, of the same."""

from __future__ import annotations

import json
from datetime import date, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import yaml
from hypothesis import given, settings, strategies as st

from chapbook.comments.annotations.model import Annotated, PassageText, Published, collection
from chapbook.comments.body import UNPRINTABLE
from chapbook.comments.comment_file import parse_comment
from chapbook.comments.exchange.matching import with_passages
from chapbook.comments.exchange.plan import make_plan
from chapbook.comments.exchange.present import Present
from chapbook.comments.exchange.reading import read_posts
from chapbook.comments.passage import Part
from chapbook.comments.quote import UNKNOWN
from chapbook.comments.wording import Wording, anchor, anchor_of
from web_annotations import check_collection

if TYPE_CHECKING:
    from chapbook.comments.comment import Comment

WORDING = Wording((), "en")
PUBLISHED = Published(
    "https://example.org/w/", "W", "Comments", {"ch/town": "ch/town.html", "talk": "talk.html"}, "talk"
)
PARTS = {
    "town": Part("town", "ch/town", "The town\nA town is “built” for people.", is_section=True),
    "town-p1": Part(
        "town-p1", "ch/town", "A town is “built” for\npeople on foot – and so is its café.", is_section=False
    ),
    "town-p2": Part("town-p2", "ch/town", f"People {UNKNOWN} walk, said a town’s people.", is_section=False),
}
TITLES = {"town": "The town"}
LOST = "words that no paragraph has"
INLINE = st.sampled_from(
    ["word", "*very*", "**b**", "`c <d>`", "[x](https://example.org/)", "<q>q</q>", "a_b*", "中文", "&lt;", "\\>"]
)
LINES = st.lists(INLINE, min_size=1, max_size=4).map(" ".join)
BLOCKS = st.tuples(st.sampled_from(["", "> ", "- ", "1. "]), LINES).map("".join)
BODIES = st.lists(BLOCKS, min_size=1, max_size=3).map("\n\nword\n\n".join)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
DATES = st.none() | st.dates(max_value=date(2026, 1, 1)) | st.datetimes() | st.datetimes(timezones=ZONES)


@st.composite
def quotes(draw: st.DrawFn, about: str) -> str:
    """Words of a passage, none, or words that it no longer has."""
    text = draw(st.sampled_from(PARTS[about].words.split(UNKNOWN))).replace("\n", " ")
    begin = draw(st.integers(0, len(text) - 1))
    return draw(st.sampled_from(["", LOST, text[begin : begin + draw(st.integers(1, 30))].strip()]))


@st.composite
def threads(draw: st.DrawFn) -> list[Comment]:
    """Comments of a thread in which nothing is wrong."""
    comments: dict[str, Comment] = {}
    for id_ in draw(st.lists(st.from_regex(r"[a-z0-9-]{1,8}", fullmatch=True), min_size=1, max_size=3, unique=True)):
        moment = draw(DATES)
        about = draw(st.sampled_from(["", *PARTS]))
        values = {
            "author": UNPRINTABLE.sub("\ufffd", draw(st.text(min_size=1, max_size=20))),
            "date": moment.isoformat() if moment else "",
            "url": draw(st.sampled_from(["", "https://example.org/?a=1&b=é"])),
            "reply_to": draw(st.sampled_from(["", *comments])),
            "about": about,
            "quote": draw(quotes(about)) if about else "",
            "supplied": draw(st.sampled_from([[], ["author"]])),
        }
        header = yaml.safe_dump({key: value for key, value in values.items() if value}, allow_unicode=True, width=9_999)
        body = UNPRINTABLE.sub("\ufffd", draw(BODIES))
        comment, problems = parse_comment(Path(f"{id_}.md"), f"---\n{header}---\n{body}".encode())
        if comment and not problems:
            comments[id_] = comment
    return [*comments.values()]


def annotated(comment: Comment) -> Annotated:
    part = PARTS.get(comment.about)
    passage = PassageText(part.docname, part.name, part.words, TITLES.get(part.name, "")) if part else None
    name, parent = WORDING.name(comment), anchor_of(comment.reply_to)
    return Annotated(comment, anchor(comment), parent, name, "talk", passage)


def meaning(comment: Comment) -> tuple[object, ...]:
    """What a comment says, and the passage that it is about; a passage that has changed is quoted in what it says."""
    moment = comment.date.isoformat() if comment.date else ""
    about, quote, body = comment.about, comment.quote, comment.body
    if quote == LOST:
        about, quote, body = "", "", f"<blockquote>\n<p>{LOST}</p>\n</blockquote>\n{body}"
    return (comment.id, WORDING.name(comment), moment, comment.url, comment.reply_to, about, quote, body)


@settings(max_examples=50)
@given(threads().filter(bool))
def test_comments_come_back(comments: list[Comment]) -> None:
    text = collection(PUBLISHED, "annotations.jsonld", [*map(annotated, comments)])
    check_collection(json.loads(text))
    with TemporaryDirectory() as place:
        file = Path(place, "annotations.jsonld")
        file.write_text(text, encoding="utf-8")
        [post] = read_posts([file])
        plan = make_plan(with_passages(post, [*PARTS.values()]).post, Present(Path(place, "comments")))
    assert plan.told == []
    back = [parse_comment(Path(f"{id_}.md"), data)[0] for id_, data in plan.files.items()]
    assert [meaning(comment) for comment in back if comment] == [meaning(comment) for comment in comments]
