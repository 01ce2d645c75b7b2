"""The form as a reader fills it in: what it makes, and what it says before anything is sent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from hypothesis import given, strategies as st

from chapbook.comments.comment_file import parse_comment
from filled_form import file_of, fill, name_of, read

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    from throwaway import Build

pytestmark = pytest.mark.browser


def test_the_form_is_there_and_the_way_by_hand_is_not(built: Build, visit: Callable[..., Page]) -> None:
    page = visit(built)
    assert page.get_by_label("Name").is_visible()
    assert not page.get_by_text("How to answer by hand").is_visible()


def test_without_a_script_there_is_the_way_by_hand(built: Build, browser: Browser) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((built.out / "talk.html").as_uri())
    assert not page.get_by_label("Name").is_visible()
    assert page.get_by_text("How to answer by hand").is_visible()
    assert page.get_by_role("link", name="https://github.com/ann/essay/new/main/comments").is_visible()


def test_the_very_file_is_shown_and_the_reader_of_files_takes_it(built: Build, visit: Callable[..., Page]) -> None:
    page = visit(built)
    assert not page.locator(".reply-file").is_visible()
    fill(page, "Jo Poe", "\n\nWell *said*.\n\nTruly.  \n", "https://jo.example.org/?a=1&b=2")
    assert file_of(page) == (
        "---\nauthor: Jo Poe\ndate: 2026-05-04T03:02Z\nurl: https://jo.example.org/?a=1&b=2\n---\n"
        "Well *said*.\n\nTruly.\n"
    )
    comment = read(file_of(page))
    assert (comment.author, comment.url) == ("Jo Poe", "https://jo.example.org/?a=1&b=2")
    assert name_of(page) == "comments/jo-poe.md"


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Jane Doe", "jane-doe-2.md"),
        ("José Ñandú", "jose-nandu.md"),
        ("Łukasz Groß", "lukasz-gross.md"),
        ("王伟", "2026-05-04.md"),
        ("O’Neil & Sons!", "o-neil-sons.md"),
    ],
)
def test_the_file_has_a_name_that_is_free(built: Build, visit: Callable[..., Page], author: str, name: str) -> None:
    page = visit(built)
    fill(page, author)
    assert name_of(page) == f"comments/{name}"
    assert read(file_of(page)).author == author


def test_whatever_is_written_the_file_says_it(built: Build, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((built.out / "talk.html").as_uri())
    printable = st.characters(
        exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"],
        exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    )

    @given(
        st.text(printable, min_size=1, max_size=30),
        st.sampled_from(["", ":", "#", "'", '"', "- ", "\\", "|", "{", "---", "!!"]),
    )
    def says_it(text: str, special: str) -> None:
        author = f"{special}{text}x"
        page.evaluate(
            """([author, comment]) => {
                const form = document.querySelector("form.reply-form");
                form.elements.author.value = author;
                form.elements.comment.value = comment;
                form.dispatchEvent(new Event("input"));
            }""",
            [author, f"{author}\n---\nx"],
        )
        comment, _problems = parse_comment(Path("x.md"), file_of(page).encode())
        assert comment is not None
        assert comment.author == " ".join(author.split())

    says_it()
    page.context.close()


def test_an_empty_form_is_not_handed_on(built: Build, visit: Callable[..., Page]) -> None:
    page = visit(built)
    page.get_by_role("button", name="Propose it at GitHub").click()
    assert page.get_by_text("Write your name.").is_visible()
    assert page.get_by_text("Write your comment.").is_visible()
    assert page.get_by_label("Name").evaluate("field => field === document.activeElement")
    assert page.get_by_label("Name").get_attribute("aria-invalid") == "true"
    assert page.evaluate("window.opened") == []
    page.get_by_label("Name").fill("Jo")
    assert not page.get_by_text("Write your name.").is_visible()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("author", "\u200b", "Write your name."),
        ("author", "x" * 246, "246 characters; shorten it to 245"),
        ("url", "example.org", "begins with https://"),
        ("url", "javascript:alert(1)", "begins with https://"),
        ("url", "https://", "begins with https://"),
        ("comment", " \n ", "Write your comment."),
        ("comment", "é" * 10_000, "bytes; shorten your comment until it has at most 20000"),
        ("comment", "turned \u202eround", "U+202E"),
        ("author", "\u3164\u2800", "Write your name."),
        ("author", "e" + "\u0301" * 31, "31 signs follow each other"),
        ("comment", "Hi e" + "\u0301" * 31, "31 signs follow each other"),
        ("comment", "\U0001f468" + "\u200d\U0001f468" * 16, "32 signs follow each other"),
    ],
)
def test_what_the_page_would_not_take_is_said_before_it_is_sent(
    built: Build, visit: Callable[..., Page], field: str, value: str, said: str
) -> None:
    page = visit(built)
    fill(page, **{field: value})
    page.get_by_role("button", name="Copy it").click()
    problem = page.locator(f"#reply-{field}-problem")
    assert said in (problem.text_content() or "")
    assert page.locator(".reply-status").text_content() == ""
    text = file_of(page)
    comment, problems = parse_comment(Path("x.md"), text.encode(), 20_000)
    assert comment is None or problems, "what the form refuses, the reader of files refuses"


NOTHING_TO_SEE = [
    *("\u200b", "\u00a0 \u2003", "\u00ad\ufeff\u2060", "\u3164", "\u2800\u115f", "\u0301"),
    *("&nbsp;", "&ZeroWidthSpace;&shy;", "&#8203;", "&#xAD;&#32;", "<b></b>", "<b> <i>\n</i></b>", "<code> </code>"),
    *("<a href='https://example.org/'></a>", "[](https://example.org/)", "[\u200b](<https://example.org/>)"),
    *(">", "> >\n>", "-", "- \n* \n+", "1.", "> - 1) ", "```\n```", "~~~", "``` python\n\n```"),
]


@pytest.mark.parametrize("comment", NOTHING_TO_SEE)
def test_a_comment_with_nothing_to_see_is_refused_here_and_by_the_reader_of_files(
    built: Build, visit: Callable[..., Page], comment: str
) -> None:
    page = visit(built)
    fill(page, comment=comment)
    page.get_by_role("button", name="Copy it").click()
    assert page.locator("#reply-comment-problem").text_content() == "Write your comment."
    comment_, [problem] = parse_comment(Path("x.md"), f"---\nauthor: A\n---\n{comment}\n".encode())
    assert comment_ is None
    assert "no words" in problem.message


@pytest.mark.parametrize(
    "comment", ["!", "<", "<div></div>", "a", "&", "&lt;", "&#65;", "1.5", "-1", "`>`", "[x](y)", "中", "\U0001f600"]
)
def test_a_comment_of_one_sign_is_one(built: Build, visit: Callable[..., Page], comment: str) -> None:
    page = visit(built)
    fill(page, comment=comment)
    page.get_by_role("button", name="Copy it").click()
    assert page.locator("#reply-comment-problem").text_content() == ""
    assert parse_comment(Path("x.md"), file_of(page).encode())[0] is not None


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("<div>x</div> <b>y</b>", ["The tag <div> is not on the list: it will be shown as the characters that it is."]),
        ("<script>x</script><img src=x>", ["<script>", "<img>"]),
        ("[x](/y)", ["The link to /y will be left out"]),
        ("[x](https://example.org/) <https://example.org/> 1 < 2 > 0", []),
        ("`` <div> ` <div> `` and ``` <b>x</b>", []),
        (
            f"[x](https://example.org/{'a' * 8_000})",
            ["has 8020 bytes, so that its words are no link in the PDF; shorten it to 8000"],
        ),
        ("`<div>` and\n\n```\n<div>\n```", []),
    ],
)
def test_what_would_look_different_is_said(
    built: Build, visit: Callable[..., Page], comment: str, said: list[str]
) -> None:
    page = visit(built)
    fill(page, comment=comment)
    notices = page.locator(".reply-notices li").all_text_contents()
    assert len(notices) == len(said)
    assert all(part in notice for part, notice in zip(said, notices, strict=True))


def test_a_comment_is_answered(built: Build, visit: Callable[..., Page]) -> None:
    page = visit(built)
    page.get_by_role("link", name="Reply to Ann <b>").click()
    assert page.get_by_text("In reply to Ann <b>").is_visible()
    assert page.get_by_label("Name").evaluate("field => field === document.activeElement")
    fill(page)
    assert read(file_of(page)).reply_to == "01-ann"
    page.get_by_role("button", name="Answer the work instead").click()
    assert read(file_of(page)).reply_to == ""
    assert not page.get_by_text("In reply to").is_visible()


def test_a_paragraph_is_answered_from_its_page(built: Build, visit: Callable[..., Page]) -> None:
    page = visit(built, "one.html")
    page.get_by_role("link", name="Reply to One, para. 1").click()
    page.wait_for_url("**/talk.html?about=one-p1#reply-form")
    assert page.get_by_text("About one-p1").is_visible()
    fill(page)
    assert read(file_of(page)).about == "one-p1"


@pytest.mark.parametrize(
    "query", ["reply_to=../x", "reply_to=nobody", "about=<b>x</b>", "about=javascript:%20alert(1)"]
)
def test_what_an_address_brings_is_taken_only_in_its_form(built: Build, visit: Callable[..., Page], query: str) -> None:
    page = visit(built, f"talk.html?{query}")
    fill(page)
    comment = read(file_of(page))
    assert (comment.reply_to, comment.about) == ("", "")


def test_a_draft_survives_a_reload_until_it_is_discarded(built: Build, visit: Callable[..., Page]) -> None:
    page = visit(built)
    page.get_by_role("link", name="Reply to Jane Doe").click()
    fill(page)
    before = file_of(page)
    page.reload()
    assert file_of(page) == before
    assert "kept as a draft, in this browser only" in (page.locator("form.reply-form").text_content() or "")
    page.get_by_role("button", name="Discard the draft").click()
    page.reload()
    assert page.get_by_label("Name").input_value() == ""
    assert not page.get_by_text("In reply to").is_visible()


@pytest.mark.parametrize(
    "draft",
    [
        '{"author":{"toString":1}}',
        '{"author":"Jo","comment":["x"],"reply_to":{"toString":1},"about":7,"url":null}',
        "[1, 2]",
        '"text"',
        "7",
        "null",
        "true",
        "{",
        '{"__proto__":{"author":"x"},"constructor":1}',
    ],
)
def test_whatever_stands_where_the_draft_is_kept_the_form_works(
    built: Build, visit: Callable[..., Page], draft: str
) -> None:
    page = visit(built)
    page.evaluate("draft => localStorage.setItem(`reply-form ${location.pathname}`, draft)", draft)
    page.reload()
    assert page.get_by_label("Name").input_value() == ("Jo" if '"Jo"' in draft else "")
    assert page.get_by_role("textbox", name="Comment").input_value() == ""
    fill(page)
    comment = read(file_of(page))
    assert (comment.author, comment.reply_to, comment.about) == ("Jo Poe", "", "")


def test_a_browser_that_keeps_nothing_still_makes_the_file(built: Build, browser: Browser) -> None:
    page = browser.new_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } });")
    page.goto((built.out / "talk.html").as_uri())
    fill(page)
    assert read(file_of(page)).author == "Jo Poe"
    page.context.close()


def test_the_keyboard_reaches_all_of_it_in_order(built: Build, visit: Callable[..., Page]) -> None:
    page = visit(built)
    fill(page)
    page.get_by_label("Name").focus()
    reached = []
    for _ in range(9):
        reached.append(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.name"))
        page.keyboard.press("Tab")
    assert reached[:3] == ["author", "url", "comment"]
    assert reached[3].startswith("---")
    assert reached[4:] == ["Propose it at GitHub", "Send it by e-mail", "Download it", "Copy it", "Discard the draft"]


def test_keys_of_the_page_do_not_take_letters_from_who_writes(built: Build, visit: Callable[..., Page]) -> None:
    page = visit(built)
    page.get_by_role("textbox", name="Comment").press_sequentially("a/s ? x")
    assert page.get_by_role("textbox", name="Comment").input_value() == "a/s ? x"


QUOTED = "about=one-p1&quote=" + quote('Some  "words"\nof: it #1')


def test_the_words_of_a_passage_that_are_answered_go_into_the_file(built: Build, visit: Callable[..., Page]) -> None:
    page = visit(built, f"talk.html?{QUOTED}#reply-form")
    fill(page)
    shown = page.locator(".reply-quote")
    assert (shown.is_visible(), shown.text_content()) == (True, 'Some "words" of: it #1')
    comment = read(file_of(page))
    assert (comment.about, comment.quote) == ("one-p1", 'Some "words" of: it #1')
    page.get_by_role("button", name="Answer the work instead").click()
    comment = read(file_of(page))
    assert (comment.about, comment.quote, shown.is_visible()) == ("", "", False)


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("quote=Words", ""),
        ("about=%23&quote=Words", ""),
        ("about=one&quote=%20", ""),
        ("about=one&quote=a%00b", ""),
        ("about=one&quote=" + quote("é" * 301), "é" * 300),
        ("about=one&quote=" + quote("<b>'\u2028: -"), "<b>' : -"),
    ],
)
def test_what_is_asked_for_is_kept_as_far_as_a_file_takes_it(
    built: Build, visit: Callable[..., Page], asked: str, kept: str
) -> None:
    page = visit(built, f"talk.html?{asked}#reply-form")
    fill(page)
    assert read(file_of(page)).quote == kept
