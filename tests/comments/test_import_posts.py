"""Which post is meant, whose comments they are, and all posts at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chapbook.cli import main
from chapbook.comments.folder import folder_state
from chapbook.comments.thread import read_thread
from exports import rest, rest_comment, wxr, wxr_comment, wxr_post

if TYPE_CHECKING:
    from pathlib import Path

    from brought import Import

ENCODED = "%e6%94%af%e6%95%99"
TWO = wxr(
    wxr_post(wxr_comment(1), slug=ENCODED),
    wxr_post(wxr_comment(2), number=9, slug="x"),
    wxr_post(wxr_comment(3), number=10, slug="münchen"),
)


@pytest.mark.parametrize(
    ("wanted", "id_"),
    [
        ("https://example.org/2022/%E6%94%AF%E6%95%99/", "1"),
        ("https://example.org/2022/支教/", "1"),
        ("http://www.example.org/2022/支教", "1"),
        ("HTTPS://EXAMPLE.ORG:443/2022/支教/?utm_source=a&fbclid=b#comment-1", "1"),
        ("https://example.org/2022/支教/comment-page-2/#comments", "1"),
        ("https://example.org/2022/支教/index.php", "1"),
        ("example.org/2022/支教/", "1"),
        ("/2022/支教/", "1"),
        ("支教", "1"),
        (ENCODED.upper(), "1"),
        ("https://example.org/?p=7", "1"),
        ("X", "2"),
        ("mu\u0308nchen", "3"),
        ("https://example.org/2022/M%C3%BCnchen/".lower(), "3"),
    ],
)
def test_a_post_is_named_by_any_spelling(bring: Import, wanted: str, id_: str) -> None:
    bring.run(TWO, post=wanted)
    assert set(bring.comments()) == {id_}


@pytest.mark.parametrize(
    "wanted", ["https://other.example/2022/x/", "https://example.org/2022/", "2022", "https://example.org/?p=8", "/"]
)
def test_another_address_is_no_post(bring: Import, wanted: str) -> None:
    bring.run(TWO, post=wanted, code=1)
    assert f"no post with comments is called {wanted!r}" in bring.errors
    assert "  支教  https://example.org/2022/支教/  (1)" in bring.errors


def test_an_international_host(bring: Import) -> None:
    text = wxr(wxr_post(wxr_comment(1)), wxr_post(wxr_comment(2), number=8)).replace(
        "example.org/2022/hello", "xn--r8jz45g.jp/a", 1
    )
    bring.run(text, post="https://例え.jp/a")
    assert set(bring.comments()) == {"1"}


def site(*comments: str, host: str) -> str:
    return wxr(wxr_post(*comments)).replace("example.org", host)


ANN = site(wxr_comment(12, "I liked part two.", author="Ann"), host="a.example")
BOB = site(
    wxr_comment(12, "This is wrong.", author="Bob"),
    wxr_comment(13, "Why?", author="Cy", parent=12),
    host="blog.b.example",
)
CY = site(wxr_comment(13, "Why?", author="Cy", parent=12), host="blog.b.example")


@pytest.mark.parametrize("second", [BOB, CY], ids=["the same number", "an answer to it alone"])
def test_another_site_s_comments_stop_the_import_and_a_prefix_is_offered(bring: Import, second: str) -> None:
    bring.run(ANN)
    before = bring.files()
    bring.run(second, code=1)
    assert "write --prefix blog- to keep the two apart, or --prefix '' if it is the same thread" in bring.errors
    assert bring.files() == before
    report = bring.run(second, more=("--prefix", "blog-"))
    comments = bring.comments()
    assert comments["12"].author == "Ann"
    assert comments["blog-13"].reply_to == ("blog-12" if second is BOB else "")
    assert report["written"] == len(comments) - 1
    assert bring.run(second, more=("--prefix", "blog-"))["already there"] == report["written"]


def test_a_prefix_continues_its_own_site(bring: Import) -> None:
    bring.run(ANN)
    bring.run(site(wxr_comment(12, author="Bob"), host="b.example"), more=("--prefix", "b-"))
    bring.run(CY, more=("--prefix", "b-"))
    assert bring.comments()["b-13"].reply_to == "b-12"


@pytest.mark.parametrize("prefix", ["B-", "b_", "b/"])
def test_a_prefix_that_begins_no_id(tmp_path: Path, capsys: pytest.CaptureFixture[str], prefix: str) -> None:
    with pytest.raises(SystemExit):
        main(["import", str(tmp_path / "x"), "--prefix", prefix])
    assert "cannot begin an id" in capsys.readouterr().err


@pytest.mark.parametrize(
    "edited",
    [
        "---\nauthor: Ann\ndate: 2022-05-12T09:30:00+08:00\n---\nedited\n",
        "---\nauthor: Ann\n---\nedited\n",
        "---\nauthor: A. N.\ndate: 2022-05-12T01:30:00Z\n---\nHi\n",
        "---\nauthor: Anonymous\nsupplied: [author]\ndate: 2022-05-12T01:30:00Z\nremoved: asked for\n---\n",
        "---\nno comment\n",
    ],
)
def test_what_an_editor_changed_is_still_the_same_comment(bring: Import, edited: str) -> None:
    bring.run(wxr(wxr_post(wxr_comment(1))))
    (bring.folder / "1.md").write_text(edited, encoding="utf-8")
    report = bring.run(wxr(wxr_post(wxr_comment(1), wxr_comment(2))))
    assert (report["written"], report["there with other words, left as they are"]) == (1, 1)


@pytest.mark.parametrize(
    "other",
    [
        "---\nauthor: Ann\ndate: 2021-05-12T09:30:00+08:00\n---\nHi\n",
        "---\nauthor: Bo\n---\nHi\n",
        "---\nauthor: Bo\ndate: 2022-05-12T09:30:00+08:00\n---\nBye\n",
    ],
)
def test_what_is_another_comment_is_not_taken_for_it(bring: Import, other: str) -> None:
    bring.folder.mkdir()
    (bring.folder / "1.md").write_text(other, encoding="utf-8")
    bring.run(wxr(wxr_post(wxr_comment(1))), code=1)
    assert "other comments are there under the same ids: 1." in bring.errors


def test_two_sites_with_one_post_number_are_two_posts(bring: Import) -> None:
    bring.run(ANN, BOB, code=1)
    assert "https://a.example/2022/hello/  (1)" in bring.errors
    assert "https://blog.b.example/2022/hello/  (2)" in bring.errors
    bring.run(ANN, BOB, post="https://blog.b.example/2022/hello/")
    assert bring.comments()["12"].author == "Bob"


def test_the_pages_of_a_post_s_comments_are_one_post(bring: Import) -> None:
    first = rest_comment(1, link="https://example.org/hello/comment-page-1/#comment-1")
    second = rest_comment(2, link="http://www.example.org/hello/comment-page-2/#comment-2", parent=1)
    assert bring.run(rest(first), rest(second))["written"] == 2


def test_a_whole_export_at_once(bring: Import) -> None:
    left_out = wxr_comment(8, approved="spam")
    text = wxr(
        wxr_post(wxr_comment(1), wxr_comment(2, parent=1), left_out, slug=ENCODED),
        wxr_post(number=8, slug="empty"),
        wxr_post(wxr_comment(3, parent=1), number=9, slug="x"),
        wxr_post(wxr_comment(4), number=10, slug="x"),
        wxr_post(wxr_comment(5), number=11, slug=""),
    )
    dry = bring.run(text, more=("--all", "--dry-run"))
    assert not bring.folder.exists()
    report = bring.run(text, more=("--all",))
    assert (report["posts with comments"], report["read"], report["written"], report["left out"]) == (4, 6, 5, 1)
    assert dry["would be written"] == report["written"]
    assert bring.lines[0] == (
        f"{bring.folder / 'zhijiao'}: 3 read = 2 written + 0 already there + 0 there with other words + 1 left out"
    )
    threads = {}
    for folder in bring.folder.iterdir():
        thread, problems = read_thread(folder, folder_state(folder))
        assert problems == []
        threads[folder.name] = {comment.id: comment.reply_to for comment in thread.comments()}
    assert threads == {"zhijiao": {"1": "", "2": "1"}, "x": {"3": ""}, "x-2": {"4": ""}, "post-11": {"5": ""}}
    assert bring.run(text, more=("--all",))["already there"] == 5


def test_of_a_whole_export_nothing_is_written_where_a_part_cannot_be(bring: Import) -> None:
    text = wxr(wxr_post(wxr_comment(1), slug="a"), wxr_post(wxr_comment("x y"), number=8, slug="b"))
    bring.run(text, more=("--all",), code=1)
    assert bring.files() == {}


def test_a_folder_that_is_a_link_is_not_followed(bring: Import) -> None:
    (bring.place / "elsewhere").mkdir()
    bring.folder.symlink_to(bring.place / "elsewhere")
    bring.run(wxr(wxr_post(wxr_comment(1))), code=1)
    assert bring.errors.startswith(f"{bring.folder}: error: the folder is a link")
    assert list((bring.place / "elsewhere").iterdir()) == []
