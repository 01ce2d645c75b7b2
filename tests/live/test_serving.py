"""The pages of the preview are those that were built, and the script; its news are data."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from chapbook.live.outcome import Outcome, Told
from chapbook.live.serving import News, application, with_script

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from pathlib import Path

Answer = tuple[int, dict[str, str], str]
HOSTILE = "</script><img src=x onerror=alert(1)>"


def run(work: Coroutine[Any, Any, Any]) -> Any:
    """Run it in a thread of its own: Playwright's loop is in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def answer(folder: Path, path: str, host: str = "localhost") -> Answer:
    """Ask the application as a server does (ASGI); return status, headers and body."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return await asyncio.get_running_loop().create_future()  # type: ignore[no-any-return]  # the browser waits

    async def send(message: Any) -> None:
        sent.append(message)

    async def ask() -> None:
        scope = {"type": "http", "method": "GET", "path": path, "root_path": "", "query_string": b""}
        headers = [(b"host", host.encode())]
        await application(folder, News(), ["localhost"])({**scope, "headers": headers}, receive, send)

    run(ask())
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(part.get("body", b"") for part in sent[1:]).decode()


def test_a_page_has_the_script_at_its_end_and_a_file_is_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<body><p>A</p></body>\n", encoding="utf-8")
    (tmp_path / "a.css").write_text("p {}", encoding="utf-8")
    for path in ("/", "/index.html"):
        status, headers, body = answer(tmp_path, path)
        assert (status, headers["cache-control"]) == (200, "no-cache")
        assert body == '<body><p>A</p><script src="/_live/live.js" data-number="0"></script></body>\n'
    status, headers, body = answer(tmp_path, "/a.css")
    assert (status, headers["cache-control"], body) == (200, "no-cache", "p {}")
    assert "EventSource" in answer(tmp_path, "/_live/live.js")[2]


def test_a_page_without_a_body_has_the_script_too() -> None:
    assert with_script("<p>A", 3) == '<p>A<script src="/_live/live.js" data-number="3"></script>'


def test_where_nothing_is_built_a_page_waits_for_it(tmp_path: Path) -> None:
    status, _, body = answer(tmp_path, "/")
    assert status == 404
    assert "live.js" in body
    assert answer(tmp_path, "/a.css")[0] == 404
    assert answer(tmp_path, "/../../etc/passwd")[0] == 404


def test_another_site_s_name_is_refused(tmp_path: Path) -> None:
    assert answer(tmp_path, "/", host="elsewhere.example")[0] == 400


def test_pages_have_a_new_number_where_they_were_made_and_mistakes_are_data() -> None:
    news = News()
    news.tell(Outcome(is_made=True))
    news.tell(Outcome(is_made=False, told=(Told("a.md", 3, HOSTILE),)))
    assert json.loads(news.as_json()) == {"number": 1, "told": [{"file": "a.md", "line": 3, "said": HOSTILE}]}


def test_who_waits_is_told_and_let_go() -> None:
    async def listen() -> list[str]:
        news = News()
        events = news.events()
        heard = [await anext(events)]
        waiting = asyncio.ensure_future(anext(events))
        await asyncio.sleep(0)
        news.tell(Outcome(is_made=True))
        heard.append(await waiting)
        news.end()
        return [*heard, *[event async for event in events]]

    heard = run(listen())
    assert [json.loads(event.removeprefix("data: "))["number"] for event in heard] == [0, 1]
