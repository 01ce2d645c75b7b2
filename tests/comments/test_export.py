"""A thread out, and in again: it is the same thread."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
import yaml
from hypothesis import given, strategies as st

from chapbook.cli import main
from chapbook.comments.body import UNPRINTABLE
from chapbook.comments.comment_file import parse_comment
from chapbook.comments.folder import folder_state
from chapbook.comments.front_matter import EDITORS_KEYS
from chapbook.comments.thread import read_thread
from exports import WP
from throwaway import OTHER_ESSAY, ROOT

if TYPE_CHECKING:
    from datetime import date

    from chapbook.comments.comment import Comment

FORMS = ["wxr", "json"]
THREADS = [ROOT / "comments", OTHER_ESSAY / "comments"]


def comments_of(folder: Path) -> dict[str, Comment]:
    thread, problems = read_thread(folder, folder_state(folder))
    assert problems == []
    return {comment.id: comment for comment in thread.comments()}


def meaning(comment: Comment) -> tuple[object, ...]:
    """Everything that a comment says; of a date, how it is written."""
    moment = comment.date.isoformat() if comment.date else ""
    said = (comment.author, moment, comment.url, comment.reply_to, comment.about, comment.removed, comment.supplied)
    return (comment.id, *said, comment.quote, comment.answered, comment.closed, comment.body, comment.words)


def there_and_back(folder: Path, form: str) -> Path:
    """Export, import, and return the new folder."""
    file, back = folder.with_name(f"{folder.name}.{form}"), folder.with_name(f"{folder.name}-back")
    assert main(["export", str(folder), "--to", str(file), "--format", form]) == 0
    assert main(["import", str(file), "--to", str(back)]) == 0
    return back


def assert_same_thread(folder: Path, back: Path) -> None:
    left, right = comments_of(folder), comments_of(back)
    assert [meaning(comment) for comment in left.values()] == [meaning(comment) for comment in right.values()]


@pytest.mark.parametrize("comments", [path for path in THREADS if any(path.glob("*.md"))])
@pytest.mark.parametrize("form", FORMS)
def test_a_publication_s_thread_comes_back(tmp_path: Path, comments: Path, form: str) -> None:
    folder = tmp_path / "comments"
    folder.mkdir()
    for path in comments.glob("*.md"):
        (folder / path.name).write_bytes(path.read_bytes())
    assert_same_thread(folder, there_and_back(folder, form))


IDS = st.from_regex(r"[a-z0-9-]{1,8}", fullmatch=True) | st.integers(1, 99).map(str)
NAMES = st.text(min_size=1, max_size=30).filter(lambda text: any(c.isalnum() for c in text))
BODIES = st.lists(
    st.sampled_from(
        [
            "> ",
            "- ",
            "1. ",
            "    ",
            "```\n",
            "\n",
            "\n\n",
            "*",
            "**",
            "`",
            "<b>",
            "</b>",
            "[x](https://example.org/)",
            '<blockquote cite="https://example.org/">',
            "</blockquote>",
            "<q>",
            "\\",
            "&amp;",
            "]]>",
            "中文",
            "x",
            " y ",
            "https://example.org/a_b*",
        ]
    )
    | st.text(max_size=6),
    max_size=15,
).map(lambda parts: f"{''.join(parts)}\nword")
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
DATES = st.none() | st.dates() | st.datetimes() | st.datetimes(timezones=ZONES)
REMOVED = st.none() | st.just("at the commenter’s wish: “x”")


@st.composite
def threads(draw: st.DrawFn) -> dict[str, bytes]:
    """Files of a thread in which nothing is wrong."""
    files: dict[str, bytes] = {}
    for id_ in draw(st.lists(IDS, min_size=1, max_size=6, unique=True)):
        moment: date | None = draw(DATES)
        removed: str | None = draw(REMOVED)
        values = {
            "author": UNPRINTABLE.sub("\ufffd", draw(NAMES)),
            "date": moment.isoformat() if moment else None,
            "url": draw(st.sampled_from([None, "https://example.org/?a=1&b=é"])),
            "reply_to": draw(st.sampled_from([None, *files])),
            "about": draw(st.sampled_from([None, "introduction-p2"])),
            "answered": draw(st.sampled_from([None, "true", *files])),
            "closed": draw(st.sampled_from([None, "true"])),
            "removed": removed,
        }
        if values["about"]:
            values["quote"] = draw(st.sampled_from([None, "the “words”: it's <b> & more", "- 7"]))
        values = {key: value for key, value in values.items() if value}
        supplied = draw(st.lists(st.sampled_from(sorted(values.keys() - EDITORS_KEYS)), unique=True))
        header = yaml.safe_dump({**values, "supplied": supplied}, allow_unicode=True, width=9_999)
        body = "" if removed else UNPRINTABLE.sub("\ufffd", draw(BODIES))
        data = f"---\n{header}---\n{body}".encode()
        comment, problems = parse_comment(Path(f"{id_}.md"), data)
        if comment and not problems:
            files[id_] = data
    return files


@given(threads().filter(bool), st.sampled_from(FORMS))
def test_what_goes_out_comes_in_as_the_same_thread(files: dict[str, bytes], form: str) -> None:
    with TemporaryDirectory() as place:
        folder = Path(place, "comments")
        folder.mkdir()
        for id_, data in files.items():
            (folder / f"{id_}.md").write_bytes(data)
        back = there_and_back(folder, form)
        assert_same_thread(folder, back)
        again = there_and_back(back, form)
        assert {p.name: p.read_bytes() for p in back.iterdir()} == {p.name: p.read_bytes() for p in again.iterdir()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "comments"
    folder.mkdir()
    texts = {
        "1853": "author: Ann\ndate: 2022-05-12T09:30:00+08:00\nurl: https://example.org/",
        "a-b": "author: Bo\nreply_to: '1853'\nabout: introduction\nquote: some words\nsupplied: [author]\n"
        "date: 2022-05-13\nclosed: true\nanswered: '2'",
        "2": "author: Cy\nremoved: asked for",
    }
    for id_, header in texts.items():
        body = "" if "removed" in header else "Hi *you*\nall"
        (folder / f"{id_}.md").write_text(f"---\n{header}\n---\n{body}\n", encoding="utf-8")
    return folder


def test_what_wordpress_reads_of_an_export(folder: Path) -> None:
    assert main(["export", str(folder), "--to", str(folder.parent / "out.xml")]) == 0
    comments = ET.parse(folder.parent / "out.xml").getroot().findall(f"channel/item/{{{WP}}}comment")
    rows = [{element.tag.removeprefix(f"{{{WP}}}comment_"): element.text or "" for element in c} for c in comments]
    assert [(row["id"], row["parent"], row["author"]) for row in rows] == [
        ("2", "0", "Cy"),
        ("1853", "0", "Ann"),
        ("1", "1853", "Bo"),
    ]
    assert [(row["date"], row["date_gmt"]) for row in rows] == [
        ("0000-00-00 00:00:00", "0000-00-00 00:00:00"),
        ("2022-05-12 09:30:00", "2022-05-12 01:30:00"),
        ("2022-05-13 00:00:00", "0000-00-00 00:00:00"),
    ]
    assert rows[1]["content"] == "<p>Hi <em>you</em><br />\nall</p>"
    assert {row["author_email"] + row["author_IP"] for row in rows} == {""}


def test_what_a_reader_of_the_rest_api_reads_of_an_export(folder: Path) -> None:
    assert main(["export", str(folder), "--to", str(folder.parent / "out.json")]) == 0
    rows = json.loads((folder.parent / "out.json").read_text(encoding="utf-8"))
    assert [(row["id"], row["parent"], row["date"]) for row in rows] == [
        (2, 0, None),
        (1853, 0, "2022-05-12T09:30:00"),
        (1, 1853, "2022-05-13T00:00:00"),
    ]
    assert rows[2]["comment_thread"] == {
        "id": "a-b",
        "date": "2022-05-13",
        "about": "introduction",
        "quote": "some words",
        "answered": "2",
        "closed": "true",
        "supplied": "author",
        "source": "Hi *you*\nall\n",
    }


@pytest.mark.parametrize("form", FORMS)
def test_words_that_were_edited_elsewhere_count_more_than_the_markdown_that_came_along(folder: Path, form: str) -> None:
    file = folder.parent / f"out.{form}"
    assert main(["export", str(folder), "--to", str(file), "--format", form]) == 0
    edited = (
        file.read_text(encoding="utf-8").replace("\nall</p>", "\neveryone</p>").replace("\nall&lt;", "\neveryone&lt;")
    )
    file.write_text(edited.replace("\\nall</p>", "\\neveryone</p>"), encoding="utf-8")
    assert main(["import", str(file), "--to", str(folder.parent / "back")]) == 0
    assert {c.words for c in comments_of(folder.parent / "back").values()} == {"Hi you everyone", ""}


def test_a_moment_keeps_its_zone(folder: Path) -> None:
    moment = comments_of(there_and_back(folder, "wxr"))["1853"].date
    assert isinstance(moment, datetime)
    assert moment.utcoffset() == timedelta(hours=8)
    assert moment == datetime(2022, 5, 12, 1, 30, tzinfo=UTC)


def test_only_a_sound_thread_goes_out_and_only_into_a_new_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = folder.parent / "out.xml"
    target.write_text("mine", encoding="utf-8")
    assert main(["export", str(folder), "--to", str(target)]) == 1
    assert capsys.readouterr().err.startswith(f"{target}: error: the file is there already")
    assert target.read_text(encoding="utf-8") == "mine"
    assert main(["export", str(folder), "--to", str(folder.parent / "out.txt")]) == 1
    assert "--format" in capsys.readouterr().err
    (folder / "3.md").write_text("---\nauthor: Di\nreply_to: nobody\n---\nHi\n", encoding="utf-8")
    assert main(["export", str(folder), "--to", str(folder.parent / "out.json")]) == 1
    assert capsys.readouterr().err.startswith(f"{folder / '3.md'}:3: error: reply_to: ")
    assert not (folder.parent / "out.json").exists()
