"""Bringing a thread over: what is read, what is written, what is left out, and that it adds up."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from chapbook.comments.allowed import LARGEST
from chapbook.comments.comment_file import parse_comment
from chapbook.comments.exchange.record import LeftOut, Note
from exports import disqus, disqus_post, rest, rest_comment, wxr, wxr_comment, wxr_post

if TYPE_CHECKING:
    from brought import Import


def test_a_wordpress_export(bring: Import) -> None:
    first = wxr_comment(1853, "Hi <em>you</em>\n\nsee *this*", author_url="https://example.org/ann")
    answer = wxr_comment(1854, "Thanks", parent=1853, author="Bo: No", date="2022-05-13 00:10:00")
    report = bring.run(wxr(wxr_post(first, answer)))
    assert (report["read"], report["written"], report["left out"]) == (2, 2, 0)
    assert (bring.folder / "1853.md").read_text(encoding="utf-8") == (
        "---\nauthor: Ann\ndate: 2022-05-12T09:30:00+08:00\nurl: https://example.org/ann\n---\n"
        "Hi <em>you</em>\n\nsee \\*this\\*\n"
    )
    comments = bring.comments()
    assert comments["1853"].words == "Hi you see *this*"
    assert (comments["1854"].author, comments["1854"].reply_to) == ("Bo: No", "1853")


def test_an_answer_of_the_rest_api_page_by_page(bring: Import) -> None:
    first, second = rest_comment(1853, "<p>a<br />\nb</p>\n"), rest_comment(1854, parent=1853)
    third = rest_comment(1855, date="2022-05-12T03:30:00", content={"rendered": "x", "raw": "a\nb"})
    report = bring.run(rest(first) + "\n" + f"[{rest(second)}]", rest(third))
    assert report["written"] == 3
    assert not report.keys() & set(Note)
    comments = bring.comments()
    assert comments["1853"].body == comments["1855"].body == "<p>a<br />\nb</p>"
    assert comments["1854"].reply_to == "1853"
    assert {c.date for c in comments.values()} == {datetime(2022, 5, 12, 1, 30, tzinfo=UTC)}
    assert {c.date.utcoffset() for c in comments.values() if isinstance(c.date, datetime)} == {
        timedelta(hours=8),
        timedelta(hours=2),
    }


def test_a_disqus_export(bring: Import) -> None:
    deleted = disqus_post(3).replace("<isDeleted>false", "<isDeleted>true")
    spam = disqus_post(4).replace("<isSpam>false", "<isSpam>true")
    text = disqus(
        disqus_post(1), disqus_post(2, "<p>a<br>b</p>", parent="1"), deleted, spam, disqus_post(5, parent="3")
    )
    report = bring.run(text)
    assert (report["written"], report[LeftOut.DELETED], report[LeftOut.SPAM]) == (3, 1, 1)
    assert report[Note.ANSWER_TO_LEFT_OUT] == 1
    comments = bring.comments()
    assert (comments["2"].author, comments["2"].reply_to, comments["2"].body) == ("Bo", "1", "<p>a<br />\nb</p>")
    assert comments["1"].date == datetime(2022, 5, 12, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "wanted", ["2", "hello-world", "hello-id", "https://example.org/hello/", "http://example.org/hello"]
)
def test_a_thread_of_disqus_is_named_by_id_title_or_address(bring: Import, wanted: str) -> None:
    text = disqus(disqus_post(1), disqus_post(9, thread=1337))
    assert bring.run(text, post=wanted)["written"] == 1
    assert set(bring.comments()) == {"1"}


@pytest.mark.parametrize("wanted", ["7", "hello", "https://example.org/2022/hello/", "http://example.org/2022/hello#c"])
def test_a_post_of_wordpress_is_named_by_id_slug_or_address(bring: Import, wanted: str) -> None:
    other = wxr_post(wxr_comment(2), wxr_comment(3), number=8, slug="other")
    empty = wxr_post(number=9, slug="empty")
    text = wxr(wxr_post(wxr_comment(1)), other, empty)
    assert bring.run(text, code=1) == {}
    assert "--post" in bring.errors
    assert "8  other  https://example.org/2022/other/  (2)" in bring.errors
    assert "empty" not in bring.errors
    assert bring.run(text, post=wanted)["written"] == 1
    bring.run(text, post="empty", code=1)
    assert "'empty'" in bring.errors
    assert set(bring.comments()) == {"1"}


def test_what_is_left_out_is_counted_and_its_answers_stand_at_the_first_level(bring: Import) -> None:
    kept = [wxr_comment(1), wxr_comment(10, parent=4), wxr_comment(11, parent=10), wxr_comment(12, parent=99)]
    left_out = [
        wxr_comment(2, type="pingback"),
        wxr_comment(3, type="trackback"),
        wxr_comment(4, approved="0"),
        wxr_comment(5, approved="spam"),
        wxr_comment(6, approved="trash"),
        wxr_comment(7, type="order_note"),
        wxr_comment(8, "x" * (LARGEST + 1)),
        wxr_comment(9, "<b></b>\n&nbsp;"),
        wxr_comment(13, author="A" * 300),
    ]
    report = bring.run(wxr(wxr_post(*left_out, *kept)))
    assert report["written"] == len(kept)
    untold = {LeftOut.PRIVATE, LeftOut.HIDDEN}  # WordPress's export has neither
    assert {reason: report.get(reason, 0) for reason in LeftOut} == {reason: reason not in untold for reason in LeftOut}
    assert (report[Note.ANSWER_TO_LEFT_OUT], report[Note.ANSWER_TO_NOBODY]) == (1, 1)
    assert {id_: comment.reply_to for id_, comment in bring.comments().items()} == {
        "1": "",
        "10": "",
        "11": "10",
        "12": "",
    }
    for number, said in ((8, "65,536 bytes"), (9, "no words"), (13, "245")):
        (told,) = [line for line in bring.lines if f"comment {number} is left out" in line]
        assert re.match(rf"{re.escape(str(bring.place))}/export-1:\d+: ", told)
        assert said in told


def test_the_nameless_and_their_sites(bring: Import) -> None:
    text = wxr(
        wxr_post(
            wxr_comment(1, author=" "),
            wxr_comment(2, author="\u200b", author_url="javascript:alert(1)"),
            wxr_comment(3, author_url="http://"),
            wxr_comment(4, author_url="mailto:ann@example.org"),
        )
    )
    report = bring.run(text)
    assert (report[Note.NAMELESS], report[Note.NO_SITE]) == (2, 2)
    comments = bring.comments()
    assert [(comments[n].author, set(comments[n].supplied)) for n in "12"] == [("Anonymous", {"author"})] * 2
    assert {comment.url for comment in comments.values()} == {""}


@pytest.mark.parametrize(
    "text",
    [wxr(wxr_post(wxr_comment(1))), rest(rest_comment(1)), disqus(disqus_post(1))],
    ids=["wxr", "rest", "disqus"],
)
def test_no_mail_and_no_ip_address_is_written(bring: Import, text: str) -> None:
    bring.run(text)
    (data,) = bring.files().values()
    assert b"@" not in data
    assert b"192.0.2" not in data


@pytest.mark.parametrize(
    "name", ["No", "1984", "null", "a: b", "# x", "- x", "'x'", '"', "[x]", "\U0001f642 李", "---", "A" * 245]
)
def test_a_name_comes_back_as_it_was(bring: Import, name: str) -> None:
    bring.run(wxr(wxr_post(wxr_comment(1, author=name))))
    assert bring.comments()["1"].author == name


@given(st.text(min_size=1, max_size=60), st.text(max_size=60))
def test_any_name_and_words_make_a_sound_file(name: str, words: str) -> None:
    from chapbook.comments.exchange.comment_text import file_text  # noqa: PLC0415  # beside its only use
    from chapbook.comments.exchange.record import Imported  # noqa: PLC0415  # as above

    comment = Imported(Path("x"), 1, "1", "", name, "", None, f"x {words}", has_plain_lines=True, left_out=None)
    read, problems = parse_comment(Path("1.md"), file_text(comment).data)
    assert problems == []
    assert read is not None


@pytest.mark.parametrize(
    ("local", "utc", "date"),
    [
        ("2022-05-12 09:30:00", "2022-05-12 01:30:00", "2022-05-12T09:30:00+08:00"),
        ("2022-05-12 01:30:00", "2022-05-12 01:30:00", "2022-05-12T01:30:00+00:00"),
        ("2022-05-11 20:00:00", "2022-05-12 01:30:00", "2022-05-11T20:00:00-05:30"),
        ("2022-05-12 09:30:00", "0000-00-00 00:00:00", "2022-05-12T09:30:00"),
        ("2022-05-12 09:30:00", "2022-05-02 09:30:00", "2022-05-02T09:30:00+00:00"),
        ("2022-05-12 09:30:59", "2022-05-12 01:30:00", "2022-05-12T01:30:00+00:00"),
        ("0000-00-00 00:00:00", "0000-00-00 00:00:00", ""),
        ("", "", ""),
        ("yesterday", "", ""),
    ],
)
def test_a_date_keeps_its_zone_and_none_is_invented(bring: Import, local: str, utc: str, date: str) -> None:
    report = bring.run(wxr(wxr_post(wxr_comment(1, date=local, date_gmt=utc))))
    found = bring.comments()["1"].date
    assert (found.isoformat() if found else "") == date
    assert report.get(Note.NO_DATE, 0) == (local == "yesterday")


def test_characters_that_cannot_be_shown(bring: Import) -> None:
    report = bring.run(rest(rest_comment(1, "<p>a\x07b \ud800</p>", author_name="Ann\u202e")))
    assert report[Note.CHARACTERS] == 3
    comment = bring.comments()["1"]
    assert (comment.author, comment.words) == ("Ann\ufffd", "a\ufffdb \ufffd")


def test_a_section_of_characters_that_ends_within_another(bring: Import) -> None:
    text = wxr(wxr_post(wxr_comment(1, "HERE"))).replace("HERE", "<![CDATA[a]]]]><![CDATA[> b]]>")
    bring.run(text)
    assert bring.comments()["1"].words == "a]]> b"


def test_answers_in_a_circle(bring: Import) -> None:
    text = wxr(wxr_post(wxr_comment(1, parent=2), wxr_comment(2, parent=1), wxr_comment(3, parent=3)))
    assert bring.run(text)[Note.ANSWER_IN_CIRCLE] == 2
    assert {id_: comment.reply_to for id_, comment in bring.comments().items()} == {"1": "", "2": "1", "3": ""}


def test_a_second_run_adds_what_is_new_and_changes_nothing(bring: Import) -> None:
    comments = [wxr_comment(1), wxr_comment(2)]
    bring.run(wxr(wxr_post(*comments)))
    (bring.folder / "2.md").write_text("---\nauthor: Ann\n---\nedited\n", encoding="utf-8")
    before = bring.files()
    report = bring.run(wxr(wxr_post(*comments, wxr_comment(3, parent=2))))
    assert (report["written"], report["already there"]) == (1, 1)
    assert report["there with other words, left as they are"] == 1
    assert any(line.endswith(": 1 (2)") for line in bring.lines)
    assert bring.files().items() >= before.items()
    assert bring.comments()["3"].reply_to == "2"
    report = bring.run(wxr(wxr_post(wxr_comment(4, parent=3))), more=("--prefix", ""))
    assert bring.comments()["4"].reply_to == "3"


def test_a_dry_run_writes_nothing_and_says_the_same(bring: Import) -> None:
    text = wxr(wxr_post(wxr_comment(1), wxr_comment(2, approved="spam"), wxr_comment(3, author="")))
    dry = bring.run(text, more=("--dry-run",))
    assert not bring.folder.exists()
    wet = bring.run(text)
    assert dry.pop("would be written") == wet.pop("written") == 2
    assert dry == wet
