"""What the register and the list of links remember of a comment."""

from __future__ import annotations

import pytest

from chapbook.editions.remembered import with_name, without_rows

REGISTER = "# head\r\ncomment-a page Vera Bloom\r\ncomment-a old/page Vera Bloom\r\ncomment-ab page Vera Bloom\r\n"
LINKS = 'address,checked\r\nhttps://bloom.example/,2026-01-05\r\n"https://b.example/a,b",\r\nhttps://c.example/é,\r\n'


def test_the_name_goes_out_of_the_lines_of_the_id() -> None:
    changed = REGISTER.replace("comment-a page Vera Bloom", "comment-a page No \\1")
    assert with_name(REGISTER, "comment-a", r"No \1") == changed.replace("old/page Vera Bloom", r"old/page No \1")
    assert with_name(REGISTER, "comment-a", "No", "Someone Else") == REGISTER
    assert with_name("comment-a page\n", "comment-a", "No") == "comment-a page\n"


@pytest.mark.parametrize(
    ("comment", "others", "gone"),
    [
        ("url: https://bloom.example", [], ["https://bloom.example/"]),
        ("url: https://bloom.example", ["see bloom.example."], []),
        ("url: https://bloom.example", ["https://bloom.example/other"], ["https://bloom.example/"]),
        ("https://bloom.example.org/ and https://b.example/a", [], []),
        ("<https://b.example/a,b>", ["nothing"], ["https://b.example/a,b"]),
        ("https://C.example/%C3%A9)", [], ["https://c.example/é"]),
    ],
)
def test_a_link_goes_that_nothing_else_has(comment: str, others: list[str], gone: list[str]) -> None:
    text, addresses = without_rows(LINKS, comment, others)
    assert addresses == gone
    kept = [line for line in LINKS.splitlines(keepends=True) if not any(address in line for address in gone)]
    assert text == "".join(kept)


@pytest.mark.parametrize(
    ("row", "comment", "other"),
    [
        ("https://doi.org/10.1234/AB", "https://doi.org/10.1234/ab", "doi = {10.1234/ab}"),
        ("https://xn--mnchen-3ya.example/", "https://münchen.example", "[x](https://münchen.example/)"),
    ],
)
def test_an_address_that_is_written_in_another_way(row: str, comment: str, other: str) -> None:
    text = f"\ufeffchecked,address\n,{row}\n"
    assert without_rows(text, comment, [other]) == (text, [])
    assert without_rows(text, comment, ["nothing"])[1] == [row]


def test_what_is_no_list_of_links_stays() -> None:
    for text in ("", "\n", "a,b\nhttps://bloom.example/,\n"):
        assert without_rows(text, "https://bloom.example/", []) == (text, [])
