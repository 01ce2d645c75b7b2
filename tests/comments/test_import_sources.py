"""Blogger's export, Movable Type's, and comments that a small script wrote as JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, strategies as st

from chapbook.comments.exchange.reading import read_posts
from chapbook.comments.exchange.record import LeftOut, Note

if TYPE_CHECKING:
    from brought import Import
    from chapbook.comments.exchange.record import Post

KIND = "http://schemas.google.com/blogger/2008/kind"
FEED = (
    "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' "
    "xmlns:thr='http://purl.org/syndication/thread/1.0' xmlns:gd='http://schemas.google.com/g/2005'>"
    "<entry><id>tag:blogger.com,1999:blog-1.layout</id><content type='text'>x</content>"
    f"<category scheme='http://schemas.google.com/g/2005#kind' term='{KIND}#template'/></entry>{{}}</feed>"
)


def blogger_post(number: int, path: str) -> str:
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id><category term='{KIND}#post'/><title>T</title>"
        f"<content type='html'>The post</content><link rel='replies' href='https://a.example/feeds'/>"
        f"<link rel='alternate' type='text/html' href='https://a.example{path}'/></entry>"
    )


def blogger_comment(number: int, words: str, post: int, parent: int = 0, more: str = "") -> str:
    feed = "https://www.blogger.com/feeds/1/7/comments/default"
    related = f"<link rel='related' href='{feed}/{parent}?v=2'/>" if parent else ""
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id><published>2012-03-04T05:06:07.000-08:00</published>"
        f"<category scheme='http://schemas.google.com/g/2005#kind' term='{KIND}#comment'/><title>x</title>"
        f"<content type='html'>{words}</content><link rel='self' href='{feed}/{number}'/>{related}"
        f"<author><name>Ann</name><uri>https://www.blogger.com/profile/1</uri><email>noreply@blogger.com</email></author>"
        f"<thr:in-reply-to ref='tag:blogger.com,1999:blog-1.post-{post}'/>{more}</entry>"
    )


def test_blogger(bring: Import) -> None:
    removed = "<gd:extendedProperty name='blogger.contentRemoved' value='true'/>"
    text = FEED.format(
        blogger_post(7, "/2012/03/hello.html")
        + blogger_comment(4123456789012345678, "a&lt;br /&gt;b http://e.example/ &lt;a href='/x'&gt;x&lt;/a&gt;", 7)
        + blogger_comment(2, "Removed by the author.", 7, 4123456789012345678, removed)
        + blogger_comment(3, "c", 7, 2)
        + blogger_post(8, "/2012/03/other.html")
        + blogger_comment(9, "d", 8)
    )
    report = bring.run(text, post="hello")
    assert (report["written"], report[LeftOut.DELETED]) == (2, 1)
    comments = bring.comments()
    first = comments["4123456789012345678"]
    assert (first.author, first.url) == ("Ann", "https://www.blogger.com/profile/1")
    assert first.date == datetime.fromisoformat("2012-03-04T05:06:07-08:00")
    assert first.body.startswith('<p>a<br />\nb http://e.example/ <a href="https://a.example/x"')
    assert comments["3"].reply_to == "4123456789012345678"
    assert b"noreply" not in b"".join(bring.files().values())
    bring.run(text, post="https://a.example/2012/03/other.html?m=1#c9")
    assert bring.comments()["9"].words == "d"


def test_blogger_by_takeout(bring: Import) -> None:
    def entry(number: int, fields: str) -> str:
        return f"<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id>{fields}</entry>"

    def comment(number: int, answered: str, status: str = "LIVE", trashed: str = "") -> str:
        return entry(
            number,
            "<blogger:parent>tag:blogger.com,1999:blog-1.post-7</blogger:parent>"
            f"<blogger:inReplyTo>{answered}</blogger:inReplyTo><blogger:type>COMMENT</blogger:type>"
            f"<blogger:status>{status}</blogger:status><author><name>Ann</name><uri/>"
            "<blogger:type>ANONYMOUS</blogger:type></author><content type='html'>c</content>"
            f"<published>2026-06-15T12:00:00Z</published><blogger:trashed>{trashed}</blogger:trashed>",
        )

    text = (
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>"
        + entry(7, "<blogger:type>POST</blogger:type><blogger:filename>/2026/06/story.html</blogger:filename>")
        + comment(1, "")
        + comment(2, "tag:blogger.com,1999:blog-1.post-1")
        + comment(3, "", "PENDING")
        + comment(4, "", trashed="2026-06-16T12:00:00Z")
        + "</feed>"
    )
    report = bring.run(text, post="https://a.example/2026/06/story.html")
    assert (report["written"], report[LeftOut.UNAPPROVED], report[LeftOut.DELETED]) == (2, 1, 1)
    assert bring.comments()["2"].reply_to == "1"


MOVABLE_TYPE = """AUTHOR: Foo
TITLE: A dummy title
BASENAME: a_dummy
STATUS: Publish
DATE: 01/31/2002 03:31:05 PM
-----
BODY:
The body.
COMMENT: no comment
-----
EXTENDED BODY:
-----
COMMENT:
AUTHOR: Ann & Bo
EMAIL: ann@example.org
IP: 192.0.2.1
URL: http://a.example/
DATE: 01/31/2002 15:47:06
This is <b>the</b> body,
see http://e.example/x.

