"""Addresses that a comment may lead to: which are good to the last sign, and what is said of a bad one."""

from __future__ import annotations

import pytest

from chapbook.comments.address import link_fault


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
    ],
)
def test_a_bad_address(address: str) -> None:
    assert "was left out" in link_fault(address)


@pytest.mark.parametrize(("length", "is_shown_whole"), [(60, True), (61, False)])
def test_of_a_long_address_the_beginning_is_told(length: int, is_shown_whole: bool) -> None:  # noqa: FBT001  # a parameter
    address = "x:" + "a" * (length - 2)
    told = repr(address) if is_shown_whole else repr(f"{address[:60]}…")
    assert link_fault(address).startswith(f"the link to {told} was left out; write an address that begins with ")
