"""What the commands ask for, what they note, and what they leave alone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from chapbook.links import builders
from chapbook.links.checking import Heard, is_without_network, noted
from chapbook.links.link_file import LINKS, Link, read
from chapbook.links.searched import NAME
from links.small_web import Reply
from throwaway import error_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from links.small_web import Web
    from throwaway import Project

TODAY = "2026-11-26"


@pytest.fixture
def work(project: Project, web: Web, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(builders, "today", lambda: date.fromisoformat(TODAY))
    project.settings = {"extensions": ["chapbook.links", "chapbook.comments"], "exclude_patterns": ["comments"]}
    project.settings |= {"linkcheck_retries": 1, "linkcheck_rate_limit_timeout": 0, "copyright": "2022, A"}
    project.settings |= {"chapbook_web_archive": web.address}
    links = "\n\n".join(f"`{path} <{web.address}/{path}>`__" for path in ("here", "moved", "lost", "ended", "shut"))
    project.write(
        {
            "index.rst": f"Work\n====\n\n{links}\n\n`Inside <index.html>`__\n\n.. comment-thread:: comments\n",
            "comments/1.md": f"---\nauthor: A\n---\n{web.address}/told\n",
        }
    )
    web.replies |= {"/here": Reply(), "/told": Reply(), "/ended": Reply(410), "/shut": Reply(403)}
    web.replies["/moved"] = Reply(301, (("Location", "/here"),))
    return project


def rows(project: Project, web: Web) -> dict[str, Link]:
    found = read((project.source / LINKS).read_text(encoding="utf-8"))
    assert not found.problems
    return {address.removeprefix(f"{web.address}/"): link for address, link in found.links.items()}


def test_each_address_of_the_text_and_of_the_comments_is_asked_for_and_noted(work: Project, web: Web) -> None:
    told = work.build("links-check").warning_lines
    found = rows(work, web)
    answers = {path: link.answer for path, link in found.items()}
    assert answers == {
        "here": "alive",
        "moved": "alive",
        "told": "alive",
        "lost": "gone",
        "ended": "gone",
        "shut": "refuses",
    }
    assert {link.checked for link in found.values()} == {TODAY}
    assert {path for path, link in found.items() if link.seen == TODAY} == {"here", "moved", "told"}
    assert len(told) == 2
    assert all("is gone; chapbook links archive looks for a copy" in line for line in told)


def test_what_was_asked_today_is_not_asked_again(work: Project, web: Web) -> None:
    (work.source / LINKS).write_text(f"address,checked,answer\n{web.address}/lost,{TODAY},gone\n", encoding="utf-8")
    work.build("links-check")
    assert "/lost" not in web.asked
    assert rows(work, web).keys() == {"here", "moved", "lost", "ended", "shut", "told"}


def test_a_file_with_a_mistake_is_left_alone(work: Project) -> None:
    (work.source / LINKS).write_text("address,seen\nhttps://a.example/,soon\n", encoding="utf-8")
    assert "links.csv:2: 'seen' has 'soon'" in error_of(work, "links-check")
    assert (work.source / LINKS).read_text(encoding="utf-8") == "address,seen\nhttps://a.example/,soon\n"


def test_copies_are_noted_until_the_archive_cannot_be_asked(
    work: Project, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chapbook.links.archiving.PAUSE", 0)
    page = f"{web.address}/here"
    web.replies[f"/web/{page}"] = web.copy_of(page, datetime(2022, 1, 1, tzinfo=UTC))
    work.build("links-archive")
    assert {path: link.copied for path, link in rows(work, web).items()} == {"here": "2022-01-01"}
    work.settings["chapbook_web_archive"] = "http://127.0.0.1:9"
    assert "does not answer" in error_of(work, "links-archive")
    assert rows(work, web).keys() == {"here"}


def test_the_copy_of_a_link_in_a_comment_is_of_the_day_of_the_comment(
    work: Project, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chapbook.links.archiving.PAUSE", 0)
    for path in ("here", "told", "undated"):
        web.copies[f"{web.address}/{path}"] = [datetime(2022, month, 2, tzinfo=UTC) for month in range(1, 13)]
    (work.source / "comments/1.md").write_text(
        f"---\nauthor: A\ndate: 2022-11-03T23:00:00-05:00\n---\n{web.address}/told {web.address}/here\n",
        encoding="utf-8",
    )
    said = f"---\nauthor: B\ndate: 2022-09-03\nreply_to: '1'\n---\n{web.address}/told\n"
    work.write({"comments/2.md": said, "comments/3.md": f"---\nauthor: C\n---\n{web.address}/undated\n"})
    work.build("links-archive")
    copied = {path: link.copied for path, link in rows(work, web).items()}
    assert copied == {"here": "2022-07-02", "told": "2022-09-02", "undated": "2022-07-02"}


def test_what_was_heard_is_written_on_the_way(work: Project, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chapbook.links.archiving.PAUSE", 0)
    monkeypatch.setattr(builders, "WRITTEN_EACH", 1)
    written: list[int] = []
    note = builders.LinkBuilder.note

    def watched_note(self: builders.LinkBuilder, links: Mapping[str, Link]) -> None:
        note(self, links)
        written.append(len(rows(work, web)) if (work.source / LINKS).exists() else 0)

    monkeypatch.setattr(builders.LinkBuilder, "note", watched_note)
    work.build("links-check")
    assert written == [1, 2, 3, 4, 5, 6, 6]
    written.clear()
    web.copies[f"{web.address}/here"] = [datetime(2022, 1, 2, tzinfo=UTC)]
    work.build("links-archive")
    assert len(written) == 7


def test_what_the_archive_had_no_copy_of_today_is_not_asked_for_again(
    work: Project, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chapbook.links.archiving.PAUSE", 0)
    lost = f"/web/{web.address}/lost"
    work.build("links-archive")
    told = work.build("links-archive")
    assert web.asked.count(lost) == 1
    monkeypatch.setattr(builders, "today", lambda: date(2026, 11, 27))
    work.build("links-archive")
    assert web.asked.count(lost) == 2
    (told.out / NAME).write_text("[]", encoding="utf-8")
    work.build("links-archive")
    assert web.asked.count(lost) == 3


def test_a_page_without_the_place_that_is_linked_is_alive(work: Project, web: Web) -> None:
    work.write({"index.rst": f"Work\n====\n\n`Place <{web.address}/here#place>`__\n"})
    work.build("links-check")
    assert rows(work, web)["here#place"].answer == "alive"


def test_what_is_left_to_ask_may_be_lost_where_others_answered_today(work: Project, web: Web) -> None:
    lost = "http://nowhere.invalid/"
    work.write({"index.rst": f"Work\n====\n\n`Here <{web.address}/here>`__ `lost <{lost}>`__\n"})
    (work.source / LINKS).write_text(f"address,checked,answer\n{web.address}/here,{TODAY},alive\n", encoding="utf-8")
    work.build("links-check")
    assert rows(work, web)[lost].answer == "gone"


@pytest.mark.parametrize("address", ["web.archive.org", "", "https://"])
def test_an_archive_without_an_address_is_a_mistake(work: Project, address: str) -> None:
    work.settings["chapbook_web_archive"] = address
    assert f"chapbook_web_archive has {address!r}; write an address" in error_of(work, "links-archive")


def heard(said: str, status: str = "broken") -> Heard:
    return Heard("https://a.example/", status, said, "index.md:1")


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        (heard("", "working"), "alive"),
        (heard("https://b.example/", "redirected"), "alive"),
        (heard("404 Client Error: Not Found for url"), "gone"),
        (heard("(Caused by NameResolutionError(...))"), "gone"),
        (heard("451 Client Error: Unavailable For Legal Reasons for url"), "refuses"),
        (heard("429", "rate-limited"), "refuses"),
        (heard("unauthorized"), "refuses"),
        (heard("500 Server Error: for url: https://a.example/unauthorized"), "silent"),
        (heard("timed out", "timeout"), "silent"),
        (heard("certificate verify failed: 404 hours"), "silent"),
        (heard("", "unchecked"), ""),
    ],
)
def test_an_answer_is_one_of_four(told: Heard, answer: str) -> None:
    assert told.answer == answer


def test_a_day_on_which_it_was_alive_is_kept() -> None:
    was = {"https://a.example/": Link("https://a.example/", "2025-01-01", "alive", "2025-01-01", "https://c.example/")}
    [now] = noted(was, [heard("404 ")], TODAY).values()
    assert now == Link("https://a.example/", TODAY, "gone", "2025-01-01", "https://c.example/")


def test_a_machine_without_a_network_says_nothing_of_addresses() -> None:
    lost = heard("Failed to resolve 'a.example'")
    assert is_without_network([lost, lost, heard("", "ignored")])
    assert not is_without_network([lost, heard("", "working")])
    assert not is_without_network([])