DATE: not a field
-----
five hyphens, and then
--------
eight.
-----
COMMENT:
AUTHOR:
DATE: yesterday
Second
-----
PING:
TITLE: My entry
URL: http://p.example/
IP: 192.0.2.2
BLOG NAME: My Weblog
DATE: 01/31/2002 16:47:06
This is the start.
-----
--------
TITLE: A dummy title
DATE: 02/01/2002 03:31:05 AM
-----
BODY:
x
-----
COMMENT:
AUTHOR: Cy
DATE: 02/01/2002 12:05:00 AM
Third
-----
--------
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_movable_type(bring: Import, ends: str) -> None:
    text = MOVABLE_TYPE.replace("\n", ends)
    report = bring.run(text, post="a_dummy")
    assert (report["written"], report[Note.NAMELESS], report[Note.NO_DATE]) == (2, 1, 1)
    comments = bring.comments()
    first = comments["1"]
    assert (first.author, first.url, first.date) == (
        "Ann & Bo",
        "http://a.example/",
        datetime.fromisoformat("2002-01-31T15:47:06"),
    )
    assert first.words == (
        "This is the body, see http://e.example/x . DATE: not a field ----- five hyphens, and then -------- eight."
    )
    assert 'href="http://e.example/x"' in first.body
    assert b"@" not in b"".join(bring.files().values())
    bring.folder = bring.place / "other"
    bring.run(text, post="a-dummy-title")
    assert bring.comments()["1"].date == datetime.fromisoformat("2002-02-01T00:05:00")


def test_a_comment_of_movable_type_has_its_line(bring: Import) -> None:
    bring.run(MOVABLE_TYPE.replace("Second", "Sec\x08ond"), post="a_dummy")
    line = MOVABLE_TYPE[: MOVABLE_TYPE.index("Second")].count("\n") + 1
    assert bring.lines[0] == f"{bring.place / 'export-1'}:{line}: comment 2: the character U+0008 is now U+FFFD"


def read(text: str) -> list[Post]:
    with TemporaryDirectory() as place:
        file = Path(place, "export")
        file.write_bytes(text.encode())
        return read_posts([file])


LINES = st.sampled_from(["a b", "", "-----", "--------", "---", "when: x", "COMMENT: x", "a <b>b</b>", "----------"])


@given(st.lists(st.lists(LINES, max_size=6).map("\n".join), min_size=1, max_size=4))
def test_words_of_movable_type_stay_with_their_comment(bodies: list[str]) -> None:
    """Commenters write hyphens too; what they wrote ends where the next part begins."""
    comments = "".join(f"COMMENT:\nAUTHOR: A\nDATE: 01/31/2002 15:47:06\n{body}\n-----\n" for body in bodies)
    (post,) = read(f"TITLE: T\n-----\n{comments}--------\n")
    assert [comment.html.strip() for comment in post.comments] == [body.strip() for body in bodies]


