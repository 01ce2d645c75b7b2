"""A web server as a host has it: what it sends is compressed, a connection serves many requests, a file may be kept."""

from __future__ import annotations

import gzip
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

COMPRESSED = {".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"}
FOR_A_YEAR = "public, max-age=31536000, immutable"


class Compressing(SimpleHTTPRequestHandler):
    """Serves a folder; a file whose address bears the mark of its content, ``?v=…``, may be kept for a year."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body leave together, or the body waits for the head to be acknowledged

    def send_head(self) -> BytesIO | None:
        """Send the head of the answer and return its body."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Cache-Control", FOR_A_YEAR if "v=" in urlsplit(self.path).query else "no-cache")
        if path.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve *folder* and give its address, which ends with a slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=str(folder))) as server:
        server.daemon_threads = True
        server.block_on_close = False
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
