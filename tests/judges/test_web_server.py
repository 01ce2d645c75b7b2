"""The server that the judges ask: it compresses, says how long a file may be kept, and keeps a connection."""

from __future__ import annotations

import gzip
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from web_server import serving

if TYPE_CHECKING:
    from pathlib import Path


def test_it_is_a_host_as_others_are(tmp_path: Path) -> None:
    page = b"<!doctype html><title>x</title>" + b"word " * 100
    (tmp_path / "index.html").write_bytes(page)
    (tmp_path / "x.css").write_bytes(b"p { margin: 0 }")
    asked = [("/", 200), ("/x.css?v=1", 200), ("/gone.html", 404)]
    with serving(tmp_path) as address:
        connection = HTTPConnection(urlsplit(address).netloc)
        connection.connect()
        line = connection.sock
        heads = []
        for path, status in asked:
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            body = answer.read()
            assert answer.status == status
            heads.append((answer.getheader("Content-Encoding"), answer.getheader("Cache-Control"), body))
            assert status == 404 or connection.sock is line
        connection.close()
    assert heads[0][:2] == ("gzip", "no-cache")
    assert gzip.decompress(heads[0][2]) == page
    assert heads[1][:2] == ("gzip", "public, max-age=31536000, immutable")
