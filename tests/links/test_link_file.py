"""``links.csv`` is read as it was written, and each mistake is told with its line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from chapbook.links.link_file import ANSWERS, COLUMNS, Link, LinkFile, is_outside, one_form, read, read_file, written

if TYPE_CHECKING:
    from pathlib import Path

DAY = st.just("") | st.dates(date(1990, 1, 1), date(2056, 1, 1)).map(date.isoformat)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")))
ADDRESS = st.builds("https://{}.example/{}".format, st.integers(0, 99), WORDS)
LINK = st.builds(
    Link,
    ADDRESS,
    checked=DAY,
    answer=st.sampled_from(("", *ANSWERS)),
    seen=DAY,
    copy=ADDRESS,
    copied=DAY,
    sister=ADDRESS,
)


@given(st.lists(LINK, unique_by=lambda link: one_form(link.address)))
def test_what_is_written_is_read(links: list[Link]) -> None:
    assert read(written(links)) == LinkFile({one_form(link.address): link for link in links})


@given(ADDRESS)
def test_an_address_has_one_form(address: str) -> None:
    assert one_form(one_form(address)) == one_form(address)


@given(st.lists(LINK, unique_by=lambda link: link.address))
def test_one_more_row_is_one_more_line(links: list[Link]) -> None:
    text = written([*links, Link("https://one.example/more")])
    rest = [line for line in text.splitlines() if not line.startswith("https://one.example/more,")]
    assert rest == written(links).splitlines()


def test_an_editor_may_leave_out_columns_and_change_their_order() -> None:
    text = "\ufeffcopy,address\r\nhttps://a.example/1,https://b.example/\r\n,https://c.example/\r\n"
    assert read(text).links == {
        "https://b.example/": Link("https://b.example/", copy="https://a.example/1"),
        "https://c.example/": Link("https://c.example/"),
    }


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("b.example,,,,,,", "'address' has 'b.example', which is no address that begins with http:// or https://"),
        ("javascript:alert(1),,,,,,", "'address' has 'javascript:alert(1)'"),
        (",,,,,,https://c.example/", "'address' has ''"),
        ("https://b.example/a b,,,,,,", "'address' has 'https://b.example/a b', and no address has a space in it"),
        ("https://b.example/,,,,https://c.example/\u2028x,,", "'copy' has"),
        ("https://b\ufffd.example/,,,,,,", "'address' has a letter that is not UTF-8; save the file as CSV UTF-8"),
        ("https://b.example:99999/,,,,,,", "'address' has 'https://b.example:99999/', which is no address"),
        ("https://b.example/,,,,data:x,,", "'copy' has 'data:x'"),
        ("https://b.example/,,,,,,../b.html", "'sister' has '../b.html'"),
        ("https://b.example/,26.11.2026,,,,,", "'checked' has '26.11.2026'; write the day as year-month-day"),
        ("https://b.example/,,,2026-02-30,,,", "'seen' has '2026-02-30'"),
        ("https://b.example/,,dead,,,,", "'answer' has 'dead'; write one of alive, gone, refuses, silent"),
        ("https://b.example/,,,,,2026-01-01,", "'copied' has the day of a copy, but 'copy' has no address"),
        ("https://a.example/,,,,,,", "'https://a.example/' has a row already"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_costs_its_row(row: str, told: str) -> None:
    found = read(f"{','.join(COLUMNS)}\nhttps://a.example/,,,,,,\n{row}\n")
    assert found.links == {"https://a.example/": Link("https://a.example/")}
    assert [problem.line for problem in found.problems] == [3]
    assert found.problems[0].message.startswith(told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the first line must name the columns: address,checked,answer,seen,copy,copied,sister"),
        ("url\nhttps://a.example/\n", "the first line must name the columns"),
        ("address,state\nhttps://a.example/,x\n", "there is no column 'state'; the columns are address, checked,"),
        ("address,copy,copy\nhttps://a.example/,,\n", "there are two columns 'copy'; keep one of them"),
        ("address\nhttps://a.example/,more\n", "the row has more values than columns"),
    ],
)
def test_a_mistake_in_the_columns_is_told(text: str, told: str) -> None:
    [problem] = read(text).problems
    assert problem.message.startswith(told)


@pytest.mark.parametrize("sign", ";\t,")
def test_what_a_spreadsheet_writes_is_read(sign: str) -> None:
    table = [["Address ", "ANSWER", "", ""], ['"https://a.example/"', "alive", "", ""], ["", "", "", ""]]
    text = "\ufeff" + "".join(f"{sign.join(row)}\r\n" for row in [*table, ["https://b.example/", "gone"]])
    links = Link("https://a.example/", answer="alive"), Link("https://b.example/", answer="gone")
    assert read(text) == LinkFile({link.address: link for link in links})


@pytest.mark.parametrize("rows", [2, 20_000])
def test_a_quotation_mark_that_is_not_closed_swallows_no_row_in_silence(rows: int) -> None:
    text = 'address\nhttps://a.example/\n"https://b.example/\n' + "https://c.example/\n" * rows
    links, [problem] = read(text)
    assert links == {"https://a.example/": Link("https://a.example/")}
    assert problem == (3, "a value goes on in the next line; close its quotation mark in this one")


def test_an_address_with_letters_is_the_same_as_with_signs_for_them() -> None:
    text = "address\nhttps://müller.example/ä\nhttps://xn--mller-kva.example/%C3%A4\n"
    links, [problem] = read(text)
    assert links == {"https://xn--mller-kva.example/%C3%A4": Link("https://müller.example/ä")}
    assert problem.line == 3


def test_letters_of_another_encoding_are_told(tmp_path: Path) -> None:
    (tmp_path / "links.csv").write_bytes("address\nhttps://müller.example/\n".encode("cp1252"))
    assert [problem.line for problem in read_file(tmp_path / "links.csv").problems] == [2]


def test_ten_thousand_rows_are_read() -> None:
    assert len(read(written(Link(f"https://a.example/{number}") for number in range(10_000))).links) == 10_000


@pytest.mark.parametrize("address", ["//a.example", "ftp://a.example", "http://", "https:///x", "http://[", "#x"])
def test_what_leads_to_no_host_is_not_outside(address: str) -> None:
    assert not is_outside(address)