RECORDS: list[dict[str, Any]] = [
    {
        "id": "ann-1",
        "author": "Ann",
        "text": "1. *x* <b>\n\nhttp://e.example/",
        "date": "2022-05-12",
        "url": "https://a.example/",
    },
    {
        "id": "2",
        "author": "Bo",
        "html": "<i>x</i> http://e.example/ <a href='https://b.example/–'>y</a>",
        "reply_to": "ann-1",
    },
    {"author": "Cy, Jr.", "markdown": "*x*\n\n- y", "about": "introduction-p2", "reply_to": "2", "id": None},
]


def as_csv(delimiter: str) -> str:
    out = io.StringIO()
    keys = list(dict.fromkeys(key for record in RECORDS for key in record))
    writer = csv.DictWriter(out, keys, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(RECORDS)
    return out.getvalue()


@pytest.mark.parametrize(
    "text",
    [json.dumps(RECORDS), "\ufeff" + as_csv(","), as_csv(";"), as_csv("\t")],
    ids=["JSON", "CSV", "CSV with semicolons", "CSV with tabs"],
)
def test_comments_of_a_small_script(bring: Import, text: str) -> None:
    assert bring.run(text)["written"] == 3
    comments = bring.comments()
    assert {id_: c.reply_to for id_, c in comments.items()} == {"ann-1": "", "2": "ann-1", "3": "2"}
    assert comments["ann-1"].words == "1. *x* <b> http://e.example/"
    assert comments["ann-1"].body.count("<a ") == 1
    assert comments["2"].body.startswith('<p><i>x</i> http://e.example/ <a href="https://b.example/%E2%80%93"')
    assert comments["3"].body == "<p><em>x</em></p>\n<ul>\n<li>y</li>\n</ul>"
    assert (comments["3"].author, comments["3"].about) == ("Cy, Jr.", "introduction-p2")
    assert (bring.folder / "3.md").read_bytes().endswith(b"---\n*x*\n\n- y")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (
            '[{"author": "A", "text": "x", "mail": "a@b.example"}]',
            1,
            "'mail' is not a key of a comment; the keys are author,",
        ),
        ('[{"author": "A", "text": "x"},\n{"author": "A"}]', 2, "write an object with author and one of text, html"),
        ('[{"author": "A", "text": ["x"]}]', 1, "text: ['x'] is no text"),
        ('[{"author": "A", "text": "x", "html": "y"}]', 1, "as text and as html; keep one"),
        ('[{"author": "A", "text": "x", "date": "May"}]', 1, "'May' is no date of ISO 8601"),
        ("author,text\nA,x\nB,y,z\n", 3, "3 values for 2 columns"),
        ('\nauthor,text,when\n"A","x\ny",\nB,y,now\n', 3, "'when' is not a key"),
        ("author,text,id\nA,x,A b\n", 2, "'A b' is no id"),
    ],
)
def test_a_mistake_of_a_script_is_told_at_its_line(bring: Import, text: str, line: int, said: str) -> None:
    bring.run(text, code=1)
    assert bring.errors.startswith(f"{bring.place / 'export-1'}:{line}: ")
    assert said in bring.errors


def test_a_script_names_posts(bring: Import) -> None:
    rows = [{"author": "A", "text": "x", "post": post} for post in ("https://a.example/x/", "b", "b")]
    bring.run(json.dumps(rows), code=1)
    assert bring.run(json.dumps(rows), post="b")["written"] == 2
    assert bring.run(json.dumps(rows), more=("--all",))["posts with comments"] == 2


@given(st.lists(st.tuples(st.text(min_size=1), st.text()), min_size=1, max_size=5))
def test_any_values_of_a_script_are_read(rows: list[tuple[str, str]]) -> None:
    rows = [(author.replace("\r", ""), f"{words}x".replace("\r", "").replace("\0", "")) for author, words in rows]
    values = [{"author": author.replace("\0", "") or "x", "html": words} for author, words in rows]
    out = io.StringIO()
    writer = csv.DictWriter(out, ["author", "html"], quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(values)
    wanted = [(value["author"], value["html"]) for value in values]
    for text in (json.dumps(values), out.getvalue()):
        (post,) = read(text)
        assert [(comment.author, comment.html) for comment in post.comments] == wanted
