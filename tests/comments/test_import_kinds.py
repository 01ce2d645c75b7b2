"""What real exports hold and small ones do not: each a kind of input that people met."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chapbook.comments.exchange.record import LeftOut, Note
from chapbook.comments.exchange.source_text import CHUNK
from exports import WP, disqus, disqus_post, rest, rest_comment, wxr, wxr_comment, wxr_post

if TYPE_CHECKING:
    from brought import Import


def links(body: str) -> list[tuple[str, str]]:
    """Return where the links of a body lead, and their words."""
    from bs4 import BeautifulSoup  # noqa: PLC0415  # beside its only use

    return [(str(link["href"]), link.get_text()) for link in BeautifulSoup(body, "html.parser").find_all("a")]


@pytest.mark.parametrize(
    "namespace",
    ["https://wordpress.org/export/1.2/", "http://wordpress.org/export/1.0/", "https://www.wordpress.org/export/1.3"],
)
def test_a_namespace_of_any_scheme_and_version(bring: Import, namespace: str) -> None:
    assert bring.run(wxr(wxr_post(wxr_comment(1))).replace(WP, namespace))["written"] == 1


def test_disqus_by_the_secure_web(bring: Import) -> None:
    text = disqus(disqus_post(1), disqus_post(2, parent="1")).replace("http://disqus.com", "https://disqus.com")
    bring.run(text)
    assert bring.comments()["2"].reply_to == "1"


@pytest.mark.parametrize(
    ("stored", "name"),
    [
        ("Tom &amp; Jerry", "Tom & Jerry"),
        ("R&amp;D &lt;3", "R&D <3"),
        ("O&#039;Neil &quot;Bo&quot;", 'O\'Neil "Bo"'),
        ("AT&amp;amp;T", "AT&amp;T"),
        ("A&copy B & C", "A&copy B & C"),
    ],
)
def test_names_come_as_wordpress_stores_them(bring: Import, stored: str, name: str) -> None:
    bring.run(wxr(wxr_post(wxr_comment(1, author=stored))))
    assert bring.comments()["1"].author == name
    (bring.folder / "1.md").unlink()
    bring.run(rest(rest_comment(1, author_name=stored)))
    assert bring.comments()["1"].author == name


@pytest.mark.parametrize(
    ("stored", "url"),
    [
        ("http://a.example/?a=1&amp;copy=2", "http://a.example/?a=1&copy=2"),
        ("http://a.example/?a=1&copy=2", "http://a.example/?a=1&copy=2"),
        ("www.a.example/x", "http://www.a.example/x"),
        ("https://a.example/a–b [c] 100%", "https://a.example/a%E2%80%93b%20%5Bc%5D%20100%25"),
        ("none", ""),
    ],
)
def test_a_commenter_s_site_leads_where_it_led(bring: Import, stored: str, url: str) -> None:
    bring.run(wxr(wxr_post(wxr_comment(1, author_url=stored))))
    assert bring.comments()["1"].url == url


@pytest.mark.parametrize(
    ("href", "leads_to"),
    [
        ("http://e.example/2011?id=7，谢谢", "http://e.example/2011?id=7%EF%BC%8C谢谢"),
        ("https://e.example/Michelson–Morley", "https://e.example/Michelson%E2%80%93Morley"),
        ("http://e.example/?tx[uid]=12", "http://e.example/?tx%5Buid%5D=12"),
        ("http://e.example/100%", "http://e.example/100%25"),
        ("http://e.example/a b|c{d}^`\\", "http://e.example/a%20b%7Cc%7Bd%7D%5E%60%5C"),
        (" http://e.example/\nx ", "http://e.example/x"),
        ("/2010/05/older/", "https://example.org/2010/05/older/"),
        ("../older/", "https://example.org/2022/older/"),
        ("#comment-1", "https://example.org/2022/hello/#comment-1"),
        ("?page=2", "https://example.org/2022/hello/?page=2"),
        ("//cdn.example/x", "https://cdn.example/x"),
    ],
)
def test_a_link_leads_where_the_browser_went(bring: Import, href: str, leads_to: str) -> None:
    report = bring.run(wxr(wxr_post(wxr_comment(1, f'<a href="{href}">words</a>'))))
    assert links(bring.comments()["1"].body) == [(leads_to, "words")]
    assert Note.NO_LINK not in report


SHORTENED = "http://e.example/questions/..."


@pytest.mark.parametrize("href", ["javascript:alert(1)", "http://e.example:99999/", "ftp://e.example/", "http://"])
def test_words_of_a_link_that_cannot_stay_make_no_other(bring: Import, href: str) -> None:
    message = f'<p>See <a href="{href}">{SHORTENED}</a> x</p>'
    stored = f'See <a href="{href}">{SHORTENED}</a> x'
    report = bring.run(disqus(disqus_post(1, message)))
    assert report[Note.NO_LINK] == 1
    bring.run(wxr(wxr_post(wxr_comment(2, stored))))
    for comment in bring.comments().values():
        assert links(comment.body) == []
        assert comment.words == f"See {SHORTENED} x"


@pytest.mark.parametrize(
    "message",
    [
        "<p>http://e.example/a</p>",
        "<p>www.e.example me@e.example</p>",
        "<p>http:<b>//e.example/</b> http:<span>//e.example/</span></p>",
        "http://e.example/\nhttp://e.example/",
    ],
)
def test_what_was_no_link_becomes_none(bring: Import, message: str) -> None:
    """Disqus and the rendered HTML of WordPress hold all their links; an address without one was words."""
    bring.run(disqus(disqus_post(1, message)))
    bring.run(rest(rest_comment(2, message)))
    assert [links(comment.body) for comment in bring.comments().values()] == [[], []]


def test_www_and_mail_addresses_as_wordpress_links_them(bring: Import) -> None:
    bring.run(wxr(wxr_post(wxr_comment(1, "see www.example.com or me@example.org. http://a.example/?x[y]=1"))))
    comment = bring.comments()["1"]
    assert links(comment.body) == [
        ("http://www.example.com", "www.example.com"),
        ("mailto:me@example.org", "me@example.org"),
        ("http://a.example/?x%5By%5D=1", "http://a.example/?x[y]=1"),
    ]
    assert comment.words == "see www.example.com or me@example.org . http://a.example/?x[y]=1"


def test_of_equal_dates_the_numbers_are_the_order(bring: Import) -> None:
    none = "0000-00-00 00:00:00"
    bring.run(wxr(wxr_post(*(wxr_comment(number, date=none, date_gmt=none) for number in (100, 9, 8, 10)))))
    assert list(bring.comments()) == ["8", "9", "10", "100"]


def test_a_control_character_is_told_with_its_place(bring: Import) -> None:
    text = wxr(wxr_post(wxr_comment(1, "one\ntwo \x10\x0b!"), wxr_comment(2, author="A\x01n"), wxr_comment(3)))
    report = bring.run(text)
    assert (report["written"], report[Note.CHARACTERS]) == (3, 3)
    place = bring.place / "export-1"
    line = text[: text.index("\x10")].count("\n") + 1
    second = text[: text.index("<wp:comment_id>2")].count("\n")
    assert bring.lines[:3] == [
        f"{place}:{line}: comment 1: the character U+0010 is now U+FFFD",
        f"{place}:{line}: comment 1: the character U+000B is now U+FFFD",
        f"{place}:{second}: comment 2: the character U+0001 is now U+FFFD",
    ]
    assert bring.comments()["1"].words == "one two ��!"


@pytest.mark.parametrize("reference", ["&#16;", "&#x10;", "&#X0010;"])
def test_a_reference_to_a_control_character_wherever_the_file_is_cut(bring: Import, reference: str) -> None:
    text = wxr(wxr_post("<!-- -->", wxr_comment(1, "aHEREb"))).replace("HERE", reference)
    for place in range(6):
        padded = text.replace("<!-- -->", f"<!-- {'x' * (CHUNK - text.index(reference) - place)} -->")
        bring.run(padded)
        assert bring.lines[0].endswith(": comment 1: the character U+0010 is now U+FFFD")


def test_a_control_character_in_json_as_well(bring: Import) -> None:
    text = rest(rest_comment(1, "<p>aHEREb</p>")).replace("HERE", "\x10\n")
    assert bring.run(text)[Note.CHARACTERS] == 1
    assert bring.lines[0] == f"{bring.place / 'export-1'}:2: comment 1: the character U+0010 is now U+FFFD"


@pytest.mark.parametrize("before", ["\n", "\r\n \t\r\n", "\ufeff\n", "\n\ufeff"])
def test_blank_lines_before_the_declaration_are_passed_over(bring: Import, before: str) -> None:
    text = before + wxr(wxr_post(wxr_comment(1), wxr_comment(1, "other")))
    bring.run(text, code=1)
    line = text[: text.rindex("<wp:comment>")].count("\n") + 1
    assert bring.errors.startswith(f"{bring.place / 'export-1'}:{line}: error: another comment 1 ")


ENCODINGS = {
    "GBK": "谢谢",
    "gb2312": "谢谢",
    "Shift_JIS": "ありがとう ①",
    "EUC-KR": "감사",
    "Big5": "謝謝",
    "windows-1252": "“thanks” – €",
    "koi8-r": "спасибо",
    "UTF-16": "谢谢 \U0001f642",
    "UTF-32": "谢谢 \U0001f642",
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_xml_in_the_encoding_that_it_declares(bring: Import, encoding: str) -> None:
    words = ENCODINGS[encoding]
    text = wxr(wxr_post(wxr_comment(1, words))).replace('"UTF-8"', f'"{encoding}"')
    bring.run(text.encode({"Shift_JIS": "cp932"}.get(encoding, encoding)))
    assert bring.comments()["1"].words == words


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_xml_in_wide_letters_without_a_mark(bring: Import, encoding: str) -> None:
    bring.run(wxr(wxr_post(wxr_comment(1, "谢谢"))).encode(encoding))
    assert bring.comments()["1"].words == "谢谢"


CHAIN = [
    disqus_post(1),
    disqus_post(2, parent="1").replace("<isDeleted>false", "<isDeleted>true"),
    disqus_post(3, parent="2").replace("<isSpam>false", "<isSpam>true"),
    disqus_post(4, parent="3"),
    disqus_post(5, parent="2"),
    disqus_post(6, parent="7"),
    disqus_post(7, parent="8").replace("<isDeleted>false", "<isDeleted>true"),
    disqus_post(8, parent="7").replace("<isDeleted>false", "<isDeleted>true"),
]


def test_an_answer_to_a_deleted_comment_stands_under_the_nearest_that_is_kept(bring: Import) -> None:
    report = bring.run(disqus(*CHAIN))
    assert (report["written"], report[LeftOut.DELETED], report[Note.ANSWER_TO_LEFT_OUT]) == (4, 3, 3)
    assert {id_: c.reply_to for id_, c in bring.comments().items()} == {"1": "", "4": "1", "5": "1", "6": ""}


def test_a_placeholder_keeps_the_place_of_a_deleted_comment(bring: Import) -> None:
    report = bring.run(disqus(*CHAIN), more=("--placeholders",))
    assert (report["written"], report["left out"], report["placeholders for those that are answered, written"]) == (
        4,
        4,
        4,
    )
    comments = bring.comments()
    assert {id_: (c.reply_to, c.removed) for id_, c in comments.items()} == {
        "1": ("", ""),
        "2": ("1", "deleted"),
        "3": ("2", "spam"),
        "4": ("3", ""),
        "5": ("2", ""),
        "6": ("7", ""),
        "7": ("", "deleted"),
        "8": ("7", "deleted"),
    }
    assert b"Bo" not in (bring.folder / "2.md").read_bytes()
    again = bring.run(disqus(*CHAIN), more=("--placeholders",))
    assert (again["written"], again["already there"]) == (0, 4)


def test_a_long_way_of_deleted_comments_is_walked_once(bring: Import) -> None:
    gone = [wxr_comment(n, parent=n - 1, approved="trash") for n in range(1, 3_000)]
    answers = [wxr_comment(n + 5_000, parent=n) for n in range(2_000, 2_300)]
    report = bring.run(wxr(wxr_post(*gone, *answers)))
    assert (report["written"], report[Note.ANSWER_TO_LEFT_OUT]) == (300, 300)


def test_what_stands_on_two_pages_is_taken_once(bring: Import) -> None:
    report = bring.run(rest(rest_comment(3), rest_comment(2)), rest(rest_comment(2), rest_comment(1)))
    assert (report["read"], report["met again, counted once"], report["written"]) == (3, 1, 3)
    bring.run(rest(rest_comment(5)), rest(rest_comment(5, "<p>changed</p>")), code=1)
    assert "another comment 5 stands here, after" in bring.errors
