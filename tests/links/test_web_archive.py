"""A copy is found and asked for at an archive, and only one that is what it says it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from urllib3.util import Retry

from chapbook.links.archiving import Archiving
from chapbook.links.link_file import Link
from chapbook.links.web_archive import AGAIN, NoCopy, Unreachable, WebArchive
from links.small_web import Reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from links.small_web import Web

PAGE = "https://walks.example/essay?id=1"
TODAY = date(2026, 11, 26)
AT_ONCE = Retry(total=3, backoff_factor=0, status_forcelist=AGAIN.status_forcelist, raise_on_status=False)
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
