"""What WordPress makes a link of, beside what stands around it."""

from __future__ import annotations

import pytest

from chapbook.comments.body import clean_body
from chapbook.comments.exchange.clickable import found_links
from chapbook.comments.exchange.escaping import with_links
from chapbook.comments.exchange.record import Links


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("see http://e.example/a, and (http://e.example/b_(c)).", ["http://e.example/a", "http://e.example/b_(c)"]),
        ("(http://e.example/a) [http://e.example/b]", ["http://e.example/a"]),
        ("http://e.example/x)y", ["http://e.example/x"]),
        ("xhttp://e.example/ “http://e.example/”", []),
        ("a,http://e.example/?b=http://c.example/;", ["http://e.example/?b=http://c.example/"]),
        ("HTTPS://E.EXAMPLE/é看", ["HTTPS://E.EXAMPLE/é看"]),
        ("http://e.example/a\u3000b", ["http://e.example/a"]),
        ("ftp://e.example/ http:// http://…/", []),
        ("www.e.example, (www.f.example) Www.g.example/x?y=z.", ["www.e.example", "Www.g.example/x?y=z"]),
        ("a.b+c@d.e.example, <f@g.example> h@localhost @i", ["a.b+c@d.e.example"]),
        ("http://" + "a" * 2_000 + ".example/", []),
    ],
)
def test_what_wordpress_makes_a_link_of(text: str, linked: list[str]) -> None:
    found = list(found_links(text, Links.WORDPRESS))
    assert [text[link.start : link.end] for link in found] == linked
    body, faults = clean_body(with_links(text, found))
    assert faults == []
    assert body.count("<a ") == len(linked)


def test_others_link_web_addresses_or_nothing() -> None:
    text = "http://e.example/ www.e.example a@e.example"
    assert [link.href for link in found_links(text, Links.WEB)] == ["http://e.example/"]
    assert list(found_links(text, Links.OWN)) == []
