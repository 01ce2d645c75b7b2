"""Addresses that a comment may lead to: which are good to the last sign, and what is said of a bad one."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes

from chapbook.comments.address import length_fault, link_fault, normalized
from chapbook.comments.allowed import LONGEST_ADDRESS
from chapbook.comments.body import clean_body
from chapbook.comments.comment_file import parse_comment
from chapbook.comments.doctree import body_nodes


@pytest.mark.parametrize(
    "address",
    [
        "mailto:a@example.org",
        "HTTPS://EXAMPLE.ORG/%C3%A9",
        "http://[2001:db8::a1f:9]/",
        "http://[::ffff:192.0.2.1]:8080/",
        "https://example.org/a_b.~:/?#@!$&'()*+,;=-%0a%f9",
        "https://example.org:1/",
        "https://example.org",
        "https://example.org.",
        "https://" + "a" * 63 + ".example",
        "https://例え.テスト/",
        "http://[::1]",
    ],
)
def test_a_good_address(address: str) -> None:
    assert link_fault(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a b",
        "https://example.org/a\nb",
        "https://example.org/%2",
        "https://example.org/%g0",
        "https://example.org/%0g",
        "https://example.org/^",
        "https://example.org/`",
        "https://example.org/{x}",
        "https://example.org/a|b",
        "https://[]/",
        "http://[::g]/",
        "see https://example.org/",
        "ftp://example.org/",
        "https:example.org",
        "http:///example.org",
        "http://../",
        "http://.",
        "https://a..b/",
        "https://.example.org",
        "https://example.org..",
        "https://%2e%2e/",
        "https://a\u3002\uff0eb/",
        "https://" + "a" * 64,
        "https://" + "é" * 60,
        "https://" + "a." * 127 + "b",
    ],
)
def test_a_bad_address(address: str) -> None:
    assert "was left out" in link_fault(address)


@pytest.mark.parametrize(("length", "is_shown_whole"), [(60, True), (61, False)])
def test_of_a_long_address_the_beginning_is_told(length: int, is_shown_whole: bool) -> None:  # noqa: FBT001  # a parameter
    address = "x:" + "a" * (length - 2)
    told = repr(address) if is_shown_whole else repr(f"{address[:60]}…")
    assert link_fault(address).startswith(f"the link to {told} was left out; write an address that begins with ")


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("https://example.org/a–b—c", "https://example.org/a%E2%80%93b%E2%80%94c"),
        ("https://example.org/?a[b]=1#[c]", "https://example.org/?a%5Bb%5D=1#%5Bc%5D"),
        ("https://example.org/#!/a#b##", "https://example.org/#!/a%23b%23%23"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/%e9%zz", "https://example.org/%e9%25zz"),
        ("https://example.org/a b|c{d}^`<e>", "https://example.org/a%20b%7Cc%7Bd%7D%5E%60%3Ce%3E"),
        ("https://example.org/é中_~!$&'()*+,;=:@%20", "https://example.org/é中_~!$&'()*+,;=:@%20"),
        ("http://[2001:db8::1]/[x]", "http://[2001:db8::1]/%5Bx%5D"),
        ("mailto:a@example.org?subject=b c", "mailto:a@example.org?subject=b%20c"),
    ],
)
def test_an_address_is_put_into_its_right_form_wherever_it_stands(written: str, right: str) -> None:
    assert normalized(written) == right
    assert normalized(right) == right
    assert link_fault(right) == ""
    tag, faults = clean_body(f'<a href="{written.replace("<", "&lt;")}">x</a>')
    assert faults == []
    assert f'href="{right.replace("&", "&amp;")}"' in tag
    if not right.startswith("mailto:"):
        quoted = written.replace("'", "''")
        comment, problems = parse_comment(Path("x.md"), f"---\nauthor: A\nurl: '{quoted}'\n---\nx".encode())
        assert problems == []
        assert comment is not None
        assert comment.url == right


@pytest.mark.parametrize(
    "address",
    [
        "https://exa mple.org/",
        "https://example.org\\@evil.example/",
        "https://[x]/",
        "see https://example.org/",
        "https://a/\ufffd",
    ],
)
def test_what_leads_nowhere_is_not_made_to_lead_somewhere(address: str) -> None:
    assert link_fault(normalized(address)) != ""


def test_an_address_has_a_most_of_bytes() -> None:
    start = "https://example.org/"
    assert length_fault(start + "a" * (LONGEST_ADDRESS - len(start))) == ""
    for address in (start + "a" * (LONGEST_ADDRESS - len(start) + 1), start + "é" * (LONGEST_ADDRESS // 2)):
        assert link_fault(address) == ""
        message = f"has {len(address.encode()):,} bytes, so that its words are no link in the PDF; shorten it to 8,000"
        assert length_fault(address).endswith(message)
        for source in (f"x\n\n[words]({address})", f"x\n\n<a href='{address}'>words</a>"):
            html, [fault] = clean_body(source)
            assert fault.line == 2
            assert fault.message.endswith("are no link in the PDF; shorten it to 8,000")
            assert html.count(" href=") == 1
            words = body_nodes(html)[1]
            assert words.astext() == "words"
            assert list(words.findall(nodes.reference)) == []
