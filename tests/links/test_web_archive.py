"""A copy is found and asked for at an archive, and only one that is what it says it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from chapbook.links.archiving import Archiving
from chapbook.links.link_file import Link, one_form
from chapbook.links.web_archive import AGAIN, Busy, NoCopy, Polite, Unreachable, WebArchive
from links.small_web import Reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from links.small_web import Web

PAGE = "https://walks.example/essay?id=1"
TODAY = date(2026, 11, 26)
AT_ONCE = Polite(total=3, backoff_factor=0, status_forcelist=AGAIN.status_forcelist, raise_on_status=False)
OLD, NEAR, NEW = (
    datetime(2013, 1, 1, tzinfo=UTC),
    datetime(2022, 5, 3, 4, 5, 6, tzinfo=UTC),
    datetime(2025, 1, 1, tzinfo=UTC),
)


@pytest.fixture
def archive(web: Web) -> WebArchive:
    return WebArchive(f"{web.address}/", TODAY, AT_ONCE)


def test_the_nearest_copy_is_found(web: Web, archive: WebArchive) -> None:
    web.copies[PAGE] = [OLD, NEW, NEAR]
    assert archive.nearest(PAGE, date(2022, 7, 1)) == (f"{web.address}/web/20220503040506/{PAGE}", "2022-05-03")
    assert archive.nearest(PAGE, date(2001, 7, 1)).day == "2013-01-01"


def test_it_leads_to_the_same_place_in_the_page(web: Web, archive: WebArchive) -> None:
    web.copies[PAGE] = [NEAR]
    assert archive.nearest(f"{PAGE}#p3", TODAY).address == f"{web.address}/web/20220503040506/{PAGE}#p3"


@pytest.mark.parametrize("other", ["http://www.walks.example/essay?id=1", "https://walks.example/essay/?id=1"])
def test_a_copy_may_name_the_page_a_little_otherwise(web: Web, archive: WebArchive, other: str) -> None:
    web.replies[f"/web/{PAGE}"] = web.copy_of(other, NEAR)
    assert archive.nearest(PAGE, TODAY).day == "2022-05-03"


@pytest.mark.parametrize(
    ("asked", "original"),
    [
        ("https://walks.example/a;b=c,d", "https://walks.example/a;b=c,d"),
        ("https://walks.example/ä", "https://walks.example/%c3%a4"),
        ("https://walks.example/%C3%A4", "https://walks.example/ä".encode().decode("latin-1")),
        ("https://müller.example/", "http://xn--mller-kva.example:80/"),
    ],
)
@pytest.mark.parametrize("relation", ['rel="original"', "REL=original", 'type="a;b, c"; rel="timegate original"'])
def test_an_address_may_be_written_in_several_ways(
    web: Web, archive: WebArchive, asked: str, original: str, relation: str
) -> None:
    links = f"<{original}>; {relation}, <x>; rel=timemap"
    web.replies[f"/web/{one_form(asked)}"] = web.copy_of(asked, NEAR, Link=links)
    assert archive.nearest(asked, TODAY).address == f"{web.address}/web/{one_form(asked)}"


def test_a_page_is_saved(web: Web, archive: WebArchive) -> None:
    kept = f"/web/20261126000000/{PAGE}"
    web.replies[f"/save/{PAGE}"] = web.copy_of(PAGE, datetime(2026, 11, 26, tzinfo=UTC), **{"Content-Location": kept})
    assert archive.save(PAGE) == (web.address + kept, "2026-11-26")


WRONG: dict[str, tuple[Callable[[Web], Reply], str]] = {
    "none": (lambda _: Reply(404), "the archive answers 404"),
    "kept out": (lambda _: Reply(403), "the archive answers 403"),
    "no day": (lambda _: Reply(200), "does not say of which day"),
    "a day nobody can read": (lambda _: Reply(200, (("Memento-Datetime", "yesterday"),)), "does not say of which day"),
    "a day to come": (lambda web: web.copy_of(PAGE, datetime(2031, 1, 1, tzinfo=UTC)), "which has not been yet"),
    "a day before all days": (
        lambda _: Reply(200, (("Memento-Datetime", "Fri, 31 Dec 9999 23:59:59 -2300"),)),
        "which day",
    ),
    "no page": (lambda web: web.copy_of(PAGE, NEAR, Link='<http://[>; rel="original"'), "a copy of another page"),
    "another page, and a gate": (lambda web: web.copy_of(PAGE, NEAR, Link='<x:y>; rel="original timegate"'), "another"),
    "led to no address": (lambda _: Reply(302, (("Location", "http://["),)), "leads to what is no address"),
    "led to a letter box": (lambda _: Reply(302, (("Location", "mailto:a@b.example"),)), "leads to what is no address"),
    "kept at no address": (lambda web: web.copy_of(PAGE, NEAR, **{"Content-Location": "http://["}), "is no address"),
    "kept at a space": (lambda web: web.copy_of(PAGE, NEAR, **{"Content-Location": "/web/a b"}), "is no address"),
    "another page": (lambda web: web.copy_of("https://walks.example/other", NEAR), "a copy of another page"),
    "elsewhere": (lambda web: web.copy_of(PAGE, NEAR, **{"Content-Location": "https://x.example"}), "leads elsewhere"),
    "round and round": (lambda _: Reply(302, (("Location", f"/web/{PAGE}"),)), "leads on and on"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_no_copy_is_none(web: Web, archive: WebArchive, kind: str) -> None:
    make, told = WRONG[kind]
    web.replies[f"/web/{PAGE}"] = make(web)
    with pytest.raises(NoCopy, match=told):
        archive.nearest(PAGE, TODAY)


def test_an_archive_that_is_busy_is_asked_again(web: Web, archive: WebArchive) -> None:
    web.replies[f"/web/{PAGE}"] = [Reply(429, (("Retry-After", "0"),)), Reply(503), web.copy_of(PAGE, NEAR)]
    assert archive.nearest(PAGE, TODAY).day == "2022-05-03"
    assert web.asked == [f"/web/{PAGE}"] * 3


@pytest.mark.parametrize("when", ["soon", "-5", "Wed, 21 Oct 2015 07:28:00 GMT"])
def test_an_archive_that_says_no_time_to_come_is_asked_again_all_the_same(
    web: Web, archive: WebArchive, when: str
) -> None:
    web.replies[f"/web/{PAGE}"] = [Reply(429, (("Retry-After", when),)), web.copy_of(PAGE, NEAR)]
    assert archive.nearest(PAGE, TODAY).day == "2022-05-03"


@pytest.mark.parametrize("when", ["86400", "Wed, 21 Oct 2099 07:28:00 GMT"])
def test_an_archive_that_wants_to_be_left_alone_for_long_is(web: Web, archive: WebArchive, when: str) -> None:
    web.replies[f"/web/{PAGE}"] = Reply(429, (("Retry-After", when),))
    with pytest.raises(Busy, match="answers 429"):
        archive.nearest(PAGE, TODAY)
    assert web.asked == [f"/web/{PAGE}"]


def test_the_archive_may_lead_to_its_own_address_by_https(web: Web) -> None:
    web.copies[PAGE] = [NEAR]
    archive = WebArchive(web.address.replace("http:", "HTTP:"), TODAY, AT_ONCE)
    assert archive.nearest(PAGE, TODAY).address == f"{web.address}/web/20220503040506/{PAGE}"


def test_an_archive_that_stays_busy_or_away_cannot_be_asked(web: Web, archive: WebArchive) -> None:
    web.replies[f"/web/{PAGE}"] = Reply(503)
    with pytest.raises(Unreachable, match="answers 503"):
        archive.nearest(PAGE, TODAY)
    with pytest.raises(Unreachable, match="does not answer"):
        WebArchive("http://127.0.0.1:9", TODAY, AT_ONCE).nearest(PAGE, TODAY)


def run(web: Web, links: list[Link], *, saves: bool) -> tuple[list[Link], list[str], list[float]]:
    waited: list[float] = []
    archive = WebArchive(web.address, TODAY, AT_ONCE)
    work = Archiving(archive, lambda _: date(2022, 7, 1), saves=saves, wait=waited.append)
    kept = [work.kept(link) for link in work.without_copy(links)]
    return kept, list(work.report()), waited


def test_what_has_a_copy_or_a_sister_is_not_asked_for(web: Web) -> None:
    links = [Link(PAGE, copy="https://a.example/"), Link(PAGE, sister="https://b.example/")]
    assert run(web, links, saves=True) == ([], ["copies found: 0; pages saved: 0; without a copy: 0"], [])


def test_nothing_is_saved_unless_that_is_asked_for(web: Web) -> None:
    web.copies[PAGE] = [NEAR]
    other = "https://walks.example/other"
    links, told, waited = run(web, [Link(PAGE), Link(other)], saves=False)
    assert links == [Link(PAGE, copy=f"{web.address}/web/20220503040506/{PAGE}", copied="2022-05-03"), Link(other)]
    assert told == [
        "copies found: 1; pages saved: 0; without a copy: 1",
        f"{other}: the archive answers 404 Not Found",
        "chapbook links archive --save asks the archive to keep these pages",
    ]
    assert waited == [1.0, 1.0]
    assert not any(path.startswith("/save/") for path in web.asked)


def test_a_page_that_is_gone_is_not_saved(web: Web) -> None:
    saved = web.copy_of(PAGE, NEAR, **{"Content-Location": f"/web/20220503040506/{PAGE}"})
    web.replies[f"/save/{PAGE}"] = saved
    gone = Link("https://walks.example/gone", answer="gone")
    links, told, waited = run(web, [Link(PAGE), gone], saves=True)
    assert links == [Link(PAGE, copy=f"{web.address}/web/20220503040506/{PAGE}", copied="2022-05-03"), gone]
    assert told[0] == "copies found: 0; pages saved: 1; without a copy: 1"
    assert waited == [1.0, 5.0, 1.0]
    assert "/save/https://walks.example/gone" not in web.asked


def test_a_page_with_which_the_archive_fails_keeps_no_other_from_its_copy(web: Web) -> None:
    links = [Link(f"https://walks.example/{number}") for number in range(6)]
    web.replies |= {f"/web/{link.address}": Reply(504) for link in links[:2]}
    web.copies[links[2].address] = [NEAR]
    kept, told, _ = run(web, links[:3], saves=False)
    assert [link.copied for link in kept] == ["", "", "2022-05-03"]
    assert told[1].startswith(f"{links[0].address}: {web.address} answers 504")
    web.replies |= {f"/web/{link.address}": Reply(504) for link in links}
    with pytest.raises(Unreachable, match="answers 504"):
        run(web, links, saves=False)
    assert f"/web/{links[3].address}" not in web.asked
