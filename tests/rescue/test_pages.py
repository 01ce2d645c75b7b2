"""Pages as themes write them: the article, the thread and the record, each whole; and sources that are none."""

from __future__ import annotations

import base64
import io
import re
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from chapbook.comments.exchange.record import LeftOut
from chapbook.rescue.capture import Capture, Html
from chapbook.rescue.page_source import read_page
from chapbook.rescue.page_text import decoded
from rescue import theme_pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from rescue.rescued import Rescue

RICH = theme_pages.ARTICLE + (
    '<h2>The way</h2><p>Short.</p><figure><img src="x_files/a.png" alt="Mill"><figcaption>Caption</figcaption></figure>'
    "<table><tr><td>one</td><td>two</td></tr></table><pre>walk(far)</pre><ul><li>stick</li></ul>"
)


def words(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def read(page: str, select: str = "") -> Capture:
    return read_page(decoded(page.encode()), Path("page.html"), select=select)


def article(capture: Capture) -> str:
    assert isinstance(capture.article, Html)
    return words(capture.article.source)


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (4, 3), "red").save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("theme", theme_pages.THEMES)
def test_the_article_is_whole_and_nothing_else(theme: Callable[..., str]) -> None:
    assert article(read(theme(RICH))).removeprefix("The mill ") == words(RICH)


@pytest.mark.parametrize("theme", theme_pages.THEMES)
def test_the_thread_is_whole(theme: Callable[..., str]) -> None:
    found = read(theme()).comments
    assert [(one.number, one.parent, one.author) for one in found] == [
        ("11", "", "Ann Lee"),
        ("12", "11", "Bo"),
        ("13", "", "王小明"),
    ]
    assert [words(one.html) for one in found] == ["I liked part two.", "So did I. All of it.", "Where is the mill?"]
    assert all(str(one.date).startswith("2022-05-04 17:30:00") for one in found)


@pytest.mark.parametrize(
    ("theme", "said"),
    [
        (theme_pages.twenty_ten, ("Jane Doe", "2022-05-03", "https://walks.example/mill/", "walks.example", "")),
        (theme_pages.twenty_sixteen, ("Jane Doe", "2022-05-03", "https://walks.example/mill/", "Walks", "")),
        (theme_pages.block_theme, ("Jane Doe", "2022-05-03", "", "", "https://creativecommons.org/licenses/by/4.0/")),
        (theme_pages.of_no_system, ("", "", "", "", "")),
    ],
)
def test_the_record_is_what_the_page_says(theme: Callable[..., str], said: tuple[str, ...]) -> None:
    capture = read(theme())
    assert capture.title == "The mill"
    assert (capture.author, capture.date, capture.address, capture.site, capture.licence) == said


def test_what_is_made_for_scholars_goes_before_what_is_made_for_others() -> None:
    metas = {"citation_author": "Doe, Jane", "citation_title": "On mills", "citation_publication_date": "2021/7/9"}
    tags = "".join(f'<meta name="{name}" content="{value}">' for name, value in metas.items())
    tags += '<meta name="citation_author" content="Lee, Ann">'
    capture = read(theme_pages.twenty_sixteen().replace("<head>", f"<head>{tags}"))
    assert (capture.title, capture.author, capture.date) == ("On mills", "Doe, Jane; Lee, Ann", "2021-07-09")


def test_comments_that_nobody_has_seen_or_that_are_none() -> None:
    page = theme_pages.twenty_ten().replace('class="comment even', 'class="pingback even', 1)
    found = read(page).comments
    assert [one.left_out for one in found] == [LeftOut.PINGBACK, None, None]


def test_a_reader_says_how_many_comments_the_page_has() -> None:
    assert read(theme_pages.block_theme()).says == 3


def test_the_article_that_a_person_names() -> None:
    page = "<title>T</title><main><p>One.</p><div class=x><p>Two words.</p></div><div class=x>Three.</div></main>"
    assert article(read(page, select=".x")) == "Two words. Three."


@pytest.mark.parametrize(
    ("options", "said"),
    [(("--select", "p["), "this is no selector"), (("--select", ".none"), "nothing in the page matches '.none'")],
)
def test_a_selector_that_is_none(rescue: Rescue, options: tuple[str, ...], said: str) -> None:
    rescue.run({"page.html": theme_pages.blogger()}, *options, code=1)
    assert said in rescue.errors
    assert not rescue.folder.exists()


def test_a_page_and_its_folder(rescue: Rescue) -> None:
    page = theme_pages.twenty_sixteen(RICH + '<p><img src="x_files/../../secret.png"><img src="/etc/hostname"></p>')
    files: dict[str, str | bytes] = {"page.html": page.replace("x_files", "page_files")}
    files |= {"page_files/a.png": picture(), "secret.png": picture()}
    rescue.run(files)
    assert (rescue.folder / "pictures/mill.png").read_bytes() == picture()
    assert [path.name for path in (rescue.folder / "pictures").iterdir()] == ["mill.png"]
    assert (rescue.folder / "source/page_files/a.png").is_file()
    assert rescue.counts()["pictures not taken"] == "2"
    assert "\\[A picture is missing: page\\_files/../../secret.png\\]" in rescue.text("chapters/the-way.md")


def test_one_file_with_all_in_it(rescue: Rescue) -> None:
    address = f"data:image/png;base64,{base64.b64encode(picture()).decode()}"
    rescue.run({"page.html": theme_pages.blogger(RICH.replace("x_files/a.png", address))})
    assert (rescue.folder / "pictures/mill.png").read_bytes() == picture()


def test_an_mhtml_file(rescue: Rescue) -> None:
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://walks.example/mill/"
    message["Date"] = "Wed, 4 May 2022 10:00:00 -0000"
    message.set_content(theme_pages.blogger(RICH.replace("x_files/", "https://walks.example/")), subtype="html")
    message.add_related(picture(), "image", "png", headers=["Content-Location: https://walks.example/a.png"])
    message.replace_header("Content-Type", f'{message["Content-Type"]}; type="text/html"')
    rescue.run({"page.mhtml": bytes(message)})
    assert (rescue.folder / "pictures/mill.png").is_file()
    assert "https://walks.example/mill/" in rescue.text("CITATION.cff")
    assert "4 May 2022" in rescue.text("appendices/about-this-edition.md")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"\x7fELF\0\0\0", "this is none of the sources that are known"),
        (b"PK\x03\x04abc", "this is none of the sources that are known|packed"),
        (b"<html><body></body></html>", "no article is found"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\n--x--", "no part that is a page"),
        (b'{"code": "rest_no_route", "message": "No route"}', "there is no article in it"),
        (b"<?xml version='1.0'?><rss><channel><title>T</title></channel></rss>", "feed"),
    ],
)
def test_a_source_that_is_none_is_one_error(rescue: Rescue, data: bytes, said: str) -> None:
    rescue.run({"source": data}, code=1)
    assert re.search(said, rescue.errors)
    assert rescue.errors.count("\n") == 1
    assert not rescue.folder.exists()


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<meta charset=iso-8859-1>é“".encode("cp1252"), "é“"),
        ("<p>é".encode(), "é"),
        ("<p>é".encode("cp1252"), "é"),
        (b"\xff\xfe" + "<p>é".encode("utf-16-le"), "é"),
        ("<meta charset=gb2312>河".encode("gb18030"), "河"),
        ("<meta charset=utf-7>é".encode(), "é"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert decoded(data).text.endswith(text)
    assert decoded(data).unreadable == 0
