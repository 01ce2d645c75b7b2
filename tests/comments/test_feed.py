"""The feed: what RFC 4287 and RFC 4685 ask for, no date that is made up, ids that stay."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup

from chapbook.comments.feed import ATOM, THREAD, feed_xml
from chapbook.comments.feed_data import LATEST, Entry, Feed

if TYPE_CHECKING:
    from throwaway import Project

NAMES = {"a": ATOM, "thr": THREAD}
EDITION = datetime(2026, 11, 23, tzinfo=UTC)
FEED = Feed(
    work="https://example.org/work",
    title="Comments on “A Work”",
    language="en",
    edition=EDITION,
    undated="<p>[undated]</p>",
    address="https://example.org/comments.atom",
    pages={"talk": "https://example.org/talk.html"},
    front_page="https://example.org/index.html",
)


def entry(anchor: str, day: date | None = None, parent: str = "", url: str = "") -> Entry:
    return Entry(anchor, "talk", f"{anchor} says:", anchor.title(), url, day, "<p>A &amp; b</p>", parent)


def parsed(*entries: Entry, feed: Feed = FEED) -> ET.Element:
    text = feed_xml(feed, entries)
    assert text is not None
    return ET.fromstring(text)


def texts(root: ET.Element, path: str) -> list[str]:
    return [element.text or "" for element in root.findall(path, NAMES)]


def test_the_feed_has_what_a_feed_must_have() -> None:
    root = parsed(entry("ann", date(2022, 5, 1)))
    assert root.tag == f"{{{ATOM}}}feed"
    assert UUID(texts(root, "a:id")[0])
    assert texts(root, "a:title") == ["Comments on “A Work”"]
    assert texts(root, "a:updated") == ["2022-05-01T00:00:00Z"]
    links = {link.get("rel"): link.get("href") for link in root.findall("a:link", NAMES)}
    assert links == {"self": "https://example.org/comments.atom", "alternate": "https://example.org/talk.html"}


def test_a_feed_of_two_pages_has_one_alternate_the_front_page() -> None:
    both = FEED._replace(pages={**FEED.pages, "more": "https://example.org/more.html"})
    root = parsed(entry("ann"), entry("bo")._replace(docname="more"), feed=both)
    alternates = [link.get("href") for link in root.findall("a:link", NAMES) if link.get("rel") == "alternate"]
    assert alternates == ["https://example.org/index.html"]
    links = [link.get("href") for link in root.findall("a:entry/a:link", NAMES)]
    assert links == ["https://example.org/talk.html#ann", "https://example.org/more.html#bo"]


def test_an_entry_is_the_comment() -> None:
    root = parsed(entry("ann", date(2022, 5, 1), url="https://ann.example.org/"))
    assert texts(root, "a:entry/a:author/a:name") == ["Ann"]
    assert texts(root, "a:entry/a:author/a:uri") == ["https://ann.example.org/"]
    [link] = root.findall("a:entry/a:link", NAMES)
    assert (link.get("rel"), link.get("href")) == ("alternate", "https://example.org/talk.html#ann")
    [content] = root.findall("a:entry/a:content", NAMES)
    assert (content.get("type"), content.text) == ("html", "<p>A &amp; b</p>")


def test_an_answer_says_what_it_answers() -> None:
    root = parsed(entry("ann", date(2022, 5, 1)), entry("bo", date(2022, 5, 2), parent="ann"))
    ids = dict(zip(texts(root, "a:entry/a:title"), texts(root, "a:entry/a:id"), strict=True))
    [answered] = root.findall("a:entry/thr:in-reply-to", NAMES)
    assert answered.get("ref") == ids["ann says:"]
    assert answered.get("href") == "https://example.org/talk.html#ann"


@pytest.mark.parametrize(
    ("day", "published"),
    [
        (date(2022, 5, 1), "2022-05-01T00:00:00Z"),
        (datetime(2022, 5, 1, 9, 30), "2022-05-01T09:30:00Z"),  # noqa: DTZ001  # no zone was written
        (datetime(2022, 5, 1, 9, 30, 5, 7, tzinfo=timezone(timedelta(hours=8))), "2022-05-01T09:30:05+08:00"),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), "0001-01-01T00:00:00+14:00"),
    ],
)
def test_a_date_is_the_comment_s_own(day: date, published: str) -> None:
    root = parsed(entry("ann", day))
    assert texts(root, "a:entry/a:published") == texts(root, "a:entry/a:updated") == [published]


def test_an_undated_comment_carries_the_edition_s_date_and_says_so() -> None:
    root = parsed(entry("ann"))
    assert texts(root, "a:entry/a:published") == []
    assert texts(root, "a:entry/a:updated") == ["2026-11-23T00:00:00Z"]
    assert texts(root, "a:entry/a:content")[0].startswith("<p>[undated]</p>")


@pytest.mark.parametrize(
    ("day", "removed_on", "updated"),
    [
        (date(2022, 5, 1), datetime(2026, 12, 1, tzinfo=UTC), "2026-12-01T00:00:00Z"),
        (None, datetime(2026, 12, 1, tzinfo=UTC), "2026-12-01T00:00:00Z"),
        (date(2022, 5, 1), None, "2026-11-23T00:00:00Z"),
        (date(2026, 11, 30), None, "2026-11-30T00:00:00Z"),
        (date(2026, 12, 2), datetime(2026, 12, 1, tzinfo=UTC), "2026-12-02T00:00:00Z"),
    ],
)
def test_what_was_removed_was_updated_then(day: date | None, removed_on: datetime | None, updated: str) -> None:
    """Programs that follow the feed take an entry again when it was updated (RFC 4287, 4.2.15)."""
    root = parsed(entry("ann", day)._replace(is_removed=True, removed_on=removed_on))
    assert texts(root, "a:entry/a:updated") == [updated]
    [content] = texts(root, "a:entry/a:content")
    assert content.startswith("<p>[undated]</p>") is (day is None and removed_on is None)


def test_without_any_date_there_is_no_feed() -> None:
    undated = Feed("w", "t", "en", None, "", "", {"talk": "talk.html"}, "")
    assert feed_xml(undated, [entry("ann")]) is None
    assert feed_xml(FEED, []) is None


def test_the_latest_comes_first() -> None:
    root = parsed(entry("ann", date(2022, 5, 1)), entry("bo", date(2022, 5, 3)), entry("cy", date(2022, 5, 2)))
    assert texts(root, "a:entry/a:author/a:name") == ["Bo", "Cy", "Ann"]
    assert texts(root, "a:updated") == ["2022-05-03T00:00:00Z"]


def test_ids_stay_where_the_publication_moves() -> None:
    elsewhere = Feed("https://example.org/work", "t", "en", EDITION, "", "", {"talk": "https://example.com/x.html"}, "")
    ids = texts(parsed(entry("ann"), entry("bo")), "a:entry/a:id")
    assert texts(parsed(entry("ann"), entry("bo"), feed=elsewhere), "a:entry/a:id") == ids
    assert len(set(ids)) == 2


@pytest.fixture
def talk(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    project.settings = {"extensions": ["myst_parser", "chapbook.comments"], "project": "W", "exclude_patterns": ["c"]}
    project.write(
        {
            "index.md": "# W\n\n```{toctree}\na/talk\n```\n",
            "a/talk.md": "# Talk\n\n```{comment-thread} ../c\n```\n",
            "c/ann.md": "---\nauthor: Ann\ndate: 2022-05-01\n---\nHi *you*\n",
            "c/bo.md": "---\nauthor: Bo\nsupplied: [author]\nreply_to: ann\n---\nHi <b>Ann</b>\n",
            "c/cy.md": "---\nauthor: Cy\nremoved: asked for\n---\n",
        }
    )
    return project


def test_a_site_has_the_feed_and_tells_of_it(talk: Project) -> None:
    talk.settings["html_baseurl"] = "https://example.org/w/"
    built = talk.build()
    assert built.warnings == ""
    root = ET.fromstring(built.text("comments.atom"))
    assert texts(root, "a:entry/a:author/a:name") == ["Cy", "[Bo]", "Ann"]
    assert "[removed: asked for]" in texts(root, "a:entry/a:content")[0]
    assert "2023-11-14" in texts(root, "a:entry/a:content")[0]
    for page, href in {"index": "comments.atom", "a/talk": "../comments.atom"}.items():
        [link] = built.page(page).select('link[type="application/atom+xml"]')
        assert link["href"] == href
        assert urljoin(f"https://example.org/w/{page}.html", href) == "https://example.org/w/comments.atom"
    anchors = {str(article["id"]) for article in built.page("a/talk").select("article.comment")}
    for link in root.findall("a:entry/a:link", NAMES):
        address, _, fragment = str(link.get("href")).partition("#")
        assert address == "https://example.org/w/a/talk.html"
        assert fragment in anchors
    assert built.page("a/talk").select_one(".comments-feed a")["href"] == "../comments.atom"


def test_without_an_address_its_links_are_relative(talk: Project) -> None:
    root = ET.fromstring(talk.build().text("comments.atom"))
    assert {link.get("rel") for link in root.findall("a:link", NAMES)} == {"alternate"}
    assert root.find("a:entry/a:link", NAMES).get("href") == "a/talk.html#comment-cy"  # type: ignore[union-attr]  # it is there


def test_it_follows_the_thread(talk: Project) -> None:
    built = talk.build()
    before = built.text("comments.atom")
    stamp = (built.out / "comments.atom").stat().st_mtime_ns
    talk.build()
    assert (built.out / "comments.atom").stat().st_mtime_ns == stamp
    talk.write({"c/dee.md": "---\nauthor: Dee\n---\nHi\n"})
    talk.build()
    assert built.text("comments.atom") != before
    talk.write({"a/talk.md": "# Talk\n"})
    talk.build()
    assert not (built.out / "comments.atom").exists()


def test_a_large_thread_s_feed_has_the_latest(talk: Project) -> None:
    talk.write({f"c/n{n}.md": f"---\nauthor: N{n}\ndate: {1900 + n}-01-01\n---\nHi\n" for n in range(LATEST)})
    root = ET.fromstring(talk.build().text("comments.atom"))
    names = texts(root, "a:entry/a:author/a:name")
    assert len(names) == LATEST
    assert set(names) >= {f"N{n}" for n in range(1, LATEST)}


def test_an_old_comment_that_was_removed_is_among_the_latest(talk: Project) -> None:
    talk.write({f"c/n{n}.md": f"---\nauthor: N{n}\ndate: {1900 + n}-01-01\n---\nHi\n" for n in range(LATEST)})
    header = "author: Anonymous\nsupplied: [author]\ndate: 1850-01-01"
    talk.write({"c/bo.md": f"---\n{header}\nremoved: 9999-99-99 and 2023-02-03, asked for\n---\n"})
    root = ET.fromstring(talk.build().text("comments.atom"))
    assert texts(root, "a:entry/a:author/a:name")[0] == "[Anonymous]"
    assert texts(root, "a:entry/a:updated")[0] == "2023-02-03T00:00:00Z"


def test_without_a_date_of_the_edition_there_is_none_and_it_is_not_told_of(
    talk: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    built = talk.build()
    assert not (built.out / "comments.atom").exists()
    assert not built.page().select('link[type="application/atom+xml"]')
    assert not built.page("a/talk").select(".comments-feed")


def test_what_a_comment_says_is_only_text_there(talk: Project) -> None:
    hostile = "</content></entry></feed><script>alert(1)</script> ]]> &lt;"
    talk.write({"c/eve.md": f"---\nauthor: '{hostile}'\ndate: 2025-01-01\n---\n{hostile}\n"})
    root = ET.fromstring(talk.build().text("comments.atom"))
    assert texts(root, "a:entry/a:author/a:name")[0] == hostile
    content = BeautifulSoup(texts(root, "a:entry/a:content")[0], "html.parser")
    assert content.find("script") is None
