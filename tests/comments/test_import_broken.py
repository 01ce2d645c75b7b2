"""Broken and hostile exports: an error with the place, and no file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from chapbook.cli import main
from chapbook.comments.exchange.reading import read_posts
from exports import disqus, disqus_post, rest, rest_comment, wxr, wxr_comment, wxr_post

if TYPE_CHECKING:
    from pathlib import Path

GOOD = wxr(wxr_post(wxr_comment(1), wxr_comment(2)))
LAUGHS = """<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>
"""
OUTSIDE = """<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
"""


def line_of(text: str, part: str, nth: int = 1) -> int:
    place = -1
    for _ in range(nth):
        place = text.index(part, place + 1)
    return text.count("\n", 0, place) + 1


TWICE = wxr(wxr_post(wxr_comment(1), wxr_comment(1, "Bye")))
NO_NUMBER = wxr(wxr_post(wxr_comment(1), wxr_comment("../../x")))
REST_TWICE = rest(rest_comment(1), rest_comment(1, parent=2))

BROKEN = {
    "a bomb": (wxr(wxr_post(wxr_comment(1, author="&c;")), prologue=LAUGHS), 2, "document type"),
    "a file of the system": (
        wxr(wxr_post(wxr_comment(1)), prologue=OUTSIDE).replace("Hi<", "&x;<"),
        2,
        "document type",
    ),
    "a document type alone": (wxr(prologue='<!DOCTYPE rss SYSTEM "http://example.org/x.dtd">\n'), 2, "document type"),
    "an entity": (GOOD.replace("Hi", "&nbsp;"), line_of(GOOD, "Hi"), "undefined entity"),
    "a file that ends within": (GOOD[: GOOD.index("</item>")], line_of(GOOD, "</item>"), "no whole XML"),
    "another encoding": (GOOD.replace("Hi", "na\xefve").encode("latin-1"), line_of(GOOD, "Hi"), "0xef is not UTF-8"),
    "an unknown encoding": (GOOD.replace('"UTF-8"', '"klingon"'), 1, "encoding"),
    "a page": ("<html><body>x</body></html>", 1, "no export"),
    "a feed": ("<rss version='2.0'><channel><item><title>x</title></item></channel></rss>", 0, "feed"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00", 1, "known are a WordPress export"),
    "nothing": ("", 0, "empty"),
    "no comment": (wxr(wxr_post()), 0, "no comment"),
    "an id twice": (TWICE, line_of(TWICE, "<wp:comment>", 2), "another comment 1 stands here"),
    "an id that is no number": (NO_NUMBER, line_of(NO_NUMBER, "<wp:comment>", 2), "is no id"),
    "an id of Disqus that is no number": (disqus(disqus_post("x y")), 5, "is no id"),
    "an id twice in JSON": (REST_TWICE, line_of(REST_TWICE, '"id"', 2) - 1, "another comment 1 stands here"),
    "an id that is none in JSON": (rest(rest_comment(None)), 2, "is no id"),
    "JSON that ends within": (rest(rest_comment(1))[:-1], line_of(rest(rest_comment(1)), "\n]") + 1, "ends within"),
    "JSON that is cut": ('[\n{"id": 1,', 2, "no JSON"),
    "is no id": ('[\n{"id": NaN, "content": {}}]', 2, "NaN"),
    "a number too long": ('[\n{"id": ' + "1" * 5_000 + "}]", 2, "number"),
    "deep JSON": ("[" * 100_000, 1, "nested"),
    "deep objects": ('[\n{"id":' + '{"a":' * 100_000, 2, "nested"),
    "JSON that is not UTF-8": (b'[\n{"id": 1, "author_name": "\xef"}]', 2, "UTF-8"),
    "an error of the API": ('{"code": "rest_no_route", "message": "No route", "data": {}}', 1, "'No route'"),
    "other JSON": ("[\n1]", 2, "no comment"),
    "the answer for posts": (
        '[{"id": 7, "slug": "s", "title": {}, "content": {}, "type": "post"}]',
        1,
        "/wp-json/wp/v2/comments?post=7",
    ),
    "the answer for posts, some fields of it": ('[{"id": 7, "content": {}}]', 1, "no comment"),
    "text before the declaration": ("<b>Notice</b>" + GOOD, 1, "stands before <?xml; delete it"),
    "words before the declaration": ("Notice: x\n" + GOOD, 1, "stands before <?xml; delete it"),
    "UTF-7": (GOOD.replace('"UTF-8"', '"utf-7"'), 1, "'utf-7' is not read here"),
    "a codec that is no encoding": (GOOD.replace('"UTF-8"', '"zlib"'), 1, "'zlib' is not read here"),
    "gzip": (b"\x1f\x8b\x08\x00", 0, "packed (gzip); unpack it first"),
    "zip": (b"PK\x03\x04", 0, "packed (zip); unpack it first"),
    "tar": (b"x".ljust(257, b"\0") + b"ustar\x0000", 0, "packed (tar); unpack it first"),
    "other text": ("Dear Sir,\n", 1, "known are a WordPress export"),
    "another feed": ('<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>x</id></entry></feed>', 0, "feed (Atom)"),
    "two values": ("[1 2]".replace("1", json.dumps(rest_comment(1))), 1, "not what JSON has"),
}


@pytest.mark.parametrize(("text", "line", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_export_is_told_by_its_line_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str | bytes, line: int, said: str
) -> None:
    file = tmp_path / "export"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert main(["import", str(file), "--to", str(tmp_path / "comments")]) == 1
    printed, error = capsys.readouterr()
    assert printed == ""
    assert error.startswith(f"{file}:{line}: " if line else f"{file}: ")
    assert said in error
    assert not (tmp_path / "comments").exists()


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file in (tmp_path / "none.xml", tmp_path):
        assert main(["import", str(file), "--to", str(tmp_path / "comments")]) == 1
        assert capsys.readouterr().err.startswith(f"{file}: error: the file cannot be read (")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_any_encoding_that_the_file_declares(tmp_path: Path, encoding: str) -> None:
    declared = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "latin-1": "ISO-8859-1"}[encoding]
    file = tmp_path / "export.xml"
    file.write_bytes(wxr(wxr_post(wxr_comment(1, author="Zoë"))).replace('"UTF-8"', f'"{declared}"').encode(encoding))
    (post,) = read_posts([file])
    assert [comment.author for comment in post.comments] == ["Zoë"]


def test_json_with_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "export.json"
    file.write_bytes(rest(rest_comment(1)).encode("utf-8-sig"))
    (post,) = read_posts([file])
    assert (post.id, post.slug, len(post.comments)) == ("7", "hello", 1)


def test_a_place_where_nothing_can_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "export").write_text(GOOD, encoding="utf-8")
    (tmp_path / "comments").write_text("a file", encoding="utf-8")
    assert main(["import", str(tmp_path / "export"), "--to", str(tmp_path / "comments")]) == 1
    assert "cannot be written" in capsys.readouterr().err
    assert (tmp_path / "comments").read_text(encoding="utf-8") == "a file"
