"""A page is fetched from a server of this machine: all that it shows, politely, once, and nothing that it may not."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple

import pytest

from chapbook.mistake import Mistake
from chapbook.rescue import web_client
from chapbook.rescue.fetching import archive_name, fetch
from chapbook.rescue.page_links import read_links
from chapbook.rescue.warc_source import read_warc
from chapbook.rescue.web_archive import Answer, Archive, read_archive
from chapbook.rescue.web_client import USER_AGENT, is_public

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 40


class Reply(NamedTuple):
    """What the server says at an address."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)


class Server:
    """A server whose answers are in a table, and what it was asked for."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | list[Reply]] = {}
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.address = ""

    def reply(self, path: str) -> Reply:
        self.asked.append(path)
        found = self.replies.get(path, Reply(status=404))
        return found if isinstance(found, Reply) else found.pop(0) if len(found) > 1 else found[0]


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.agents.add(self.headers["User-Agent"])
            reply = server.reply(self.path)
            self.send_response(reply.status)
            for name, value in reply.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    server.address = f"http://127.0.0.1:{http.server_port}"
    yield server
    http.shutdown()
    http.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as found:
        yield found


def as_json(value: object, *headers: tuple[str, str]) -> Reply:
    return Reply(json.dumps(value).encode(), headers=(("Content-Type", "application/json; charset=UTF-8"), *headers))


def comment(number: int) -> dict[str, object]:
    return {"id": number, "post": 7, "parent": 0, "author_name": "Bo", "content": {"rendered": f"<p>{number}</p>"}}


def blog(server: Server, root: str) -> str:
    """Let the server be a blog with one post; *root* is that of its API, with places for a route and a query."""
    api = root.format("", "").rstrip("?&")
    page = f"""<html><head><link rel="https://api.w.org/" href="{api}">
    <link rel="shortlink" href="/?p=7"></head>
    <body><article><p>Words</p><img src="/a.png" srcset="/a-300.png 300w"></article>"""
    pages = (("X-WP-TotalPages", "2"),)
    query = "post=7&per_page=100&order=asc&page="
    post = {"id": 7, "link": f"{server.address}/p/", "content": {"rendered": "<p>Words</p><img src='/b%20b.png'>"}}
    server.replies |= {
        "/p/": Reply(page.encode()),
        root.format("wp/v2/posts/7", "_embed=author"): as_json(post),
        root.format("wp/v2/comments", f"{query}1"): as_json([comment(1), comment(2)], *pages),
        root.format("wp/v2/comments", f"{query}2"): as_json([comment(3)], *pages),
        **{
            f"/{name}.png": Reply(PICTURE, headers=(("Content-Type", "image/png"),)) for name in ("a", "a-300", "b%20b")
        },
    }
    return f"{server.address}/p/"


ROOTS = ["/wp-json/{}?{}", "/?rest_route=/{}&{}"]


@pytest.mark.parametrize("root", ROOTS)
def test_a_blog_is_read_by_its_api(server: Server, tmp_path: Path, root: str) -> None:
    url = blog(server, root)
    pauses: list[float] = []
    fetched = fetch(url, tmp_path, pauses.append)
    assert fetched.missing == ()
    assert fetched.path == tmp_path / archive_name(url)
    assert server.agents == {USER_AGENT}
    assert len(server.asked) == len(set(server.asked)) == 8
    assert server.asked[:2] == ["/robots.txt", "/p/"]
    assert pauses == [1.0] * 7
    page = read_warc(fetched.path)
    assert page.address == url
    assert b"<p>Words</p>" in page.body
    assert page.encoding == "utf-8"
    assert [item["id"] for item in page.posts] == [7]
    assert [item["id"] for item in page.comments] == [1, 2, 3]
    assert page.file("/b%20b.png") == page.file(f"{server.address}/b%20b.png#x")
    assert getattr(page.file("../a.png"), "data", None) == PICTURE
    assert page.file("/none.png") is None


def test_run_again_it_asks_only_for_what_is_not_there(server: Server, tmp_path: Path) -> None:
    url = blog(server, ROOTS[0])
    broken = "/wp-json/wp/v2/comments?post=7&per_page=100&order=asc&page=1"
    whole = server.replies[broken]
    server.replies[broken] = Reply(status=500)
    missing = fetch(url, tmp_path, lambda _: None).missing
    assert [text.partition(": ")[0] for text in missing] == ["comments, page 1"]
    assert "status 500" in missing[0]
    assert server.asked.count(broken) == 3
    server.replies[broken] = whole
    server.asked.clear()
    fetched = fetch(url, tmp_path, lambda _: None)
    assert fetched.missing == ()
    assert server.asked == [broken, "/wp-json/wp/v2/comments?post=7&per_page=100&order=asc&page=2"]
    assert len(read_warc(fetched.path).comments) == 3


def test_a_server_that_is_busy_is_asked_again_later(server: Server, tmp_path: Path) -> None:
    server.replies["/p/"] = [Reply(status=503, headers=(("Retry-After", "9"),)), Reply(b"<p>Words")]
    pauses: list[float] = []
    assert fetch(f"{server.address}/p/", tmp_path, pauses.append).missing == ()
    assert pauses == [1.0, 9.0]


def test_robots_txt_is_kept_to(server: Server, tmp_path: Path) -> None:
    server.replies["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 5\nDisallow: /no/\n")
    server.replies["/p/"] = Reply(b"<img src='/no/a.png'>")
    pauses: list[float] = []
    [missing] = fetch(f"{server.address}/p/", tmp_path, pauses.append).missing
    assert "robots.txt" in missing
    assert pauses == [5.0]
    assert server.asked == ["/robots.txt", "/p/"]
    with pytest.raises(Mistake, match=r"robots\.txt of 127\.0\.0\.1 asks programs not to read"):
        fetch(f"{server.address}/no/", tmp_path)
    server.replies["/robots.txt"] = Reply(status=500)
    with pytest.raises(Mistake, match=r"robots\.txt cannot be read"):
        fetch(f"{server.address}/p/", tmp_path / "other", lambda _: None)


def test_a_private_address_is_asked_only_where_a_person_named_it(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving() as other:
        server.replies["/away"] = Reply(status=302, headers=(("Location", f"{other.address}/secret"),))
        server.replies["/p/"] = Reply(f"<img src='{other.address}/a.png'><img src='file:///etc/passwd'>".encode())
        with pytest.raises(Mistake, match="within a private network, and nobody has named it"):
            fetch(f"{server.address}/away", tmp_path, lambda _: None)
        missing = fetch(f"{server.address}/p/", tmp_path, lambda _: None).missing
        assert ["private network" in missing[0], "no address that begins" in missing[1]] == [True, True]
        assert other.asked == []
    # A name of the public net that means an address of this machine.
    monkeypatch.setattr(web_client, "is_public", lambda _address: True)
    found = socket.getaddrinfo("127.0.0.1", int(server.address.rpartition(":")[2]), type=socket.SOCK_STREAM)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: found)
    server.replies["/to"] = Reply(status=301, headers=(("Location", "http://example.org/p/"),))
    assert fetch(f"{server.address}/to", tmp_path, lambda _: None).answers > 1
    monkeypatch.undo()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: found)
    with pytest.raises(Mistake, match=r"example\.org is 127\.0\.0\.1, within a private network"):
        fetch(f"{server.address}/to", tmp_path / "other", lambda _: None)


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fe80::1%eth0", "::ffff:10.0.0.1", "224.0.0.1"]
)
def test_addresses_of_private_networks(address: str) -> None:
    assert not is_public(address)


def test_a_public_address() -> None:
    assert is_public("93.184.215.14")


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/", "http://", "http://a:b@example.org/", "http://[x"]
)
def test_what_is_no_address_of_the_web(tmp_path: Path, url: str) -> None:
    with pytest.raises(Mistake, match="is no address"):
        fetch(url, tmp_path)


def test_what_leads_on_and_on_is_too_large_or_no_page(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.replies["/on"] = Reply(status=302, headers=(("Location", "/on"),))
    server.replies["/large"] = Reply(b"x" * 101)
    server.replies["/picture"] = Reply(PICTURE, headers=(("Content-Type", "image/png"),))
    monkeypatch.setattr(web_client, "LARGEST", 100)
    for path, said in {
        "on": "leads on and on",
        "large": "more than 100 bytes",
        "picture": "is no page, but image/png",
    }.items():
        with pytest.raises(Mistake, match=said):
            fetch(f"{server.address}/{path}", tmp_path, lambda _: None)


def test_a_file_that_ends_in_a_record_is_read_to_there_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    archive = Archive(path, "a program")
    archive.keep(Answer("http://a.example/1", 200, (("Content-Type", "text/html"),), b"one"))
    whole = path.stat().st_size
    archive.keep(Answer("http://a.example/2", 200, (("Transfer-Encoding", "chunked"),), b"two" * 100))
    archive.close()
    data = path.read_bytes()
    for cut in (len(data), len(data) - 1, len(data) - 20, whole + 1, whole):
        path.write_bytes(data[:cut])
        again = Archive(path, "a program")
        assert again.answers["http://a.example/1"].body == b"one"
        again.keep(Answer("http://a.example/3", 404, (), b"three"))
        again.close()
        found = {answer.url[-1]: answer for answer in read_archive(path)}
        assert (found["1"].body, found["3"].body, found["3"].status) == (b"one", b"three", 404)
        assert found.keys() - {"2"} == {"1", "3"}


@pytest.mark.parametrize("data", [b"", b"hello " * 99, b"\x1f\x8b not it", b"WARC/1.0\r\n"])
def test_what_is_no_archive(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(data)
    with pytest.raises(Mistake, match="this is no WARC file"):
        read_warc(path)


def test_a_page_is_asked_for_by_its_address(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    archive = Archive(path, "a program")
    html = (("Content-Type", "text/html"),)
    for name, status, headers in (("one", 200, html), ("two/", 200, html), ("three", 301, (("Location", "/two/"),))):
        archive.keep(Answer(f"http://a.example/{name}", status, headers, name.encode()))
    archive.close()
    assert read_warc(path).body == b"one"
    assert [read_warc(path, f"http://a.example/{name}").body for name in ("two", "three")] == [b"two/", b"two/"]
    with pytest.raises(
        Mistake, match=r"the page http://b\.example/ is not in it; the pages in it are:\n  http://a\.exa"
    ):
        read_warc(path, "http://b.example/")


TWO_LINKS = (
    '<https://a.example/wp-json/>; rel="https://api.w.org/", <https://a.example/wp-json/wp/v2/pages/5>; '
    'rel="alternate"; title="JSON"; type="application/json"'
)


@pytest.mark.parametrize(
    ("header", "markup", "found"),
    [
        (TWO_LINKS, "", ("https://a.example/wp-json/", "pages", "5")),
        ("<https://a.example/?rest_route=/>; rel=https://api.w.org/", '<body class="single postid-12 x">',
         ("https://a.example/?rest_route=/", "posts", "12")),
        ("", '<base href="/b/"><link rel="https://api.w.org/" href="../wp-json/"><body class="page-id-3">',
         ("https://a.example/wp-json/", "pages", "3")),
        ("", "<p>no blog</p>", ("", "posts", "")),
    ],
)  # fmt: skip
def test_where_a_page_says_that_it_is_data(header: str, markup: str, found: tuple[str, str, str]) -> None:
    assert read_links("https://a.example/p/", header, markup)[:3] == found
